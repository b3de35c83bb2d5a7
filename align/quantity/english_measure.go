package quantity

// measure reads percent signs, units, currencies, "times" at end, past a space or
// one hyphen: "5km", "5 km", "5-km". It returns where the quantity ends, end itself
// when nothing of the kind stands there.
func (s *scanner) measure(q *Quantity, end int) int {
	i := s.skipSpaces(end)
	switch s.at(i) {
	case '%':
		q.Kind = Percent
		return s.points(q, i+1)
	case '‰':
		q.Kind, q.Value, q.High = Percent, q.Value/10, q.High/10
		return i + 1
	case '°', '℃', '℉':
		return s.degrees(q, i+1)
	}
	w, start, e := s.wordAfter(end)
	if e := s.rate(q, w, end, start, e); e > end {
		return e
	}
	switch {
	case moneyWords[w] != "":
		q.Kind, q.Unit = Money, moneyWords[w]
		return e
	case w == "us" || w == "american":
		if d, _, e2 := s.wordAfter(e); d == "dollars" || d == "dollar" {
			q.Kind, q.Unit = Money, "USD"
			return e2
		}
	case dollars[w] != "":
		return s.namedDollar(q, w, end, e)
	case w == "square" || w == "cubic":
		if unit, _, e2 := s.wordAfter(e); unitWords[unit] != "" {
			q.Unit = w[:2] + unitWords[unit] // sqkm, cum
			return e2
		}
	case w == "degree" || w == "degrees":
		return s.degrees(q, e)
	case unitWords[w] != "":
		q.Unit = unitWords[w]
		if next, _, e2 := s.wordAfter(e); (next == "hour" || next == "hours") && Dimension(q.Unit+"h") == "energy" {
			q.Unit += "h" // 415 terawatt-hours
			return e2
		}
		return e
	case longYears[w] != 0:
		q.Unit = "year"
		q.Value, q.High = q.Value*longYears[w], q.High*longYears[w]
		return e
	}
	return end
}

// rate reads the words that make a rate of a number: "percent", "per cent",
// "percentage points", "basis points", "fold", "times". w is the word behind the
// number's end, from start to e; the end of the number is returned for none.
func (s *scanner) rate(q *Quantity, w string, end, start, e int) int {
	beside := start == end // 5pc, 3x
	switch {
	case w == "percent" || w == "pc" && beside:
		q.Kind = Percent
		return s.points(q, e)
	case w == "per" || w == "percentage" || w == "pp":
		return s.perCent(q, w, end, e)
	case w == "basis":
		if p, _, e2 := s.wordAfter(e); p == "points" || p == "point" {
			q.Kind, q.Value = Points, q.Value/100
			return e2
		}
	case w == "fold" || w == "times" || w == "x" && beside:
		q.Kind = Ratio
		more, _, _ := s.wordAfter(e)
		q.Grows = more == "more" || more == "higher" || more == "larger" || more == "greater"
		return e
	}
	return end
}

// points tells a percentage from percentage points behind it: "5 percent" and
// "5 percentage points" are apart by whatever the 5 percent are of.
func (s *scanner) points(q *Quantity, end int) int {
	if w, _, e := s.wordAfter(end); w == "points" || w == "point" {
		q.Kind = Points
		return e
	}
	return end
}

// perCent reads "per cent", "percentage points" and "pp" whose first word w ends
// before e; other words behind "per" ("per day") leave the number bare.
func (s *scanner) perCent(q *Quantity, w string, end, e int) int {
	if w == "pp" {
		q.Kind = Points
		return e
	}
	next, _, e2 := s.wordAfter(e)
	switch {
	case w == "per" && next == "cent":
		q.Kind = Percent
		return s.points(q, e2)
	case w == "percentage" && (next == "points" || next == "point"):
		q.Kind = Points
		return e2
	}
	return end
}

// degrees reads the scale of a temperature behind a degree sign or word.
func (s *scanner) degrees(q *Quantity, end int) int {
	q.Unit = "deg"
	if r := s.at(end - 1); r == '℃' || r == '℉' {
		q.Unit = map[rune]string{'℃': "degC", '℉': "degF"}[r]
		return end
	}
	w, _, e := s.wordAfter(end)
	switch {
	case w == "celsius" || w == "centigrade" || w == "c" && s.at(e-1) == 'C':
		q.Unit, end = "degC", e
	case w == "fahrenheit" || w == "f" && s.at(e-1) == 'F':
		q.Unit, end = "degF", e
	}
	return end
}
