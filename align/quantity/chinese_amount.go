package quantity

import (
	"math"
	"strings"
)

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
	q.Weak = s.weakWords(&q, a)
	unit := a.value < 1 && q.Unit == "" || q.Value == 1 // 零年 counts, 一年 does not
	if single && unit && q.Kind == Number {
		s.pos = a.end // 一 is seldom a number
		return true
	}
	s.emit(q, i, end)
	return true
}

// weakWords reports whether a quantity in words often has no counterpart in a
// good translation: a small number (三个, but not 三万), an order of magnitude, a
// multiple.
func (s *scanner) weakWords(q *Quantity, a amount) bool {
	if !a.words {
		return false
	}
	small := q.Kind == Number && a.value <= fitted.reading.small && !strings.ContainsRune("万亿", s.at(a.end-1))
	return small || a.fuzzy || q.Kind == Ratio
}

// adjacentDigits reads 三四十, 七八个, 两三千: about that many. Without a scale only
// what is counted behind them makes a number of two numerals.
func (s *scanner) adjacentDigits(i int) bool {
	x, ok := hanDigits[s.at(i)]
	y, ok2 := hanDigits[s.at(i+1)]
	if !ok || !ok2 || y != x+1 || x == 0 {
		return false
	}
	if _, more := hanDigits[s.at(i+2)]; more {
		return false
	}
	f, end := 1.0, i+2
	for s.scaled(end) {
		f *= math.Max(hanScales[s.at(end)], hanMyriads[s.at(end)])
		end++
	}
	if f == 1 && s.hasAny(end, counted...) == 0 {
		return false
	}
	q := Quantity{Kind: Number, Value: x * f, High: y * f, Exact: Between, Words: true, Weak: true}
	end = s.hanMeasure(&q, end)
	s.emit(q, i, end)
	return true
}

// partition reads 五五分成 and 七三开 as the 50 and 50, the 70 and 30 that they mean.
func (s *scanner) partition(i int) bool {
	x, y := hanDigits[s.at(i)], hanDigits[s.at(i+1)]
	if x+y != 10 || x == 0 || y == 0 || s.hasAny(i+2, parted...) == 0 && (s.at(i+2) != '开' || x == y && x != 5) {
		return false
	}
	s.emit(Quantity{Kind: Number, Value: x * 10, Words: true, Weak: true}, i, i+1)
	s.emit(Quantity{Kind: Number, Value: y * 10, Words: true, Weak: true}, i+1, i+2)
	return true
}

// hanHalf adds the half of 3个半 to a number that ends at end. That of 两年半 stands
// behind the unit and is added where the unit is read.
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

// hanRange reads 至30万, ～20, -20 behind a, when b is the larger one: 3-2 is a score; a takes over the scale of the other
// end where it has none itself (三到五万).
func (s *scanner) hanRange(a *amount, end int) (amount, bool) {
	i := s.skipSpaces(end)
	percent := s.at(i) == '%'
	if percent {
		i = s.skipSpaces(i + 1)
	}
	n := s.hasAny(i, rangeMarks...)
	if s.at(i) == '/' && likeYear(a.value) { // 2021/22财年
		if _, e := s.integer(i+1, 2); e == i+3 && s.hasAny(s.skipSpaces(e), seasons...) > 0 {
			n = 1
		}
	}
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
	if likeYear(a.value) && b.value < 100 && !b.words && s.hasAny(s.skipSpaces(b.end), seasons...) > 0 {
		b.value += a.value - float64(int(a.value)%100) // 2013-14年, 2019—20赛季
	}
	return b, b.value > a.value
}

// hanScaleAt is the scale that the number that ends with i was written with: 1e4
// for 三到五万, 1e5 for 三到五十万, 1 for none.
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
