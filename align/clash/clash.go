// Package clash finds the quantities that the texts of a unit disagree about.
//
// Each version's quantities are matched with each other version's. A clash is what is
// left over on both sides and may have become the other, or what two versions say
// alike and the third does not. With three versions two speak against one.
package clash

import (
	"embed"
	"slices"

	"triptych/align"
	"triptych/align/quantity"
	"triptych/align/reading"
)

//go:embed words
var words embed.FS

// Clash is a quantity that versions disagree about: version B says or lacks what A
// says. With three versions Odd is the one that the other two speak against, and
// Witness the one that agrees with A.
type Clash struct {
	Family  quantity.Family
	A, B    align.Version
	Witness align.Version
	Odd     *align.Version
	How     Manner
	Values  [3]*quantity.Quantity
	At      reading.Span // of the hole, in version B
}

// Manner says in what two quantities of a clash differ.
type Manner uint8

// The manners.
const (
	InValue  Manner = iota
	InUnit          // the values agree, the units do not
	InBound         // the values agree; one is the least, the other the most
	InSign          // the values agree; one is below zero
	InDigits        // the values agree, the digits do not: 3.2 and 3.20
	InHole          // one version has a place for a figure, and none there
)

// Unit is the texts of a unit whose quantities are compared.
type Unit struct {
	*reading.Texts
	LocalDollars bool // "$" is the dollar of some place that is not the United States

	list       []Clash
	spans      [3][]bareSpan // see bareSpans
	spansKnown [3]bool
}

// Clashes compares the quantities of the versions, all three at once, and returns what
// they disagree about.
func (u *Unit) Clashes() []Clash {
	u.Amounts(align.En)
	book := u.ledgers()
	pairs := u.Pairs()
	u.list = nil
	if len(pairs) == 3 {
		for _, v := range []align.Version{align.Hant, align.Hans, align.En} {
			u.oddClashes(v, book)
		}
	}
	for _, p := range pairs {
		u.pairClashes(p, book)
	}
	u.unitClashes(pairs)
	u.spellingClashes()
	u.boundClashes(pairs)
	u.signClashes(pairs)
	u.holeClashes(book)
	u.lostClashes(book)
	u.wordClashes(pairs, book)
	u.spanClashes(pairs)
	u.goneClashes(pairs, book)
	return u.list
}

// ledgers compares every version with every other one: book[a][b] says how the
// quantities of a stand to b.
func (u *Unit) ledgers() (book ledgers) {
	var sets [3]*quantity.Set
	for v := range sets {
		sets[v] = quantity.SetOf(u.Runes[v], u.Quantities[v])
	}
	for _, p := range u.Pairs() {
		a, b := p[0], p[1]
		book[a][b], book[b][a] = quantity.Compare(sets[a], sets[b])
	}
	return book
}

// ledgers are those of each version (first) towards each other one.
type ledgers [3][3]quantity.Ledger

// oddClashes finds what version v says differently from the two others, which
// agree with each other.
func (u *Unit) oddClashes(v align.Version, book ledgers) {
	a, b := v.Others()
	strange := u.strangeIn(v, book)
	used := map[int]bool{}
	for i := range u.Quantities[a] {
		if !u.lostIn(a, b, v, i, book) {
			continue
		}
		x := &u.Quantities[a][i]
		best := -1
		for _, j := range strange {
			y := &u.Quantities[v][j]
			// Each is said in the other text too; and so is a small number of the English, which
			// Chinese says in other ways (both, 两国, 双方).
			elsewhere := book[a][v].Found[i] && (book[v][a].Found[j] || book[v][b].Found[j] || v == align.En && y.Weak) || u.shareOf(a, *y)
			if used[j] || elsewhere || !u.replaceable(*x, *y, v) {
				continue
			}
			if best < 0 || quantity.Closeness(*x, *y) > quantity.Closeness(*x, u.Quantities[v][best]) {
				best = j
			}
		}
		if best >= 0 {
			used[best] = true
			u.addClash(a, v, b, x, quantity.Among(*x, u.near(a, i, b)), &u.Quantities[v][best])
		}
	}
}

// shareOf reports whether version v says in percent what a bare number says: "29 percent
// ... not even 20".
func (u *Unit) shareOf(v align.Version, y quantity.Quantity) bool {
	return y.Kind == quantity.Number && y.Unit == "" && slices.ContainsFunc(u.Quantities[v], func(q quantity.Quantity) bool {
		return q.Kind == quantity.Percent && q.Value == y.Value
	})
}

// strangeIn lists the quantities of v that neither of the other versions has.
func (u *Unit) strangeIn(v align.Version, book ledgers) (out []int) {
	a, b := v.Others()
	for i := range u.Quantities[v] {
		if !book[v][a].Met[i] && !book[v][b].Met[i] {
			out = append(out, i)
		}
	}
	return out
}

// lostIn reports whether quantity i of a, which b says as well, is missing from v.
func (u *Unit) lostIn(a, b, v align.Version, i int, book ledgers) bool {
	if book[a][v].Met[i] || !book[a][b].Met[i] {
		return false
	}
	x := u.Quantities[a][i]
	from, to := quantity.Near(i, len(u.Quantities[a]), len(u.Quantities[b]))
	for j := from; j < to; j++ {
		y := u.Quantities[b][j]
		if !book[b][v].Met[j] && (quantity.Agree(x, y) || quantity.Touch(x, y)) {
			return true
		}
	}
	return false
}

// replaceable reports whether y of version v may be what became of x: 四十万 of
// "300,000", 四成 of "a third", 2.4 of "version 2.4.2".
func (u *Unit) replaceable(x, y quantity.Quantity, v align.Version) bool {
	return quantity.Opposable(x, y) || u.brokenVersion(x, y, v) || quantity.BothShares(x, y)
}

func (u *Unit) addClash(a, v, witness align.Version, x, w, y *quantity.Quantity) {
	cl := Clash{Family: clashFamily(*x, *y), A: a, B: v, Witness: witness, Odd: new(v), How: differing(*x, *y)}
	cl.Values[a], cl.Values[v], cl.Values[witness] = x, y, w
	u.list = append(u.list, cl)
}

// clashFamily is the family that a contradiction belongs to: a number that
// stands where another version has a date makes the date wrong.
func clashFamily(x, y quantity.Quantity) quantity.Family {
	if f := y.Family(); f == quantity.Dates {
		return f
	}
	return x.Family()
}

// pairClashes finds contradictions of two versions that no third one settles.
func (u *Unit) pairClashes(p align.Pair, book ledgers) {
	a, b := p[0], p[1]
	used := map[int]bool{}
	for i := range u.Quantities[a] {
		x := &u.Quantities[a][i]
		if !u.alone(a, x, book[a][b].Found[i]) {
			continue
		}
		for j := range u.Quantities[b] {
			y := &u.Quantities[b][j]
			if used[j] || !u.alone(b, y, book[b][a].Found[j]) || !quantity.Opposable(*x, *y) {
				continue
			}
			used[j] = true
			cl := Clash{Family: clashFamily(*x, *y), A: a, B: b, How: differing(*x, *y)}
			cl.Values[a], cl.Values[b] = x, y
			u.list = append(u.list, cl)
			break
		}
	}
}

// alone reports whether a quantity of v asks for a counterpart and has none:
// "half" and "two" need none, and what stands in a clash is told already.
func (u *Unit) alone(v align.Version, q *quantity.Quantity, found bool) bool {
	return !q.Weak && !found && !u.settled(v, q)
}

// settled reports whether a quantity already stands in a clash.
func (u *Unit) settled(v align.Version, q *quantity.Quantity) bool {
	for _, cl := range u.list {
		if cl.Values[v] == q {
			return true
		}
	}
	return false
}
