package clash

import (
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/list"
	"triptych/align/quantity"
)

// signClashes finds equal values of which one is below zero. What has been lost or owed
// says so in words: "-5 million" is 亏损500万.
func (u *Unit) signClashes(pairs []align.Pair) {
	for _, p := range pairs {
		for i := range u.Quantities[p[0]] {
			x := &u.Quantities[p[0]][i]
			y := quantity.Signed(*x, u.near(p[0], i, p[1]))
			if y == nil || u.settled(p[0], x) || u.settled(p[1], y) || u.saysLess(p[0], *x) || u.saysLess(p[1], *y) {
				continue
			}
			cl := Clash{Family: x.Family(), A: p[0], B: p[1], How: InSign}
			cl.Values[p[0]], cl.Values[p[1]] = x, y
			third := align.Version(3 - int(p[0]) - int(p[1]))
			if z := quantity.Signed(*x, u.near(p[0], i, third)); z != nil && z.Minus == y.Minus {
				cl.Odd, cl.B, cl.Values[third] = new(p[0]), p[0], z
			} else if z := quantity.Signed(*y, u.near(p[0], i, third)); z != nil {
				cl.Odd, cl.Values[third] = new(p[1]), z
			}
			if cl.Odd != nil {
				cl.A, cl.Witness = cl.B.Others()
			}
			u.list = append(u.list, cl)
		}
	}
}

// lessWords say that something is lost, owed or below zero, in both languages, folded.
var lessWords = list.Lines(words, "less.txt")

// saysLess reports whether the words around a quantity without a sign say what a sign
// says.
func (u *Unit) saysLess(v align.Version, q quantity.Quantity) bool {
	if q.Minus {
		return false
	}
	text := u.Lower(v)
	if quantity.Dimension(q.Unit) == "temperature" || q.Unit == "deg" { // to fall to 12 degrees is not to fall below zero
		return strings.Contains(text, "零下") || strings.Contains(text, "冰点") || strings.Contains(text, "below")
	}
	return slices.ContainsFunc(lessWords, func(w string) bool { return strings.Contains(text, w) })
}

// lostClashes finds a figure in digits that two versions have and the third one lacks,
// with nothing in its place.
func (u *Unit) lostClashes(book ledgers) {
	if len(u.Pairs()) < 3 {
		return
	}
	for _, v := range align.Versions {
		a, b := v.Others()
		// Something strange there may be what became of the figure, which other rules tell.
		if len(u.strangeIn(v, book)) > 0 {
			continue
		}
		for i := range u.Quantities[a] {
			x := &u.Quantities[a][i]
			// The number of a version of a program is named where the English leaves it to be understood.
			if !figure(x) || v == align.En && x.Decimal() && x.Unit == "" || book[a][v].Found[i] || !u.lostIn(a, b, v, i, book) || u.settled(a, x) || u.turned(v, *x) {
				continue
			}
			// Two witnesses in digits: where one of them writes words, it has chosen them.
			w := quantity.Among(*x, u.near(a, i, b))
			if w == nil || w.Words || w.Weak {
				continue
			}
			cl := Clash{Family: x.Family(), A: a, B: v, Witness: b, Odd: new(v), How: InValue}
			cl.Values[a], cl.Values[b] = x, w
			u.list = append(u.list, cl)
			break // what lacks one lacks its neighbours
		}
	}
}

// figure reports whether a quantity is said in digits and exactly: words may be turned
// round (a dozen, 很多), and a lone 1 is "a" or the number of a list; what is meant roughly
// may be said roughly.
func figure(x *quantity.Quantity) bool {
	return !x.Weak && !x.Words && strings.IndexFunc(x.Text, letter.Digit[rune]) >= 0 && x.Kind != quantity.Name && x.Exact == quantity.Exact && x.Value != 1
}

// thatYear are words that say a year without its figures, in both languages, folded.
var thatYear = list.Lines(words, "thatyear.txt")

// roundly are words that count without a figure: "every million of them".
var roundly = []string{"thousand", "million", "billion", "trillion", "dozen", "hundred"}

// turned reports whether version v may say a quantity without its figure: a year as
// that of something else (翌年), a round number by its name alone.
func (u *Unit) turned(v align.Version, q quantity.Quantity) bool {
	text := u.Lower(v)
	says := func(w string) bool { return strings.Contains(text, w) }
	// "in 1926" is read as a bare number where nothing shows it to be a year.
	year := q.Family() == quantity.Dates || quantity.LikeYear(q)
	if year && slices.ContainsFunc(thatYear, says) {
		return true
	}
	return q.Family() == quantity.Counts && q.Value >= 100 && slices.ContainsFunc(roundly, says)
}
