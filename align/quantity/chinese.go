package quantity

import (
	"math"
	"strings"

	"triptych/align/letter"
)

// chinese reads what stands at pos by the Chinese grammar.
func (s *scanner) chinese() {
	i := s.pos
	if s.at(i) >= 0x2E80 && !startsNumber[s.at(i)] {
		return
	}
	for _, w := range notNumbers[s.at(i)] {
		if s.hasRunes(i, w) && !(len(w) == 2 && w[1] == '分' && s.hasAny(i+2, "钟", "之") > 0) {
			s.pos = i + len(w)
			return
		}
	}
	if s.has(i, "四周") && !strings.ContainsRune("起约需为满达过近超足延续每这前后了共第", s.at(i-1)) && s.hasAny(i+2, "后", "内", "前", "以", "之", "间", "完", "才", "左", "大") == 0 {
		s.pos = i + 2 // all around, not four weeks
		return
	}
	if s.hanWeekday(i) || s.ofHundred(i) || s.hanDate(i) || s.hanClock(i) || s.money(i) || s.hanOrdinal(i) || s.hanShare(i) || s.halfUnit(i) {
		return
	}
	if s.hanAmount(i) {
		return
	}
	if isWord(s.at(i)) {
		if m := s.latinDate(i); m {
			return
		}
		for isWord(s.at(s.pos)) {
			s.pos++
		}
	}
}

// latinDate reads an English date that was left standing in a Chinese text.
func (s *scanner) latinDate(i int) bool {
	w, end := s.word(i)
	return monthWords[w] != 0 && letter.Digit(s.at(s.skipSpaces(end))) && s.monthDay(i, w)
}

func (s *scanner) hasRunes(i int, w []rune) bool {
	if i+len(w) > len(s.runes) {
		return false
	}
	for k, r := range w {
		if s.runes[i+k] != r {
			return false
		}
	}
	return true
}

// hanNumber reads a Chinese or mixed number at i: 三十五万, 3.5亿, 1亿2000万,
// 二〇二二, 数十万, 几百, 十几, 两千五, 百万. more is set by 多, 余 or 几 inside it.
func (s *scanner) hanNumber(i int) (amount, bool) {
	if a, ok := s.hanVague(i); ok {
		return a, true
	}
	if v, end, ok := s.digits(i); ok {
		a := amount{value: v, end: end}
		if j := s.skipSpaces(end); j > end && j-end == 1 && hanMyriads[s.at(j)] != 0 {
			a.end = j
		}
		s.chineseScale(&a)
		if a.end > end && s.at(a.end-1) == ' ' {
			a.end = end
		}
		if !a.scaled { // English left in: 144 million
			if w, _, e := s.wordAfter(a.end); len(w) > 3 && scaleWords[w] >= 100 {
				a.value, a.end, a.scaled = a.value*scaleWords[w], e, true
			}
		}
		return a, true
	}
	a, ok := s.hanWords(i)
	if ok {
		a.words = true
	}
	return a, ok
}

// chineseScale multiplies a number in digits by 十 百 千 万 亿 behind it, and
// adds further groups: 3万5千, 1亿2000万.
func (s *scanner) chineseScale(a *amount) {
	total, group := 0.0, a.value
	lowest := math.Inf(1)
	for {
		if n := s.hasAny(a.end, "多", "余"); n > 0 && (hanScales[s.at(a.end+1)] != 0 && s.at(a.end+1) != '十' || hanMyriads[s.at(a.end+1)] != 0) {
			a.exact, a.end = AtLeast, a.end+n
		}
		r := s.at(a.end)
		f := hanScales[r]
		if f == 0 || r == '廿' || r == '卅' {
			f = hanMyriads[r]
		}
		if f == 0 || f >= lowest && total == 0 && f != 1e8 {
			break
		}
		if r == '十' && s.at(a.end+1) == '分' || r == '千' && s.hasAny(a.end, "千米", "千克", "千瓦", "千兆", "千伏") > 0 || r == '百' && s.has(a.end, "百万瓦") || r == '兆' && s.hasAny(a.end, "兆瓦", "兆赫", "兆字节", "兆位") > 0 {
			break
		}
		if r == '万' && s.at(a.end+1) == '亿' { // 1.2万亿
			f *= 1e8
			a.end++
		}
		group *= f
		a.end++
		a.scaled = true
		if hanMyriads[r] != 0 {
			total, group = total+group, 0
			lowest = f
		} else if next := s.at(a.end); hanMyriads[next] == 0 {
			total, group = total+group, 0
			lowest = f
		} else {
			continue
		}
		v, end, ok := s.digits(a.end)
		if !ok || hanScales[s.at(end)] == 0 && hanMyriads[s.at(end)] == 0 && !(v < lowest && lowest >= 1e4 && v < 1e4 && end-a.end <= 5 && s.at(a.end-1) != ' ') {
			break
		}
		group, a.end = v, end
	}
	a.value = total + group
}

// hanVague reads what names only an order of magnitude: 数十万, 几百, 十几, 好几千,
// 上千 is left to the exactness of 千.
func (s *scanner) hanVague(i int) (amount, bool) {
	n := s.hasAny(i, "好几", "数以", "数", "几")
	if s.has(i, "成千上万") {
		return amount{value: 1e3, high: 1e5, exact: Between, fuzzy: true, words: true, scaled: true, end: i + 4}, true
	}
	if n == 0 {
		if r := s.at(i); (r == '十' || r == '百' || r == '千') && s.hasAny(i+1, "几", "来") > 0 && hanScales[s.at(i-1)] == 0 && hanDigits[s.at(i-1)] == 0 {
			v := hanScales[r]
			return amount{value: v, high: 2*v - 1, exact: Between, fuzzy: true, words: true, end: i + 2}, true
		}
		return amount{}, false
	}
	v, end := 1.0, i+n
	for (hanScales[s.at(end)] != 0 || hanMyriads[s.at(end)] != 0) && s.hasAny(end, "千兆", "兆字节", "兆瓦", "兆赫", "兆位", "千瓦", "千米", "千克", "千伏") == 0 {
		v *= math.Max(hanScales[s.at(end)], hanMyriads[s.at(end)])
		end++
	}
	if v == 1 {
		return amount{}, false
	}
	if s.has(i, "数以") && s.at(end) == '计' {
		end++
	}
	return amount{value: v, high: v*10 - 1, exact: Between, fuzzy: true, words: true, scaled: true, end: end}, true
}

// hanWords reads a number in Chinese numerals at i.
func (s *scanner) hanWords(i int) (amount, bool) {
	if v, end, ok := s.plainDigits(i); ok {
		return amount{value: v, end: end, scaled: true}, true
	}
	total, section, digit := 0.0, 0.0, -1.0
	last := 0.0 // the scale that was read last, for 两千五
	a := amount{end: i}
	for {
		r := s.at(a.end)
		if v, ok := hanDigits[r]; ok {
			if digit > 0 && !(r == '零' || r == '〇') {
				break
			}
			digit = v
			if v == 0 {
				last = 0
			}
		} else if f := hanScales[r]; f != 0 {
			if f < 100 && r != '十' {
				section += f
				last, digit = 1, -1
			} else {
				if s.at(a.end+1) == '分' && r == '十' && digit < 0 && s.hasAny(a.end+2, "钟", "之") == 0 {
					break
				}
				if digit < 0 {
					if section > 0 && !(f > last) || total > 0 && section > 0 {
						break
					}
					digit = 1
				}
				section += math.Max(digit, 0) * f
				last, digit = f, -1
				a.scaled = true
			}
		} else if f := hanMyriads[r]; f != 0 {
			if digit > 0 {
				section += digit
			}
			if section == 0 && total == 0 && a.end > i {
				break
			}
			if section == 0 && total == 0 {
				section = 1
			}
			if total > 0 && f > 1e4 && section == 0 {
				total *= f
			} else {
				total += section * f
			}
			section, digit, last = 0, -1, f
			a.scaled = true
		} else if (r == '多' || r == '余' || r == '几') && a.scaled && (hanMyriads[s.at(a.end+1)] != 0 || hanScales[s.at(a.end+1)] != 0) && digit < 0 {
			a.exact = AtLeast
		} else {
			break
		}
		a.end++
	}
	if a.end == i {
		return a, false
	}
	if digit > 0 {
		if last >= 100 && digit > 0 && s.at(a.end-2) != '零' && s.at(a.end-2) != '〇' {
			digit *= last / 10
		}
		section += digit
	}
	a.value = total + section
	if s.at(a.end) == '几' && s.at(a.end-1) == '十' && a.value >= 20 && a.value < 100 { // 二十几个
		a.high, a.exact, a.fuzzy, a.end = a.value+9, Between, true, a.end+1
		return a, true
	}
	s.hanPoint(&a)
	return a, true
}

// plainDigits reads 二〇二二 and 一九四九: two or more digits without a scale,
// one of them 〇 or at least three of them; 三四十 and 七八个 are left alone.
func (s *scanner) plainDigits(i int) (v float64, end int, ok bool) {
	zero := false
	for end = i; end-i <= 16; end++ {
		d, isNumeral := hanDigits[s.at(end)]
		if !isNumeral || s.at(end) == '两' {
			break
		}
		zero = zero || d == 0
		v = v*10 + d
	}
	if n := end - i; n < 2 || n > 15 || n == 2 && !zero || hanScales[s.at(end)] != 0 || hanMyriads[s.at(end)] != 0 {
		return 0, i, false
	}
	if s.at(i) == '零' {
		return 0, i, false
	}
	return v, end, true
}

// hanPoint reads 点五 behind a number in numerals.
func (s *scanner) hanPoint(a *amount) {
	if s.at(a.end) != '点' {
		return
	}
	part, end := 0.1, a.end+1
	value := a.value
	for {
		d, ok := hanDigits[s.at(end)]
		if !ok || s.at(end) == '两' {
			break
		}
		value += d * part
		part /= 10
		end++
	}
	if end == a.end+1 || s.hasAny(end, "十", "分", "钟", "刻") > 0 {
		return
	}
	a.value, a.end = clean(value), end
	if f := hanMyriads[s.at(end)]; f != 0 {
		a.value, a.end, a.scaled = a.value*f, end+1, true
	}
}

// hanAmount reads a number and what it counts.
func (s *scanner) hanAmount(i int) bool {
	if s.adjacentDigits(i) {
		return true
	}
	a, ok := s.hanNumber(i)
	if !ok {
		return false
	}
	single := a.words && a.end == i+1 && !a.fuzzy
	if single && a.value >= 10 && s.at(i) != '十' { // 百, 千, 万 alone, without 上 or 近
		if s.hasAny(i-1, "上", "近", "逾", "超", "成", "约", "第") == 0 {
			s.pos = i + 1
			return true
		}
	}
	q := Quantity{Kind: Number, Value: a.value, High: a.high, Exact: a.exact, Fuzzy: a.fuzzy, Words: a.words}
	end := s.hanHalf(&q, a.end)
	if s.at(end) == '+' {
		q.Exact, end = AtLeast, end+1
	}
	if n := s.hasAny(end, "多", "余"); n > 0 && (a.scaled || !a.words) {
		q.Exact, end = AtLeast, end+n
	}
	b, between := s.hanRange(&a, end)
	if between {
		end = b.end
		q.Value, q.High, q.Exact, q.Fuzzy = a.value, b.value, Between, false
	}
	end = s.hanMeasure(&q, end)
	s.hanExactness(&q, i, &end)
	q.Weak = a.words && (q.Kind == Number && a.value <= 12 && !strings.ContainsRune("万亿", s.at(a.end-1)) || a.fuzzy) || q.Kind == Ratio && a.words
	if single && a.value <= 1 && q.Kind == Number && (q.Unit == "" || a.value == 1) {
		s.pos = a.end // 一 is seldom a number
		return true
	}
	s.emit(q, i, end)
	return true
}

// adjacentDigits reads 三四十, 七八个, 两三千: about that many.
func (s *scanner) adjacentDigits(i int) bool {
	x, ok := hanDigits[s.at(i)]
	y, ok2 := hanDigits[s.at(i+1)]
	if !ok || !ok2 || y != x+1 || x == 0 || s.at(i+1) == '〇' {
		return false
	}
	if _, more := hanDigits[s.at(i+2)]; more {
		return false
	}
	f, end := 1.0, i+2
	for hanScales[s.at(end)] != 0 || hanMyriads[s.at(end)] != 0 {
		f *= math.Max(hanScales[s.at(end)], hanMyriads[s.at(end)])
		end++
	}
	if f == 1 && s.hasAny(end, "个", "年", "天", "人", "名", "次", "位", "家", "周", "小时", "分钟", "岁", "种", "项", "条", "件", "倍", "成") == 0 {
		return false
	}
	q := Quantity{Kind: Number, Value: x * f, High: y * f, Exact: Between, Words: true, Weak: true}
	end = s.hanMeasure(&q, end)
	s.emit(q, i, end)
	return true
}

// hanHalf adds 半 behind a number with a measure: 两年半, 3个半.
func (s *scanner) hanHalf(q *Quantity, end int) int {
	if s.at(end) == '半' && q.Value < 100 {
		return end
	}
	if s.at(end) == '个' && s.at(end+1) == '半' {
		q.Value += 0.5
		return end + 2
	}
	return end
}

// hanRange reads 至30万, ～20, -20 behind a; a takes over the scale of the other
// end where it has none itself (三到五万).
func (s *scanner) hanRange(a *amount, end int) (amount, bool) {
	i := s.skipSpaces(end)
	percent := s.at(i) == '%'
	if percent {
		i = s.skipSpaces(i + 1)
	}
	n := s.hasAny(i, "至", "到", "—", "–", "-", "~", "～", "〜")
	if n == 0 {
		return amount{}, false
	}
	j := s.skipSpaces(i + n)
	if s.at(j) == s.at(i) && s.at(i) == '—' { // ——, a dash
		return amount{}, false
	}
	b, ok := s.hanNumber(j)
	if !ok || b.fuzzy || percent && s.at(s.skipSpaces(b.end)) != '%' {
		return amount{}, false // 增长11.8%至43.6亿元 is no range
	}
	if !a.scaled && b.scaled && a.value < b.value {
		if f := hanScaleAt(s, b.end-1); f > 1 && a.value*f <= b.value {
			a.value *= f
		}
	}
	if a.value >= 1000 && a.value < 2200 && b.value < 100 && !b.words && s.at(b.end) == '年' {
		b.value += a.value - float64(int(a.value)%100) // 2013-14年
	}
	return b, b.value > a.value
}

func hanScaleAt(s *scanner, i int) float64 {
	f := math.Max(hanMyriads[s.at(i)], hanScales[s.at(i)])
	if f < 100 && f != 10 {
		return 1
	}
	if hanMyriads[s.at(i)] != 0 && hanScales[s.at(i-1)] != 0 && s.at(i-1) != '十' {
		return f * hanScales[s.at(i-1)]
	}
	return f
}
