package align

import (
	"cmp"
	"slices"
)

// learn trains IBM model 1 (P. F. Brown et al., "The Mathematics of
// Statistical Machine Translation", Computational Linguistics 19, 1993) on the
// beads of this very document, in both directions, and returns how often each
// pair of types is expected to have translated each other. What one bead alone
// says is discounted, for it was that bead's own doing.
func learn(beads []bead, m *pairModel, rounds int) weights {
	c := newCorpus(beads, m)
	toB := c.train(c.b, c.a, len(m.b.vocab.names), len(m.a.vocab.names), m.seeds(true), rounds)
	toA := c.train(c.a, c.b, len(m.a.vocab.names), len(m.b.vocab.names), m.seeds(false), rounds)
	both := make(weights, 0, len(toB)+len(toA))
	for _, w := range toB {
		both = append(both, pairWeight{w.source, w.target, w.count / 2})
	}
	for _, w := range toA {
		both = append(both, pairWeight{w.target, w.source, w.count / 2})
	}
	slices.SortFunc(both, func(x, y pairWeight) int { return cmp.Or(cmp.Compare(x.b, y.b), cmp.Compare(x.a, y.a)) })
	var out weights
	for x := 0; x < len(both); {
		w := both[x]
		for x++; x < len(both) && both[x].a == w.a && both[x].b == w.b; x++ {
			w.w += both[x].w
		}
		if w.w -= fitted.learning.discount; w.w > 0 {
			out = append(out, w)
		}
	}
	return out
}

// maxTraining is how many pairs of tokens at most are trained on, to bound
// memory; a longer document is trained on evenly chosen beads.
const maxTraining = 8 << 20

// corpus holds the distinct types of each bead, on both sides.
type corpus struct{ a, b [][]int32 }

func newCorpus(beads []bead, m *pairModel) corpus {
	var c corpus
	size := 0
	for _, k := range beads {
		if k.s == 0 || k.t == 0 || k.s+k.t > fitted.learning.maxSum {
			continue
		}
		as := distinct(m.a.toks[m.a.from[k.i]:m.a.from[k.i+k.s]])
		bs := distinct(m.b.toks[m.b.from[k.j]:m.b.from[k.j+k.t]])
		if len(as)*len(bs) > 1<<14 {
			continue
		}
		c.a, c.b = append(c.a, as), append(c.b, bs)
		size += len(as) * len(bs)
	}
	if step := (size + maxTraining - 1) / maxTraining; step > 1 {
		n := 0
		for x := 0; x < len(c.a); x += step {
			c.a[n], c.b[n] = c.a[x], c.b[x]
			n++
		}
		c.a, c.b = c.a[:n], c.b[:n]
	}
	return c
}

// expected is how often source is expected to have given rise to target.
type expected struct {
	target, source int32
	count          float32
}

// train runs model 1 in one direction.
func (c corpus) train(dst, src [][]int32, targets, sources int, seed links, rounds int) []expected {
	// where each target type occurs
	from := make([]int32, targets+1)
	for _, types := range dst {
		for _, t := range types {
			from[t+1]++
		}
	}
	for t := range targets {
		from[t+1] += from[t]
	}
	where := make([]int32, from[targets])
	next := slices.Clone(from)
	cells := 0
	for n, types := range dst {
		for _, t := range types {
			where[next[t]] = int32(n)
			next[t]++
		}
		cells += len(types) * len(src[n])
	}
	// number the pairs; cells are ordered by target, then bead, then source
	var pairs []expected
	var prob []float32
	ids := make([]int32, 0, cells)
	number := make([]int32, sources)
	for t := range targets {
		first := int32(len(pairs))
		for _, n := range where[from[t]:from[t+1]] {
			for _, s := range src[n] {
				if id := number[s]; id <= first || id > int32(len(pairs)) || pairs[id-1].source != s {
					pairs = append(pairs, expected{int32(t), s, 0})
					prob = append(prob, fitted.learning.start)
					number[s] = int32(len(pairs))
				}
				ids = append(ids, number[s]-1)
			}
		}
		known, share := seed.of(int32(t))
		for x, s := range known {
			if id := number[s]; id > first && pairs[id-1].source == s {
				prob[id-1] += share[x]
			}
		}
	}
	total := make([]float32, sources)
	for range rounds {
		expect(pairs, prob, ids, where, src)
		clear(total)
		for _, w := range pairs {
			total[w.source] += w.count
		}
		for x, w := range pairs {
			prob[x] = w.count / (total[w.source] + fitted.learning.smooth)
		}
	}
	return slices.Clone(slices.DeleteFunc(pairs, func(w expected) bool { return w.count < fitted.learning.least }))
}

// expect spreads each occurrence of a target over the sources of its bead.
func expect(pairs []expected, prob []float32, ids, where []int32, src [][]int32) {
	for x := range pairs {
		pairs[x].count = 0
	}
	at := 0
	for _, n := range where {
		cell := ids[at : at+len(src[n])]
		at += len(src[n])
		sum := fitted.learning.null
		for _, id := range cell {
			sum += prob[id]
		}
		sum = 1 / sum
		for _, id := range cell {
			pairs[id].count += prob[id] * sum
		}
	}
}

// distinct returns the types of a run of tokens, ascending, once each.
func distinct(toks []int32) []int32 {
	out := slices.Clone(toks)
	slices.Sort(out)
	return slices.Compact(out)
}
