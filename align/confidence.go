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
	gain   float64 // translation gain for each token of the weakest pair, capped
	length float64 // length cost of the worst pair, capped
	joint  float64 // segments beyond the first in the smallest side
}

func (a *aligner) features(u Unit) features {
	p := min(1-1e-6, max(1e-6, u.Confidence))
	f := features{chance: math.Log(p / (1 - p)), gain: 3}
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
		f.gain = min(f.gain, a.pairs[n].gainOf(k)/float64(tokens+4))
		f.length = max(f.length, min(8, a.pairs[n].lengthCost(k)))
	}
	if pairs == 0 {
		f.gain = 0
	}
	return f
}

// The weights of the logistic functions, in the order of vector. Wrong units
// counted more than right ones in the fit, so that doubt shows: a unit below
// one half is worth a look, not probably wrong.
var (
	trustThree      = [9]float64{2.06, 0.53, 0, -1.36, -2.18, -1.54, -0.46, -1.63, -7.36}
	trustParagraphs = [9]float64{0.88, 1.01, 0.08, -3.84, -0.32, -1.82, 0.52, 0.91, -10.2}
	trustSentences  = [9]float64{0.43, 1.25, 0.45, -0.19, -1.68, 0.01, -0.06, -0.65, -1.28}
)

// vector puts the features of units[n] and of its neighbours in order.
func vector(f []features, n int) [9]float64 {
	near, odd := f[n].chance, 0.0
	for _, k := range []int{n - 1, n + 1} {
		if k >= 0 && k < len(f) {
			near = min(near, f[k].chance)
			if f[k].uneven+f[k].absent > 0 {
				odd = 1
			}
		}
	}
	capped := func(logit float64) float64 { return max(-4, min(8, logit)) }
	x := f[n]
	return [9]float64{1, capped(x.chance), capped(near), x.uneven, x.absent, odd, min(2, x.gain), math.Sqrt(x.length), x.joint}
}

// trust replaces the chances of neighbouring units by confidences.
func (a *aligner) trust(units []Unit) {
	have := 0
	for _, segs := range a.doc {
		if len(segs) > 0 {
			have++
		}
	}
	weights := &trustThree
	switch {
	case have < 2:
		return
	case have == 2 && a.level == BySentence:
		weights = &trustSentences
	case have == 2:
		weights = &trustParagraphs
	}
	f := make([]features, len(units))
	for n, u := range units {
		f[n] = a.features(u)
	}
	for n := range units {
		sum := 0.0
		for k, x := range vector(f, n) {
			sum += weights[k] * x
		}
		units[n].Confidence = math.Round(1e4/(1+math.Exp(-sum))) / 1e4
	}
}
