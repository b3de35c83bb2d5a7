package align

import (
	"math"
	"slices"
)

// gains holds the translation gain of every bead in a band, in parts that add
// up. toB[s] at cell (i, j) is how much better the s segments of a that end at
// position i explain segment j-1 of b than chance does: the sum over its tokens
// of log(1 + Σ P(token | type) / (length · background)). toA[t] at (i, j) is
// the same for segment i-1 of a, explained by the t segments of b that end at
// position j. A bead of s segments by t is the sum of t cells of toB[s] and s
// cells of toA[t].
type gains struct {
	toB, toA [][]half // by block size, from 1
}

// half is a gain in two bytes, since there are many: the exponent's 5 lowest
// bits and 11 of the fraction, for gains from 2^-15 (which stands for less, too)
// up to 2^17.
type half uint16

const halfLeast = 112 << 23 // 2^-15 as the bits of a float32

func toHalf(gain float32) half {
	bits := int64(math.Float32bits(max(gain, 0))) + 1<<11 - halfLeast
	return half(min(max(bits, 0)>>12, math.MaxUint16))
}

func (h half) value() float64 { return float64(math.Float32frombits(uint32(h)<<12 + halfLeast)) }

func newGains(m *pairModel, b *band, side int) *gains {
	g := &gains{toB: make([][]half, side+1), toA: make([][]half, side+1)}
	for s := 1; s <= side; s++ {
		g.toB[s] = make([]half, b.cells())
		g.toA[s] = make([]half, b.cells())
	}
	atOnce(func() { g.fillB(m, b, side) }, func() { g.fillA(m, b, side) })
	return g
}

func (g *gains) fillB(m *pairModel, b *band, side int) {
	lo, hi := b.columns(m.b.len())
	x := newExplainer(m.a, m.b)
	for j := 1; j <= m.b.len(); j++ {
		x.explain(m.b, j-1, m.a, int(lo[j]), int(hi[j]), &m.toB, side, func(size, i int, gain float32) {
			if b.has(i, j) {
				g.toB[size][b.cell(i, j)] = toHalf(gain)
			}
		})
	}
}

func (g *gains) fillA(m *pairModel, b *band, side int) {
	x := newExplainer(m.b, m.a)
	for i := 1; i <= m.a.len(); i++ {
		x.explain(m.a, i-1, m.b, int(b.lo[i]), int(b.hi[i]), &m.toA, side, func(size, j int, gain float32) {
			g.toA[size][b.cell(i, j)] = toHalf(gain)
		})
	}
}

// explainer computes gains for one segment at a time, first to last.
type explainer struct {
	cursor  []int32   // source type → its first occurrence that may still be needed
	latest  []int32   // source type → 1 + the last segment up to seen that has it
	seen    int       // segments of the source that latest knows of
	tallies []tally   // type of the other side → what was summed up for it
	sums    []float32 // prefix sums of one token over the other side's segments
	inverse []float32 // block → 1/length; blocks are numbered by end, then size
	product []float32 // block → product of what its tokens gain
	logs    []float32 // block → logarithm of what was taken out of the product
}

func newExplainer(src, dst *side) explainer {
	return explainer{cursor: make([]int32, len(src.posts)), latest: make([]int32, len(src.posts)), tallies: make([]tally, len(dst.posts))}
}

// see takes note of where the types of src occur last, up to segment hi.
func (x *explainer) see(src *side, hi int) {
	for ; x.seen < hi; x.seen++ {
		for _, t := range src.tokens(x.seen) {
			x.latest[t] = int32(x.seen) + 1
		}
	}
}

// explain calls f for each block of src that ends at a position of lo to hi,
// with the gain of segment seg of dst given that block. lo and hi must not
// fall from one call to the next.
func (x *explainer) explain(dst *side, seg int, src *side, lo, hi int, l *links, side int, f func(size, end int, gain float32)) {
	first := max(0, lo-side) // first segment of src that any block has
	width := hi - first
	if width <= 0 {
		return
	}
	x.see(src, hi)
	blocks := (width + 1) * side
	x.sums = slices.Grow(x.sums[:0], width+1)[:width+1]
	x.inverse = slices.Grow(x.inverse[:0], blocks)[:blocks]
	x.product = slices.Grow(x.product[:0], blocks)[:blocks]
	x.logs = slices.Grow(x.logs[:0], blocks)[:blocks]
	for end := 1; end <= width; end++ {
		for size := 1; size <= min(side, end); size++ {
			length := float32(src.from[first+end]-src.from[first+end-size]) + float32(fitted.gains.nullLength)
			x.inverse[end*side+size-1] = 1 / length
		}
	}
	for k := range x.product {
		x.product[k], x.logs[k] = 1, 0
	}
	for _, t := range dst.tokens(seg) {
		if from, to := x.occurrences(t, src, l, first, hi); from <= to {
			x.multiply(from, min(width, to+side-1), side, 1/dst.prob[t])
		}
	}
	for end := max(lo, 1); end <= hi; end++ {
		for size := 1; size <= side && end-size >= first; size++ {
			k := (end-first)*side + size - 1
			if gain := x.logs[k]; x.product[k] > 1 {
				f(size, end, gain+logOf(x.product[k]))
			} else {
				f(size, end, gain)
			}
		}
	}
}

// occurrences sums, segment by segment of src from first to hi, how far its
// types may have given rise to type t, and returns the positions behind the
// first and the last segment that has any.
func (x *explainer) occurrences(t int32, src *side, l *links, first, hi int) (from, to int) {
	given := x.given(t, src, l, first, hi)
	from = 1
	for from <= len(given) && given[from-1] == 0 {
		from++
	}
	if from > len(given) {
		return from, 0
	}
	clear(x.sums[:from])
	sum := float32(0)
	for n := from; n <= len(given); n++ {
		if g := given[n-1]; g > 0 {
			sum, to = sum+g, n
		}
		x.sums[n] = sum
	}
	return from, to
}

// tally is how far each of some segments, from one on, may have given rise to a type.
type tally struct {
	from  int
	given []float32
}

// given returns, for each segment of src from first to hi, how far its types may
// have given rise to type t. Frequent types are asked for again and again while
// the window moves on, and have most sources: what was summed up is kept.
func (x *explainer) given(t int32, src *side, l *links, first, hi int) []float32 {
	c := &x.tallies[t]
	switch upto := c.from + len(c.given); {
	case upto <= first:
		c.from, c.given = first, c.given[:0]
	case first-c.from > 2*(hi-first):
		c.given = append(c.given[:0], c.given[first-c.from:]...)
		c.from = first
	}
	upto := c.from + len(c.given)
	if upto >= hi {
		return c.given[first-c.from : hi-c.from]
	}
	for range hi - upto {
		c.given = append(c.given, 0)
	}
	sources, probs := l.of(t)
	for k, s := range sources {
		if int(x.latest[s]) <= upto { // most sources are nowhere near, and that is soon told
			continue
		}
		posts := src.posts[s]
		at := int(x.cursor[s])
		for at < len(posts) && int(posts[at]) < first {
			at++
		}
		x.cursor[s] = int32(at)
		for ; at < len(posts) && int(posts[at]) < hi; at++ {
			if n := int(posts[at]); n >= upto {
				c.given[n-c.from] += probs[k]
			}
		}
	}
	return c.given[first-c.from : hi-c.from]
}

// multiply takes one token into the products of the blocks that end at from to
// to; before from, and behind to, no block has anything to say of it.
func (x *explainer) multiply(from, to, side int, scale float32) {
	for end := from; end <= to; end++ {
		upto := x.sums[end]
		for size := 1; size <= min(side, end); size++ {
			d := upto - x.sums[end-size]
			if d <= 0 {
				continue
			}
			k := end*side + size - 1
			if x.product[k] *= 1 + d*x.inverse[k]*scale; x.product[k] > 1e30 {
				x.logs[k] += logOf(x.product[k])
				x.product[k] = 1
			}
		}
	}
}

// search returns the index of the first element of list that is at least v.
func search(list []int32, v int32) int {
	lo, hi := 0, len(list)
	for lo < hi {
		mid := (lo + hi) / 2
		if list[mid] < v {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
