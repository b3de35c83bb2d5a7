package quantity

import (
	"regexp"
	"slices"
	"strings"

	"triptych/align/letter"
)

// Narrow is the text of the quantity with its digits, points and percent signs
// at half width: "３．５％" is 3.5%.
func (q Quantity) Narrow() string { return strings.Map(letter.NarrowNumber, q.Text) }

// digitRun is a number as it is written in digits.
var digitRun = regexp.MustCompile(`[0-9]+(?:[.,][0-9]+)*`)

// digitRuns collects the numbers of a text as they are written in digits,
// without commas, with the places in quantities of those that they belong to
// (-1 = none). quantities must be those of text, in order.
func digitRuns(text []rune, quantities []Quantity) map[string][]int {
	m := map[string][]int{}
	k := 0
	for i := 0; i < len(text); {
		if !digitAt(text, i) {
			i++
			continue
		}
		start := i
		var run []rune
		for digitAt(text, i) || insideNumber(text, i) {
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

func digitAt(text []rune, i int) bool {
	return i < len(text) && letter.Digit(letter.NarrowNumber(text[i]))
}

// insideNumber reports whether a point or comma with a digit behind it stands at
// i: the comma of "1,000", not that of "in 2020, he".
func insideNumber(text []rune, i int) bool {
	return i < len(text) && (text[i] == ',' || letter.NarrowNumber(text[i]) == '.') && digitAt(text, i+1)
}

// spelledAlike reports whether every run of digits of q stands in the other
// text where it was not read as a quantity of q's own family, so that reading
// it otherwise may be the fault of the grammar and not of the text.
func spelledAlike(q *Quantity, b *Set) bool {
	if !strings.ContainsFunc(q.Text, func(r rune) bool { return letter.Digit(letter.NarrowNumber(r)) }) {
		return false
	}
	for _, s := range digitRun.FindAllString(q.Narrow(), -1) {
		ok := slices.ContainsFunc(b.owners(strings.ReplaceAll(s, ",", "")), func(owner int) bool {
			return owner < 0 || misread(q, &b.list[owner])
		})
		if !ok {
			return false
		}
	}
	return true
}

// misread reports whether the same digits may have been taken for q in one text
// and for r in the other: 9/11 for a date here and a name there. A percentage is
// not taken for anything else, as its sign is plain.
func misread(q, r *Quantity) bool {
	if q.Kind == Name || r.Kind == Name {
		return true
	}
	fq, fr := q.Family(), r.Family()
	return fq != fr && fq != Shares && fr != Shares
}
