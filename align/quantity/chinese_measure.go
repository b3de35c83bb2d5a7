package quantity

import "unicode/utf8"

// hanMeasure reads what stands behind a number: percent signs, 成, 折, 倍,
// currencies, units. Money goes before units, since 日元 begins with 日. It returns
// where the quantity ends, end itself when nothing of the kind stands there.
func (s *scanner) hanMeasure(q *Quantity, end int) int {
	i := s.skipSpaces(end)
	if e := s.hanRate(q, i); e > i {
		return e
	}
	for _, m := range hanMoney {
		if s.has(i, m.word) && s.hasAny(i, notMoney[m.word]...) == 0 {
			q.Kind, q.Unit = Money, s.moneyBefore(m.unit)
			return s.behindUnit(q, m.word, i+utf8.RuneCountInString(m.word))
		}
	}
	if s.at(i) == '块' { // 两块五, not 两块石头
		if e := s.behindUnit(q, "块", i+1); e > i+1 {
			q.Kind, q.Unit = Money, s.moneyBefore("CNY")
			return e
		}
	}
	if n := s.hasAny(i, "个世纪", "世纪"); n > 0 && s.at(i+n) != '末' && s.at(i+n) != '初' { // 两个半世纪
		q.Value, q.High, q.Unit = q.Value*100, q.High*100, "year"
		return i + n
	}
	if w, e := s.word(i); w != "" && !isWord(s.at(e)) && unitWords[w] != "" { // 5 km
		q.Unit = unitWords[w]
		return e
	}
	switch {
	case s.at(i) == '°':
		return s.degrees(q, i+1)
	case s.at(i) == '度' && s.has(s.pos-2, "摄氏"):
		q.Unit = "degC"
		return i + 1
	case s.at(i) == '度' && s.has(s.pos-2, "华氏"):
		q.Unit = "degF"
		return i + 1
	case s.at(i) == '度' && q.Value >= fitted.reading.power: // 9,450亿度
		q.Unit = "kWh"
		return i + 1 + s.hasAny(i+1, "电")
	}
	return s.hanUnit(q, i, end)
}

// hanUnit reads a unit of the list at i; it returns end for none.
func (s *scanner) hanUnit(q *Quantity, i, end int) int {
	for _, u := range hanUnits {
		if s.has(i, u.word) && s.hasAny(i, notUnits[u.word]...) == 0 {
			q.Unit = u.unit
			e := i + utf8.RuneCountInString(u.word)
			if s.at(e) == '半' && q.Kind == Number && q.Exact == Exact { // 两年半
				q.Value += 0.5
				return e + 1
			}
			return s.behindUnit(q, u.word, e)
		}
	}
	return end
}

// hanRate reads what makes a rate of a number at i: %, ‰, 百分点, 基点, 成, 折, 倍. It
// returns i for none of them.
func (s *scanner) hanRate(q *Quantity, i int) int {
	switch s.at(i) {
	case '%':
		q.Kind = Percent
		if s.hasAny(s.skipSpaces(i+1), "点", "个百分点") > 0 {
			q.Kind = Points
		}
		return i + 1
	case '‰':
		q.Kind, q.Value, q.High = Percent, q.Value/10, q.High/10
		return i + 1
	case '成':
		if q.Value <= 10 && s.hasAny(i, notTenths...) == 0 {
			return s.tenths(q, i)
		}
	case '折': // 打八折 takes 20 % off, 打八五折 15 %
		if q.Value < 100 && s.hasAny(i, "折叠", "折磨", "折腾") == 0 {
			off := q.Value
			if off < 10 {
				off *= 10
			}
			q.Kind, q.Value = Percent, 100-off
			return i + 1
		}
	case '倍':
		q.Kind = Ratio
		q.Grows = s.grows()
		if s.at(i+1) == '半' { // 一倍半
			q.Value += 0.5
			return i + 2
		}
		return i + 1
	}
	if n := s.hasAny(i, "个百分点", "百分点", "个百分比"); n > 0 {
		q.Kind = Points
		return i + n
	}
	if n := s.hasAny(i, "个基点", "基点"); n > 0 {
		q.Kind, q.Value = Points, q.Value/100
		return i + n
	}
	return i
}

// tenths reads 三成, 三成五 at the 成 at i. The digit of 三成五 is a hundredth; in
// 三成五个人 it would count what follows.
func (s *scanner) tenths(q *Quantity, i int) int {
	q.Kind, q.Value, q.High = Percent, q.Value*10, q.High*10
	if d, ok := hanDigits[s.at(i+1)]; ok && d > 0 && q.Exact != Between && s.hasAny(i+2, "个", "年", "人") == 0 {
		q.Value += d
		return i + 2
	}
	if s.at(i+1) == '半' {
		q.Value += 5
		return i + 2
	}
	return i + 1
}

// grows reports whether 增加, 增长, 高出 … stand before the number at pos. Then 三倍 may
// be three or four times as much: careful writers mean four, many mean three, and
// neither is a mistake of the translation.
func (s *scanner) grows() bool {
	at := s.pos
	for _, word := range []string{"差不多", "将近", "接近", "大约", "近", "约"} {
		if n := utf8.RuneCountInString(word); s.has(at-n, word) {
			at -= n
			break
		}
	}
	if s.hasAny(at-1, "了", "出") > 0 {
		at--
	}
	if s.hasAny(at-1, larger...) > 0 {
		return true
	}
	// 增加了将近三倍: a word or two may stand between.
	for back := 2; back <= 5; back++ {
		if s.hasAny(s.pos-back, growing...) > 0 {
			return true
		}
	}
	return false
}

// moneyBefore lets 人民币, 新台币 before the number decide what 元 means.
func (s *scanner) moneyBefore(unit string) string {
	if unit != "CNY" {
		return unit
	}
	i := s.pos
	for s.at(i-1) == ' ' {
		i--
	}
	for word, u := range moneyWordsBefore {
		if n := len([]rune(word)); s.has(i-n, word) {
			return u
		}
	}
	return unit
}
