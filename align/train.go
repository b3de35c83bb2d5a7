package align

import "slices"

// learn trains IBM model 1 (P. F. Brown et al., "The Mathematics of
// Statistical Machine Translation", Computational Linguistics 19, 1993) on the
// beads of this very document, in both directions, and returns how often each
// pair of types is expected to have translated each other. What one bead alone
// says is discounted, for it was that bead's own doing.
func learn(beads []bead, m *pairModel, rounds int) weights {
	c := newCorpus(beads, m)
	var toB, toA []expected
	atOnce(
		func() { toB = c.train(c.b, c.a, len(m.b.vocab.names), len(m.a.vocab.names), m.seeds(true), rounds) },
		func() { toA = c.train(c.a, c.b, len(m.a.vocab.names), len(m.b.vocab.names), m.seeds(false), rounds) },
	)
	both := make(weights, 0, len(toB)+len(toA))
	for _, w := range toB {
		both = append(both, pairWeight{w.source, w.target, w.count / 2})
	}
	for _, w := range toA {
		both = append(both, pairWeight{w.target, w.source, w.count / 2})
	}
	// Two counting sorts, by a and then by b: there are millions of pairs.
	both = counted(both, len(m.a.vocab.names), func(w *pairWeight) int32 { return w.a })
	both = counted(both, len(m.b.vocab.names), func(w *pairWeight) int32 { return w.b })
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
	x := newTrainer(dst, src, targets, sources, seed)
	total := make([]float32, sources)
	for range rounds {
		x.expect(src)
		clear(total)
		for _, w := range x.pairs {
			total[w.source] += w.count
		}
		for k, w := range x.pairs {
			x.prob[k] = w.count / (total[w.source] + fitted.learning.smooth)
		}
	}
	return slices.Clone(slices.DeleteFunc(x.pairs, func(w expected) bool { return w.count < fitted.learning.least }))
}

// trainer holds every pair of types that meet in a bead once, with its
// probability, and for each place where they meet the number of the pair. Cells
// are ordered by target, then bead, then source: so the rounds run through
// memory from front to back and look nothing up.
type trainer struct {
	pairs []expected
	prob  []float32 // pair → probability that the source gives the target
	ids   []int32   // cell → pair
	where []int32   // run of cells → bead
}

// occurrences lists the beads in which each type of dst occurs: those of type t
// are where[from[t]:from[t+1]]. It is a counting sort, as there are millions.
func occurrences(dst [][]int32, types int) (from, where []int32) {
	from = make([]int32, types+1)
	for _, bead := range dst {
		for _, t := range bead {
			from[t+1]++
		}
	}
	for t := range types {
		from[t+1] += from[t]
	}
	where = make([]int32, from[types])
	next := slices.Clone(from)
	for n, bead := range dst {
		for _, t := range bead {
			where[next[t]] = int32(n)
			next[t]++
		}
	}
	return from, where
}

// newTrainer numbers the pairs. What the seed knows of a pair is added to the
// same small start for all, so that training may still turn against it.
func newTrainer(dst, src [][]int32, targets, sources int, seed links) *trainer {
	from, where := occurrences(dst, targets)
	cells := 0
	for n, types := range dst {
		cells += len(types) * len(src[n])
	}
	x := &trainer{ids: make([]int32, 0, cells), where: where}
	number := make([]int32, sources) // source → 1 + its pair with the target at hand, or with an earlier one
	for t := range targets {
		first := int32(len(x.pairs))
		for _, n := range where[from[t]:from[t+1]] {
			for _, s := range src[n] {
				if id := number[s]; id <= first || id > int32(len(x.pairs)) || x.pairs[id-1].source != s {
					x.pairs = append(x.pairs, expected{int32(t), s, 0})
					x.prob = append(x.prob, fitted.learning.start)
					number[s] = int32(len(x.pairs))
				}
				x.ids = append(x.ids, number[s]-1)
			}
		}
		known, share := seed.of(int32(t))
		for k, s := range known {
			if id := number[s]; id > first && x.pairs[id-1].source == s {
				x.prob[id-1] += share[k]
			}
		}
	}
	return x
}

// expect spreads each occurrence of a target over the sources of its bead, in
// the measure of their probabilities; what is left falls to none of them.
func (x *trainer) expect(src [][]int32) {
	pairs, prob, ids := x.pairs, x.prob, x.ids
	for k := range pairs {
		pairs[k].count = 0
	}
	at := 0
	for _, n := range x.where {
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
