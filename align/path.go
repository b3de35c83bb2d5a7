package align

import (
	"math"
	"slices"
)

// path searches for the best path of beads through a band, by dynamic
// programming.
type path struct {
	m    *pairModel
	b    *band
	g    *gains
	cost priors
	side int       // largest number of segments on one side
	preA []float64 // prefix sums of lengths
	preB []float64

	liveLo, liveHi []int32 // by row: the columns that are at all likely, once likeliest has run
}

// box is a part of the grid: positions i0 to i1 of a, j0 to j1 of b.
type box struct{ i0, i1, j0, j1 int }

func prefix(v []float64) []float64 {
	p := make([]float64, len(v)+1)
	for i, x := range v {
		p[i+1] = p[i] + x
	}
	return p
}

// columns returns the columns of row i that lie in the band and in x.
func (d *path) columns(x box, i int) (lo, hi int) {
	return max(x.j0, int(d.b.lo[i])), min(x.j1, int(d.b.hi[i]))
}

// layer says how a path came to a position: by a bead with text on both sides,
// or inside a run of segments left alone, which is dear to begin and cheap to
// go on with: texts lose whole passages more often than scattered sentences.
type layer = int

const (
	joined layer = iota
	alone
	layers
)

// find returns the beads of the best path from one corner of x to the other: the
// Viterbi search of all passes but the last, which only have to say where to
// look and what to learn from.
func (d *path) find(x box) []bead {
	base := d.b.start[x.i0]
	n := d.b.start[x.i1+1] - base
	best, back := make([][layers]float64, n), make([][layers]uint8, n)
	cell := func(i, j int) int { return d.b.cell(i, j) - base }
	for i := x.i0; i <= x.i1; i++ {
		goOn(d.m.stop)
		lo, hi := d.columns(x, i)
		for j := lo; j <= hi; j++ {
			if i == x.i0 && j == x.j0 {
				best[cell(i, j)][alone] = math.Inf(-1)
				continue
			}
			top, shape := [layers]float64{math.Inf(-1), math.Inf(-1)}, [layers]uint8{}
			d.ending(i, j, x, func(s, t int, score float64) {
				from, to := &best[cell(i-s, j-t)], joined
				v := score + max(from[joined], from[alone])
				if s == 0 || t == 0 {
					to = alone
					v = max(from[joined]-d.m.p.skip, from[alone]-d.m.p.skipMore)
				}
				if v > top[to] {
					top[to], shape[to] = v, uint8(s<<4|t)
				}
			})
			best[cell(i, j)], back[cell(i, j)] = top, shape
		}
	}
	return d.retrace(x, best, back)
}

// retrace reads the best path from its end.
func (d *path) retrace(x box, best [][layers]float64, back [][layers]uint8) []bead {
	base := d.b.start[x.i0]
	shapes := make([]uint8, len(back))
	i, j, at := x.i1, x.j1, joined
	if last := best[d.b.cell(i, j)-base]; last[alone] > last[joined] {
		at = alone
	}
	for i > x.i0 || j > x.j0 {
		cell := d.b.cell(i, j) - base
		shape := back[cell][at]
		shapes[cell] = shape
		i, j = i-int(shape>>4), j-int(shape&15)
		from := best[d.b.cell(i, j)-base]
		if at == alone {
			from[joined] -= d.m.p.skip
			from[alone] -= d.m.p.skipMore
		}
		at = joined
		if from[alone] > from[joined] {
			at = alone
		}
	}
	return d.trace(x, shapes)
}

// trace reads a path from its end; back holds for each cell of the path the
// shape of the bead that ends there.
func (d *path) trace(x box, back []uint8) []bead {
	base := d.b.start[x.i0]
	var out []bead
	// A side has 15 segments at most, so that a shape fits into a byte: there is
	// one for each cell of the band.
	for i, j := x.i1, x.j1; i > x.i0 || j > x.j0; {
		shape := back[d.b.cell(i, j)-base]
		s, t := int(shape>>4), int(shape&15)
		k := bead{i: i - s, s: s, j: j - t, t: t}
		if s > 0 && t > 0 {
			k.gain, k.length = d.gainOf(k), d.lengthCost(k)
		}
		out = append(out, k)
		i, j = i-s, j-t
	}
	slices.Reverse(out)
	return out
}

// ending calls f with the shape of each bead that ends at (i, j) and begins in
// the band and in x, and its score; a segment left alone scores 0 here, for its
// cost depends on the layer that it is reached from.
func (d *path) ending(i, j int, x box, f func(s, t int, score float64)) {
	p := d.m.p
	if i > x.i0 && d.b.has(i-1, j) {
		f(1, 0, 0)
	}
	if j > x.j0 && d.b.has(i, j-1) {
		f(0, 1, 0)
	}
	d.beads(i, j, x, func(s, t int, gain, length float64) {
		f(s, t, fitted.gains.weight*gain-p.length*length-d.cost[s][t])
	})
}

// beads calls f for each bead with text on both sides that ends at (i, j) and
// begins in the band and in x. Text and non-content do not share a bead.
func (d *path) beads(i, j int, x box, f func(s, t int, gain, length float64)) {
	if i == 0 || j == 0 {
		return
	}
	aside := d.m.a.aside[i-1]
	b, length := d.b, d.m.length.at(d.m.p)
	lo, hi, row := int(b.lo[i]), int(b.hi[i]), b.start[i]-int(b.lo[i])
	// Gains are sums over rows and columns (see gains), so each longer bead costs
	// one more addition and not a sum of its own.
	var explained [16]float64 // by t: how well t segments of b explain the s of a so far
	for s := 1; s <= d.side && i-s >= x.i0 && d.m.a.aside[i-s] == aside; s++ {
		explaining := 0.0
		within := b.has(i-s+1, j)
		at := b.cell(i-s+1, j)
		from, to := int(b.lo[i-s]), int(b.hi[i-s])
		expect := length.expect(d.preA[i] - d.preA[i-s])
		// What is too long with t segments of b is so with more of a or of b, too.
		for t := 1; t <= d.side && s+t <= fitted.shapes.maxSum && j-t >= x.j0 && d.m.b.aside[j-t] == aside; t++ {
			if within {
				explained[t] += d.g.toA[t][at].value()
			}
			if y := j - t + 1; y >= lo && y <= hi {
				explaining += d.g.toB[s][row+y].value()
			}
			if j-t < from || j-t > to {
				continue
			}
			gain := explained[t] + explaining
			if d.m.meaning != nil {
				gain += fitted.gains.meaning * float64(min(s, t)) * max(fitted.gains.far, d.m.meaning.closeness(bead{i: i - s, s: s, j: j - t, t: t}))
			}
			f(s, t, gain, length.cost(expect, d.preB[j]-d.preB[j-t]))
		}
	}
}

func (d *path) lengthCost(k bead) float64 {
	return d.m.length.cost(d.preA[k.i+k.s]-d.preA[k.i], d.preB[k.j+k.t]-d.preB[k.j], d.m.p)
}

// gainOf is the translation gain of one bead.
func (d *path) gainOf(k bead) (gain float64) {
	for x := k.i + 1; x <= k.i+k.s; x++ {
		if d.b.has(x, k.j+k.t) {
			gain += d.g.toA[k.t][d.b.cell(x, k.j+k.t)].value()
		}
	}
	for y := k.j + 1; y <= k.j+k.t; y++ {
		if d.b.has(k.i+k.s, y) {
			gain += d.g.toB[k.s][d.b.cell(k.i+k.s, y)].value()
		}
	}
	return gain
}
