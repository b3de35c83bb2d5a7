package align

import (
	"math"
	"slices"
)

// tripleSets is how many sets of versions there are, the empty one among them.
// The index 0 of what is kept for each set stands for all paths together.
const tripleSets = 7

// tripleSums holds for each state the logarithm of the sum over all paths that
// lead to it, and from it to the end. A version without text is dear where that
// begins and cheap where it goes on, so that paths are also told apart by which
// versions their last bead had, where it lacked one.
type tripleSums struct {
	t        *triple
	heat     float64
	forward  [][tripleSets]float64
	backward [][tripleSets]logSum
	all      float64
}

// find returns the units of the path whose units are right most often (see
// path.likeliest), or nil when the bands do not meet. It goes over the states
// three times: forward and backward for the chances, and forward to choose.
func (t *triple) find() []found {
	from, to := t.s.from, t.s.to
	first, last := t.state(from[0], from[1], from[2]), t.state(to[0], to[1], to[2])
	if first < 0 || last < 0 {
		return nil
	}
	c := &tripleSums{t: t, heat: t.a.p.heat3}
	c.goForward(first)
	if c.all = c.forward[last][0]; math.IsInf(c.all, -1) {
		return nil
	}
	c.goBackward(last)
	back, chances := c.choose(first)
	return c.trace(back, chances)
}

// partial reports whether a bead lacks a version that the document has.
func (t *triple) partial(sh *tripleShape) bool { return sh.has != t.all }

func (c *tripleSums) goForward(first int) {
	c.forward = make([][tripleSets]float64, c.t.states)
	none := math.Inf(-1)
	for k := 1; k < tripleSets; k++ {
		c.forward[first][k] = none
	}
	c.t.each(false, func(i, j, k, at int) {
		if at == first {
			return
		}
		var sums [tripleSets]logSum
		for x := range sums {
			sums[x].top = none
		}
		c.t.entering(i, j, k, func(sh *tripleShape, from int, v float32) {
			before := &c.forward[from]
			if !c.t.partial(sh) {
				sums[0].add(before[0] + float64(v)/c.heat)
				return
			}
			sums[sh.has].add(before[0] + float64(v-sh.open)/c.heat)
			sums[sh.has].add(before[sh.has] + float64(v-sh.more)/c.heat)
		})
		f := &c.forward[at]
		total := sums[0].value()
		for x := 1; x < tripleSets; x++ {
			f[x] = sums[x].value()
			total = logAdd(total, f[x])
		}
		f[0] = total
	})
}

// onward is the sum over the paths from a state to the end, when the last bead
// had the versions of has.
func (c *tripleSums) onward(at int, sh *tripleShape) float64 {
	b := &c.backward[at]
	if !c.t.partial(sh) {
		return b[0].value()
	}
	return logAdd(b[0].value(), b[sh.has].value())
}

// chance is the logarithm of the chance that a path goes through a state.
func (c *tripleSums) chance(at int) float64 {
	f, b := &c.forward[at], &c.backward[at]
	sum := f[0] + b[0].value()
	for x := 1; x < tripleSets; x++ {
		sum = logAdd(sum, f[x]+b[x].value())
	}
	return sum - c.all
}

// goBackward pushes from each state the sum to where its beads begin, as shapes
// are known by their ends: those that end here can be listed, not those that
// begin here. States without hope, which are most of them, are passed over.
func (c *tripleSums) goBackward(last int) {
	c.backward = make([][tripleSets]logSum, c.t.states)
	for at := range c.backward {
		for x := range c.backward[at] {
			c.backward[at][x].top = math.Inf(-1)
		}
	}
	c.backward[last][0].add(0)
	c.t.each(true, func(i, j, k, at int) {
		if !(c.chance(at) > fitted.search.hopeless) {
			return
		}
		var behind [tripleSets + 1]float64
		all := c.backward[at][0].value()
		for x := 1; x <= tripleSets; x++ {
			behind[x] = all
			if x < tripleSets {
				behind[x] = logAdd(all, c.backward[at][x].value())
			}
		}
		c.t.entering(i, j, k, func(sh *tripleShape, from int, v float32) {
			b := &c.backward[from]
			if !c.t.partial(sh) {
				b[0].add(all + float64(v)/c.heat)
				return
			}
			b[0].add(behind[sh.has] + float64(v-sh.open)/c.heat)
			b[sh.has].add(behind[sh.has] + float64(v-sh.more)/c.heat)
		})
	})
}

// choose finds the path whose beads are right most often (see path.likeliest);
// where sentences make up paragraphs, the one whose edges of units are.
func (c *tripleSums) choose(first int) (back []*tripleShape, chances []float32) {
	best := make([]float32, c.t.states)
	back, chances = make([]*tripleShape, c.t.states), make([]float32, c.t.states)
	p, share := c.t.a.p, float32(1)
	if c.t.a.grain != nil {
		share = float32(p.beadShare)
	}
	c.t.each(false, func(i, j, k, at int) {
		if at == first {
			return
		}
		top, here := float32(math.Inf(-1)), c.chance(at)
		if here > fitted.search.hopeless {
			bonus := float32(0)
			if m := c.t.meeting(i, j, k); m.every() {
				bonus = float32(math.Exp(here) - p.edgeWorth)
			}
			c.t.entering(i, j, k, func(sh *tripleShape, from int, v float32) {
				before := &c.forward[from]
				sum := before[0] + float64(v)/c.heat
				if c.t.partial(sh) {
					sum = logAdd(before[0]+float64(v-sh.open)/c.heat, before[sh.has]+float64(v-sh.more)/c.heat)
				}
				chance := float32(math.Exp(sum + c.onward(at, sh) - c.all))
				if v := best[from] + share*(chance-float32(p.worth3)) + bonus; v > top {
					top, chances[at], back[at] = v, chance, sh
				}
			})
		}
		best[at] = top
	})
	return back, chances
}

// trace reads a path from its end. A unit ends with each bead, or where all
// versions have the edge of a paragraph and it is likely enough that they meet.
func (c *tripleSums) trace(back []*tripleShape, chances []float32) []found {
	t := c.t
	var out []found
	end, beads := t.s.to, [][3]portion(nil)
	sure, inner := 1.0, 0.0 // chance of the unit's end, and the greatest of an edge inside
	for at := t.s.to; at != t.s.from; {
		n := t.state(at[0], at[1], at[2])
		sh := back[n]
		var b [3]portion
		for v := range at {
			at[v] -= sh.n[v]
			b[v] = portion{at[v], sh.n[v]}
		}
		beads = append(beads, b)
		chance := min(1, float64(chances[n]))
		if t.a.grain != nil {
			m, before := t.meeting(at[0], at[1], at[2]), t.state(at[0], at[1], at[2])
			if !m.every() {
				continue
			}
			here := min(1, math.Exp(c.chance(before)))
			if here < t.a.p.edgeWorth && at != t.s.from && t.asideBead(at, sh) == t.asideBefore(at, back[before]) {
				inner = max(inner, here)
				continue
			}
			chance = min(here, sure) * (1 - inner)
			sure, inner = here, 0
		}
		slices.Reverse(beads)
		f := found{t.a.unit(at, end), beads}
		f.unit.Confidence = chance
		out = append(out, f)
		end, beads = at, nil
	}
	slices.Reverse(out)
	return out
}

// asideBead reports whether the bead of a shape that begins at a state is non-content.
func (t *triple) asideBead(at [3]int, sh *tripleShape) bool {
	for v, n := range sh.n {
		if n > 0 {
			return t.a.sides[v].aside[at[v]]
		}
	}
	return false
}

// asideBefore reports it of the bead that ends there.
func (t *triple) asideBefore(at [3]int, sh *tripleShape) bool {
	for v := range at {
		at[v] -= sh.n[v]
	}
	return t.asideBead(at, sh)
}
