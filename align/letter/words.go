package letter

import "unicode"

// Words counts the words of a text as word processors do: each Chinese character is
// one, and each run of other letters and digits.
func Words(text string) (n int) {
	inside := false
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Han, r):
			n, inside = n+1, false
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r):
			if !inside {
				n++
			}
			inside = true
		case r != '\'' && r != '’' && r != '-':
			inside = false
		}
	}
	return n
}
