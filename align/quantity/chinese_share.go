package quantity

import "unicode/utf8"

// ofHundred reads 百分之二, 百分之二点五, 千分之三, 万分之一 and 百分之百. All become
// percentages, so that 千分之三 meets "0.3%". The 百分之 of a range is said once or
// twice: 百分之二至三, 百分之二至百分之三.
func (s *scanner) ofHundred(i int) bool {
	n := s.hasAny(i, "百分之", "千分之", "万分之")
	if n == 0 {
		return false
	}
	part := map[rune]float64{'百': 1, '千': 0.1, '万': 0.01}[s.at(i)]
	a, ok := s.hanNumber(s.skipSpaces(i + n))
	if !ok && s.at(i+n) == '百' {
		a, ok = amount{value: 100, end: i + n + 1}, true
	}
	if !ok {
		return false
	}
	q := Quantity{Kind: Percent, Value: a.value * part, High: a.high * part, Exact: a.exact, Fuzzy: a.fuzzy}
	end := a.end
	if n := s.hasAny(end, "多", "余"); n > 0 {
		q.Exact, end = AtLeast, end+n
	}
	if n := s.hasAny(end, "至", "到"); n > 0 {
		j := end + n
		j += s.hasAny(j, "百分之")
		if b, ok := s.hanNumber(j); ok && b.value > a.value && b.value <= 100 {
			q.Exact, q.High, end = Between, b.value*part, b.end
		}
	}
	s.hanExactness(&q, i, &end)
	s.emit(q, i, end)
	return true
}

// hanShare reads 三分之一, 一半, 半数, 翻一番, 1/3. Words for halves and doubles are weak:
// English often says them without a number.
func (s *scanner) hanShare(i int) bool {
	for _, w := range shareWords {
		if n := s.hasAny(i, w.words...); n > 0 {
			s.emit(Quantity{Kind: Ratio, Value: w.value, Words: true, Weak: true}, i, i+n)
			return true
		}
	}
	if v, e, ok := s.fraction(i); ok {
		s.emit(Quantity{Kind: Ratio, Value: v}, i, e)
		return true
	}
	a, ok := s.hanNumber(i)
	if ok && s.shortShare(a) {
		return true
	}
	if !ok || s.hasAny(a.end, "分之") == 0 {
		return false
	}
	b, ok := s.hanNumber(a.end + 2)
	if !ok || a.value == 0 {
		return false
	}
	s.emit(Quantity{Kind: Ratio, Value: b.value / a.value, Words: a.words, Weak: true}, i, b.end)
	return true
}

// shortShare reads 三分一 and 三分二, as Hong Kong writes them; not the minutes of
// 三分二十秒, nor the points of 领先三分一直.
func (s *scanner) shortShare(a amount) bool {
	if a.end-s.pos != 1 || !a.words || s.at(a.end) != '分' {
		return false
	}
	b, ok := s.hanNumber(a.end + 1)
	if !ok || b.end != a.end+2 || s.hasAny(b.end, notThird...) > 0 {
		return false
	}
	if a.value < 3 || a.value > 9 || b.value < 1 || b.value >= a.value {
		return false
	}
	s.emit(Quantity{Kind: Ratio, Value: b.value / a.value, Words: true, Weak: true}, s.pos, b.end)
	return true
}

// halfUnit reads 半年, 半个小时; not the halves of 上半年 and 一年半载. It is weak: 半天 is
// "a while" and 半个月 "two weeks".
func (s *scanner) halfUnit(i int) bool {
	if s.at(i) != '半' || s.hasAny(i-1, notHalf...) > 0 {
		return false
	}
	for _, u := range halfUnits {
		if s.has(i+1, u.word) {
			s.emit(Quantity{Kind: Number, Value: 0.5, Unit: u.unit, Words: true, Weak: true}, i, i+1+utf8.RuneCountInString(u.word))
			return true
		}
	}
	return false
}
