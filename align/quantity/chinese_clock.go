package quantity

import (
	"unicode/utf8"

	"triptych/align/letter"
)

// hanClock reads 下午3时30分, 3点半, 十点一刻. 点 is also a point of a score or of an
// argument (三点意见), so that an hour alone needs 钟 or the half of the day; but a
// half, a quarter or minutes behind it say enough.
func (s *scanner) hanClock(i int) bool {
	a, ok := s.dateNumber(i)
	if !ok && s.at(i) == '两' && s.hasAny(i+1, twoClock...) > 0 {
		a, ok = amount{value: 2, end: i + 1}, true
	}
	if !ok || a.value > 24 {
		return false
	}
	half, from := s.halfBefore(i)
	j := s.skipSpaces(a.end)
	n := s.hasAny(j, "点钟", "点", "时")
	if n == 0 || s.hasAny(j, notClock...) > 0 {
		return false
	}
	q := Quantity{Kind: Time, Hour: int(a.value)}
	end := j + n
	switch m, ok := s.dateNumber(s.skipSpaces(end)); {
	case s.at(end) == '半':
		q.Minute, end = 30, end+1
	case s.at(end) == '整' && s.at(j) == '点':
		end++
	case s.has(end, "一刻"):
		q.Minute, end = 15, end+2
	case s.has(end, "三刻"):
		q.Minute, end = 45, end+2
	case ok && m.value < 60 && s.at(s.skipSpaces(m.end)) == '分':
		q.Minute, end = int(m.value), s.skipSpaces(m.end)+1
	case s.at(j) == '点' && n == 1 && half == 0, s.at(j) == '时' && half == 0 && !s.bareHour(i, a):
		return false // 3点 may be three points, 3时 is seldom a clock without 下午
	}
	if from < i {
		q.setHalf(half)
	}
	s.emit(q, from, end)
	return true
}

// bareHour reports whether the number a at i, before 时, is an hour of the clock
// though no half of the day is named: 于8时, 格林威治时间15时; "when it is 8" is
// written so as well.
func (s *scanner) bareHour(i int, a amount) bool {
	if a.words || s.at(a.end) != '时' {
		return false
	}
	for i > 0 && s.at(i-1) == ' ' {
		i--
	}
	for _, w := range hourNot {
		if s.has(i-utf8.RuneCountInString(w), w) {
			return false
		}
	}
	for _, w := range hourBefore {
		if s.has(i-utf8.RuneCountInString(w), w) {
			return true
		}
	}
	return i == 0
}

// hanWeekday reads 星期二, 周二, 礼拜天. 每周三次 counts times, 四周一片 and 两周三次
// have no such day.
func (s *scanner) hanWeekday(i int) bool {
	n := s.hasAny(i, "星期", "礼拜", "周")
	if n == 0 || s.at(i+n) == '两' {
		return false
	}
	day := int(hanDigits[s.at(i+n)])
	switch s.at(i + n) {
	case '天':
		if n == 1 { // 周天 is no day
			return false
		}
		day = 7
	case '日':
		day = 7
	}
	// 星期 and 礼拜 are plain; 周 alone may end a number of weeks.
	if day < 1 || day > 7 || n == 1 && s.weekCount(i-1) {
		return false
	}
	end := i + n + 1
	if s.notDay(end) || s.at(i+n) == '一' && s.hasAny(end, "样", "起", "直", "定", "部", "边", "些") > 0 {
		return false
	}
	s.emit(Quantity{Kind: Weekday, Value: float64(day), Words: true}, i, end)
	return true
}

// weekCount reports whether what stands at i, before 周, counts weeks or makes
// another word: 两周, 几周, 四周.
func (s *scanner) weekCount(i int) bool {
	before := s.at(i)
	_, number := hanDigits[before]
	if number || letter.Digit(before) || hanScales[before] != 0 {
		return true
	}
	return before == '几' || before == '数' || before == '半'
}

// notDay reports whether what stands at i makes a number of the numeral before
// it and no weekday: 周三十, 每周三次.
func (s *scanner) notDay(i int) bool {
	_, number := hanDigits[s.at(i)]
	return number || hanScales[s.at(i)] != 0 || s.hasAny(i, notWeekday...) > 0
}
