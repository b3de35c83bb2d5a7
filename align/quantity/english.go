package quantity

import (
	"math"
	"strings"
	"unicode"

	"triptych/align/letter"
)

// word returns the lower-case letters at i (an apostrophe ends them).
func (s *scanner) word(i int) (w string, end int) {
	if known := &s.words[i&1]; known.end > 0 && known.at == i {
		return known.text, known.end
	}
	for end = i; letter.PlainLatin(s.at(end)); end++ {
	}
	if end == i {
		return "", i
	}
	w = strings.ToLower(string(s.runes[i:end]))
	s.words[i&1] = scanned{w, i, end}
	return w, end
}

// wordAfter skips spaces, or one hyphen, and reads the word there.
func (s *scanner) wordAfter(i int) (w string, start, end int) {
	start = s.skipSpaces(i)
	if start == i && s.at(i) == '-' {
		start++
	}
	w, end = s.word(start)
	return w, start, end
}

// wordBefore returns the word that ends before i, spaces skipped.
func (s *scanner) wordBefore(i int) (w string, start int) {
	for i > 0 && (s.at(i-1) == ' ' || s.at(i-1) == '-') {
		i--
	}
	start = i
	for start > 0 && letter.PlainLatin(s.at(start-1)) {
		start--
	}
	return strings.ToLower(string(s.runes[start:i])), start
}

// english reads what stands at pos by the English grammar.
func (s *scanner) english() {
	i := s.pos
	r := s.at(i)
	if letter.PlainLatin(r) && isWord(s.at(i-1)) {
		_, s.pos = s.word(i)
		return
	}
	if s.englishDate(i) || s.money(i) {
		return
	}
	if letter.Digit(r) || letter.PlainLatin(r) {
		if s.englishAmount(i) {
			return
		}
		_, s.pos = s.word(i)
		for letter.Digit(s.at(s.pos)) {
			s.pos++
		}
	}
}

// amount is a cardinal as it was read, before its unit is known.
type amount struct {
	value, high float64
	exact       Exactness
	fuzzy       bool
	words       bool
	scaled      bool // a scale word stood behind it
	end         int
}

// cardinal reads a number in digits or words at i.
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

// scale multiplies a by the scale word or mark that stands behind it.
func (s *scanner) scale(a *amount) {
	for {
		w, start, end := s.wordAfter(a.end)
		if f, ok := scaleWords[w]; ok && w != "score" && s.at(start-1) != 0 {
			a.value, a.end, a.scaled = a.value*f, end, true
			continue
		}
		if f, ok := scaleMarks[w]; ok && start == a.end && (w != "m" && w != "b" && w != "k" || s.at(start) == 'K' || w == "k") {
			a.value, a.end, a.scaled = a.value*f, end, true
		}
		return
	}
}

// orderOfMagnitude reads "tens of thousands", "hundreds of", "dozens".
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
	if w == "half" || w == "quarter" {
		return s.halfOf(i, end, w)
	}
	total, group, any := 0.0, 0.0, false
	last, scaled := i, false
	if w == "a" || w == "an" {
		next, _, e := s.wordAfter(end)
		if f, ok := scaleWords[next]; ok && next != "score" {
			return s.moreWords(f, e)
		}
		return amount{}, false
	}
	for {
		if v, ok := smallWords[w]; ok {
			group += v
		} else if v, ok := tenWords[w]; ok {
			group += v
		} else if f, ok := scaleWords[w]; ok && any {
			scaled = true
			if f <= 100 {
				group *= f
			} else {
				total, group = total+group*f, 0
			}
		} else {
			break
		}
		any, last = true, end
		w, _, end = s.wordAfter(last)
		if w == "and" && any {
			next, _, e := s.wordAfter(end)
			if next == "a" {
				if half, _, e2 := s.wordAfter(e); half == "half" {
					group, last = group+0.5, e2
					w, _, end = s.wordAfter(last)
					continue
				}
			}
			if _, small := smallWords[next]; scaled && (small || tenWords[next] > 0) {
				w, end = next, e
				continue
			}
			break
		}
		_, small := smallWords[w]
		if small && !scaled && group < 20 { // "one two" are two numbers
			break
		}
	}
	if !any {
		return amount{}, false
	}
	return amount{value: total + group, words: true, scaled: scaled, end: last}, true
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

// englishAmount reads a cardinal and what it counts at i.
func (s *scanner) englishAmount(i int) bool {
	if s.share(i) || s.ordinal(i) {
		return true
	}
	a, ok := s.cardinal(i)
	if !ok {
		w, end := s.word(i)
		if v, ok := timesWords[w]; ok {
			s.emit(Quantity{Kind: Ratio, Value: v, Words: true, Weak: true}, i, end)
			return true
		}
		return false
	}
	if s.clockHour(i, a) || s.proportion(i, a) {
		return true
	}
	low := a
	b, between := s.rangeEnd(a)
	if between {
		a.end = b.end
	}
	q := Quantity{Kind: Number, Value: low.value, High: low.high, Exact: low.exact, Fuzzy: low.fuzzy, Words: low.words}
	end := s.measure(&q, a.end)
	if between {
		q.Exact, q.High = Between, b.value
		if b.scaled && !low.scaled && low.value < b.value/1000*100 && low.value*rescale(b) <= b.value {
			q.Value = low.value * rescale(b)
		}
	}
	if q.Exact == Exact {
		q.Exact = s.exactness(i, &end)
	}
	if w, _ := s.wordBefore(i); q.Kind == Number && q.Unit == "" && (w == "day" || w == "week") && s.at(i-1) == ' ' {
		q.Unit = w // on day 3
	}
	q.Weak = low.words && (q.Kind == Number && low.value <= 12 && !low.scaled || low.fuzzy) || q.Kind == Ratio && low.words
	if q.Weak && low.value == 1 && !low.scaled && q.Kind == Number && q.Unit == "" {
		s.pos = a.end // "one" is seldom a number
		return true
	}
	s.emit(q, i, end)
	return true
}

// rescale returns the scale that b was written with: 1e6 for "5 million".
func rescale(b amount) float64 {
	for _, f := range []float64{1e12, 1e9, 1e6, 1e3, 1e2} {
		if b.value >= f {
			return f
		}
	}
	return 1
}

// exactness looks at the words around a number that ends at end; "300 or so"
// and "300+" move end.
func (s *scanner) exactness(start int, end *int) Exactness {
	if s.at(*end) == '+' {
		*end++
		return AtLeast
	}
	w, from := s.wordBefore(start)
	if e, ok := aboutWords[w]; ok {
		return e
	}
	if w == "a" {
		w, from = s.wordBefore(from)
		if e, ok := aboutWords[w]; ok {
			return e
		}
	}
	if w == "than" || w == "to" {
		before, at := s.wordBefore(from)
		not, _ := s.wordBefore(at)
		denied := not == "no" || not == "not" || not == "never"
		switch before {
		case "more", "greater", "higher", "longer", "larger", "later":
			return bound(!denied)
		case "less", "fewer", "lower", "smaller", "earlier":
			return bound(denied)
		case "up":
			return AtMost
		case "close":
			return About
		}
	}
	return Exact
}

func bound(least bool) Exactness {
	if least {
		return AtLeast
	}
	return AtMost
}

// rangeEnd reads "–20", "-20", " to 20" behind a.
func (s *scanner) rangeEnd(a amount) (amount, bool) {
	i := s.skipSpaces(a.end)
	if s.at(i) == '%' {
		b, ok := s.rangeEnd(amount{value: a.value, words: a.words, end: i + 1})
		return b, ok && s.at(s.skipSpaces(b.end)) == '%'
	}
	if strings.ContainsRune("-–—~", s.at(i)) {
		j := s.skipSpaces(i + 1)
		if s.has(j, "$") || s.has(j, "€") || s.has(j, "£") {
			j++
		}
		if !letter.Digit(s.at(j)) {
			return amount{}, false
		}
		b, ok := s.cardinal(j)
		if century := math.Floor(a.value/100) * 100; ok && !a.scaled && b.end-j == 2 && century >= 1800 && century <= 2000 && b.value > a.value-century {
			b.value += century // 2020–21
		}
		return b, ok && b.value > a.value
	}
	w, end := s.word(i)
	if w != "to" && w != "and" {
		return amount{}, false
	}
	if w == "and" {
		if before, _ := s.wordBefore(s.pos); before != "between" {
			return amount{}, false
		}
	}
	j := s.skipSpaces(end)
	if money := s.markAt(s.pos); money != "" && s.has(j, money) {
		j = s.skipSpaces(j + len([]rune(money)))
	}
	b, ok := s.cardinal(j)
	return b, ok && b.value > a.value && (!b.words || a.words)
}

// measure reads percent signs, units, currencies, "times" at end.
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
	switch {
	case w == "percent" || w == "pc" && start == end:
		q.Kind = Percent
		return s.points(q, e)
	case w == "per" || w == "percentage" || w == "pp":
		return s.perCent(q, w, end, e)
	case w == "basis":
		if p, _, e2 := s.wordAfter(e); p == "points" || p == "point" {
			q.Kind, q.Value = Points, q.Value/100
			return e2
		}
	case w == "fold" || w == "times" || w == "x" && start == end:
		q.Kind = Ratio
		more, _, _ := s.wordAfter(e)
		q.Grows = more == "more" || more == "higher" || more == "larger" || more == "greater"
		return e
	case moneyWords[w] != "":
		q.Kind, q.Unit = Money, moneyWords[w]
		return e
	case w == "us" || w == "american":
		if d, _, e2 := s.wordAfter(e); d == "dollars" || d == "dollar" {
			q.Kind, q.Unit = Money, "USD"
			return e2
		}
	case w == "hong" || w == "taiwan" || w == "australian" || w == "canadian" || w == "new" || w == "singapore":
		return s.namedDollar(q, w, end, e)
	case w == "square" || w == "cubic":
		if unit, _, e2 := s.wordAfter(e); unitWords[unit] != "" {
			q.Unit = w[:2] + unitWords[unit]
			return e2
		}
	case w == "degree" || w == "degrees":
		return s.degrees(q, e)
	case unitWords[w] != "":
		q.Unit = unitWords[w]
		return e
	case longYears[w] != 0:
		q.Unit = "year"
		q.Value, q.High = q.Value*longYears[w], q.High*longYears[w]
		return e
	}
	return end
}

// longYears are spans of years: "two decades" is 二十年.
var longYears = map[string]float64{"decade": 10, "decades": 10, "centuries": 100}

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

func title(r rune) bool { return unicode.IsUpper(r) }
