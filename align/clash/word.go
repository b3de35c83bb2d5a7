package clash

import (
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/list"
	"triptych/align/quantity"
	"triptych/align/reading"
)

// signClashes finds equal values of which one is below zero. What has been lost or owed
// says so in words: "-5 million" is 亏损500万.
func (u *Unit) signClashes(pairs []align.Pair) {
	for _, p := range pairs {
		for i := range u.Quantities[p[0]] {
			x := &u.Quantities[p[0]][i]
			y := quantity.Signed(*x, u.Quantities[p[1]])
			if y == nil || u.settled(p[0], x) || u.settled(p[1], y) || u.saysLess(p[0], *x) || u.saysLess(p[1], *y) {
				continue
			}
			cl := Clash{Family: x.Family(), A: p[0], B: p[1], How: InSign}
			cl.Values[p[0]], cl.Values[p[1]] = x, y
			third := align.Version(3 - int(p[0]) - int(p[1]))
			if z := quantity.Signed(*x, u.Quantities[third]); z != nil && z.Minus == y.Minus {
				cl.Odd, cl.B, cl.Values[third] = new(p[0]), p[0], z
			} else if z := quantity.Signed(*y, u.Quantities[third]); z != nil {
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
			// Words may be turned round (a dozen, 很多), and a lone 1 is "a" or the number of a
			// list; what is meant roughly may be said roughly.
			figure := !x.Weak && !x.Words && strings.IndexFunc(x.Text, letter.Digit[rune]) >= 0 && x.Kind != quantity.Name && x.Exact == quantity.Exact && x.Value != 1
			if !figure || book[a][v].Found[i] || !u.lostIn(a, b, v, i, book) || u.settled(a, x) || u.turned(v, *x) {
				continue
			}
			// Two witnesses in digits: where one of them writes words, it has chosen them.
			w := quantity.Among(*x, u.Quantities[b])
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

// wordClashes finds two small numbers in words, or two orders of magnitude, that are all
// that is left over in two versions of a sentence, and that count the same thing: "four
// days" and 五天. Alone such words prove nothing, since "two" is often left out.
func (u *Unit) wordClashes(pairs []align.Pair, book ledgers) {
	for _, p := range pairs {
		a, b := p[0], p[1]
		x, y := u.onlyLeft(a, b, book), u.onlyLeft(b, a, book)
		// A week against a month is another matter than two of the one against three.
		if x == nil || y == nil || x.Fuzzy != y.Fuzzy || x.Unit != y.Unit || !u.countSame(a, x, b, y) {
			continue
		}
		cl := Clash{Family: x.Family(), A: a, B: b, How: InValue}
		cl.Values[a], cl.Values[b] = x, y
		// The third version says which of the two is odd, where it says either.
		third := align.Version(3 - int(a) - int(b))
		if z := quantity.Among(*x, u.Quantities[third]); u.Has(third) && z != nil {
			cl.Odd, cl.Witness, cl.Values[third] = new(b), third, z
		} else if z := quantity.Among(*y, u.Quantities[third]); u.Has(third) && z != nil {
			cl.A, cl.B, cl.Odd, cl.Witness, cl.Values[third] = b, a, new(a), third, z
		}
		u.list = append(u.list, cl)
	}
}

// onlyLeft returns the one number of a that b has not, where there is but one, it is a
// weak one and stands in no clash.
func (u *Unit) onlyLeft(a, b align.Version, book ledgers) *quantity.Quantity {
	if len(u.Words(a).Sentences) != 1 {
		return nil
	}
	var left *quantity.Quantity
	for i := range u.Quantities[a] {
		q := &u.Quantities[a][i]
		if book[a][b].Found[i] || book[a][b].Met[i] {
			continue
		}
		if left != nil || !q.Weak || q.Kind != quantity.Number || u.settled(a, q) {
			return nil
		}
		left = q
	}
	return left
}

// countSame reports whether two numbers count the same thing, by their unit or by the
// words behind them; orders of magnitude need neither.
func (u *Unit) countSame(a align.Version, x *quantity.Quantity, b align.Version, y *quantity.Quantity) bool {
	if x.Unit != "" || x.Fuzzy {
		return true
	}
	there := u.Words(b)
	for _, t := range u.Words(a).Sentences[0].Tokens {
		if t.Span[0] < x.End || t.Span[0] > x.End+fitted.counted.reach {
			continue
		}
		for _, u := range there.Sentences[0].Tokens {
			near := u.Span[0] >= y.End && u.Span[0] <= y.End+fitted.counted.reach
			if near && reading.Meets(t, u) {
				return true
			}
		}
	}
	return false
}
