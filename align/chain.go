package align

import (
	"math"
	"slices"
)

// point is a pair of segments that rare words speak for.
type point struct {
	i, j   int32
	weight float32
}

// firstBand is where the first pass searches: the whole grid when that is
// small, otherwise a band around the heaviest chain of rare words that
// translate each other. Finding it takes time in proportion to the length of
// the texts, whatever was left out of either.
func firstBand(m *pairModel, boxes []box) *band {
	n, k := m.a.len(), m.b.len()
	full := func(int) (int, int) { return 0, k }
	if n*k <= fitted.chain.gridCells {
		return newBand(n, k, boxes, full)
	}
	c := heaviest(points(m))
	if len(c)*fitted.chain.sparse < n && n*k <= fitted.chain.sparseMay*fitted.chain.gridCells {
		return newBand(n, k, boxes, full)
	}
	c = append(append([]point{{}}, c...), point{i: int32(n), j: int32(k)})
	lo, hi := make([]int, n+1), make([]int, n+1)
	for x := 1; x < len(c); x++ {
		p, q := c[x-1], c[x]
		slope := float64(q.j-p.j) / math.Max(1, float64(q.i-p.i))
		for i := p.i; i <= q.i; i++ {
			at := float64(p.j) + slope*float64(i-p.i)
			lo[i] = int(math.Max(float64(p.j), at-float64(fitted.chain.width)))
			if i == p.i && x > 1 {
				lo[i] = min(lo[i], hi[i])
			}
			hi[i] = int(math.Min(float64(q.j), at+float64(fitted.chain.width)))
		}
	}
	r, window := fitted.chain.margin, fitted.chain.window
	return newBand(n, k, boxes, func(i int) (int, int) { return lo[max(0, i-window)] - r, hi[min(n, i+window)] + r })
}

// pointsPerSegment bounds how many points are gathered in a long document, so
// that memory grows no faster than the text.
const pointsPerSegment = 48

// eachLink calls f for every pair of words that may translate each other and
// that stand in at most often segments of their side.
func eachLink(m *pairModel, often int, f func(here, there []int32, p float32)) {
	for t := range m.b.vocab.names {
		there := m.b.posts[t]
		if len(there) == 0 || len(there) > often {
			continue
		}
		src, p := m.toB.of(int32(t))
		for x, s := range src {
			if here := m.a.posts[s]; len(here) > 0 && len(here) <= often {
				f(here, there, p[x])
			}
		}
	}
}

// nearest is how many segments on either side of the diagonal a word counts in.
func nearest(here, there []int32) int {
	if len(here) > fitted.chain.rareWord || len(there) > fitted.chain.rareWord {
		return fitted.chain.nearOften
	}
	return fitted.chain.near
}

// rarest returns up to how many segments a word may stand in to be looked at,
// and the most points that there will be.
func rarest(m *pairModel) (often, count int) {
	often = max(fitted.chain.rareWord, min(m.a.len(), m.b.len())/fitted.chain.often)
	counts := make([]int, often+1)
	eachLink(m, often, func(here, there []int32, _ float32) {
		counts[max(len(here), len(there))] += len(there) * min(len(here), 2*nearest(here, there))
	})
	most := pointsPerSegment * max(m.a.len(), m.b.len())
	for n, c := range counts {
		if n > fitted.chain.rareWord && count+c > most {
			return n - 1, count
		}
		count += c
	}
	return often, count
}

// points gathers the pairs of segments that share rare words. A word that
// stands in many segments counts only where it is nearest to the diagonal.
func points(m *pairModel) []point {
	n, k := float64(m.a.len()), float64(m.b.len())
	often, count := rarest(m)
	out := make([]point, 0, count)
	eachLink(m, often, func(here, there []int32, p float32) {
		near := nearest(here, there)
		w := p * float32(math.Log(n/float64(len(here)))+math.Log(k/float64(len(there))))
		for _, j := range there {
			mid := search(here, int32(float64(j)*n/k))
			for _, i := range here[max(0, mid-near):min(len(here), mid+near)] {
				out = append(out, point{i, j, w})
			}
		}
	})
	// Two counting sorts, by j and then by i: there are millions of points. Those
	// of one place stay in the order of their words, in which weights are added.
	out = counted(out, m.b.len(), func(p *point) int32 { return p.j })
	out = counted(out, m.a.len(), func(p *point) int32 { return p.i })
	kept := out[:0]
	for _, p := range out {
		if last := len(kept) - 1; last >= 0 && kept[last].i == p.i && kept[last].j == p.j {
			kept[last].weight += p.weight
			continue
		}
		kept = append(kept, p)
	}
	return kept
}

// heaviest returns the chain of points, rising in both versions, with the
// greatest sum of weights. points are ordered by i, then j.
func heaviest(points []point) []point {
	columns := int32(0)
	for _, p := range points {
		columns = max(columns, p.j+1)
	}
	// The longest increasing subsequence with weights, in n log n for n points.
	// A Fenwick tree holds for each prefix of columns the best chain that ends in it.
	tree := make([]int32, columns+1) // 1 + index of a point; 0 = none
	total := make([]float32, len(points))
	before := make([]int32, len(points))
	for x := 0; x < len(points); {
		y := x
		for ; y < len(points) && points[y].i == points[x].i; y++ {
			best := int32(0)
			for c := points[y].j; c > 0; c -= c & -c {
				if at := tree[c]; at > 0 && (best == 0 || total[at-1] > total[best-1]) {
					best = at
				}
			}
			before[y], total[y] = best, points[y].weight
			if best > 0 {
				total[y] += total[best-1]
			}
		}
		for ; x < y; x++ { // points of one row do not follow each other
			for c := points[x].j + 1; c <= columns; c += c & -c {
				if tree[c] == 0 || total[x] > total[tree[c]-1] {
					tree[c] = int32(x) + 1
				}
			}
		}
	}
	end := int32(0)
	for x := range points {
		if end == 0 || total[x] > total[end-1] {
			end = int32(x) + 1
		}
	}
	var out []point
	for ; end > 0; end = before[end-1] {
		out = append(out, points[end-1])
	}
	slices.Reverse(out)
	return out
}
