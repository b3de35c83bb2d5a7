package quantity

import "strings"

// points tells a percentage from percentage points behind it.
func (s *scanner) points(q *Quantity, end int) int {
	if w, _, e := s.wordAfter(end); w == "points" || w == "point" {
		q.Kind = Points
		return e
	}
	return end
}

func (s *scanner) perCent(q *Quantity, w string, end, e int) int {
	if w == "pp" {
		q.Kind = Points
		return e
	}
	next, _, e2 := s.wordAfter(e)
	switch {
	case w == "per" && next == "cent":
		q.Kind = Percent
		return s.points(q, e2)
	case w == "percentage" && (next == "points" || next == "point"):
		q.Kind = Points
		return e2
	}
	return end
}

// ordinal reads "21st" and "third".
func (s *scanner) ordinal(i int) bool {
	if v, end, ok := s.digits(i); ok {
		w, e := s.word(end)
		if w != "st" && w != "nd" && w != "rd" && w != "th" {
			return false
		}
		q := Quantity{Kind: Ordinal, Value: v}
		s.emit(q, i, e)
		return true
	}
	w, end := s.word(i)
	if tens, ok := tenWords[w]; ok && s.at(end) == '-' {
		if u, e := s.word(end + 1); ordinalWords[u] > 0 && ordinalWords[u] < 10 {
			s.emit(Quantity{Kind: Ordinal, Value: tens + ordinalWords[u], Words: true, Weak: true}, i, e)
			return true
		}
	}
	v, ok := ordinalWords[w]
	if !ok || w == "second" && s.at(end) == 's' {
		return false
	}
	s.emit(Quantity{Kind: Ordinal, Value: v, Words: true, Weak: true}, i, end)
	return true
}

// share reads fractions: "two-thirds", "a quarter", "half", "1/3".
func (s *scanner) share(i int) bool {
	if top, end := s.integer(i, 3); end > i {
		if s.at(end) != '/' || s.at(i-1) == '/' {
			return false
		}
		bottom, e := s.integer(end+1, 3)
		if e == end+1 || bottom < 2 || top >= bottom || isWord(s.at(e)) || s.at(e) == '/' {
			return false
		}
		s.emit(Quantity{Kind: Ratio, Value: float64(top) / float64(bottom)}, i, e)
		return true
	}
	w, end := s.word(i)
	if w == "half" {
		if _, ok := s.halfOf(i, end, w); ok {
			return false
		}
		if s.at(end) == '-' {
			return false
		}
		s.emit(Quantity{Kind: Ratio, Value: 0.5, Words: true, Weak: true}, i, end)
		return true
	}
	top, ok := smallWords[w]
	if !ok && (w == "a" || w == "an") {
		top, ok = 1, true
	}
	if !ok || top == 0 {
		return false
	}
	next, _, e := s.wordAfter(end)
	bottom, ok := fractionWords[next]
	plural := strings.HasSuffix(next, "s") && next != "halves" || next == "halves"
	if !ok || plural != (top > 1) || top >= bottom {
		return false
	}
	if top == 1 && !plural && ordinalWords[next] > 0 && w != "one" { // "a third" may be an ordinal: "a third party"
		after, _, _ := s.wordAfter(e)
		before, _ := s.wordBefore(i)
		_, inexact := aboutWords[before]
		if after != "of" && before != "by" && before != "than" && !inexact {
			return false
		}
	}
	if q, _, of := s.wordAfter(e); q == "of" {
		if end, value, ok := s.percentAfter(of); ok { // one-fifth of 1 percent
			s.emit(Quantity{Kind: Percent, Value: top / bottom * value, Words: true}, i, end)
			return true
		}
		if _, ok := s.halfOf(i, e, next); ok && (next == "half" || next == "quarter") {
			a, _ := s.halfOf(i, e, next)
			half := Quantity{Kind: Number, Value: a.value, Words: true}
			end := s.measure(&half, a.end)
			s.emit(half, i, end)
			return true
		}
	}
	s.emit(Quantity{Kind: Ratio, Value: top / bottom, Words: true, Weak: true}, i, e)
	return true
}

// percentAfter reads "1 percent", "one per cent", "a percent" at i.
func (s *scanner) percentAfter(i int) (end int, value float64, ok bool) {
	w, _, end := s.wordAfter(i)
	value = 1
	if w != "a" {
		a, ok := s.cardinal(s.skipSpaces(i))
		if !ok {
			return 0, 0, false
		}
		value, end = a.value, a.end
	}
	var q Quantity
	end = s.measure(&q, end)
	return end, value, q.Kind == Percent
}

// proportion reads "one in five", "3 out of 4", "one firm in three".
func (s *scanner) proportion(i int, a amount) bool {
	w, _, e := s.wordAfter(a.end)
	if a.words && a.value == 1 && w != "in" && w != "out" && w != "" { // one firm in three
		if next, _, e2 := s.wordAfter(e); next == "in" {
			w, e = next, e2
		}
	}
	if w == "out" {
		if of, _, e2 := s.wordAfter(e); of == "of" {
			e = e2
		} else {
			return false
		}
	} else if w != "in" {
		return false
	}
	j := s.skipSpaces(e)
	b, ok := s.cardinal(j)
	if !ok || a.words != b.words || a.value >= b.value || b.value > 10000 || w == "in" && (b.value < 3 || b.value > 1000) || a.value > 99 {
		return false
	}
	if unit, _, _ := s.wordAfter(b.end); w == "in" && unitWords[unit] != "" {
		return false
	}
	s.emit(Quantity{Kind: Ratio, Value: a.value / b.value, Words: a.words, Weak: true}, i, b.end)
	return true
}
