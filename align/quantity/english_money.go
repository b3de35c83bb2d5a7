package quantity

import "triptych/align/letter"

// namedDollar reads "Hong Kong dollars", "New Taiwan dollars" and the like. first
// is the first word and at its end; end is returned when no dollars follow: in
// "5 new ideas" the 5 counts ideas.
func (s *scanner) namedDollar(q *Quantity, first string, end, at int) int {
	for range 3 {
		w, _, e := s.wordAfter(at)
		if w == "dollars" || w == "dollar" {
			q.Kind, q.Unit = Money, dollars[first]
			return e
		}
		if w != "kong" && w != "taiwan" {
			break
		}
		at = e
	}
	return end
}

// markAt returns the currency mark at i, "" for none.
func (s *scanner) markAt(i int) string {
	for _, m := range moneyMarks {
		if s.has(i, m.mark) {
			return m.mark
		}
	}
	return ""
}

// money reads a currency mark and the number behind it. A mark behind a letter is
// part of a word or of another mark: the "S$" of "US$" has its own row. In Chinese
// text the number may go on with 亿: ¥5亿.
func (s *scanner) money(i int) bool {
	if !moneyBegins.Has(s.at(i)) || letter.PlainLatin(s.at(i-1)) {
		return false
	}
	for _, m := range moneyMarks {
		if !s.has(i, m.mark) {
			continue
		}
		v, end, ok := s.digits(s.skipSpaces(i + len([]rune(m.mark))))
		if !ok {
			return false
		}
		q := Quantity{Kind: Money, Value: v, Unit: m.unit}
		if s.lang == Chinese {
			a := amount{value: v, end: s.scaleBehind(end)}
			s.chineseScale(&a)
			if s.at(a.end-1) == ' ' {
				a.end = end
			}
			q.Value, end = a.value, a.end
			s.emit(q, i, end)
			return true
		}
		end = s.moneyScale(&q, end)
		if b, ok := s.rangeEnd(amount{value: q.Value, end: end}); ok {
			end = s.moneyRange(&q, b)
		}
		if q.Exact == Exact {
			q.Exact = s.exactness(i, &end)
		}
		s.emit(q, i, end)
		return true
	}
	return false
}

// moneyRange makes q the range up to b, one of two amounts in one currency, whose scale goes for both ends: $4–5bn.
func (s *scanner) moneyRange(q *Quantity, b amount) int {
	c := Quantity{Value: b.value}
	end := s.moneyScale(&c, b.end)
	if c.Value > b.value || b.scaled {
		if f := rescale(amount{value: c.Value}); q.Value*f <= c.Value {
			q.Value *= f
		}
	}
	q.Exact, q.High = Between, c.Value
	return end
}

// moneyScale reads bn, m, million behind an amount of money. Only here "m" is a
// million: "5 m" elsewhere is five metres, and "$5 m" may be too, so that marks of
// one letter have to touch the digits.
func (s *scanner) moneyScale(q *Quantity, end int) int {
	w, start, e := s.wordAfter(end)
	if f, ok := scaleMarks[w]; ok && (start == end || len(w) > 1) {
		q.Value *= f
		return e
	}
	if f, ok := scaleWords[w]; ok && w != "score" {
		q.Value *= f
		return e
	}
	return end
}
