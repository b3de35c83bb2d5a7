package check

import (
	"slices"
	"strings"
	"unicode"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/quantity"
)

// unitClashes finds equal values with different units of one dimension. In two
// versions alone that is a finding, in three the third one says who is odd.
func (c *Case) unitClashes(pairs []align.Pair) {
	for _, p := range pairs {
		for i := range c.quantities[p[0]] {
			x := &c.quantities[p[0]][i]
			y := c.otherUnit(x, p[1])
			if y == nil || c.settled(p[0], x) || c.settled(p[1], y) {
				continue
			}
			cl := clash{family: familyOf(*x), a: p[0], b: p[1], how: inUnit}
			cl.values[p[0]], cl.values[p[1]] = x, y
			third := align.Version(3 - int(p[0]) - int(p[1]))
			for k := range c.quantities[third] {
				z := &c.quantities[third][k]
				switch {
				case unitOf(*z) == "" || !quantity.Same(*z, *x) && !quantity.Same(*z, *y):
				case sameUnit(*z, *x):
					cl.odd = odd(p[1])
				case sameUnit(*z, *y):
					cl.b, cl.odd = p[0], odd(p[0])
				}
				if cl.odd != nil {
					cl.values[third] = z
					cl.a, cl.witness = others(cl.b)
					break
				}
			}
			c.clash.list = append(c.clash.list, cl)
		}
	}
}

// otherUnit returns the quantity of version v that has x's value but another
// unit of the same dimension, if no quantity there has both.
func (c *Case) otherUnit(x *quantity.Quantity, v align.Version) *quantity.Quantity {
	dimension := dimensionOf(*x)
	if dimension == "" {
		return nil
	}
	var found *quantity.Quantity
	for j := range c.quantities[v] {
		y := &c.quantities[v][j]
		if unitOf(*y) == "" || !quantity.Same(*x, *y) && !oneEnd(*x, *y) && !oneEnd(*y, *x) {
			continue
		}
		if sameUnit(*x, *y) || quantity.Converts(*x, *y) {
			return nil
		}
		if dimensionOf(*y) == dimension {
			found = y
		}
	}
	return found
}

// unitOf names the unit of a quantity; percent and percentage points are units
// of shares.
func unitOf(q quantity.Quantity) string {
	switch q.Kind {
	case quantity.Percent, quantity.Points:
		return string(q.Kind)
	}
	return q.Unit
}

func sameUnit(a, b quantity.Quantity) bool {
	if familyOf(a) == percentFamily && familyOf(b) == percentFamily {
		return a.Kind == b.Kind
	}
	return quantity.SameUnit(a, b)
}

// conflictingUnits reports whether two quantities state units of one dimension
// that cannot mean the same amount: 200 miles and 200 km.
func conflictingUnits(a, b quantity.Quantity) bool {
	d := dimensionOf(a)
	return d != "" && d == dimensionOf(b) && !sameUnit(a, b) && !quantity.Converts(a, b)
}

// differing says in what two quantities of a clash differ.
func differing(x, y quantity.Quantity) manner {
	if conflictingUnits(x, y) && quantity.Same(x, y) {
		return inUnit
	}
	return inValue
}

func dimensionOf(q quantity.Quantity) string {
	if familyOf(q) == percentFamily {
		return "share"
	}
	return quantity.Dimension(q.Unit)
}

// brokenVersion reports whether y of version v may be the number x of a version
// of something, that lost or gained a digit: 4.2 for 2.4.2, "1.9." for 1.9.3. But
// 2.3 is another way to say 2.3.0.
func (c *Case) brokenVersion(x, y quantity.Quantity, v align.Version) bool {
	a, b := halfWidth(x.Text), halfWidth(y.Text)
	if x.Kind != quantity.Name && x.Kind != quantity.Number || x.Unit != "" || y.Unit != "" || y.Exact != x.Exact {
		return false
	}
	if !strings.ContainsRune(a, '.') || strings.Trim(b, "0123456789.") != "" || a == b {
		return false
	}
	if strings.HasPrefix(a, b+".") || strings.HasSuffix(a, "."+b) {
		return a != b+".0" || c.dangling(v, y.End)
	}
	if strings.TrimSuffix(b, ".0") == a {
		return false
	}
	return strings.Trim(a, "0123456789.") == "" && strings.ContainsRune(b, '.') && x.Kind != y.Kind && len(a)+len(b)-2*sharedInOrder(a, b) <= 4
}

// dangling reports whether a full stop behind a number at i belongs to no end of
// a sentence: "Ruby 2.0. patchlevel 594".
func (c *Case) dangling(v align.Version, i int) bool {
	text := c.runes[v]
	if i+1 >= len(text) || text[i] != '.' {
		return false
	}
	for i++; i < len(text) && text[i] == ' '; i++ {
	}
	return i < len(text) && (letter.Han(text[i]) || unicode.IsLower(text[i]) || text[i] == '-')
}

// shares reports whether two quantities both say how large a part is: a fifth, 三成.
func shares(x, y quantity.Quantity) bool {
	if x.Kind == quantity.Percent {
		x, y = y, x
	}
	return x.Kind == quantity.Ratio && x.Value < 1 && y.Kind == quantity.Percent && y.Value <= 100
}

// spellingClashes finds a number with other decimals than the two others write
// alike, though it is worth the same: 3.20 for 3.2 is another version of a program.
func (c *Case) spellingClashes() {
	if len(c.pairs()) < 3 {
		return
	}
	for _, v := range align.Versions {
		a, b := others(v)
		for i := range c.quantities[v] {
			y := &c.quantities[v][i]
			if !decimal(*y) || c.spelled(a, *y) != nil {
				continue
			}
			x, w := c.worth(a, *y), c.worth(b, *y)
			if x == nil || w == nil || !decimal(*x) || halfWidth(x.Text) != halfWidth(w.Text) || halfWidth(x.Text) == halfWidth(y.Text) {
				continue
			}
			cl := clash{family: countFamily, a: a, b: v, witness: b, odd: odd(v), how: inDigits}
			cl.values[a], cl.values[v], cl.values[b] = x, y, w
			c.clash.list = append(c.clash.list, cl)
		}
	}
}

// decimal reports whether a quantity is a bare number with decimals, in digits.
func decimal(q quantity.Quantity) bool {
	return q.Kind == quantity.Number && q.Unit == "" && q.Exact == quantity.Exact && strings.ContainsRune(q.Text, '.') && strings.Trim(halfWidth(q.Text), "0123456789.") == ""
}

// worth returns the first bare number of a version with the value of q.
func (c *Case) worth(v align.Version, q quantity.Quantity) *quantity.Quantity {
	for i := range c.quantities[v] {
		if x := &c.quantities[v][i]; x.Kind == quantity.Number && x.Unit == "" && x.Value == q.Value {
			return x
		}
	}
	return nil
}

// spelled returns the first number of a version with the digits of q.
func (c *Case) spelled(v align.Version, q quantity.Quantity) *quantity.Quantity {
	for i := range c.quantities[v] {
		if x := &c.quantities[v][i]; x.Kind == quantity.Number && halfWidth(x.Text) == halfWidth(q.Text) {
			return x
		}
	}
	return nil
}

// boundClashes finds equal values of which one version says that it is the least
// and another that it is the most.
func (c *Case) boundClashes(pairs []align.Pair) {
	for _, p := range pairs {
		for i := range c.quantities[p[0]] {
			x := &c.quantities[p[0]][i]
			if x.Exact != quantity.AtLeast && x.Exact != quantity.AtMost || c.settled(p[0], x) {
				continue
			}
			y := c.bounded(p[1], *x)
			if y == nil || y.Exact != quantity.AtLeast && y.Exact != quantity.AtMost || y.Exact == x.Exact || c.settled(p[1], y) {
				continue
			}
			if p[0] == align.En && c.denies(*x) {
				continue
			}
			cl := clash{family: familyOf(*x), a: p[0], b: p[1], how: inBound}
			cl.values[p[0]], cl.values[p[1]] = x, y
			third := align.Version(3 - int(p[0]) - int(p[1]))
			if z := c.bounded(third, *x); z != nil && z.Exact == x.Exact {
				cl.odd, cl.values[third] = odd(p[1]), z
			} else if z != nil && z.Exact == y.Exact {
				cl.b, cl.odd, cl.values[third] = p[0], odd(p[0]), z
			}
			if cl.odd != nil {
				cl.a, cl.witness = others(cl.b)
			}
			c.clash.list = append(c.clash.list, cl)
		}
	}
}

// denies reports whether the English sentence of a quantity has a denial before
// it, which may turn "more than" round.
func (c *Case) denies(q quantity.Quantity) bool {
	text := c.runes[align.En][:q.Start]
	for _, w := range slices.Backward(latinWords(text)) {
		if strings.ContainsAny(string(text[w.Span[1]:]), ".!?;\n") {
			return false
		}
		if lower := strings.ToLower(w.text); boundDenials[lower] || strings.HasSuffix(lower, "n't") || strings.HasSuffix(lower, "n’t") {
			return true
		}
	}
	return false
}

var boundDenials = wordSet(`no not never none neither nor cannot nothing nobody without`)

// bounded returns the only quantity of a version with the value of q; nil when
// there is none, or more than one.
func (c *Case) bounded(v align.Version, q quantity.Quantity) (found *quantity.Quantity) {
	for i := range c.quantities[v] {
		if x := &c.quantities[v][i]; familyOf(*x) == familyOf(q) && x.Value == q.Value {
			if found != nil {
				return nil
			}
			found = x
		}
	}
	return found
}
