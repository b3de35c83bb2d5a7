package check

import (
	"slices"
	"strings"
	"unicode"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/list"
	"triptych/align/quantity"
	"triptych/align/reading"
	"triptych/align/sound"
)

// unitClashes finds equal values with different units of one dimension. In two
// versions alone that is a finding, in three the third one says who is odd.
func (c *Case) unitClashes(pairs []align.Pair) {
	for _, p := range pairs {
		for i := range c.Quantities[p[0]] {
			x := &c.Quantities[p[0]][i]
			from, to := quantity.Near(i, len(c.Quantities[p[0]]), len(c.Quantities[p[1]]))
			y := quantity.OtherUnit(*x, c.Quantities[p[1]][from:to])
			if y == nil || c.settled(p[0], x) || c.settled(p[1], y) {
				continue
			}
			if c.Stats.localDollars && quantity.BareDollars(*x) && quantity.OtherDollars(*y) {
				continue
			}
			cl := clash{family: x.Family(), a: p[0], b: p[1], how: inUnit}
			cl.values[p[0]], cl.values[p[1]] = x, y
			third := align.Version(3 - int(p[0]) - int(p[1]))
			if z, ofX := quantity.Arbiter(*x, *y, c.Quantities[third]); z != nil {
				if !ofX {
					cl.b = p[0]
				}
				cl.odd, cl.values[third] = odd(cl.b), z
				cl.a, cl.witness = cl.b.Others()
			}
			c.clash.list = append(c.clash.list, cl)
		}
	}
}

// differing says in what two quantities of a clash differ.
func differing(x, y quantity.Quantity) manner {
	if quantity.UnitsConflict(x, y) && quantity.Same(x, y) {
		return inUnit
	}
	return inValue
}

// brokenVersion reports whether y of version v may be the number x of a version
// of something, that lost or gained a digit: 4.2 for 2.4.2, "1.9." for 1.9.3. But
// 2.3 is another way to say 2.3.0.
func (c *Case) brokenVersion(x, y quantity.Quantity, v align.Version) bool {
	a, b := x.Narrow(), y.Narrow()
	if !bareNumbers(x, y) || a == b || !strings.ContainsRune(a, '.') || !dotted(b) {
		return false
	}
	switch {
	case strings.HasPrefix(a, b+".") || strings.HasSuffix(a, "."+b):
		return a != b+".0" || c.dangling(v, y.End)
	case strings.TrimSuffix(b, ".0") == a:
		return false
	}
	slip := len(a)+len(b)-2*sound.SharedInOrder(a, b) <= 4 // 2.4.12 for 2.14.1, not for 3.0
	return slip && dotted(a) && strings.ContainsRune(b, '.') && x.Kind != y.Kind
}

// bareNumbers reports whether x can be the number of a version, a name such as
// 2.4.2 or a number, and y a number as bare as it: no unit, meant as closely.
func bareNumbers(x, y quantity.Quantity) bool {
	if x.Kind != quantity.Name && x.Kind != quantity.Number {
		return false
	}
	return x.Unit == "" && y.Unit == "" && y.Exact == x.Exact
}

// dotted reports whether a text is of digits and points alone: 2.4.2, but not
// v2 or 1,000.
func dotted(s string) bool { return strings.Trim(s, "0123456789.") == "" }

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

// spellingClashes finds a number with other decimals than the two others write
// alike, though it is worth the same: 3.20 for 3.2 is another version of a program.
func (c *Case) spellingClashes() {
	if len(c.pairs()) < 3 {
		return
	}
	for _, v := range align.Versions {
		a, b := v.Others()
		for i := range c.Quantities[v] {
			y := &c.Quantities[v][i]
			if !y.Decimal() || quantity.Spelled(*y, c.Quantities[a]) != nil {
				continue
			}
			x, w := quantity.Worth(*y, c.Quantities[a]), quantity.Worth(*y, c.Quantities[b])
			if x == nil || w == nil || !x.Decimal() || x.Narrow() == y.Narrow() {
				continue
			}
			if x.Narrow() != w.Narrow() { // the two others do not agree either
				continue
			}
			cl := clash{family: quantity.Counts, a: a, b: v, witness: b, odd: odd(v), how: inDigits}
			cl.values[a], cl.values[v], cl.values[b] = x, y, w
			c.clash.list = append(c.clash.list, cl)
		}
	}
}

// boundClashes finds equal values of which one version says that it is the least
// and another that it is the most.
func (c *Case) boundClashes(pairs []align.Pair) {
	for _, p := range pairs {
		for i := range c.Quantities[p[0]] {
			x := &c.Quantities[p[0]][i]
			if !x.Bounds() || c.settled(p[0], x) {
				continue
			}
			y := quantity.Only(*x, c.Quantities[p[1]])
			if y == nil || !y.Bounds() || y.Exact == x.Exact || c.settled(p[1], y) {
				continue
			}
			if p[0] == align.En && c.denies(*x) {
				continue
			}
			cl := clash{family: x.Family(), a: p[0], b: p[1], how: inBound}
			cl.values[p[0]], cl.values[p[1]] = x, y
			third := align.Version(3 - int(p[0]) - int(p[1]))
			if z := quantity.Only(*x, c.Quantities[third]); z != nil && z.Exact == x.Exact {
				cl.odd, cl.values[third] = odd(p[1]), z
			} else if z != nil && z.Exact == y.Exact {
				cl.b, cl.odd, cl.values[third] = p[0], odd(p[0]), z
			}
			if cl.odd != nil {
				cl.a, cl.witness = cl.b.Others()
			}
			c.clash.list = append(c.clash.list, cl)
		}
	}
}

// denies reports whether the English sentence of a quantity has a denial before
// it, which may turn "more than" round.
func (c *Case) denies(q quantity.Quantity) bool {
	text := c.runes[align.En][:q.Start]
	for _, w := range slices.Backward(reading.LatinWords(text)) {
		if strings.ContainsAny(string(text[w.Span[1]:]), ".!?;\n") {
			return false
		}
		if lower := strings.ToLower(w.Text); boundDenials[lower] || strings.HasSuffix(lower, "n't") || strings.HasSuffix(lower, "n’t") {
			return true
		}
	}
	return false
}

var boundDenials = list.In(words, "bound_denials.txt")

// fitDollars reports whether "$" of a document is the dollar of some place: its Chinese
// says so more often, and in two units or more, than it says 美元.
func fitDollars(cases []*Case) bool {
	local, american := 0, 0
	for _, c := range cases {
		here, there := false, false
		for _, x := range c.amounts(align.En) {
			if !quantity.BareDollars(x) {
				continue
			}
			for _, v := range align.Chinese {
				for _, y := range c.amounts(v) {
					if quantity.Same(x, y) {
						here = here || quantity.OtherDollars(y)
						there = there || y.Unit == x.Unit
					}
				}
			}
		}
		if here {
			local++
		}
		if there {
			american++
		}
	}
	return local > max(american, 1)
}
