package quantity

import (
	"math"

	"triptych/align/letter"
)

// hanNumber reads a Chinese or mixed number at i: 三十五万, 3.5亿, 1亿2000万,
// 二〇二二, 数十万, 几百, 十几, 两千五, 百万. more is set by 多, 余 or 几 inside it.
func (s *scanner) hanNumber(i int) (amount, bool) {
	if a, ok := s.hanVague(i); ok {
		return a, true
	}
	if v, end, ok := s.digits(i); ok {
		a := amount{value: v, end: s.scaleBehind(end)}
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

// scaleBehind goes past the blank between digits that end at end and their scale:
// 30 万, 6 百万, 200 多万. Without a scale it returns end.
func (s *scanner) scaleBehind(end int) int {
	j := s.skipSpaces(end)
	if j-end != 1 {
		return end
	}
	k := j + s.hasAny(j, "多", "余")
	if hanMyriads[s.at(k)] != 0 && !s.unitAt(k) {
		return j
	}
	if f := hanScales[s.at(k)]; f >= 100 && hanMyriads[s.at(k+1)] != 0 && !s.unitAt(k) {
		return j
	}
	return end
}

// chineseScale multiplies a number in digits by 十 百 千 万 亿 behind it, and
// adds further groups: 3万5千, 1亿2000万.
//
// total holds the groups that are whole, group the one that is being read; a
// scale ends a group unless a larger one follows it, as the 千 of 3千万 does.
func (s *scanner) chineseScale(a *amount) {
	total, group := 0.0, a.value
	lowest := math.Inf(1)
	for {
		if n := s.hasAny(a.end, "多", "余"); n > 0 && s.at(a.end+1) != '十' && s.scaled(a.end+1) { // 3百多万
			a.exact, a.end = AtLeast, a.end+n
		}
		r := s.at(a.end)
		f := multiplier(r)
		if f == 0 || f >= lowest && total == 0 && f != 1e8 {
			break
		}
		if s.unitAt(a.end) {
			break
		}
		if r == '万' && s.at(a.end+1) == '亿' { // 1.2万亿
			f *= 1e8
			a.end++
		}
		group *= f
		a.end++
		a.scaled = true
		if hanMyriads[r] == 0 && hanMyriads[s.at(a.end)] != 0 {
			continue
		}
		total, group = total+group, 0
		lowest = f
		v, end, ok := s.digits(a.end)
		if !ok || !s.scaled(end) && !s.lowDigits(a.end, end, v, lowest) {
			break
		}
		group, a.end = v, end
	}
	a.value = total + group
}

// multiplier is what a character behind digits multiplies them by, 0 for none:
// 廿 and 卅 are numerals of their own.
func multiplier(r rune) float64 {
	if r == '廿' || r == '卅' {
		return 0
	}
	if f := hanScales[r]; f != 0 {
		return f
	}
	return hanMyriads[r]
}

// scaled reports whether a scale stands at i: 十 百 千, 万 亿 兆.
func (s *scanner) scaled(i int) bool { return hanScales[s.at(i)] != 0 || hanMyriads[s.at(i)] != 0 }

// unitAt reports whether the scale at i multiplies nothing, as a unit begins with
// it: the 千 of 220千伏, the 百 of 3百万瓦. 十分 behind digits is "very".
func (s *scanner) unitAt(i int) bool {
	if s.at(i) == '十' {
		return s.at(i+1) == '分'
	}
	return s.hasAny(i, scaleUnits...) > 0 || s.has(i, "百万瓦")
}

// lowDigits reports whether the digits from start to end, worth v, go on with a
// number that was read down to the scale lowest: the 5000 of 3万5000, but not the
// 2022 of "3万 2022年".
func (s *scanner) lowDigits(start, end int, v, lowest float64) bool {
	whole := start
	for letter.Digit(s.at(whole)) {
		whole++
	}
	return lowest >= 1e4 && v < 1e4 && (whole-start <= 4 || end-start <= 5) && s.at(start-1) != ' '
}

// hanVague reads what names only an order of magnitude: 数十万, 几百, 十几, 好几千,
// 上千 is left to the exactness of 千.
func (s *scanner) hanVague(i int) (amount, bool) {
	if s.has(i, "成千上万") {
		return amount{value: 1e3, high: 1e5, exact: Between, fuzzy: true, words: true, scaled: true, end: i + 4}, true
	}
	n := s.hasAny(i, "好几", "数以", "数", "几")
	if n == 0 {
		return s.someMore(i)
	}
	v, end := 1.0, i+n
	for s.scaled(end) && s.hasAny(end, scaleUnits...) == 0 {
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

// someMore reads 十几, 百来: more than the scale, less than twice as many. The 十几
// of 二十几 is left to the number that it ends.
func (s *scanner) someMore(i int) (amount, bool) {
	v := hanScales[s.at(i)]
	if v != 10 && v != 100 && v != 1000 || s.hasAny(i+1, "几", "来") == 0 {
		return amount{}, false
	}
	if before := s.at(i - 1); hanScales[before] != 0 || hanDigits[before] != 0 {
		return amount{}, false
	}
	return amount{value: v, high: 2*v - 1, exact: Between, fuzzy: true, words: true, end: i + 2}, true
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
	if n := end - i; n < 2 || n > 15 || n == 2 && !zero {
		return 0, i, false
	}
	if s.scaled(end) || s.at(i) == '零' { // 三四十, 零三
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
