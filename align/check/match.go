package check

import (
	"regexp"
	"strings"

	"triptych/align/letter"
	"triptych/align/quantity"
)

// matchQuantities pairs off the quantities of two texts, the surest first.
func matchQuantities(a, b []quantity.Quantity) (metA, metB []bool) {
	metA, metB = make([]bool, len(a)), make([]bool, len(b))
	for pass := range 3 {
		for i := range a {
			if metA[i] {
				continue
			}
			for j := range b {
				if !metB[j] && matches(a[i], b[j], pass) {
					metA[i], metB[j] = true, true
					break
				}
			}
		}
	}
	meetEnds(a, b, metA, metB)
	meetEnds(b, a, metB, metA)
	return metA, metB
}

// meetEnds pairs off the ranges of a with two numbers of b that are their ends:
// "from 40,000 to 300,000" with 从4万人增至30万人.
func meetEnds(a, b []quantity.Quantity, metA, metB []bool) {
	for i := range a {
		low, high, ok := a[i].Ends()
		if !ok || metA[i] {
			continue
		}
		l, h := firstSame(low, b, metB, 0), -1
		if l >= 0 {
			h = firstSame(high, b, metB, l+1)
		}
		if h < 0 { // the other order: 增至30万人，原为4万人
			if h = firstSame(high, b, metB, 0); h >= 0 {
				l = firstSame(low, b, metB, h+1)
			}
		}
		if l >= 0 && h >= 0 {
			metA[i], metB[l], metB[h] = true, true, true
		}
	}
}

// firstSame returns the first quantity of b, from start on, that is not met yet
// and can mean the same as q; -1 for none.
func firstSame(q quantity.Quantity, b []quantity.Quantity, met []bool, start int) int {
	for j := start; j < len(b); j++ {
		if !met[j] && b[j].Exact != quantity.Between && sameEnd(q, b[j]) {
			return j
		}
	}
	return -1
}

// sameEnd reports whether the end of a range and a quantity can mean the same:
// the ends of "between 1990 and 2000" are the years 1990年 and 2000年.
func sameEnd(end, q quantity.Quantity) bool {
	return quantity.Same(end, q) && (familyOf(end) == familyOf(q) || familyOf(q) == dateFamily)
}

func matches(a, b quantity.Quantity, pass int) bool {
	if conflictingUnits(a, b) {
		return false
	}
	switch pass {
	case 0:
		return a.Kind == b.Kind && a.Key() == b.Key() && quantity.SameUnit(a, b)
	case 1:
		return quantity.Same(a, b) && quantity.SameUnit(a, b)
	}
	return quantity.Same(a, b)
}

// foundIn reports of each quantity of a whether anything in b, or its bare
// digits in b's text, can stand for it, however often.
func foundIn(a, b []quantity.Quantity, digits map[string][]int) []bool {
	found := make([]bool, len(a))
	for i := range a {
		found[i] = spelledAlike(a[i], b, digits) || inEnds(a[i], b)
		for j := range b {
			found[i] = found[i] || quantity.Same(a[i], b[j]) && !conflictingUnits(a[i], b[j]) || oneEnd(a[i], b[j])
		}
	}
	return found
}

// inEnds reports whether both ends of a range stand in b as numbers of their own.
func inEnds(q quantity.Quantity, b []quantity.Quantity) bool {
	low, high, ok := q.Ends()
	if !ok {
		return false
	}
	hasLow, hasHigh := false, false
	for i := range b {
		hasLow = hasLow || sameEnd(low, b[i]) || b[i].Value == q.Value
		hasHigh = hasHigh || sameEnd(high, b[i]) || b[i].Value == q.High || b[i].High == q.High
	}
	return hasLow && hasHigh
}

// oneEnd reports whether q is an end of the range r.
func oneEnd(q, r quantity.Quantity) bool {
	low, high, ok := r.Ends()
	return ok && q.Exact != quantity.Between && (sameEnd(low, q) || sameEnd(high, q))
}

var digitRun = regexp.MustCompile(`[0-9]+(?:[.,][0-9]+)*`)

// digitRuns collects the numbers of a text as they are written in digits,
// without commas, with the quantities that they belong to (-1 = none).
func digitRuns(text []rune, quantities []quantity.Quantity) map[string][]int {
	m := map[string][]int{}
	k := 0
	for i := 0; i < len(text); {
		if !letter.Digit(letter.NarrowNumber(text[i])) {
			i++
			continue
		}
		start := i
		var run []rune
		for i < len(text) && (letter.Digit(letter.NarrowNumber(text[i])) || i+1 < len(text) && (letter.NarrowNumber(text[i]) == '.' || text[i] == ',') && letter.Digit(letter.NarrowNumber(text[i+1]))) {
			if text[i] != ',' {
				run = append(run, letter.NarrowNumber(text[i]))
			}
			i++
		}
		for k < len(quantities) && quantities[k].End <= start {
			k++
		}
		owner := -1
		if k < len(quantities) && quantities[k].Start <= start {
			owner = k
		}
		m[string(run)] = append(m[string(run)], owner)
	}
	return m
}

// spelledAlike reports whether every run of digits of q stands in the other
// text where it was not read as a quantity of q's own family, so that reading
// it otherwise may be the fault of the grammar and not of the text.
func spelledAlike(q quantity.Quantity, b []quantity.Quantity, digits map[string][]int) bool {
	runs := digitRun.FindAllString(halfWidth(q.Text), -1)
	for _, s := range runs {
		ok := false
		for _, owner := range digits[strings.ReplaceAll(s, ",", "")] {
			ok = ok || owner < 0 || misread(q, b[owner])
		}
		if !ok {
			return false
		}
	}
	return len(runs) > 0
}

// misread reports whether the same digits may have been taken for q in one text
// and for r in the other.
func misread(q, r quantity.Quantity) bool {
	if q.Kind == quantity.Name || r.Kind == quantity.Name {
		return true
	}
	fq, fr := familyOf(q), familyOf(r)
	return fq != fr && fq != percentFamily && fr != percentFamily
}

func halfWidth(s string) string {
	return strings.Map(letter.NarrowNumber, s)
}
