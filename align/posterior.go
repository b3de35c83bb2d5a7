package align

import "math"

// logSum adds probabilities given by their logarithms, one at a time. The sum is
// kept relative to its largest term: over a thousand segments a path's
// probability is far below the smallest float64. Terms that are e^-25 of the
// largest are dropped, since they are beyond what the sum can hold.
type logSum struct{ top, sum float64 }

func newLogSum() logSum { return logSum{top: math.Inf(-1)} }

func (l *logSum) add(v float64) {
	switch {
	case v > l.top:
		if d := l.top - v; d > -25 {
			l.sum = l.sum*math.Exp(d) + 1
		} else {
			l.sum = 1
		}
		l.top = v
	case v > l.top-25:
		l.sum += math.Exp(v - l.top)
	}
}

func (l *logSum) value() float64 {
	if l.sum == 0 {
		return math.Inf(-1)
	}
	return l.top + math.Log(l.sum)
}

// logAdd adds two probabilities given by their logarithms. Like logSum it leaves out what is
// 25 nats below the other one, a hundred-thousand-millionth of it: the exponential that is
// spared is what all this costs.
func logAdd(x, y float64) float64 {
	if x < y {
		x, y = y, x
	}
	if y < x-25 || math.IsInf(x, -1) {
		return x
	}
	return x + math.Log1p(math.Exp(y-x))
}

// chances holds for each cell of a box the logarithm of the sum over all paths
// that lead to it, and from it to the end, by layer.
type chances struct {
	d        *path
	x        box
	base     int
	forward  [][layers]float64
	together []float64 // the same in all layers
	backward [][layers]logSum
	all      float64
}

func (c *chances) cell(i, j int) int { return c.d.b.cell(i, j) - c.base }

// to is the chance that a path goes through a cell, in any layer.
func (c *chances) to(cell int) float64 {
	f, b := &c.forward[cell], &c.backward[cell]
	return logAdd(f[joined]+b[joined].value(), f[alone]+b[alone].value()) - c.all
}

// of is the chance of the bead of s by t segments that goes from one cell to
// another: all paths up to it, times its own score, times all paths from there,
// out of all paths there are.
func (c *chances) of(s, t int, score float64, from, to int) float64 {
	f, p := &c.forward[from], c.d.m.p
	if s == 0 || t == 0 {
		return logAdd(f[joined]-p.skip/p.heat, f[alone]-p.skipMore/p.heat) + c.backward[to][alone].value() - c.all
	}
	return c.together[from] + score/p.heat + c.backward[to][joined].value() - c.all
}

// likeliest returns the path whose beads are right most often: the chance of
// each bead is summed over all paths (the forward-backward algorithm), and the
// path with the greatest sum of chances, less worth for each bead, is taken.
// Scores are divided by heat, since the evidence that they add up is not
// independent.
func (d *path) likeliest(x box) []bead {
	n := d.b.start[x.i1+1] - d.b.start[x.i0]
	c := &chances{d: d, x: x, base: d.b.start[x.i0], forward: make([][layers]float64, n), together: make([]float64, n), backward: make([][layers]logSum, n)}
	c.goForward()
	c.goBackward()
	d.keepLive(c)
	return c.choose()
}

// goForward fills the sums over the paths from the start of the box. Nothing can
// be passed over yet: what a cell is worth is known when the end is reached.
func (c *chances) goForward() {
	d, x, p := c.d, c.x, c.d.m.p
	open, more := p.skip/p.heat, p.skipMore/p.heat
	for i := x.i0; i <= x.i1; i++ {
		goOn(d.m.stop)
		lo, hi := d.columns(x, i)
		for j := lo; j <= hi; j++ {
			at := c.cell(i, j)
			if i == x.i0 && j == x.j0 {
				c.forward[at][alone] = math.Inf(-1) // and all the sum, of nothing yet, is joined
				continue
			}
			sums := [layers]logSum{newLogSum(), newLogSum()}
			d.ending(i, j, x, func(s, t int, score float64) {
				before := c.cell(i-s, j-t)
				if s > 0 && t > 0 {
					sums[joined].add(c.together[before] + score/p.heat)
					return
				}
				from := &c.forward[before]
				sums[alone].add(from[joined] - open)
				sums[alone].add(from[alone] - more)
			})
			f := [layers]float64{sums[joined].value(), sums[alone].value()}
			c.forward[at], c.together[at] = f, logAdd(f[joined], f[alone])
		}
	}
	c.all = c.together[c.cell(x.i1, x.j1)]
}

// goBackward fills the sums over the paths to the end of the box, pushing from
// each cell to those before it. When a cell's turn comes, all that it is worth
// is known, so that cells without hope, which are most of them, are passed over.
func (c *chances) goBackward() {
	d, x, p := c.d, c.x, c.d.m.p
	open, more := p.skip/p.heat, p.skipMore/p.heat
	for k := range c.backward {
		c.backward[k] = [layers]logSum{newLogSum(), newLogSum()}
	}
	for l := range layers {
		c.backward[c.cell(x.i1, x.j1)][l].add(0)
	}
	for i := x.i1; i >= x.i0; i-- {
		goOn(d.m.stop)
		lo, hi := d.columns(x, i)
		for j := hi; j >= lo; j-- {
			at := c.cell(i, j)
			if !(c.to(at) > fitted.search.hopeless) { // not <=: NaN, where no path leads, is hopeless too
				continue
			}
			both, single := c.backward[at][joined].value(), c.backward[at][alone].value()
			d.ending(i, j, x, func(s, t int, score float64) {
				from := &c.backward[c.cell(i-s, j-t)]
				if s == 0 || t == 0 {
					from[joined].add(single - open)
					from[alone].add(single - more)
					return
				}
				from[joined].add(both + score/p.heat)
				from[alone].add(both + score/p.heat)
			})
		}
	}
}

// choose finds the path with the greatest sum of chances. The most probable
// path is another one: it may owe its place to a single bead, where many others
// agree on all the rest.
func (c *chances) choose() []bead {
	d, x := c.d, c.x
	best, back, chance := make([]float64, len(c.forward)), make([]uint8, len(c.forward)), make([]float64, len(c.forward))
	for i := x.i0; i <= x.i1; i++ {
		lo, hi := d.columns(x, i)
		for j := lo; j <= hi; j++ {
			at := c.cell(i, j)
			if i == x.i0 && j == x.j0 {
				continue
			}
			best[at] = math.Inf(-1)
			if !(c.to(at) > fitted.search.hopeless) {
				continue
			}
			d.ending(i, j, x, func(s, t int, score float64) {
				from := c.cell(i-s, j-t)
				p := math.Exp(c.of(s, t, score, from, at))
				if v := best[from] + p - d.m.p.worth; v > best[at] {
					best[at], back[at], chance[at] = v, uint8(s<<4|t), p
				}
			})
		}
	}
	beads := d.trace(x, back)
	for n := range beads {
		k := &beads[n]
		k.chance = min(1, chance[c.cell(k.i+k.s, k.j+k.t)])
	}
	return beads
}

// keepLive notes for each row which columns a path is at all likely to visit, so
// that the search over three versions, whose states are triples, has few of
// them to go through.
func (d *path) keepLive(c *chances) {
	if d.liveLo == nil {
		d.liveLo, d.liveHi = make([]int32, d.b.rows()), make([]int32, d.b.rows())
		for i := range d.liveLo {
			d.liveLo[i], d.liveHi[i] = math.MaxInt32, -1
		}
	}
	for i := c.x.i0; i <= c.x.i1; i++ {
		lo, hi := d.columns(c.x, i)
		for j := lo; j <= hi; j++ {
			if c.to(c.cell(i, j)) > fitted.search.liveChance {
				d.liveLo[i], d.liveHi[i] = min(d.liveLo[i], int32(j)), max(d.liveHi[i], int32(j))
			}
		}
	}
}

// live is the band of what is likely, r columns wider on either side.
func (d *path) live(r int, boxes []box) *band {
	return newBand(d.m.a.len(), d.m.b.len(), boxes, func(i int) (int, int) {
		if d.liveHi[i] < 0 { // inside a bead: newBand fills the gap
			return d.m.b.len(), 0
		}
		return int(d.liveLo[i]) - r, int(d.liveHi[i]) + r
	})
}
