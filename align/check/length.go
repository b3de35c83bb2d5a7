package check

import (
	"math"
	"sort"

	"triptych/align"
	"triptych/align/letter"
)

// lengths is the spread of a log ratio of lengths over a document.
// Logarithms, because a translation of half the length is as odd as one of twice.
type lengths struct {
	middle, spread float64 // median, and median absolute deviation made comparable to a standard deviation
	n              int
}

// lengthPrior stands in for a document that is too short to say.
func lengthPrior(p align.Pair) lengths {
	if p[0] == align.En {
		return lengths{middle: math.Log(fitted.length.ratio), spread: fitted.length.spread}
	}
	return lengths{middle: 0, spread: fitted.length.hanSpread}
}

// size measures a text for comparing lengths: a Han character is one, a Latin
// letter in a Chinese text counts as in English, about a third.
func size(text []rune, v align.Version) float64 {
	n := 0.0
	for _, r := range text {
		n += weightOf(r, v)
	}
	return n
}

// size is size of all of version v, worked out once: every stretch that may be lacking is
// measured against it.
func (c *Case) size(v align.Version) float64 {
	if c.sizes[v] == 0 {
		c.sizes[v] = size(c.runes[v], v)
	}
	return c.sizes[v]
}

// Blanks and marks weigh nothing: English has a blank after every word.
func weightOf(r rune, v align.Version) float64 {
	switch {
	case letter.Han(r):
		return 1
	case r <= ' ':
	case v == align.En:
		return 1
	case r < 0x250:
		return fitted.length.letter
	}
	return 0
}

// sizeOf is size for a string.
func sizeOf(text string, v align.Version) (n float64) {
	for _, r := range text {
		n += weightOf(r, v)
	}
	return n
}

func logRatio(u *Unit, p align.Pair) (float64, bool) {
	a, b := sizeOf(u.Text[p[0]], p[0]), sizeOf(u.Text[p[1]], p[1])
	least := fitted.length.han
	if p[0] == align.En {
		least = fitted.length.english
	}
	if a < least || b < 1 {
		return 0, false
	}
	return math.Log(b / a), true
}

// fitLengths estimates the spread of a pair from a document's units.
func fitLengths(units []Unit, p align.Pair) lengths {
	var ratios []float64
	for i := range units {
		if r, ok := logRatio(&units[i], p); ok && units[i].Kind[p[0]] != align.NonContent {
			ratios = append(ratios, r)
		}
	}
	prior := lengthPrior(p)
	if len(ratios) == 0 {
		return prior
	}
	middle := median(ratios)
	for i, r := range ratios {
		ratios[i] = math.Abs(r - middle)
	}
	// The usual factor that makes this deviation that of a normal distribution.
	spread := 1.4826 * median(ratios)
	n := float64(len(ratios))
	// Few units say little: the prior counts as so many of them.
	w := n / (n + fitted.length.prior)
	return lengths{
		middle: w*middle + (1-w)*prior.middle,
		spread: math.Max(w*spread+(1-w)*prior.spread, fitted.length.spreadLeast),
		n:      len(ratios),
	}
}

// median sorts x.
func median(x []float64) float64 {
	sort.Float64s(x)
	n := len(x)
	if n%2 == 1 {
		return x[n/2]
	}
	return (x[n/2-1] + x[n/2]) / 2
}

// deviation returns how many spreads the ratio of a pair lies from the middle,
// positive where the second version is too long. ok is false where lengths
// prove nothing.
func (c *Case) deviation(p align.Pair) (float64, bool) {
	r, ok := logRatio(&c.Unit, p)
	if !ok {
		return 0, false
	}
	l := c.Stats.length[pairIndex(p)]
	short := 1 + fitted.length.short/(fitted.length.short+float64(len(c.runes[p[0]]))) // short texts vary more
	return (r - l.middle) / (l.spread * short), true
}

func pairIndex(p align.Pair) int {
	for i, q := range align.Pairs {
		if p == q {
			return i
		}
	}
	return 0
}
