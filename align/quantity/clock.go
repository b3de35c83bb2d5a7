package quantity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"triptych/align/letter"
)

// shared reads what is written alike in all languages: 2022-07-12, 2022/7/12,
// 15:30.
func (s *scanner) shared() bool {
	i := s.pos
	if !letter.Digit(s.at(i)) || letter.Digit(s.at(i-1)) {
		return false
	}
	return s.isoDate(i) || s.colonTime(i)
}

// isoDate reads 2022-07-12, 2022/7/12 and 2022-07. A year and a month with a
// slash alone may be anything: 2022/7 is a file, an issue, a share.
func (s *scanner) isoDate(i int) bool {
	year, end := s.integer(i, 4)
	if end-i != 4 || year < 1000 || !strings.ContainsRune("-/", s.at(end)) {
		return false
	}
	mark := s.at(end)
	month, e2 := s.integer(end+1, 2)
	whole := s.at(e2) == mark || e2-end == 3 && !letter.Digit(s.at(e2)) // 2022-7 alone is no month
	if month < 1 || month > 12 || !whole {
		return false
	}
	q := Quantity{Kind: Date, Year: year, Month: month}
	if s.at(e2) == mark {
		if day, e3 := s.integer(e2+1, 2); day >= 1 && day <= 31 && !letter.Digit(s.at(e3)) {
			q.Day, e2 = day, e3
		}
	}
	if q.Day == 0 && mark != '-' {
		return false
	}
	s.emit(q, i, e2)
	return true
}

// colonTime reads 15:30 and 15:30:05, whose seconds are gone past.
func (s *scanner) colonTime(i int) bool {
	hour, end := s.integer(i, 2)
	if end == i || s.at(end) != ':' || hour > 24 {
		return false
	}
	minute, e2 := s.integer(end+1, 2)
	if e2-end != 3 || minute > 59 {
		return false
	}
	q := Quantity{Kind: Time, Hour: hour, Minute: minute, Half: hour > 12 || hour == 0}
	if s.at(e2) == ':' && letter.Digit(s.at(e2+1)) {
		_, e2 = s.integer(e2+1, 2)
	}
	s.clock(&q, i, e2)
	return true
}

// clock emits a time with the half of the day that stands before or behind it:
// 下午3:30, "3:30 pm". Without one, times are compared by the half day.
func (s *scanner) clock(q *Quantity, start, end int) {
	if half, e := s.halfOfDay(end); e > end {
		q.setHalf(half)
		end = e
	} else if s.lang == Chinese {
		if half, from := s.halfBefore(start); from < start {
			q.setHalf(half)
			start = from
		}
	}
	s.emit(*q, start, end)
}

// setHalf moves the hour to the half of the day that was named: 'a' or 'p'.
func (q *Quantity) setHalf(half byte) {
	q.Half = true
	switch {
	case half == 'n' && q.Hour == 12: // 晚上12点
		q.Hour = 0
	case half == 'n' && q.Hour >= 5 && q.Hour < 12:
		q.Hour += 12
	case half == 'p' && q.Hour < 12:
		q.Hour += 12
	case half == 'a' && q.Hour == 12:
		q.Hour = 0
	}
}

// halfOfDay reads am, a.m., pm, p.m. at i. The last full stop is taken only where
// the first one stands: in "at 3 pm." it ends the sentence.
func (s *scanner) halfOfDay(i int) (half byte, end int) {
	j := s.skipSpaces(i)
	r := unicode.ToLower(s.at(j))
	if r != 'a' && r != 'p' {
		return 0, i
	}
	k := j + 1
	if s.at(k) == '.' {
		k++
	}
	if unicode.ToLower(s.at(k)) != 'm' {
		return 0, i
	}
	k++
	if isWord(s.at(k)) {
		return 0, i
	}
	if s.at(k) == '.' && s.at(k-2) == '.' {
		k++
	}
	return byte(r), k
}

// halfBefore finds 上午, 下午, 晚 … that end at i.
func (s *scanner) halfBefore(i int) (half byte, from int) {
	j := i
	for s.at(j-1) == ' ' {
		j--
	}
	for _, part := range dayParts {
		for _, word := range part.words {
			n := utf8.RuneCountInString(word)
			if j-n < 0 || !s.has(j-n, word) {
				continue
			}
			if len(s.found) > 0 && s.found[len(s.found)-1].End > j-n {
				return 0, i // it is part of what was read before, and spans may not overlap
			}
			return part.value[0], j - n
		}
	}
	return 0, i
}
