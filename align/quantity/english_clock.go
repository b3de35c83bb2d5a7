package quantity

// pastHour reads "half past six", "a quarter to three". "Half to" is not said, and
// what is not an hour of a clock ("half past twenty") is no time.
func (s *scanner) pastHour(i int, w string, end int) bool {
	if w == "a" {
		w, _, end = s.wordAfter(end)
	}
	minutes := 0
	switch w {
	case "half":
		minutes = 30
	case "quarter":
		minutes = 15
	default:
		return false
	}
	side, _, e := s.wordAfter(end)
	if side != "past" && (side != "to" || w == "half") {
		return false
	}
	j := s.skipSpaces(e)
	hour, end := s.integer(j, 2)
	if end == j {
		a, ok := s.wordNumber(j)
		if !ok || a.scaled {
			return false
		}
		hour, end = int(a.value), a.end
	}
	if hour < 1 || hour > 12 {
		return false
	}
	// A quarter to three is 2:45, a quarter to one 12:45: 0 stands for 12, as
	// sameTime compares half days where none is named.
	if side == "to" {
		hour, minutes = (hour+11)%12, 60-minutes
	}
	s.clock(&Quantity{Kind: Time, Hour: hour, Minute: minutes, Words: true}, i, end)
	return true
}

// fourDigits reads the four digits of a clock at i: "1500 GMT", "at 0800 hours". A
// zone says that they are of a clock, "hours" only with a zero or such a word before.
func (s *scanner) fourDigits(i int) bool {
	v, end := s.integer(i, 4)
	if end-i != 4 || v/100 > 24 || v%100 > 59 || isWord(s.at(i-1)) {
		return false
	}
	w, _, e := s.wordAfter(end)
	before, _ := s.wordBefore(i)
	hours := (w == "hours" || w == "hrs") && (s.at(i) == '0' || clockBefore[before])
	// "5 local" is no zone, "0500 local" is one.
	if !hours && !zones[w] || w == "local" && s.at(i) != '0' {
		return false
	}
	// The zone says where it is that late; it is no part of the time.
	if !hours {
		e = end
	}
	s.emit(Quantity{Kind: Time, Hour: v / 100, Minute: v % 100, Half: true}, i, e)
	return true
}

// clockHour reads "3 pm", "3.30 p.m.", "3 o'clock" behind the number a. British
// texts part hours and minutes by a point, so that the number read before was
// 3.3, and its two decimals are the minutes.
func (s *scanner) clockHour(i int, a amount) bool {
	if a.scaled || a.value < 0 || a.value > 24 {
		return false
	}
	hour := int(a.value)
	q := Quantity{Kind: Time, Hour: hour, Minute: int(a.value*100+0.5) - hour*100}
	if half, e := s.halfOfDay(a.end); e > a.end && hour <= 12 && q.Minute < 60 {
		q.setHalf(half)
		s.emit(q, i, e)
		return true
	}
	w, _, e := s.wordAfter(a.end)
	if w == "o" && s.hasAny(e, "'clock", "’clock") > 0 && hour <= 12 {
		q.Minute = 0
		s.emit(q, i, e+6)
		return true
	}
	return false
}
