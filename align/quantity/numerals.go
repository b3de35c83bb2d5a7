package quantity

import (
	"math"
	"strings"
)

// numerals is a number in Chinese numerals as far as it was read, 三亿五千万二百 as
// the groups 三亿, 五千万 and what is below ten thousand.
type numerals struct {
	total   float64 // groups that ended in 万, 亿 or 兆
	section float64 // the group that is being read: 五千 before its 万
	digit   float64 // a digit that waits for its scale, -1 = none
	last    float64 // the scale that was read last, for the 五 of 两千五
	scaled  bool    // a scale stood in it
	exact   Exactness
}

// hanWords reads a number in Chinese numerals at i.
func (s *scanner) hanWords(i int) (amount, bool) {
	if v, end, ok := s.plainDigits(i); ok {
		return amount{value: v, end: end, scaled: true}, true
	}
	n := numerals{digit: -1}
	end := i
	for s.numeral(&n, end, end > i) {
		end++
	}
	if end == i {
		return amount{end: i}, false
	}
	zero := s.at(end-2) == '零' || s.at(end-2) == '〇'
	a := amount{value: n.value(zero), exact: n.exact, scaled: n.scaled, end: end}
	if s.at(end) == '几' && s.at(end-1) == '十' && a.value >= 20 && a.value < 100 { // 二十几个
		a.high, a.exact, a.fuzzy, a.end = a.value+9, Between, true, end+1
		return a, true
	}
	s.hanPoint(&a)
	return a, true
}

// numeral takes the character at i into n and reports whether the number goes on
// there. begun says that some character was taken already.
func (s *scanner) numeral(n *numerals, i int, begun bool) bool {
	r := s.at(i)
	if v, ok := hanDigits[r]; ok {
		return n.addDigit(v)
	}
	if f := hanScales[r]; f != 0 {
		switch {
		case r == '廿' || r == '卅':
			n.addTens(f)
			return true
		case r == '十' && n.digit < 0 && s.at(i+1) == '分' && s.hasAny(i+2, "钟", "之") == 0:
			return false // 十分, very
		}
		if n.digit >= 0 && n.last > 0 && f >= n.last && r == '十' { // 十七十八 are two numbers
			return false
		}
		return n.addScale(f)
	}
	if f := hanMyriads[r]; f != 0 && (r != '兆' || !s.unitAt(i)) { // 百兆宽带 has no 兆
		return n.addMyriad(f, begun)
	}
	more := r == '多' || r == '余' || r == '几'
	if more && n.scaled && n.digit < 0 && s.scaled(i+1) { // 三十多万
		n.exact = AtLeast
		return true
	}
	return false
}

// addDigit takes a digit. Two in a row end the number (三 of 二三 begins another
// one), but for a zero: 二〇.
func (n *numerals) addDigit(v float64) bool {
	if n.digit > 0 && v != 0 {
		return false
	}
	n.digit = v
	if v == 0 {
		n.last = 0 // 两千零五 is 2,005
	}
	return true
}

// addTens takes 廿 or 卅, which hold their digit.
func (n *numerals) addTens(f float64) {
	n.section += f
	n.last, n.digit = 1, -1
}

// addScale takes 十, 百 or 千. Without a digit before it, it counts for one of its
// kind where the number may begin: 十五, 三百一十 but not 三千百.
func (n *numerals) addScale(f float64) bool {
	if n.digit < 0 {
		if n.section > 0 && (f <= n.last || n.total > 0) {
			return false
		}
		n.digit = 1
	}
	n.section += math.Max(n.digit, 0) * f
	n.last, n.digit = f, -1
	n.scaled = true
	return true
}

// addMyriad takes 万, 亿 or 兆 and ends a group. 万亿 multiplies what was read.
func (n *numerals) addMyriad(f float64, begun bool) bool {
	if n.digit > 0 {
		n.section += n.digit
	}
	if n.section == 0 && n.total == 0 {
		if begun {
			return false
		}
		n.section = 1 // 万 alone
	}
	if n.total > 0 && f > 1e4 && n.section == 0 {
		n.total *= f
	} else {
		n.total += n.section * f
	}
	n.section, n.digit, n.last = 0, -1, f
	n.scaled = true
	return true
}

// value is what was read. A last digit without a scale counts for the scale below
// the last one, 两千五 is 2,500, unless a zero stands before it.
func (n *numerals) value(zero bool) float64 {
	if n.digit <= 0 {
		return n.total + n.section
	}
	digit := n.digit
	if n.last >= 100 && !zero {
		digit *= n.last / 10
	}
	return n.total + (n.section + digit)
}

// Numeral reports whether a Chinese character, folded, may begin a number, or stand for
// one: 三, 十, 几.
func Numeral(r rune) bool {
	_, digit := hanDigits[r]
	return digit || multiplier(r) != 0 || strings.ContainsRune("几数半廿卅多余某", r)
}
