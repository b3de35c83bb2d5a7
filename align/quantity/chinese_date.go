package quantity

import (
	"strings"

	"triptych/align/letter"
)

// hanDate reads 2022年7月21日, 7月21日, 二〇二二年, 民国111年, 90年代, 21世纪, 7月.
// 年 and 月 count as well as date: 30年 is a span of years and 3个月 one of months,
// so that a year needs four digits or a month behind it, and a month no 个.
func (s *scanner) hanDate(i int) bool {
	if s.era(i) || s.centuryDecade(i) {
		return true
	}
	a, ok := s.dateNumber(i)
	if !ok {
		return false
	}
	v := int(a.value)
	j := s.skipSpaces(a.end)
	switch {
	case s.at(j) == '年' && s.at(j+1) == '代' && v%10 == 0 && v >= 10:
		q := Quantity{Kind: Date, Year: v, Decade: true}
		s.emit(q, i, j+2)
		return true
	case s.at(j) == '年' && v >= 1000 && v <= 2200 && a.end-i >= 4:
		s.yearOn(i, v, j+1)
		return true
	case s.at(j) == '年' && v >= 100 && !a.words && s.monthAt(j+1): // a slip, but a year: 4017年9月
		s.yearOn(i, v, j+1)
		return true
	case s.at(j) == '年' && v < 100 && !a.words && s.monthAt(j+1): // 22年7月
		s.yearOn(i, 2000+v, j+1)
		return true
	case s.at(j) == '月' && v >= 1 && v <= 12 && s.at(i-1) != '个':
		return s.monthOn(Quantity{Kind: Date, Month: v}, i, j+1)
	case s.at(j) == '日' && v >= 1 && v <= 31 && s.hasAny(j, "日元", "日圆", "日本") == 0:
		s.emit(Quantity{Kind: Date, Day: v, Words: a.words, Weak: a.words}, i, j+1)
		return true
	}
	return false
}

// dateNumber reads a whole number without a scale beyond 十: years, months, days.
// It takes no part of a longer number: the 5年 of 3.5年 and the 十年 of 几十年 are no
// dates, and 两 is left out since 两年 and 两月 count: the year is 二〇〇二年.
func (s *scanner) dateNumber(i int) (amount, bool) {
	if before := s.at(i - 1); hanDigits[before] != 0 || letter.Digit(before) || strings.ContainsRune(".数几", before) {
		return amount{}, false
	}
	if v, end := s.integer(i, 4); end > i {
		return amount{value: float64(v), end: end}, true
	}
	if s.at(i) == '两' {
		return amount{}, false
	}
	a, ok := s.hanWords(i)
	a.words = true
	return a, ok && a.value < 3000 && a.value == float64(int(a.value))
}

// monthAt reports whether a month stands at i, which makes a year of what stands
// before it: 22年7月 against 22年.
func (s *scanner) monthAt(i int) bool {
	a, ok := s.dateNumber(s.skipSpaces(i))
	return ok && s.at(s.skipSpaces(a.end)) == '月'
}

// yearOn emits a date whose year was read up to end, with month and day.
func (s *scanner) yearOn(start, year, end int) {
	q := Quantity{Kind: Date, Year: year}
	// 2022年度 and 2022年间 are the year as well; what follows is a date of its own.
	if s.at(end) == '度' || s.at(end) == '间' {
		s.emit(q, start, end+1)
		return
	}
	// 2022年的7月 is one date, 2022年的三家公司 is a year and a number.
	if s.at(end) == '的' {
		if s.monthAt(end + 1) {
			end++
		}
	}
	if a, ok := s.dateNumber(s.skipSpaces(end)); ok && a.value >= 1 && a.value <= 99 { // beyond 12 a slip, but a month
		if j := s.skipSpaces(a.end); s.at(j) == '月' {
			q.Month = int(a.value)
			s.monthOn(q, start, j+1)
			return
		}
	}
	s.emit(q, start, end)
}

// monthOn goes on behind the 月 of a date: a day, or nothing. A day that cannot be
// (7月85日) is read all the same: it is a slip of the text and has to be found, so
// the grammar may not hide it.
func (s *scanner) monthOn(q Quantity, start, end int) bool {
	if s.has(end, "份") {
		end++
	}
	if a, ok := s.dateNumber(s.skipSpaces(end)); ok && a.value >= 1 && a.value <= 99 { // beyond 31 a slip, but a day
		j := s.skipSpaces(a.end)
		if s.hasAny(j, dayMarks...) > 0 { // 7月12至14日
			if b, ok := s.dateNumber(s.skipSpaces(j + 1)); ok && s.hasAny(s.skipSpaces(b.end), "日", "号") > 0 {
				q.Day, q.LastDay = int(a.value), int(b.value)
				s.emit(q, start, s.skipSpaces(b.end)+1)
				return true
			}
		}
		if n := s.hasAny(j, "日", "号"); n > 0 {
			q.Day = int(a.value)
			j += n
			if last, e := s.lastDay(j, a.value); last > 0 {
				q.LastDay, j = last, e
			}
			s.emit(q, start, j)
			return true
		}
	}
	s.emit(q, start, end)
	return true
}

// lastDay reads the end of a span of days behind the 日 of its first one, which is
// before i: 至14日 of 7月12日至14日; 0 for none.
func (s *scanner) lastDay(i int, first float64) (day, end int) {
	k := s.skipSpaces(i)
	if s.hasAny(k, dayLists...) == 0 {
		return 0, i
	}
	b, ok := s.dateNumber(s.skipSpaces(k + 1))
	if !ok || b.value <= first || b.value > 31 || s.hasAny(s.skipSpaces(b.end), "日", "号") == 0 {
		return 0, i
	}
	return int(b.value), s.skipSpaces(b.end) + 1
}

// era reads 民国111年 (1911 is added) and 公元, 西元 before a year.
func (s *scanner) era(i int) bool {
	if n := s.hasAny(i, "公元", "西元"); n > 0 {
		if a, ok := s.dateNumber(s.skipSpaces(i + n)); ok && s.at(s.skipSpaces(a.end)) == '年' {
			s.yearOn(i, int(a.value), s.skipSpaces(a.end)+1)
			return true
		}
		return false
	}
	// The era of the Republic is still counted in Taiwan: 民国111年 is 2022. Its
	// decades (民国90年代) are not turned, as they straddle ours.
	n := s.hasAny(i, "民国")
	if n == 0 {
		return false
	}
	a, ok := s.dateNumber(s.skipSpaces(i + n))
	if !ok {
		return false
	}
	if j := s.skipSpaces(a.end); s.at(j) == '年' && a.value < 200 {
		if s.at(j+1) == '代' {
			return false
		}
		s.yearOn(i, int(a.value)+republic, j+1)
		return true
	}
	return false
}

// centuryDecade reads 二十世纪九十年代 as the 1990s, 20世纪 as a 20th of centuries, which
// meets "the 20th century". 上世纪, the last century, is taken for the twentieth.
func (s *scanner) centuryDecade(i int) bool {
	if s.has(i, "上世纪") {
		return s.decadeOf(i, i+3, 20)
	}
	a, ok := s.dateNumber(i)
	if !ok || s.hasAny(s.skipSpaces(a.end), "世纪") == 0 || a.value > 30 {
		return false
	}
	end := s.skipSpaces(a.end) + 2
	if s.decadeOf(i, end, int(a.value)) {
		return true
	}
	s.emit(Quantity{Kind: Ordinal, Value: a.value, Words: a.words}, i, end)
	return true
}

// decadeOf reads 九十年代 behind a century, from 10 to 90: 二十世纪五年代 is no decade.
func (s *scanner) decadeOf(start, i, century int) bool {
	if s.at(i) == '的' {
		i++
	}
	if x, y := hanDigits[s.at(i)], hanDigits[s.at(i+1)]; x > 0 && y == x+1 && s.has(i+2, "十年代") { // 20世纪五六十年代
		s.emit(Quantity{Kind: Date, Year: (century-1)*100 + int(x)*10, Decade: true}, start, i+1)
		s.emit(Quantity{Kind: Date, Year: (century-1)*100 + int(y)*10, Decade: true}, i+1, i+5)
		return true
	}
	a, ok := s.dateNumber(s.skipSpaces(i))
	end := s.skipSpaces(a.end)
	if !ok || a.value < 10 || a.value > 90 || s.hasAny(end, "年代") == 0 {
		return false
	}
	s.emit(Quantity{Kind: Date, Year: (century-1)*100 + int(a.value), Decade: true}, start, end+2)
	return true
}
