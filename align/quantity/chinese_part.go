package quantity

import (
	"unicode/utf8"

	"triptych/align/letter"
)

// behindUnit adds what stands behind the unit word that ends at i as part of the
// same amount: the 58 of 9秒58, the 七五 of 一米七五, the 六角五分 of 三元六角五分. It
// returns where the amount ends, i when nothing of the kind stands there.
func (s *scanner) behindUnit(q *Quantity, unit string, i int) int {
	if q.Exact != Exact || q.Kind != Number && q.Kind != Money || q.Value != float64(int(q.Value)) {
		return i
	}
	if e := s.partsOf(q, unit, i); e > i {
		return e
	}
	// Of the other units nobody says a bare digit behind: 两年五 is nothing.
	switch unit {
	case "米", "公尺", "秒", "块", "元":
	default:
		return i
	}
	value, e := s.decimals(i)
	// 三元五 is not said either, and 九秒五 is a count of something else.
	if e == i || unit == "元" || unit == "秒" && !letter.Digit(s.at(i)) || s.countsOn(e) {
		return i
	}
	q.Value += value
	return e
}

// decimals reads one or two digits at i as what stands behind a point: 0.58 of 58,
// 0.75 of 七五.
func (s *scanner) decimals(i int) (value float64, end int) {
	part := 0.1
	for end = i; end-i < 3; end++ {
		d, ok := hanDigits[s.at(end)]
		if letter.Digit(s.at(end)) {
			d, ok = float64(s.at(end)-'0'), true
		}
		if !ok || s.at(end) == '两' {
			break
		}
		value += d * part
		part /= 10
	}
	if end-i > 2 {
		return 0, i
	}
	return value, end
}

// countsOn reports whether what stands at i makes a number of its own of the digits
// before it: 三米五十, 两块五个, 9秒5人.
func (s *scanner) countsOn(i int) bool {
	if s.scaled(i) || letter.Digit(s.at(i)) || s.at(i) == '.' || s.at(i) == '%' {
		return true
	}
	for _, u := range hanUnits {
		if s.has(i, u.word) {
			return true
		}
	}
	return s.hasAny(i, counted...) > 0
}

// partsOf reads the smaller units behind a larger one: 八角 behind 十二元, 三两 behind
// 两斤, and the hundredths behind tenths.
func (s *scanner) partsOf(q *Quantity, unit string, i int) int {
	last, _ := utf8.DecodeLastRuneInString(unit)
	d, ok := hanDigits[s.at(i)]
	if letter.Digit(s.at(i)) {
		d, ok = float64(s.at(i)-'0'), true
	}
	if !ok || d == 0 {
		return i
	}
	for _, p := range wholeParts {
		whole, n := utf8.DecodeRuneInString(p)
		part, _ := utf8.DecodeRuneInString(p[n:])
		if whole != last || s.at(i+1) != part {
			continue
		}
		// Ten of the part make the whole, whatever the unit: 角 of 元, 两 of 斤, 寸 of 尺.
		q.Value += d / 10
		end := i + 2
		if c, ok := hanDigits[s.at(end)]; ok && c > 0 && s.at(end+1) == '分' && (part == '角' || part == '毛') {
			q.Value += c / 100
			end += 2
		}
		return end
	}
	return i
}
