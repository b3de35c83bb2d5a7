package quantity

// amount is a cardinal as it was read, before its unit is known.
type amount struct {
	value, high float64
	exact       Exactness
	fuzzy       bool
	words       bool
	scaled      bool // a scale word stood behind it
	end         int
}

// cardinal reads a number in digits or words at i. Orders of magnitude go before
// words: "tens of thousands" begins with no number of its own.
func (s *scanner) cardinal(i int) (amount, bool) {
	if v, end, ok := s.digits(i); ok {
		a := amount{value: v, end: end}
		s.scale(&a)
		return a, true
	}
	if a, ok := s.orderOfMagnitude(i); ok {
		return a, true
	}
	return s.wordNumber(i)
}

// scale multiplies a by the scale words or the mark that stand behind it: "5
// hundred thousand", 5bn. "Score" is left out, as it is a result far more often.
func (s *scanner) scale(a *amount) {
	for {
		w, start, end := s.wordAfter(a.end)
		if f, ok := scaleWords[w]; ok && w != "score" && s.at(start-1) != 0 {
			a.value, a.end, a.scaled = a.value*f, end, true
			continue
		}
		if f, ok := scaleMarks[w]; ok && start == a.end && w != "m" && w != "b" {
			a.value, a.end, a.scaled = a.value*f, end, true
		}
		return
	}
}

// orderOfMagnitude reads "tens of thousands", "hundreds of", "dozens", "several
// hundred": anything up to ten times as many, as 数万 and 几百 mean it.
func (s *scanner) orderOfMagnitude(i int) (amount, bool) {
	w, end := s.word(i)
	v, ok := pluralScales[w]
	if w == "several" || w == "few" { // several hundred
		next, _, e := s.wordAfter(end)
		if v, ok = scaleWords[next]; next == "dozen" {
			v = 10
		}
		end, ok = e, ok && next != "score"
	}
	if !ok {
		return amount{}, false
	}
	for {
		of, _, e := s.wordAfter(end)
		if of != "of" {
			break
		}
		next, _, e2 := s.wordAfter(e)
		f, ok := pluralScales[next]
		if !ok {
			f, ok = scaleWords[next]
		}
		if !ok {
			break
		}
		v, end = v*f, e2
	}
	return amount{value: v, high: v * 10, exact: Between, fuzzy: true, words: true, scaled: true, end: end}, true
}

// wordNumber reads "twenty-five", "two hundred and six thousand", "a million",
// "half a million", "one and a half million", "a dozen".
func (s *scanner) wordNumber(i int) (amount, bool) {
	w, end := s.word(i)
	switch w {
	case "half", "quarter":
		return s.halfOf(i, end, w)
	case "a", "an":
		next, _, e := s.wordAfter(end)
		if f, ok := scaleWords[next]; ok && next != "score" {
			return s.moreWords(f, e)
		}
		return amount{}, false
	}
	var n spelled
	last := i
	for n.add(w) {
		last = end
		w, _, end = s.wordAfter(last)
		switch {
		case w == "and":
			if e := s.andAHalf(end); e > end {
				n.group, last = n.group+0.5, e
				w, _, end = s.wordAfter(last)
				continue
			}
			next, _, e := s.wordAfter(end)
			if !n.scaled || smallWords[next] == 0 && tenWords[next] == 0 && next != "zero" {
				return n.amount(last), true // two numbers: "five and six"
			}
			w, end = next, e
		case n.followed(w):
			return n.amount(last), true
		}
	}
	return n.amount(last), n.any
}

// spelled is a number in English words as far as it was read.
type spelled struct {
	total  float64 // groups that ended in thousand, million …
	group  float64 // the one that is being read
	scaled bool    // a scale word stood in it
	any    bool
}

// add takes the next word and reports whether it is part of the number.
func (n *spelled) add(w string) bool {
	if v, ok := smallWords[w]; ok {
		n.group += v
	} else if v, ok := tenWords[w]; ok {
		n.group += v
	} else if f, ok := scaleWords[w]; ok && n.any {
		n.scaled = true
		if f <= 100 {
			n.group *= f
		} else {
			n.total, n.group = n.total+n.group*f, 0
		}
	} else {
		return false
	}
	n.any = true
	return true
}

// followed reports whether the word behind n begins a number of its own: "one
// two" are two numbers, "twenty two" is one.
func (n *spelled) followed(w string) bool {
	_, small := smallWords[w]
	return small && !n.scaled && n.group < 20
}

func (n *spelled) amount(end int) amount {
	return amount{value: n.total + n.group, words: true, scaled: n.scaled, end: end}
}

// andAHalf returns the end of "a half" at i, behind "and"; i for none.
func (s *scanner) andAHalf(i int) int {
	if a, _, e := s.wordAfter(i); a == "a" {
		if half, _, e2 := s.wordAfter(e); half == "half" {
			return e2
		}
	}
	return i
}

// moreWords goes on behind "a million", "a hundred": "a hundred thousand".
func (s *scanner) moreWords(v float64, end int) (amount, bool) {
	if next, _, e := s.wordAfter(end); scaleWords[next] >= 1000 {
		v, end = v*scaleWords[next], e
	}
	return amount{value: v, words: true, scaled: true, end: end}, true
}

// halfOf reads "half a million", "quarter of a million".
func (s *scanner) halfOf(i, end int, w string) (amount, bool) {
	part := 1 / fractionWords[w]
	next, _, e := s.wordAfter(end)
	if next == "of" {
		next, _, e = s.wordAfter(e)
	}
	if next == "a" {
		next, _, e = s.wordAfter(e)
	}
	if next == "percentage" { // a quarter of a percentage point
		return amount{value: part, words: true, scaled: true, end: e - len(next) - 1}, true
	}
	if f, ok := scaleWords[next]; ok && next != "score" {
		return amount{value: part * f, words: true, scaled: true, end: e}, true
	}
	return amount{}, false
}
