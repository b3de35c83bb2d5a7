package quantity

import (
	"math"
	"strings"

	"triptych/align/letter"
)

// rangeEnd reads "–20", "-20", " to 20" behind a, when that is the larger one:
// "won 3-2" is no range. "And" joins two numbers more often than the ends of one
// range, and asks for "between" before them.
func (s *scanner) rangeEnd(a amount) (amount, bool) {
	i := s.skipSpaces(a.end)
	if s.at(i) == '%' {
		b, ok := s.rangeEnd(amount{value: a.value, words: a.words, end: i + 1})
		return b, ok && s.at(s.skipSpaces(b.end)) == '%'
	}
	if strings.ContainsRune("-–—~", s.at(i)) {
		j := s.skipSpaces(i + 1)
		if s.has(j, "$") || s.has(j, "€") || s.has(j, "£") {
			j++
		}
		if !letter.Digit(s.at(j)) {
			return amount{}, false
		}
		b, ok := s.cardinal(j)
		if ok && b.end-j == 2 && letter.Digit(s.at(b.end-1)) {
			b.value += centuryOf(a, b)
		}
		return b, ok && b.value > a.value
	}
	w, end := s.word(i)
	if w != "to" && w != "and" {
		return amount{}, false
	}
	if w == "and" {
		if before, _ := s.wordBefore(s.pos); before != "between" {
			return amount{}, false
		}
	}
	j := s.skipSpaces(end)
	if money := s.markAt(s.pos); money != "" && s.has(j, money) {
		j = s.skipSpaces(j + len([]rune(money)))
	}
	b, ok := s.cardinal(j)
	if before, _ := s.wordBefore(s.pos); ok && b.end-j == 2 && (before == "from" || before == "between") {
		b.value += centuryOf(a, b) // from 1998 to 99
	}
	return b, ok && b.value > a.value && (!b.words || a.words)
}

// centuryOf is what the second of two years leaves out: 2000 in 2020–21, 0 where
// the numbers are no years of one century.
func centuryOf(a, b amount) float64 {
	century := math.Floor(a.value/100) * 100
	if a.scaled || century < 1800 || century > 2000 || b.value <= a.value-century {
		return 0
	}
	return century
}

// sharedScale is what the low end of a range takes over from the scale of the
// high one: 1e6 in "4 to 5 million", 1 for nothing. The low end may not pass the
// high one: "400 to 5 thousand" is as it stands.
func sharedScale(low, high amount) float64 {
	if !high.scaled || low.scaled || low.value >= high.value/10 {
		return 1
	}
	if f := rescale(high); low.value*f <= high.value {
		return f
	}
	return 1
}

// rescale returns the scale that b was written with: 1e6 for "5 million".
func rescale(b amount) float64 {
	for _, f := range []float64{1e12, 1e9, 1e6, 1e3, 1e2} {
		if b.value >= f {
			return f
		}
	}
	return 1
}

// exactness looks at the words around a number that ends at end: "nearly 300",
// "close to 300", "no more than 300"; "300+" moves end. An article may stand between:
// "about a million".
func (s *scanner) exactness(start int, end *int) Exactness {
	if s.at(*end) == '+' {
		*end++
		return AtLeast
	}
	w, from := s.wordBefore(start)
	if e, ok := aboutWords[w]; ok {
		return e
	}
	if w == "a" {
		w, from = s.wordBefore(from)
		if e, ok := aboutWords[w]; ok {
			return e
		}
	}
	switch before, at := s.wordBefore(from); {
	case w == "to" && before == "up":
		return AtMost
	case w == "to" && before == "close":
		return About
	case w == "than" && thanWords[before] != Exact:
		not, _ := s.wordBefore(at)
		denied := not == "no" || not == "not" || not == "never"
		return bound((thanWords[before] == AtLeast) != denied)
	}
	return Exact
}

// bound names a bound: "no more than" turns the least into the most.
func bound(least bool) Exactness {
	if least {
		return AtLeast
	}
	return AtMost
}
