package check

import (
	"slices"

	"triptych/align"
	"triptych/align/quantity"
)

// clash is a quantity that versions disagree about: version b says or lacks
// what a says. With three versions odd is the one that the other two speak
// against, and witness the one that agrees with a.
type clash struct {
	family  quantity.Family
	a, b    align.Version
	witness align.Version
	odd     *align.Version
	how     manner
	values  [3]*quantity.Quantity
}

// manner says in what two quantities of a clash differ.
type manner uint8

const (
	inValue  manner = iota
	inUnit          // the values agree, the units do not
	inBound         // the values agree; one is the least, the other the most
	inSign          // the values agree; one is below zero
	inDigits        // the values agree, the digits do not: 3.2 and 3.20
)

type clashes struct{ list []clash }

// clashing compares the quantities of the unit's versions, all three at once.
func (c *Case) clashing() *clashes {
	if c.clash != nil {
		return c.clash
	}
	c.clash = &clashes{}
	if c.aside() {
		return c.clash
	}
	c.amounts(align.En)
	book := c.ledgers()
	pairs := c.pairs()
	if len(pairs) == 3 {
		for _, v := range []align.Version{align.Hant, align.Hans, align.En} {
			c.oddClashes(v, book)
		}
	}
	for _, p := range pairs {
		c.pairClashes(p, book)
	}
	c.unitClashes(pairs)
	c.spellingClashes()
	c.boundClashes(pairs)
	c.signClashes(pairs)
	c.lostClashes(book)
	c.wordClashes(pairs, book)
	return c.clash
}

// ledgers compares every version with every other one: book[a][b] says how the
// quantities of a stand to b.
func (c *Case) ledgers() (book ledgers) {
	var sets [3]quantity.Set
	for v := range sets {
		sets[v] = quantity.SetOf(c.runes[v], c.Quantities[v])
	}
	for _, p := range c.pairs() {
		a, b := p[0], p[1]
		book[a][b], book[b][a] = quantity.Compare(sets[a], sets[b])
	}
	return book
}

// ledgers are those of each version (first) towards each other one.
type ledgers [3][3]quantity.Ledger

// oddClashes finds what version v says differently from the two others, which
// agree with each other.
func (c *Case) oddClashes(v align.Version, book ledgers) {
	a, b := v.Others()
	strange := c.strangeIn(v, book)
	used := map[int]bool{}
	for i := range c.Quantities[a] {
		if !c.lostIn(a, b, v, i, book) {
			continue
		}
		x := &c.Quantities[a][i]
		best := -1
		for _, j := range strange {
			y := &c.Quantities[v][j]
			// Each is said in the other text too; and so is a small number of the English, which
			// Chinese says in other ways (both, 两国, 双方).
			elsewhere := book[a][v].Found[i] && (book[v][a].Found[j] || book[v][b].Found[j] || v == align.En && y.Weak) || c.shareOf(a, *y)
			if used[j] || elsewhere || !c.replaceable(*x, *y, v) {
				continue
			}
			if best < 0 || quantity.Closeness(*x, *y) > quantity.Closeness(*x, c.Quantities[v][best]) {
				best = j
			}
		}
		if best >= 0 {
			used[best] = true
			c.addClash(a, v, b, x, quantity.Among(*x, c.Quantities[b]), &c.Quantities[v][best])
		}
	}
}

// shareOf reports whether version v says in percent what a bare number says: "29 percent
// ... not even 20".
func (c *Case) shareOf(v align.Version, y quantity.Quantity) bool {
	return y.Kind == quantity.Number && y.Unit == "" && slices.ContainsFunc(c.Quantities[v], func(q quantity.Quantity) bool {
		return q.Kind == quantity.Percent && q.Value == y.Value
	})
}

// strangeIn lists the quantities of v that neither of the other versions has.
func (c *Case) strangeIn(v align.Version, book ledgers) (out []int) {
	a, b := v.Others()
	for i := range c.Quantities[v] {
		if !book[v][a].Met[i] && !book[v][b].Met[i] {
			out = append(out, i)
		}
	}
	return out
}

// lostIn reports whether quantity i of a, which b says as well, is missing from v.
func (c *Case) lostIn(a, b, v align.Version, i int, book ledgers) bool {
	if book[a][v].Met[i] || !book[a][b].Met[i] {
		return false
	}
	x := c.Quantities[a][i]
	from, to := quantity.Near(i, len(c.Quantities[a]), len(c.Quantities[b]))
	for j := from; j < to; j++ {
		y := c.Quantities[b][j]
		if !book[b][v].Met[j] && (quantity.Agree(x, y) || quantity.Touch(x, y)) {
			return true
		}
	}
	return false
}

// replaceable reports whether y of version v may be what became of x: 四十万 of
// "300,000", 四成 of "a third", 2.4 of "version 2.4.2".
func (c *Case) replaceable(x, y quantity.Quantity, v align.Version) bool {
	return quantity.Opposable(x, y) || c.brokenVersion(x, y, v) || quantity.BothShares(x, y)
}

func (c *Case) addClash(a, v, witness align.Version, x, w, y *quantity.Quantity) {
	cl := clash{family: clashFamily(*x, *y), a: a, b: v, witness: witness, odd: odd(v), how: differing(*x, *y)}
	cl.values[a], cl.values[v], cl.values[witness] = x, y, w
	c.clash.list = append(c.clash.list, cl)
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
func (c *Case) pairClashes(p align.Pair, book ledgers) {
	a, b := p[0], p[1]
	used := map[int]bool{}
	for i := range c.Quantities[a] {
		x := &c.Quantities[a][i]
		if !c.alone(a, x, book[a][b].Found[i]) {
			continue
		}
		for j := range c.Quantities[b] {
			y := &c.Quantities[b][j]
			if used[j] || !c.alone(b, y, book[b][a].Found[j]) || !quantity.Opposable(*x, *y) {
				continue
			}
			used[j] = true
			cl := clash{family: clashFamily(*x, *y), a: a, b: b, how: differing(*x, *y)}
			cl.values[a], cl.values[b] = x, y
			c.clash.list = append(c.clash.list, cl)
			break
		}
	}
}

// alone reports whether a quantity of v asks for a counterpart and has none:
// "half" and "two" need none, and what stands in a clash is told already.
func (c *Case) alone(v align.Version, q *quantity.Quantity, found bool) bool {
	return !q.Weak && !found && !c.settled(v, q)
}

// settled reports whether a quantity already stands in a clash.
func (c *Case) settled(v align.Version, q *quantity.Quantity) bool {
	for _, cl := range c.clash.list {
		if cl.values[v] == q {
			return true
		}
	}
	return false
}
