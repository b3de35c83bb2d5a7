package quantity

import "strings"

// ordinal reads "21st" and "third". Ordinals in words are weak: 第一次 is often said
// without one. "Seconds" are of time.
func (s *scanner) ordinal(i int) bool {
	if v, end, ok := s.digits(i); ok {
		w, e := s.word(end)
		if w != "st" && w != "nd" && w != "rd" && w != "th" {
			return false
		}
		q := Quantity{Kind: Ordinal, Value: v}
		if s.dayAlone(i, e, v) {
			q = Quantity{Kind: Date, Day: int(v)}
		}
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

// dayAlone reports whether an ordinal from i to end is a day of a month that is not
// named: "opens on the 28th.", not "on the 18th hole".
func (s *scanner) dayAlone(i, end int, v float64) bool {
	article, at := s.wordBefore(i)
	if v < 1 || v > 31 || article != "the" {
		return false
	}
	before, _ := s.wordBefore(at)
	return beforeDay[before] && (s.at(end) == 0 || strings.ContainsRune(".,;:!?)\n", s.at(end)))
}

// share reads fractions: "two-thirds", "a quarter", "half", "1/3".
func (s *scanner) share(i int) bool {
	if _, end := s.integer(i, 3); end > i {
		v, e, ok := s.fraction(i)
		if ok {
			s.emit(Quantity{Kind: Ratio, Value: v}, i, e)
		}
		return ok
	}
	w, end := s.word(i)
	if w == "half" {
		return s.half(i, end)
	}
	top, ok := smallWords[w]
	if w == "a" || w == "an" {
		top, ok = 1, true
	}
	if !ok || top == 0 {
		return false
	}
	next, _, e := s.wordAfter(end)
	bottom, ok := fractionWords[next]
	plural := strings.HasSuffix(next, "s")
	if !ok || plural != (top > 1) || top >= bottom {
		return false
	}
	if top == 1 && w != "one" && ordinalWords[next] > 0 && !s.surelyShare(i, e) {
		return false
	}
	if s.shareOf(i, e, next, top/bottom) {
		return true
	}
	s.emit(Quantity{Kind: Ratio, Value: top / bottom, Words: true, Weak: true}, i, e)
	return true
}

// half reads "half" where it is a share: not in "half a million", which is a
// number, nor in "half-hearted".
func (s *scanner) half(i, end int) bool {
	if _, ok := s.halfOf(i, end, "half"); ok || s.at(end) == '-' {
		return false
	}
	s.emit(Quantity{Kind: Ratio, Value: 0.5, Words: true, Weak: true}, i, end)
	return true
}

// surelyShare reports whether something says that "a third", from i to end, is a
// share and no ordinal as in "a third party": "a third of", "by a third", "about a
// third".
func (s *scanner) surelyShare(i, end int) bool {
	after, _, _ := s.wordAfter(end)
	before, _ := s.wordBefore(i)
	_, inexact := aboutWords[before]
	return after == "of" || before == "by" || before == "than" || inexact
}

// shareOf reads what the share that ends before end is of, where that makes
// another quantity of it: "one-fifth of 1 percent" is 0.2%, "a quarter of a million"
// 250,000. last is the share's last word.
func (s *scanner) shareOf(i, end int, last string, share float64) bool {
	w, _, of := s.wordAfter(end)
	if w != "of" {
		return false
	}
	if e, value, ok := s.percentAfter(of); ok {
		s.emit(Quantity{Kind: Percent, Value: share * value, Words: true}, i, e)
		return true
	}
	if last != "half" && last != "quarter" {
		return false
	}
	a, ok := s.halfOf(i, end, last)
	if !ok {
		return false
	}
	q := Quantity{Kind: Number, Value: a.value, Words: true}
	e := s.measure(&q, a.end)
	s.emit(q, i, e)
	return true
}

// percentAfter reads "1 percent", "one per cent", "a percent" at i, behind "of".
// ok is false when what stands there is no percentage.
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
	if a.words && a.value == 1 && w != "in" && w != "out" { // one firm in three
		if next, _, e2 := s.wordAfter(e); next == "in" && w != "" {
			w, e = next, e2
		}
	}
	if w == "out" {
		of, _, e2 := s.wordAfter(e)
		if of != "of" {
			return false
		}
		e = e2
	} else if w != "in" {
		return false
	}
	b, ok := s.cardinal(s.skipSpaces(e))
	if !ok || !proportionate(a, b, w == "in") {
		return false
	}
	if unit, _, _ := s.wordAfter(b.end); w == "in" && unitWords[unit] != "" {
		return false // two in three days
	}
	s.emit(Quantity{Kind: Ratio, Value: a.value / b.value, Words: a.words, Weak: true}, i, b.end)
	return true
}

// proportionate reports whether a of b can be a share, both in words or both in
// digits: "one in five", not "one in 2017", "300 in 500" or "one in two".
func proportionate(a, b amount, in bool) bool {
	if a.words != b.words || a.value >= b.value || a.value > 99 {
		return false
	}
	if in {
		return b.value >= 3 && b.value <= 1000
	}
	return b.value <= 10000
}
