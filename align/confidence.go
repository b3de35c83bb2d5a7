package align

import "math"

// The chance that the search gives a unit is too sure of itself, because words,
// numbers and lengths of three versions are not independent evidence. So the
// confidence that people see is a logistic function of the chance and of what
// the unit looks like, fitted to units that people judged (cross-validated by
// document; the figures are in the package documentation).

// features are what the confidence depends on.
type features struct {
	has    versionSet // versions with text
	chance float64    // logit of the chance that the search gave
	uneven float64    // 1 when the versions have different numbers of segments
	absent float64    // versions without text, among those the document has
	gain   float64    // translation gain for each token of the weakest pair
	length float64    // length cost of the worst pair, capped
	joint  float64    // segments beyond the first in the smallest side
}

func (a *aligner) features(of found) features {
	u := of.unit
	p := min(1-1e-6, max(1e-6, u.Confidence))
	f := features{chance: math.Log(p / (1 - p)), gain: math.Inf(1)}
	sizes := 0
	smallest := 99
	for v, segs := range u.Segs {
		switch n := len(segs); {
		case len(a.doc[v]) == 0:
		case n == 0:
			f.absent++
		default:
			if sizes != 0 && sizes != n {
				f.uneven = 1
			}
			sizes = n
			f.has |= 1 << v
			smallest = min(smallest, n)
		}
	}
	f.joint = float64(smallest - 1)
	pairs := 0
	for n, pair := range Pairs {
		x, y := u.Segs[pair[0]], u.Segs[pair[1]]
		if a.pairs[n] == nil || len(x) == 0 || len(y) == 0 {
			continue
		}
		pairs++
		k, m := a.bead(u, pair), a.pairs[n].m
		tokens := m.a.from[k.i+k.s] - m.a.from[k.i] + m.b.from[k.j+k.t] - m.b.from[k.j]
		f.gain = min(f.gain, a.gain(of, n)/(float64(tokens)+fitted.trust.gainTokens))
		f.length = max(f.length, min(fitted.trust.lengthCap, a.pairs[n].lengthCost(k)))
	}
	if pairs == 0 {
		f.gain = 0
	}
	return f
}

// bead is what a unit has of two versions.
func (a *aligner) bead(u Unit, pair Pair) (k bead) {
	k.i, k.s = a.span(u, pair[0])
	k.j, k.t = a.span(u, pair[1])
	return k
}

// span is what a unit has of a version: n segments as they are lined up, from
// one on.
func (a *aligner) span(u Unit, v Version) (from, n int) {
	segs := u.Segs[v]
	if len(segs) == 0 {
		return 0, 0
	}
	from, n = segs[0], len(segs)
	if a.grain != nil {
		first := a.grain.from[v]
		return first[from], first[from+n] - first[from]
	}
	return from, n
}

// gain is the translation gain of the beads of a unit for one pair of versions.
func (a *aligner) gain(f found, n int) (sum float64) {
	for _, b := range f.beads {
		x, y := b[Pairs[n][0]], b[Pairs[n][1]]
		if x.n > 0 && y.n > 0 {
			sum += a.pairs[n].gainOf(bead{i: x.from, s: x.n, j: y.from, t: y.n})
		}
	}
	return sum
}

// row is what the weights of a logistic function are for, in their order: what a
// unit looks like and its neighbours do. Where a neighbour is uneven, or has
// other versions than the unit, one of the breaks is often wrong.
func (x *features) row(f []features, n int) []float64 {
	p := &fitted.trust
	near, odd := x.chance, 0.0
	for _, k := range []int{n - 1, n + 1} {
		if k >= 0 && k < len(f) {
			near = min(near, f[k].chance)
			if f[k].uneven > 0 || f[k].has != x.has {
				odd = 1
			}
		}
	}
	capped := func(logit float64) float64 { return max(p.lowChance, min(p.highChance, logit)) }
	return []float64{1, capped(x.chance), capped(near), x.uneven, x.absent, odd, min(p.gainCap, x.gain), math.Sqrt(x.length), x.joint}
}

// logit is the logarithm of the odds that units[n] is right, from its features
// and those of its neighbours.
func (w *trustWeights) logit(f []features, n int) (sum float64) {
	weights := [...]float64{w.base, w.chance, w.near, w.uneven, w.absent, w.odd, w.gain, w.length, w.joint}
	for k, x := range f[n].row(f, n) {
		sum += weights[k] * x
	}
	return sum
}

// trust replaces the chances of neighbouring units by confidences.
func (a *aligner) trust(units []found) {
	have := 0
	for _, segs := range a.doc {
		if len(segs) > 0 {
			have++
		}
	}
	weights := &fitted.trust.three
	switch {
	case have < 2:
		return
	case have == 2 && a.level == BySentence:
		weights = &fitted.trust.sentences
	case have == 2:
		weights = &fitted.trust.paragraphs
	case a.level == BySentence:
		weights = &fitted.trust.threeSentences
	}
	f := make([]features, len(units))
	for n, u := range units {
		f[n] = a.features(u)
	}
	for n := range units {
		units[n].unit.Confidence = math.Round(1e4/(1+math.Exp(-weights.logit(f, n)))) / 1e4
	}
}
