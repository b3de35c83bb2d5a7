package align

// lengthModel says how likely two lengths are for texts that translate each
// other: the length of b is about ratio times that of a, with a variance that
// grows with the length (W. A. Gale and K. W. Church, "A Program for Aligning
// Sentences in Bilingual Corpora", Computational Linguistics 19, 1993), but
// with heavy tails and a ratio estimated from the document itself.
type lengthModel struct {
	ratio    float64 // characters of b for one of a
	variance float64 // of b, for each character expected
}

func (l *lengthModel) cost(a, b float64, p *levelParams) float64 {
	c := l.at(p)
	return c.cost(c.expect(a), b)
}

// lengthCosts is a length model at one level, with what all costs have in common
// worked out: the search asks for dozens of them at every cell.
type lengthCosts struct {
	ratio, variance  float64
	base, tail, half float64
}

func (l *lengthModel) at(p *levelParams) lengthCosts {
	return lengthCosts{l.ratio, l.variance, p.lengthBase * l.ratio, p.lengthTail, (p.lengthTail + 1) / 2}
}

// expect is the length of b to be expected for a length of a.
func (c *lengthCosts) expect(a float64) float64 { return a * c.ratio }

func (c *lengthCosts) cost(expect, b float64) float64 {
	d := b - expect
	v := c.variance*(expect+b)/2 + c.base
	return c.half * float64(logOf(float32(1+d*d/(v*c.tail))))
}

// firstLength guesses the ratio from the whole texts, kept within the bounds
// that English and Chinese (or two Chinese texts) keep: a text of which half is
// missing must not pass for a terse one.
func firstLength(a, b *side) lengthModel {
	sum := func(s *side) (n float64) {
		for i, c := range s.chars {
			if !s.aside[i] {
				n += c
			}
		}
		return n
	}
	guess := &fitted.translation
	if a.han == b.han {
		guess = &fitted.chinese
	}
	l := lengthModel{ratio: guess.ratio, variance: guess.variance}
	if x, y := sum(a), sum(b); x > 0 && y > 0 {
		l.ratio = min(guess.high, max(guess.low, y/x))
	}
	return l
}

// fit estimates the model from beads, each clipped so that a few wrong ones
// count for little; before is kept in the measure in which beads are few.
func (l *lengthModel) fit(beads []bead, a, b *side) {
	p := &fitted.lengths
	sumA, sumB := p.ratioMass, p.ratioMass*l.ratio
	each := func(f func(x, y float64)) {
		for _, k := range beads {
			if k.s == 0 || k.t == 0 {
				continue
			}
			f(span(a.chars, k.i, k.s), span(b.chars, k.j, k.t))
		}
	}
	each(func(x, y float64) { sumA += x; sumB += y })
	l.ratio = sumB / sumA
	n, sum := p.varianceMass, p.varianceMass*l.variance
	each(func(x, y float64) {
		e := x * l.ratio
		d := (y - e) * (y - e) / ((e+y)/2 + p.varianceBase)
		sum += min(d, p.clip*l.variance)
		n++
	})
	l.variance = sum / n
}

func span(values []float64, from, n int) (sum float64) {
	for _, v := range values[from : from+n] {
		sum += v
	}
	return sum
}
