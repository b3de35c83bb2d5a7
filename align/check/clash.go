package check

import (
	"strings"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/quantity"
)

// family groups the kinds of quantities that can contradict each other.
type family uint8

const (
	countFamily family = iota
	percentFamily
	dateFamily
	timeFamily
	weekdayFamily
	nameFamily
)

func familyOf(q quantity.Quantity) family {
	switch q.Kind {
	case quantity.Percent, quantity.Points:
		return percentFamily
	case quantity.Date:
		return dateFamily
	case quantity.Time:
		return timeFamily
	case quantity.Weekday:
		return weekdayFamily
	case quantity.Name:
		return nameFamily
	}
	return countFamily
}

// clash is a quantity that versions disagree about: version b says or lacks
// what a says. With three versions odd is the one that the other two speak
// against, and witness the one that agrees with a.
type clash struct {
	family  family
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
	inDigits        // the values agree, the digits do not: 3.2 and 3.20
)

type clashes struct{ list []clash }

// ledger says, for each quantity of a version, how it stands to another
// version: met by one of its own there, or at least found somewhere there.
type ledger struct{ met, found []bool }

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
	return c.clash
}

// ledgers compares every version with every other one.
func (c *Case) ledgers() (book [3][3]ledger) {
	var digits [3]map[string][]int
	for v := range digits {
		digits[v] = digitRuns(c.runes[v], c.quantities[v])
	}
	for _, p := range c.pairs() {
		a, b := p[0], p[1]
		book[a][b].met, book[b][a].met = matchQuantities(c.quantities[a], c.quantities[b])
		book[a][b].found = foundIn(c.quantities[a], c.quantities[b], digits[b])
		book[b][a].found = foundIn(c.quantities[b], c.quantities[a], digits[a])
	}
	return book
}

// oddClashes finds what version v says differently from the two others, which
// agree with each other.
func (c *Case) oddClashes(v align.Version, book [3][3]ledger) {
	a, b := others(v)
	var strange, lost []int // quantities of v; quantities of a
	for i := range c.quantities[v] {
		if !book[v][a].met[i] && !book[v][b].met[i] {
			strange = append(strange, i)
		}
	}
	for i := range c.quantities[a] {
		if !book[a][v].met[i] && book[a][b].met[i] && c.lostIn(a, b, v, i, book) {
			lost = append(lost, i)
		}
	}
	used := map[int]bool{}
	for _, i := range lost {
		x := &c.quantities[a][i]
		best := -1
		for _, j := range strange {
			y := &c.quantities[v][j]
			if used[j] || !opposable(*x, *y) && !c.brokenVersion(*x, *y, v) && !shares(*x, *y) || book[a][v].found[i] && (book[v][a].found[j] || book[v][b].found[j]) {
				continue
			}
			if best < 0 || closeness(*x, *y) > closeness(*x, c.quantities[v][best]) {
				best = j
			}
		}
		if best >= 0 {
			used[best] = true
			c.addClash(a, v, b, x, c.meeting(a, b, i), &c.quantities[v][best])
		}
	}
}

// lostIn reports whether quantity i of a, shared with b, is missing from v.
func (c *Case) lostIn(a, b, v align.Version, i int, book [3][3]ledger) bool {
	x := c.quantities[a][i]
	for j, y := range c.quantities[b] {
		if (quantity.Same(x, y) && !conflictingUnits(x, y) || oneEnd(x, y) || oneEnd(y, x)) && !book[b][v].met[j] {
			return true
		}
	}
	return false
}

// meeting returns the quantity of b that equals quantity i of a, or the range
// that it is an end of, or the second end of its range.
func (c *Case) meeting(a, b align.Version, i int) (found *quantity.Quantity) {
	x := c.quantities[a][i]
	for j := range c.quantities[b] {
		y := &c.quantities[b][j]
		switch {
		case quantity.Same(x, *y) && !conflictingUnits(x, *y):
			return y
		case oneEnd(x, *y) || oneEnd(*y, x):
			found = y
		}
	}
	return found
}

func (c *Case) addClash(a, v, witness align.Version, x, w, y *quantity.Quantity) {
	cl := clash{family: clashFamily(*x, *y), a: a, b: v, witness: witness, odd: odd(v), how: differing(*x, *y)}
	cl.values[a], cl.values[v], cl.values[witness] = x, y, w
	c.clash.list = append(c.clash.list, cl)
}

// opposable reports whether two quantities that differ can be about the same
// thing.
func opposable(x, y quantity.Quantity) bool {
	fx, fy := familyOf(x), familyOf(y)
	switch {
	case oneEnd(x, y) || oneEnd(y, x):
		return false
	case fx == nameFamily || fy == nameFamily:
		return fx == fy && skeleton(x.Code) == skeleton(y.Code)
	case fx == dateFamily && fy == dateFamily:
		return quantity.Conflict(x, y)
	case fx == dateFamily:
		return x.Month == 0 && x.Day == 0 && yearLike(y)
	case fy == dateFamily:
		return y.Month == 0 && y.Day == 0 && yearLike(x)
	case x.Kind == quantity.Ordinal && y.Kind != quantity.Ordinal:
		return numbering(x, y)
	case y.Kind == quantity.Ordinal && x.Kind != quantity.Ordinal:
		return numbering(y, x)
	case x.Kind == quantity.Ratio && y.Kind != quantity.Ratio && fy == fx:
		return repeating(x, y)
	case y.Kind == quantity.Ratio && x.Kind != quantity.Ratio && fy == fx:
		return repeating(y, x)
	}
	return fx == fy && (!x.Weak || !y.Weak || x.Kind == y.Kind)
}

// numbering reports whether an ordinal and a plain number may both give the
// place in a sequence, as "Article 5" and 第六条, "30th anniversary" and 30周年
// do. "For the first time" counts nothing, whatever number is left over in the
// other version.
func numbering(ordinal, q quantity.Quantity) bool {
	if q.Kind != quantity.Number || q.Exact != quantity.Exact || q.Value >= 1000 {
		return false
	}
	return !ordinal.Words || letter.HasHan(ordinal.Text) && q.Unit == "" && !q.Words
}

// repeating reports whether a multiple and a number may both say how often, as
// "twice" and 三次 do. A fraction, or a count of things, says something else.
func repeating(ratio, q quantity.Quantity) bool {
	return q.Kind == quantity.Number && q.Unit == "" && q.Exact == quantity.Exact && q.Value < 100 && ratio.Value > 1
}

// yearLike reports whether a plain number, or both ends of a range, look like
// years: 2022, not 2,022.
func yearLike(q quantity.Quantity) bool {
	if q.Kind != quantity.Number || q.Unit != "" || q.Words || q.Value < 1000 || q.Value >= 2200 {
		return false
	}
	if q.Exact == quantity.Between {
		return !q.Fuzzy && q.High < 2200 && !strings.ContainsAny(q.Text, ",，")
	}
	return len(q.Text) == 4
}

func clashFamily(x, y quantity.Quantity) family {
	if f := familyOf(y); f == dateFamily {
		return f
	}
	return familyOf(x)
}

// skeleton writes a name with # for each run of digits: cve-#-#.
func skeleton(s string) string { return digitRun.ReplaceAllString(s, "#") }

// closeness ranks what a quantity may have been changed to.
func closeness(x, y quantity.Quantity) int {
	n := 0
	if x.Kind == y.Kind {
		n += 4
	}
	if x.Unit == y.Unit {
		n += 2
	}
	if x.Words == y.Words {
		n++
	}
	if len(x.Text) == len(y.Text) {
		n++
	}
	return n
}

// pairClashes finds contradictions of two versions that no third one settles.
func (c *Case) pairClashes(p align.Pair, book [3][3]ledger) {
	a, b := p[0], p[1]
	var used = map[int]bool{}
	for i := range c.quantities[a] {
		x := &c.quantities[a][i]
		if x.Weak || book[a][b].found[i] || c.settled(a, x) {
			continue
		}
		for j := range c.quantities[b] {
			y := &c.quantities[b][j]
			if used[j] || y.Weak || book[b][a].found[j] || c.settled(b, y) || !opposable(*x, *y) {
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

// settled reports whether a quantity already stands in a clash.
func (c *Case) settled(v align.Version, q *quantity.Quantity) bool {
	for _, cl := range c.clash.list {
		if cl.values[v] == q {
			return true
		}
	}
	return false
}
