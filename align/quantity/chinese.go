package quantity

import "triptych/align/letter"

// chinese reads what stands at pos by the Chinese grammar. What begins with the
// same characters is tried from the longest form to the shortest: 7月12日 before
// 7月, a share before the bare number in it.
func (s *scanner) chinese() {
	i := s.pos
	switch r := s.at(i); {
	case r >= 0x2E80 && !startsNumber.Has(r):
		return
	case letter.PlainLatin(r):
		if !s.money(i) && !s.latinDate(i) {
			s.passWord()
		}
		return
	case r < 0x2E80 && !letter.Digit(r) && !moneyBegins.Has(r) && r != '.':
		return
	}
	if s.partition(i) || s.skipLike(i) {
		return
	}
	switch {
	case s.hanWeekday(i), s.ofHundred(i), s.hanDate(i), s.hanClock(i), s.money(i):
		return
	case s.hanOrdinal(i), s.hanShare(i), s.halfUnit(i), s.hanAmount(i):
		return
	}
	s.passWord()
}

// passWord goes past the letters and digits at pos.
func (s *scanner) passWord() {
	for isWord(s.at(s.pos)) {
		s.pos++
	}
}

// skipLike goes past a word that only looks like a number: 万一, 十分.
func (s *scanner) skipLike(i int) bool {
	for _, w := range notNumbers[s.at(i)] {
		if s.hasRunes(i, w) && !s.minutes(i, w) {
			s.pos = i + len(w)
			return true
		}
	}
	if s.has(i, "四周") && !weeksBefore[string(s.at(i-1))] && s.hasAny(i+2, weeksBehind...) == 0 {
		s.pos = i + 2 // all around, not four weeks
		return true
	}
	return false
}

// minutes tells the 十分 of 十分钟 and 十分之一, which count, from "very".
func (s *scanner) minutes(i int, w []rune) bool {
	return len(w) == 2 && w[1] == '分' && s.hasAny(i+2, "钟", "之") > 0
}

// latinDate reads an English date that was left standing in a Chinese text.
func (s *scanner) latinDate(i int) bool {
	w, end := s.word(i)
	return monthWords[w] != 0 && letter.Digit(s.at(s.skipSpaces(end))) && s.monthDay(i, w)
}

// hanOrdinal reads 第三, 第 12 条.
func (s *scanner) hanOrdinal(i int) bool {
	if s.at(i) != '第' {
		return false
	}
	j := s.skipSpaces(i + 1)
	if _, letters, digits, dots := s.chunk(j); digits && !letters && dots >= 2 { // 第 7.4.2 节 is no 7.4
		s.pos = j
		return true
	}
	a, ok := s.hanNumber(j)
	if !ok {
		return false
	}
	q := Quantity{Kind: Ordinal, Value: a.value, Words: a.words, Weak: a.words}
	end := a.end
	if n := s.hasAny(end, "季度", "季"); n > 0 {
		end += n
	} else if j := s.skipSpaces(end); s.hasAny(j, "天", "周", "个月", "年") > 0 {
		end = s.hanMeasure(&q, end)
	}
	s.emit(q, i, end)
	return true
}
