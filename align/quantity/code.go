package quantity

import (
	"strings"

	"triptych/align/letter"
)

// name takes a run of letters, digits and inner marks in which letters and
// digits meet in a way that no number has: UTF-8, x86, 2.2.1, CVE-2019-15845. It
// returns true also when it only went past a prefix, so that what follows is read
// as a number: the 2019 of mid-2019.
func (s *scanner) name() bool {
	i := s.pos
	if !isWord(s.at(i)) || isWord(s.at(i-1)) {
		return false
	}
	end, letters, digits, dots := s.chunk(i)
	if !digits {
		return false
	}
	text := strings.ToLower(string(s.runes[i:end]))
	switch {
	case !letters && dots >= 2 && strings.Trim(text, "0123456789.") == "":
	case !letters:
		return false
	case letter.Digit(s.at(i)) && s.numeric(text):
		return false
	case !letter.Digit(s.at(i)) && s.prefixed(text):
		s.pos = i + strings.IndexByte(text, '-') + 1
		return true
	case currencyPrefix(text):
		return false
	}
	s.emit(Quantity{Kind: Name, Code: text}, i, end)
	return true
}

// maxName bounds how far a name is followed, in runes: what goes on longer is a
// key or a table without spaces, and reading on would take time in its square.
const maxName = 200

// chunk returns the end of the run of word characters and inner marks at i,
// whether it has letters and digits, and how many dots stand between digits.
func (s *scanner) chunk(i int) (end int, letters, digits bool, dots int) {
	for end = i; end < len(s.runes) && end-i < maxName; end++ {
		r := s.runes[end]
		switch {
		case letter.Digit(r):
			digits = true
		case letter.PlainLatin(r):
			letters = true
		case r == '.' && s.at(end+1) == '.' && letter.Digit(s.at(end-1)) && letter.Digit(s.at(end+2)): // 3..0
			dots += 2
			end++
		case strings.ContainsRune("-_./+#:", s.raw[end]) && isWord(s.at(end+1)) && isWord(s.at(end-1)):
			if r == '.' && letter.Digit(s.at(end-1)) && letter.Digit(s.at(end+1)) {
				dots++
			}
			if (r == '/' || r == ':') && !letters {
				return end, letters, digits, dots
			}
		default:
			return end, letters, digits, dots
		}
	}
	return end, letters, digits, dots
}

// numeric reports whether a chunk that begins with a digit is a number with a
// unit, a mark or a word behind it ("21st", "5bn", "10-year", "3pm", "1990s") and
// not a name.
func (s *scanner) numeric(text string) bool {
	i := 0
	for i < len(text) && (letter.Digit(text[i]) || text[i] == '.') {
		i++
	}
	rest := text[i:]
	if strings.HasPrefix(rest, "-") {
		word := rest[1:]
		for len(word) > 0 && (letter.Digit(word[0]) || word[0] == '.') {
			word = word[1:] // a range: 10-20km
		}
		if word == rest[1:] { // 10-year-old
			return len(word) > 1 && strings.Trim(word, "abcdefghijklmnopqrstuvwxyz-") == ""
		}
		rest = word
	}
	if slash := strings.IndexAny(rest, "/-"); slash > 0 {
		rest = rest[:slash]
	}
	return rest == "" || attached[rest]
}

// prefixed reports whether a chunk is a number behind a prefix word: mid-2019.
func (s *scanner) prefixed(text string) bool {
	head, rest, ok := strings.Cut(text, "-")
	return ok && datePrefixes[head] && rest != "" && letter.Digit(rest[0])
}
