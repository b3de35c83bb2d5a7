package align

import "math"

// bead is a group of segments that stand for each other in two versions: s
// segments of a from i on, and t of b from j on.
type bead struct {
	i, s, j, t int
	gain       float64 // translation gain, nats
	length     float64 // length cost, nats
	chance     float64 // posterior probability, once it is known
}

// priors hold the cost of each shape of bead.
type priors [][]float64

// firstPriors gives the relative frequencies of shapes before anything is known
// of a document.
func firstPriors(p *levelParams) priors {
	w := make([][]float64, fitted.shapes.maxSide+1)
	for s := range w {
		w[s] = make([]float64, fitted.shapes.maxSide+1)
		for t := range w[s] {
			switch {
			case s == 0 || t == 0 || s+t > fitted.shapes.maxSum:
			case s == 1 && t == 1:
				w[s][t] = p.oneToOne
			default:
				// What is not 1:1 is rarer for each segment more, and rarer still where both sides
				// have several: 2:2 is most often two 1:1 that were not parted.
				w[s][t] = fitted.shapes.uneven * (1 - p.oneToOne) * math.Pow(fitted.shapes.more, float64(s+t-3)) * math.Pow(p.both, math.Min(float64(s), float64(t))-1) / 2
			}
		}
	}
	return w
}

// fitPriors re-estimates shape frequencies from the beads found.
func fitPriors(beads []bead, p *levelParams) priors {
	w := firstPriors(p)
	// The first shares count as so many beads, so that a short document does not forbid
	// what it happens not to have.
	n := fitted.shapes.mass
	for s := range w {
		for t := range w[s] {
			w[s][t] *= fitted.shapes.mass
		}
	}
	for _, k := range beads {
		if k.s > 0 && k.t > 0 {
			w[k.s][k.t]++
			n++
		}
	}
	for s := range w {
		for t := range w[s] {
			w[s][t] /= n
		}
	}
	return w
}

// costs turns frequencies into costs.
func (w priors) costs() priors {
	c := make(priors, len(w))
	for s := range w {
		c[s] = make([]float64, len(w[s]))
		for t := range w[s] {
			switch {
			case w[s][t] > 0:
				c[s][t] = -math.Log(w[s][t])
			default:
				c[s][t] = math.Inf(1)
			}
		}
	}
	return c
}
