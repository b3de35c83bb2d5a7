package quantity

import (
	"strings"

	"triptych/align/letter"
)

// englishDate reads "July 12, 2022", "12 July 2022", "July 2022", "in May",
// "the 1990s", 7/21/2022, "Tuesday", "noon". A year alone is left to the numbers,
// since Same compares a number with a year: "in 2022" is 2022年.
func (s *scanner) englishDate(i int) bool {
	if letter.Digit(s.at(i)) {
		return s.fourDigits(i) || s.dayMonth(i) || s.decade(i) || s.slashDate(i)
	}
	w, end := s.word(i)
	if s.monthDay(i, w) || s.englishWeekday(i) || s.pastHour(i, w, end) {
		return true
	}
	switch w {
	case "noon", "midday":
		s.emit(Quantity{Kind: Time, Hour: 12, Half: true, Words: true, Weak: true}, i, end)
		return true
	case "midnight":
		s.emit(Quantity{Kind: Time, Half: true, Words: true, Weak: true}, i, end)
		return true
	}
	return false
}

// month reads the name of a month at i. "may", "march" and short names count
// only where they are capitalised and something says that a month is meant.
func (s *scanner) month(i int) (m, end int, sure bool) {
	w, end := s.word(i)
	m, ok := monthWords[w]
	if !ok || !title(s.at(i)) {
		return 0, i, false
	}
	if s.at(end) == '.' && len(w) <= 4 && w != "may" {
		end++
	}
	return m, end, len(w) > 4 && w != "march" || w == "june" || w == "july"
}

// monthDay reads a month and what belongs to it: "July 12, 2022", "July 12–14",
// "July 2022", "July". w is the month's word in lower case.
func (s *scanner) monthDay(i int, w string) bool {
	m, end, sure := s.month(i)
	if m == 0 {
		return false
	}
	q := Quantity{Kind: Date, Month: m}
	j := s.skipSpaces(end)
	if day, e := s.integer(j, 2); e > j && day >= 1 && !letter.Digit(s.at(e)) {
		year, _ := s.yearAfter(e)
		if day > 31 && year == 0 { // with a year it is a slip, but a day: September 85, 2017
			e, day = j, 0
		}
		if day == 0 {
			return s.monthAlone(q, i, end, sure, w)
		}
		q.Day = day
		e = s.ordinalMark(e)
		k := e
		if e2, day2 := s.secondDay(e); day2 > day { // July 12–14, 2022
			k, q.LastDay = s.ordinalMark(e2), day2
		}
		end = k
		if year, e2 := s.yearAfter(k); year != 0 {
			q.Year, end = year, e2
		}
		s.emit(q, i, end)
		return true
	}
	return s.monthAlone(q, i, end, sure, w)
}

// monthAlone emits a month without a day, where something says that it is one: a
// year behind it, a full name that is nothing else, or a word such as "since"
// before it. "May" and "March" begin sentences, "Jan" is a name.
func (s *scanner) monthAlone(q Quantity, i, end int, sure bool, w string) bool {
	if year, e := s.yearAfter(end); year != 0 {
		q.Year = year
		s.emit(q, i, e)
		return true
	}
	if !sure {
		before, _ := s.wordBefore(i)
		likely := w == "may" || w == "march" || s.at(end-1) == '.' // "in May", "since Sept."
		if !likely || !beforeMonth[before] {
			return false
		}
	}
	s.emit(q, i, end)
	return true
}

// secondDay reads "–14" behind the day of a month.
func (s *scanner) secondDay(i int) (end, day int) {
	j := s.skipSpaces(i)
	n := s.hasAny(j, "-", "–", "—", "&", "and ")
	if n == 0 || j > i && n == 1 && s.at(j) != '&' {
		return i, 0
	}
	j = s.skipSpaces(j + n)
	day, end = s.integer(j, 2)
	if day > 31 || end == j || letter.Digit(s.at(end)) {
		return i, 0
	}
	if n == 4 && s.ordinalMark(end) == end && !s.monthOrEnd(end) {
		return i, 0 // "on March 3 and 4 people"
	}
	return end, day
}

// monthOrEnd reports whether a month or a mark stands behind a number, so that it
// counts nothing: "9 and 10 October", "on March 3 and 4."
func (s *scanner) monthOrEnd(i int) bool {
	if m, _, _ := s.month(s.skipSpaces(i)); m != 0 {
		return true
	}
	return s.at(i) == 0 || strings.ContainsRune(".,;:)", s.at(i)) && !letter.Digit(s.at(i+1))
}

// ordinalMark returns the end of st, nd, rd or th at i: "July 21st"; i for none.
func (s *scanner) ordinalMark(i int) int {
	if w, e := s.word(i); w == "st" || w == "nd" || w == "rd" || w == "th" {
		return e
	}
	return i
}

// yearAfter reads ", 2022", " 2022", " of 2022" at i.
func (s *scanner) yearAfter(i int) (year, end int) {
	j := i
	if s.at(j) == ',' {
		j++
	}
	j = s.skipSpaces(j)
	if s.has(j, "of ") {
		j += 3
	}
	y, e := s.integer(j, 4)
	if e-j != 4 || j == i || isWord(s.at(e)) {
		return 0, i
	}
	ends := s.at(e) == 0 || strings.ContainsRune(".,;:)\n", s.at(e))
	if likeYear(float64(y)) || y >= 1000 && s.at(i) == ',' && ends { // "July 12, 9022." is a slip, but a year
		return y, e
	}
	return 0, i
}

// dayMonth reads "12 July 2022", "12th of July", "12–14 July". A month that touches
// the day is no date: "12May" is a code.
func (s *scanner) dayMonth(i int) bool {
	day, end := s.integer(i, 2)
	if end == i || day < 1 || day > 31 {
		return false
	}
	end = s.ordinalMark(end)
	last := 0
	if e, second := s.secondDay(end); second > day {
		end, last = s.ordinalMark(e), second
	}
	j := s.skipSpaces(end)
	if s.has(j, "of ") {
		j += 3
	}
	if j == end {
		return false
	}
	m, e, _ := s.month(j)
	if m == 0 {
		return false
	}
	q := Quantity{Kind: Date, Month: m, Day: day, LastDay: last}
	if year, e2 := s.yearAfter(e); year != 0 {
		q.Year, e = year, e2
	}
	s.emit(q, i, e)
	return true
}

// decade reads "1990s", "the 90s", "1990's".
func (s *scanner) decade(i int) bool {
	y, end := s.integer(i, 4)
	if end-i != 4 && end-i != 2 || y%10 != 0 || y == 0 {
		return false
	}
	e := end
	if s.at(e) == '\'' || s.at(e) == '’' {
		e++
	}
	if s.at(e) != 's' || isWord(s.at(e+1)) {
		return false
	}
	if end-i == 2 && (y < 20 || !s.decadeBefore(i)) {
		return false
	}
	s.emit(Quantity{Kind: Date, Year: y, Decade: true}, i, e+1)
	return true
}

// decadeBefore reports whether the word before i says that a decade follows:
// "the 90s", "late 90s"; "in her 90s" is an age.
func (s *scanner) decadeBefore(i int) bool {
	switch before, _ := s.wordBefore(i); before {
	case "the", "late", "early", "mid":
		return true
	}
	return false
}

// slashDate reads 7/21/2022 and 21/7/2022; where both orders are possible the
// American one is taken. A year of two digits is left alone, as 7/8/20 may be any
// of three dates, or none.
func (s *scanner) slashDate(i int) bool {
	a, e := s.integer(i, 2)
	if e == i || s.at(e) != '/' || letter.Digit(s.at(i-1)) {
		return false
	}
	b, e2 := s.integer(e+1, 2)
	if e2 == e+1 || s.at(e2) != '/' {
		return false
	}
	y, e3 := s.integer(e2+1, 4)
	if e3-e2 != 5 || y < 1000 {
		return false
	}
	if a > 12 {
		a, b = b, a
	}
	if a < 1 || a > 12 || b < 1 || b > 31 {
		return false
	}
	s.emit(Quantity{Kind: Date, Year: y, Month: a, Day: b}, i, e3)
	return true
}

// englishWeekday reads the name of a day of the week with its capital letter.
func (s *scanner) englishWeekday(i int) bool {
	w, end := s.word(i)
	day := weekdayWords[w]
	if day == 0 || !title(s.at(i)) {
		return false
	}
	s.emit(Quantity{Kind: Weekday, Value: float64(day), Words: true}, i, end)
	return true
}
