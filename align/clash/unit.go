package clash

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
func (u *Unit) unitClashes(pairs []align.Pair) {
	for _, p := range pairs {
		for i := range u.Quantities[p[0]] {
			x := &u.Quantities[p[0]][i]
			y := quantity.OtherUnit(*x, u.near(p[0], i, p[1]))
			if y == nil || u.settled(p[0], x) || u.settled(p[1], y) {
				continue
			}
			if u.LocalDollars && quantity.BareDollars(*x) && quantity.OtherDollars(*y) {
				continue
			}
			cl := Clash{Family: x.Family(), A: p[0], B: p[1], How: InUnit}
			cl.Values[p[0]], cl.Values[p[1]] = x, y
			third := align.Version(3 - int(p[0]) - int(p[1]))
			if z, ofX := quantity.Arbiter(*x, *y, u.near(p[0], i, third)); z != nil {
				if !ofX {
					cl.B = p[0]
				}
				cl.Odd, cl.Values[third] = new(cl.B), z
				cl.A, cl.Witness = cl.B.Others()
			}
			u.list = append(u.list, cl)
		}
	}
}

// near returns those quantities of b among which the counterpart of number i of a is
// looked for: all of them but in very long lists, see quantity.Near.
func (u *Unit) near(a align.Version, i int, b align.Version) []quantity.Quantity {
	from, to := quantity.Near(i, len(u.Quantities[a]), len(u.Quantities[b]))
	return u.Quantities[b][from:to]
}

// differing says in what two quantities of a clash differ.
func differing(x, y quantity.Quantity) Manner {
	if quantity.UnitsConflict(x, y) && quantity.Same(x, y) {
		return InUnit
	}
	return InValue
}

// brokenVersion reports whether y of version v may be the number x of a version
// of something, that lost or gained a digit: 4.2 for 2.4.2, "1.9." for 1.9.3. But
// 2.3 is another way to say 2.3.0.
func (u *Unit) brokenVersion(x, y quantity.Quantity, v align.Version) bool {
	a, b := x.Narrow(), y.Narrow()
	if !bareNumbers(x, y) || a == b || !strings.ContainsRune(a, '.') || !dotted(b) {
		return false
	}
	switch {
	case strings.HasPrefix(a, b+".") || strings.HasSuffix(a, "."+b):
		return a != b+".0" || u.dangling(v, y.End)
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
func (u *Unit) dangling(v align.Version, i int) bool {
	text := u.Runes[v]
	if i+1 >= len(text) || text[i] != '.' {
		return false
	}
	for i++; i < len(text) && text[i] == ' '; i++ {
	}
	return i < len(text) && (letter.Han(text[i]) || unicode.IsLower(text[i]) || text[i] == '-')
}

// spellingClashes finds a number with other decimals than the two others write
// alike, though it is worth the same: 3.20 for 3.2 is another version of a program.
func (u *Unit) spellingClashes() {
	if len(u.Pairs()) < 3 {
		return
	}
	for _, v := range align.Versions {
		a, b := v.Others()
		for i := range u.Quantities[v] {
			y := &u.Quantities[v][i]
			if !y.Decimal() || quantity.Spelled(*y, u.near(v, i, a)) != nil {
				continue
			}
			x, w := quantity.Worth(*y, u.near(v, i, a)), quantity.Worth(*y, u.near(v, i, b))
			if x == nil || w == nil || !x.Decimal() || x.Narrow() == y.Narrow() {
				continue
			}
			if x.Narrow() != w.Narrow() { // the two others do not agree either
				continue
			}
			cl := Clash{Family: quantity.Counts, A: a, B: v, Witness: b, Odd: new(v), How: InDigits}
			cl.Values[a], cl.Values[v], cl.Values[b] = x, y, w
			u.list = append(u.list, cl)
		}
	}
}

// boundClashes finds equal values of which one version says that it is the least
// and another that it is the most.
func (u *Unit) boundClashes(pairs []align.Pair) {
	for _, p := range pairs {
		for i := range u.Quantities[p[0]] {
			x := &u.Quantities[p[0]][i]
			if !x.Bounds() || u.settled(p[0], x) {
				continue
			}
			y := quantity.Only(*x, u.near(p[0], i, p[1]))
			if y == nil || !y.Bounds() || y.Exact == x.Exact || u.settled(p[1], y) {
				continue
			}
			if p[0] == align.En && u.denies(*x) {
				continue
			}
			cl := Clash{Family: x.Family(), A: p[0], B: p[1], How: InBound}
			cl.Values[p[0]], cl.Values[p[1]] = x, y
			third := align.Version(3 - int(p[0]) - int(p[1]))
			if z := quantity.Only(*x, u.near(p[0], i, third)); z != nil && z.Exact == x.Exact {
				cl.Odd, cl.Values[third] = new(p[1]), z
			} else if z != nil && z.Exact == y.Exact {
				cl.B, cl.Odd, cl.Values[third] = p[0], new(p[0]), z
			}
			if cl.Odd != nil {
				cl.A, cl.Witness = cl.B.Others()
			}
			u.list = append(u.list, cl)
		}
	}
}

// denies reports whether the English sentence of a quantity has a denial before
// it, which may turn "more than" round.
func (u *Unit) denies(q quantity.Quantity) bool {
	text := u.Runes[align.En][:q.Start]
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

// LocalDollars reports whether "$" of a document is the dollar of some place: its Chinese
// says so more often, and in two units or more, than it says 美元.
func LocalDollars(units []*reading.Texts) bool {
	local, american := 0, 0
	for _, u := range units {
		here, there := false, false
		list := u.Amounts(align.En)
		for i, x := range list {
			if !quantity.BareDollars(x) {
				continue
			}
			for _, v := range align.Chinese {
				from, to := quantity.Near(i, len(list), len(u.Amounts(v)))
				for _, y := range u.Amounts(v)[from:to] {
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
