package quantity

import (
	"slices"
	"strings"
	"unicode"

	"triptych/align/letter"
)

// minusBefore finds a sign or a word before a number at start that puts it below zero:
// "minus 12", -200, 零下5度, 负三, 公元前221年. It returns where the quantity begins then.
func (s *scanner) minusBefore(start int) (begin int, ok bool) {
	if n := len(s.found); n > 0 && s.found[n-1].End >= start {
		return start, false // what stands before belongs to another one
	}
	i := start
	for s.at(i-1) == ' ' {
		i--
	}
	for _, w := range minusWords {
		n := len(w)
		if i >= n && unicode.ToLower(s.runes[i-1]) == w[n-1] && strings.EqualFold(string(s.runes[i-n:i]), string(w)) && !letter.Latin(s.at(i-n-1)) && s.free(i-n) {
			return i - n, true
		}
	}
	// A hyphen is a sign only at the beginning of a word and before a digit: not 10-20.
	if r := s.at(start - 1); (r == '-' || r == '−') && (s.at(start-2) == ' ' || letter.Han(s.at(start-2)) || start == 1) && letter.Digit(s.at(start)) {
		return start - 1, s.lang == English || s.at(start-2) != ' ' || start == 1
	}
	return start, false
}

// free reports whether nothing that was found reaches i.
func (s *scanner) free(i int) bool {
	n := len(s.found)
	return n == 0 || s.found[n-1].End <= i
}

// minusWords stand before a number that is below zero or before our era.
var minusWords = func() (out [][]rune) {
	for _, w := range append(english.words("minus"), chineseLists.words("minus")...) {
		out = append(out, []rune(w))
	}
	return out
}()

// beforeEra returns the end of "BC" or "BCE" at i, behind a year.
func (s *scanner) beforeEra(i int) int {
	if s.lang != English {
		return i
	}
	w, _, e := s.wordAfter(i)
	if slices.Contains([]string{"bc", "bce"}, w) && s.at(e-1) != 'c' && s.at(e-1) != 'e' {
		return e
	}
	return i
}

// Signed returns the quantity of list that has x's value but stands on the other side of
// zero; nil where one of them stands on its own side.
func Signed(x Quantity, list []Quantity) (found *Quantity) {
	for j := range list {
		y := &list[j]
		if y.Family() == Names || !sameSize(x, *y) {
			continue
		}
		if y.Minus == x.Minus {
			return nil
		}
		found = y
	}
	return found
}

// sameSize reports whether two quantities agree but for their sign.
func sameSize(x, y Quantity) bool { return Agree(x, y) || x.Minus && Same(x, y) }
