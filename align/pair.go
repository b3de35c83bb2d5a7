package align

import "triptych/align/lexicon"

// pairModel is what is known of two versions: their tokens, which may
// translate which, and how their lengths go together.
type pairModel struct {
	a, b         *side
	p            *levelParams
	toB, toA     links
	base         weights   // dictionary, shared strings
	memory       weights   // counts of pairs in approved units
	seenA, seenB []float32 // by type: its counts in the memory, with whatever word
	length       lengthModel
	meaning      *embedding // nil = none
	shapes       priors
	stop         func() error // see Options
	step         func()       // called after each pass
	reach        int          // columns searched beside the path of the pass before

	here  []int32 // for witnesses: type → the round in which it was last seen
	round int32
}

// newPairModel makes a model that knows the dictionary and the memory, and nothing yet
// of this document.
func newPairModel(a, b *side, lex *lexicon.Lexicon, memory *Memory, p *levelParams) *pairModel {
	m := &pairModel{a: a, b: b, p: p, length: firstLength(a, b), shapes: firstPriors(p), reach: fitted.search.band, step: func() {}}
	if lex == nil { // what the first pass finds without one may be off by a page
		m.reach = fitted.search.bandAlone
	}
	m.base = dictionaryPairs(a, b, lex)
	m.memory, m.seenA, m.seenB = memory.pairs(a, b)
	m.link(nil)
	return m
}

// link makes the tables of the base and what was learnt.
func (m *pairModel) link(learnt weights) {
	na, nb := len(m.a.vocab.names), len(m.b.vocab.names)
	words, learning := &fitted.words, &fitted.learning
	// The dictionary is believed as far as it goes; what was learnt fills the rest.
	m.toB = merge(m.base.table(nb, na, true, words.dictTotal, words.dictSlack, nil), learnt.table(nb, na, true, learning.total, learning.kappa, nil))
	m.toA = merge(m.base.table(na, nb, false, words.dictTotal, words.dictSlack, nil), learnt.table(na, nb, false, learning.total, learning.kappa, nil))
	if len(m.memory) > 0 {
		m.toB = merge(m.toB, m.memory.table(nb, na, true, learning.memoryTotal, learning.memoryKappa, m.seenA))
		m.toA = merge(m.toA, m.memory.table(na, nb, false, learning.memoryTotal, learning.memoryKappa, m.seenB))
	}
}

// merge adds two tables of the same targets.
func merge(x, y links) links {
	out := links{from: make([]int32, len(x.from))}
	out.src, out.p = make([]int32, 0, len(x.src)+len(y.src)), make([]float32, 0, len(x.src)+len(y.src))
	for t := range len(x.from) - 1 {
		s1, p1 := x.of(int32(t))
		s2, p2 := y.of(int32(t))
		out.src = append(append(out.src, s1...), s2...)
		out.p = append(append(out.p, p1...), p2...)
		out.from[t+1] = int32(len(out.src))
	}
	return out
}

// seeds are the probabilities that model 1 starts from.
func (m *pairModel) seeds(toB bool) links {
	if toB {
		return m.toB
	}
	return m.toA
}

// align finds the beads of two versions, in the boxes between what is fixed.
// Each of the passes learns from the one before and searches a band around it.
func (m *pairModel) align(boxes []box, fixed []bead, passes int) (*path, []bead) {
	n, k := m.a.len(), m.b.len()
	var beads []bead
	d := &path{m: m, b: firstBand(m, boxes), preA: prefix(m.a.chars), preB: prefix(m.b.chars)}
	for pass := range passes {
		d.side = fitted.shapes.maxSide
		if pass == 0 {
			d.side = min(d.side, fitted.search.firstSide)
		} else {
			d.g = nil // before room is needed to learn
			m.length.fit(beads, m.a, m.b)
			m.shapes = fitPriors(beads, m.p)
			m.link(learn(beads, m, fitted.learning.rounds))
			d.b = around(beads, n, k, m.reach, boxes)
		}
		d.g, d.cost = newGains(m, d.b, d.side), m.shapes.costs()
		beads = beads[:0]
		for x, where := range boxes {
			if pass == passes-1 {
				beads = append(beads, d.likeliest(where)...)
			} else {
				beads = append(beads, d.find(where)...)
			}
			if x < len(fixed) {
				beads = append(beads, fixed[x])
			}
		}
		m.step()
	}
	m.base = nil
	return d, beads
}

// around is the band of r columns on either side of a path.
func around(beads []bead, n, m, r int, boxes []box) *band {
	at := make([]int, n+1)
	for _, k := range beads {
		for x := 1; x <= k.s; x++ {
			at[k.i+x] = k.j + k.t*x/k.s
		}
		if k.s == 0 {
			at[k.i] = k.j + k.t
		}
	}
	return newBand(n, m, boxes, func(i int) (int, int) {
		return at[max(0, i-fitted.search.bandWindow)] - r, at[min(n, i+fitted.search.bandWindow)] + r
	})
}
