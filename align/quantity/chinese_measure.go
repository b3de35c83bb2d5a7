package quantity

import (
	"strings"
	"unicode/utf8"

	"triptych/align/letter"
)

// hanMeasure reads what stands behind a number: percent signs, 成, 折, 倍,
// currencies, units.
func (s *scanner) hanMeasure(q *Quantity, end int) int {
	i := s.skipSpaces(end)
	switch {
	case s.at(i) == '%':
		q.Kind = Percent
		if n := s.hasAny(s.skipSpaces(i+1), "点", "个百分点"); n > 0 {
			q.Kind = Points
		}
		return i + 1
	case s.at(i) == '‰':
		q.Kind, q.Value, q.High = Percent, q.Value/10, q.High/10
		return i + 1
	case s.hasAny(i, "个百分点", "百分点", "个百分比") > 0:
		q.Kind = Points
		return i + s.hasAny(i, "个百分点", "百分点", "个百分比")
	case s.hasAny(i, "个基点", "基点") > 0:
		q.Kind, q.Value = Points, q.Value/100
		return i + s.hasAny(i, "个基点", "基点")
	case s.at(i) == '成' && q.Value <= 10 && s.hasAny(i, "成为", "成立", "成功", "成员", "成果", "成本", "成年", "成人", "成长", "成熟", "成绩", "成就", "成了", "成千") == 0:
		return s.tenths(q, i)
	case s.at(i) == '折' && q.Value < 100 && s.hasAny(i, "折叠", "折磨", "折腾") == 0:
		off := q.Value
		if off < 10 {
			off *= 10
		}
		q.Kind, q.Value = Percent, 100-off
		return i + 1
	case s.at(i) == '倍':
		q.Kind = Ratio
		q.Grows = s.grows()
		return i + 1
	}
	for _, m := range hanMoney {
		if s.has(i, m.word) && !(m.word == "元" && s.hasAny(i, "元素", "元旦", "元年", "元首", "元数据", "元帅", "元老", "元件") > 0) {
			q.Kind, q.Unit = Money, s.moneyBefore(m.unit)
			return i + len([]rune(m.word))
		}
	}
	if w, e := s.word(i); w != "" && !isWord(s.at(e)) && unitWords[w] != "" {
		q.Unit = unitWords[w]
		return e
	}
	if s.at(i) == '°' {
		return s.degrees(q, i+1)
	}
	if s.at(i) == '度' && s.hasAny(s.pos-2, "摄氏", "华氏") > 0 {
		q.Unit = map[rune]string{'摄': "degC", '华': "degF"}[s.at(s.pos-2)]
		return i + 1
	}
	for _, u := range hanUnits {
		if s.has(i, u.word) && !s.notUnit(i, u.word) {
			q.Unit = u.unit
			e := i + len([]rune(u.word))
			if s.at(e) == '半' && q.Kind == Number && q.Exact == Exact { // 两年半
				q.Value += 0.5
				e++
			}
			return e
		}
	}
	return end
}

// notUnit tells 米 in 米兰, 天 in 天然 from the units.
func (s *scanner) notUnit(i int, unit string) bool {
	switch unit {
	case "天":
		return s.hasAny(i, "天然", "天气", "天空", "天下") > 0
	case "日":
		return s.hasAny(i, "日本", "日元", "日常", "日志", "日圆") > 0
	case "周":
		return s.hasAny(i, "周边", "周围", "周期") > 0
	case "克":
		return s.hasAny(i, "克服", "克隆", "克里") > 0
	case "码":
		return true
	case "年":
		return s.hasAny(i, "年级", "年轻") > 0
	case "升":
		return s.hasAny(i, "升级", "升至", "升到", "升高") > 0
	case "度":
		return s.hasAny(i, "度假", "度过") > 0
	}
	return false
}

// tenths reads 三成, 三成五 at the 成 at i.
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

// grows reports whether 增加, 增长, 高出 … stand before the number at pos.
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
	if s.hasAny(at-1, "涨", "贵", "高", "大", "多", "快", "长", "重", "厚") > 0 {
		return true
	}
	for back := 2; back <= 5; back++ {
		if s.hasAny(s.pos-back, "增加", "增长", "增至", "扩大", "扩充", "扩增", "提升", "上升", "提高", "高出", "多出", "超过", "翻", "暴增", "激增", "增") > 0 {
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

// hanExactness looks for 约, 近, 超过 before the number and 左右, 以上 behind it.
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
	if n := s.hasAny(*end, "左右", "上下"); n > 0 {
		q.Exact, *end = About, *end+n
	} else if n := s.hasAny(*end, "以上", "多", "余"); n > 0 {
		q.Exact, *end = AtLeast, *end+n
	} else if n := s.hasAny(*end, "以下", "以内", "之内"); n > 0 {
		q.Exact, *end = AtMost, *end+n
	}
}

// boundBefore finds 最多 or 至少 up to a verb before the number: 最多容纳30人.
func (s *scanner) boundBefore(start int) Exactness {
	for i := start - 1; i >= max(0, start-6); i-- {
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

// ofHundred reads 百分之二, 百分之二点五, 千分之三, 万分之一 and 百分之百.
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

// hanShare reads 三分之一, 一半, 半数, 翻一番, 3:1.
func (s *scanner) hanShare(i int) bool {
	if n := s.hasAny(i, "一半", "半数", "过半", "近半", "减半", "逾半", "对半"); n > 0 {
		s.emit(Quantity{Kind: Ratio, Value: 0.5, Words: true, Weak: true}, i, i+n)
		return true
	}
	if n := s.hasAny(i, "翻一番", "翻番", "翻了一番", "翻倍", "加倍"); n > 0 {
		s.emit(Quantity{Kind: Ratio, Value: 2, Words: true, Weak: true}, i, i+n)
		return true
	}
	if n := s.hasAny(i, "翻两番", "翻了两番"); n > 0 {
		s.emit(Quantity{Kind: Ratio, Value: 4, Words: true, Weak: true}, i, i+n)
		return true
	}
	if top, end := s.integer(i, 3); end > i && s.at(end) == '/' && s.at(i-1) != '/' {
		if bottom, e := s.integer(end+1, 3); bottom >= 2 && top < bottom && e > end+1 && !isWord(s.at(e)) && s.at(e) != '/' {
			s.emit(Quantity{Kind: Ratio, Value: float64(top) / float64(bottom)}, i, e)
			return true
		}
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

// halfUnit reads 半年, 半个小时; not the halves of 上半年 and 一年半载.
func (s *scanner) halfUnit(i int) bool {
	if s.at(i) != '半' || s.hasAny(i-1, "上", "下", "前", "后", "大", "小", "多", "一", "两", "点", "夜", "各") > 0 {
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

var halfUnits = sortUnits(map[string]string{
	"小时": "h", "个小时": "h", "钟头": "h", "个钟头": "h", "天": "day", "个月": "month", "年": "year", "公里": "km", "英里": "mile",
})

// shortShare reads 三分一 and 三分二, as Hong Kong writes them; not the minutes of
// 三分二十秒, nor the points of 领先三分一直.
func (s *scanner) shortShare(a amount) bool {
	if a.end-s.pos != 1 || !a.words || s.at(a.end) != '分' || a.value < 3 || a.value > 9 {
		return false
	}
	b, ok := s.hanNumber(a.end + 1)
	if !ok || b.end != a.end+2 || b.value < 1 || b.value >= a.value || strings.ContainsRune("秒直下个個时時些定样樣般起共番点點", s.at(b.end)) {
		return false
	}
	s.emit(Quantity{Kind: Ratio, Value: b.value / a.value, Words: true, Weak: true}, s.pos, b.end)
	return true
}

// hanOrdinal reads 第三, 第 12 条.
func (s *scanner) hanOrdinal(i int) bool {
	if s.at(i) != '第' {
		return false
	}
	a, ok := s.hanNumber(s.skipSpaces(i + 1))
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
