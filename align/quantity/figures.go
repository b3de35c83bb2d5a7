package quantity

import (
	"strconv"
	"strings"

	"triptych/align/letter"
)

// digits reads a number in digits at i: 1,234.5 or 1234. ok is false when no
// digit stands there. A comma counts only before three digits and behind one to
// three, so that the "7,2022" of a date without a space stays two numbers. More
// than 300 digits are no number: a float64 could not hold it.
func (s *scanner) digits(i int) (v float64, end int, ok bool) {
	if !letter.Digit(s.at(i)) && !s.barePoint(i) {
		return 0, i, false
	}
	if v, end, ok := s.plainFigures(i); ok {
		return v, end, true
	}
	var b strings.Builder
	end = i
	for letter.Digit(s.at(end)) {
		b.WriteRune(s.at(end))
		end++
	}
	if end-i > 300 {
		return 0, i, false
	}
	if end-i <= 3 {
		for s.at(end) == ',' && s.threeDigits(end+1) {
			b.WriteString(string(s.runes[end+1 : end+4]))
			end += 4
		}
	}
	if s.at(end) == '.' && letter.Digit(s.at(end+1)) {
		b.WriteByte('.')
		end++
		for letter.Digit(s.at(end)) {
			b.WriteRune(s.at(end))
			end++
		}
	}
	v, err := strconv.ParseFloat(b.String(), 64)
	if f := vulgar[s.at(end)]; f != 0 && !strings.Contains(b.String(), ".") {
		return v + f, end + 1, err == nil
	}
	return v, end, err == nil
}

// plainFigures reads up to 15 digits without a comma, a point or a fraction, as most
// numbers are.
func (s *scanner) plainFigures(i int) (v float64, end int, ok bool) {
	for end = i; letter.Digit(s.at(end)); end++ {
		v = v*10 + float64(s.at(end)-'0')
	}
	behind := s.at(end)
	return v, end, end > i && end-i <= 15 && behind != ',' && behind != '.' && vulgar[behind] == 0
}

// barePoint reports whether a number that begins with its point stands at i: .35, but
// not the .7z of a name nor the .5 that a sentence without a blank leaves.
func (s *scanner) barePoint(i int) bool {
	before := s.at(i - 1)
	if s.at(i) != '.' || !letter.Digit(s.at(i+1)) || before != 0 && before != ' ' && !letter.Han(before) {
		return false
	}
	_, letters, _, dots := s.chunk(i + 1)
	return !letters && dots == 0
}

// vulgar are fractions of one character; they count behind a whole number: 2½.
var vulgar = map[rune]float64{'½': 1.0 / 2, '¼': 1.0 / 4, '¾': 3.0 / 4, '⅓': 1.0 / 3, '⅔': 2.0 / 3, '⅛': 1.0 / 8, '⅜': 3.0 / 8, '⅝': 5.0 / 8, '⅞': 7.0 / 8}

// threeDigits reports whether just three digits stand at i, as behind a comma
// between thousands.
func (s *scanner) threeDigits(i int) bool {
	return letter.Digit(s.at(i)) && letter.Digit(s.at(i+1)) && letter.Digit(s.at(i+2)) && !letter.Digit(s.at(i+3))
}

// integer reads up to most digits at i as a whole number.
func (s *scanner) integer(i, most int) (v, end int) {
	for end = i; letter.Digit(s.at(end)); end++ {
		if end-i >= most {
			return 0, i
		}
		v = v*10 + int(s.at(end)-'0')
	}
	return v, end
}

// fraction reads 1/3 at i: up to three digits a side, worth less than one, and no
// part of a date or a path such as 1/3/2022.
func (s *scanner) fraction(i int) (value float64, end int, ok bool) {
	top, slash := s.integer(i, 3)
	if slash == i || s.at(slash) != '/' || s.at(i-1) == '/' {
		return 0, i, false
	}
	bottom, end := s.integer(slash+1, 3)
	if end == slash+1 || bottom < 2 || top >= bottom {
		return 0, i, false
	}
	if isWord(s.at(end)) || s.at(end) == '/' {
		return 0, i, false
	}
	return float64(top) / float64(bottom), end, true
}
