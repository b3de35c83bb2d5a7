package align

import "math"

// The chance that the search gives a unit is too sure of itself, because words,
// numbers and lengths of three versions are not independent evidence. So the
// confidence that people see is a logistic function of the chance and of what
// the unit looks like, fitted to units that people judged (cross-validated by
// document; the figures are in the package documentation).

// features are what the confidence depends on.
type features struct {
	chance float64 // logit of the chance that the search gave
	uneven float64 // 1 when the versions have different numbers of segments
	absent float64 // versions without text, among those the document has
	gain   float64 // translation gain for each token of the weakest pair
	length float64 // length cost of the worst pair, capped
	joint  float64 // segments beyond the first in the smallest side
}

func (a *aligner) features(u Unit) features {
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
		k := bead{i: x[0], s: len(x), j: y[0], t: len(y)}
		m := a.pairs[n].m
		tokens := m.a.from[k.i+k.s] - m.a.from[k.i] + m.b.from[k.j+k.t] - m.b.from[k.j]
		f.gain = min(f.gain, a.pairs[n].gainOf(k)/(float64(tokens)+fitted.trust.gainTokens))
		f.length = max(f.length, min(fitted.trust.lengthCap, a.pairs[n].lengthCost(k)))
	}
	if pairs == 0 {
		f.gain = 0
	}
	return f
}

// logit is the logarithm of the odds that units[n] is right, from its features
// and those of its neighbours: where the neighbour is odd, one of the two breaks
// is often wrong.
func (w *trustWeights) logit(f []features, n int) float64 {
	p := &fitted.trust
	near, odd := f[n].chance, 0.0
	for _, k := range []int{n - 1, n + 1} {
		if k >= 0 && k < len(f) {
			near = min(near, f[k].chance)
			if f[k].uneven+f[k].absent > 0 {
				odd = 1
			}
		}
	}
	capped := func(logit float64) float64 { return max(p.lowChance, min(p.highChance, logit)) }
	x := f[n]
	return w.base + w.chance*capped(x.chance) + w.near*capped(near) + w.uneven*x.uneven + w.absent*x.absent + w.odd*odd +
		w.gain*min(p.gainCap, x.gain) + w.length*math.Sqrt(x.length) + w.joint*x.joint
}

// trust replaces the chances of neighbouring units by confidences.
func (a *aligner) trust(units []Unit) {
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
	}
	f := make([]features, len(units))
	for n, u := range units {
		f[n] = a.features(u)
	}
	for n := range units {
		units[n].Confidence = math.Round(1e4/(1+math.Exp(-weights.logit(f, n)))) / 1e4
	}
}
