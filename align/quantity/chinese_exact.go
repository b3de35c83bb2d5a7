package quantity

import "triptych/align/letter"

// hanExactness looks for 约, 近, 超过 before the number and 左右, 以上 behind it. What
// stands before it wins: 超过300人左右 is over 300. end moves past what stands
// behind, so that it is not read as something else: the 多 of 300公里多.
func (s *scanner) hanExactness(q *Quantity, start int, end *int) {
	if q.Exact == Exact {
		for _, b := range beforeNumber {
			n := len(b.word)
			if start >= n && s.hasRunes(start-n, b.word) {
				q.Exact = b.exact
				break
			}
		}
	}
	if q.Exact == Exact {
		q.Exact = s.boundBefore(start)
	}
	if q.Exact != Exact {
		return
	}
	for _, b := range behindNumber {
		if n := s.hasAny(*end, b.words...); n > 0 {
			q.Exact, *end = b.exact, *end+n
			return
		}
	}
}

// boundBefore finds 最多 or 至少 up to a verb before the number: 最多容纳30人. A mark or
// a Latin letter between ends the search, since another clause begins there.
func (s *scanner) boundBefore(start int) Exactness {
	for i := start - 1; i >= max(0, start-fitted.reading.reach); i-- {
		if r := s.at(i); !letter.Han(r) {
			break
		}
		switch {
		case s.hasAny(i, "最多", "至多") > 0:
			return AtMost
		case s.hasAny(i, "最少", "至少", "起码") > 0:
			return AtLeast
		}
	}
	return Exact
}
