package quantity

import (
	"strings"

	"triptych/align/letter"
)

// scanner reads one text from left to right. runes is the text with
// full-width letters, digits and marks made half-width, one rune for one, so
// that positions are those of the text.
type scanner struct {
	lang  Lang
	runes []rune
	raw   []rune
	pos   int
	found []Quantity
	words [2]scanned // the last ones read, at even and at odd places
}

// scanned is a Latin word in lower case and where it stands. It is kept by value:
// an end of 0 says that nothing was read yet.
type scanned struct {
	text    string
	at, end int
}

// newScanner folds a text for reading. Every rune stays one rune: spans have to be
// those of the text as given.
func newScanner(raw []rune, lang Lang) *scanner {
	runes := make([]rune, len(raw))
	for i, r := range raw {
		switch {
		case r < 0x80: // stays
		case letter.Narrow(r) != r:
			r = letter.Narrow(r)
		case r == 0xA0 || r == 0x3000 || r == 0x202F || r == 0x2009:
			r = ' '
		case lang == Chinese && otherNumerals.Has(r):
			r = numeralForms[r]
		}
		runes[i] = r
	}
	if lang == Chinese {
		foldFinancial(runes)
	}
	return &scanner{lang: lang, runes: runes, raw: raw}
}

// foldFinancial replaces financial numerals that stand beside another numeral: the
// 壹佰 of 壹佰贰拾万, but not the 參 of 參加 nor the 陸 of 大陸.
func foldFinancial(runes []rune) {
	numeral := func(i int) bool {
		if i < 0 || i >= len(runes) {
			return false
		}
		r := runes[i]
		_, digit := hanDigits[r]
		return digit || hanScales[r] != 0 || hanMyriads[r] != 0 || financialForms[r] != 0
	}
	for i := 0; i < len(runes); i++ {
		if !financialNumerals.Has(runes[i]) || !numeral(i+1) {
			continue
		}
		for ; numeral(i); i++ {
			if f := financialForms[runes[i]]; f != 0 {
				runes[i] = f
			}
		}
	}
}

// at returns the rune at i, 0 outside the text.
func (s *scanner) at(i int) rune {
	if i < 0 || i >= len(s.runes) {
		return 0
	}
	return s.runes[i]
}

func (s *scanner) skipSpaces(i int) int {
	for s.at(i) == ' ' {
		i++
	}
	return i
}

// has reports whether the text at i begins with word.
func (s *scanner) has(i int, word string) bool {
	for _, r := range word {
		if s.at(i) != r {
			return false
		}
		i++
	}
	return true
}

func (s *scanner) hasRunes(i int, w []rune) bool {
	if i+len(w) > len(s.runes) {
		return false
	}
	for k, r := range w {
		if s.runes[i+k] != r {
			return false
		}
	}
	return true
}

// hasAny returns the length in runes of the first of words that stands at i.
func (s *scanner) hasAny(i int, words ...string) int {
	for _, w := range words {
		if s.has(i, w) {
			return len([]rune(w))
		}
	}
	return 0
}

// emit appends a quantity that spans start to end and goes on behind it. Text is
// what stands in the text, not what it was folded to.
func (s *scanner) emit(q Quantity, start, end int) {
	if begin, ok := s.minusBefore(start); ok && (q.Kind == Number || q.Kind == Money || q.Kind == Date) {
		q.Minus, start = true, begin
	}
	if e := s.beforeEra(end); e > end && (q.Kind == Number || q.Kind == Date) {
		q.Minus, end = true, e
	}
	q.Start, q.End = start, end
	q.Text = string(s.raw[start:end])
	q.Value, q.High = clean(q.Value), clean(q.High)
	s.found = append(s.found, q)
	s.pos = end
}

// step reads one quantity at pos, or goes past one word or mark.
func (s *scanner) step() {
	if end := s.address(s.pos); end > 0 {
		s.pos = end
		return
	}
	if s.name() || s.shared() {
		return
	}
	if s.lang == Chinese {
		s.chinese()
		return
	}
	s.english()
}

// address returns the end of a web or mail address that begins at i, else 0.
func (s *scanner) address(i int) int {
	if r := s.at(i); r != 'h' && r != 'w' && r != 'f' || isWord(s.at(i-1)) || s.hasAny(i, "http://", "https://", "www.", "ftp://") == 0 {
		return 0
	}
	for i < len(s.runes) && s.runes[i] > ' ' && s.runes[i] < 0x2E80 && !strings.ContainsRune("<>\"）", s.runes[i]) {
		i++
	}
	return i
}

// isWord reports whether r is a Latin letter or a digit.
func isWord(r rune) bool { return letter.Digit(r) || letter.PlainLatin(r) }
