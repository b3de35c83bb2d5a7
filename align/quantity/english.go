package quantity

import (
	"strings"
	"unicode"

	"triptych/align/letter"
)

// word returns the lower-case letters at i (an apostrophe ends them). The grammar
// asks for the same word many times over, for its own sake and as the word behind
// a number; the last two places are kept, which spares most of the copies.
func (s *scanner) word(i int) (w string, end int) {
	if known := &s.words[i&1]; known.end > 0 && known.at == i {
		return known.text, known.end
	}
	for end = i; letter.PlainLatin(s.at(end)); end++ {
	}
	if end == i {
		return "", i
	}
	w = strings.ToLower(string(s.runes[i:end]))
	s.words[i&1] = scanned{w, i, end}
	return w, end
}

// wordAfter skips spaces, or one hyphen, and reads the word there.
func (s *scanner) wordAfter(i int) (w string, start, end int) {
	start = s.skipSpaces(i)
	if start == i && s.at(i) == '-' {
		start++
	}
	w, end = s.word(start)
	return w, start, end
}

// wordBefore returns the word that ends before i, spaces and hyphens skipped: it
// is "mid" before the 90s of "mid-90s".
func (s *scanner) wordBefore(i int) (w string, start int) {
	for i > 0 && (s.at(i-1) == ' ' || s.at(i-1) == '-') {
		i--
	}
	start = i
	for start > 0 && letter.PlainLatin(s.at(start-1)) {
		start--
	}
	return strings.ToLower(string(s.runes[start:i])), start
}

// english reads what stands at pos by the English grammar. Dates go first: the 12
// of "12 July" is no amount. What is nothing is gone past word by word, so that no
// quantity begins inside a word: the "ten" of "often".
func (s *scanner) english() {
	i := s.pos
	r := s.at(i)
	word := letter.PlainLatin(r)
	if word {
		end, opens := s.opens(i)
		switch {
		case isWord(s.at(i - 1)):
			s.pos = end
			return
		case !opens:
			s.pass(end)
			return
		}
	} else if !letter.Digit(r) && !moneyBegins.Has(r) && r != '.' {
		return
	}
	if s.englishDate(i) || s.money(i) {
		return
	}
	if letter.Digit(r) || word || s.barePoint(i) {
		if s.englishAmount(i) {
			return
		}
		_, end := s.word(i)
		s.pass(end)
	}
}

// pass goes on behind a word that ends at end, and behind digits that touch it.
func (s *scanner) pass(end int) {
	for s.pos = end; letter.Digit(s.at(s.pos)); s.pos++ {
	}
}

// opens reports whether a quantity may begin with the word at i, and where that ends.
// Nine words in ten do not, and are gone past without a copy of them.
func (s *scanner) opens(i int) (end int, opens bool) {
	var word [24]byte
	n, plain := 0, true
	for end = i; letter.PlainLatin(s.at(end)); end++ {
		if r := s.at(end); r < 0x80 && n < len(word) {
			word[n] = byte(r) | 0x20
			n++
		} else {
			plain = false
		}
	}
	return end, plain && openingWords[string(word[:n])]
}

// englishAmount reads a cardinal and what it counts at i.
func (s *scanner) englishAmount(i int) bool {
	if s.share(i) || s.ordinal(i) {
		return true
	}
	a, ok := s.cardinal(i)
	if !ok {
		w, end := s.word(i)
		if v, ok := timesWords[w]; ok {
			s.emit(Quantity{Kind: Ratio, Value: v, Words: true, Weak: true}, i, end)
			return true
		}
		return false
	}
	if s.clockHour(i, a) || s.proportion(i, a) {
		return true
	}
	// The unit stands behind the high end and goes for both: "10 to 20 km".
	low := a
	b, between := s.rangeEnd(a)
	if between {
		a.end = b.end
	}
	q := Quantity{Kind: Number, Value: low.value, High: low.high, Exact: low.exact, Fuzzy: low.fuzzy, Words: low.words}
	end := s.measure(&q, a.end)
	if between {
		q.Exact, q.High = Between, b.value
		if f := sharedScale(low, b); f > 1 {
			q.Value = low.value * f
		}
	}
	if q.Exact == Exact {
		q.Exact = s.exactness(i, &end)
	}
	if q.Kind == Number && q.Unit == "" {
		q.Unit = s.unitBefore(i)
	}
	q.Weak = weakEnglish(&q, low)
	if one := low.value == 1 && !low.scaled; one && q.Weak && q.Kind == Number && q.Unit == "" {
		s.pos = a.end // "one" is seldom a number
		return true
	}
	s.emit(q, i, end)
	return true
}

// weakEnglish reports whether a quantity in words often has no counterpart in a
// good translation: "two of them", "dozens", "twice"; but "two million" has.
func weakEnglish(q *Quantity, a amount) bool {
	if !a.words {
		return false
	}
	small := q.Kind == Number && a.value <= fitted.reading.small && !a.scaled
	return small || a.fuzzy || q.Kind == Ratio
}

// unitBefore returns the unit that stands before its number at i: "on day 3".
func (s *scanner) unitBefore(i int) string {
	if w, _ := s.wordBefore(i); (w == "day" || w == "week") && s.at(i-1) == ' ' {
		return w
	}
	return ""
}

// title tells May from may: months and weekdays have a capital letter.
func title(r rune) bool { return unicode.IsUpper(r) }
