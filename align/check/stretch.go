package check

import (
	"math"

	"triptych/align"
)

// gap is a stretch of version in that version lacks does not have.
type gap struct {
	in, lacks align.Version
	Span      // of version in
	tokens    int
	words     float64 // evidence of the words alone
	edges     int     // how many of its ends are ends of sentences
	score     float64 // nats: evidence that it is missing rather than said in other words
}

// What an end of a stretch is worth, in nats, when a sentence ends there too:
// what is left out or put in is mostly whole sentences, while free translation
// leaves words unmet anywhere.
const edgeBonus = 3.0

// stretchLimit is the number of tokens beyond which edges are not looked for,
// since that takes time in the square of it.
const stretchLimit = 800

// stretch returns the run of tokens of r with the highest sum of weights and
// bonuses.
func (r *reading) stretch(weight func(i int) float64) (best gap) {
	tokens, start, end := r.all()
	best.score = math.Inf(-1)
	sums := make([]float64, len(tokens)+1)
	for i := range tokens {
		sums[i+1] = sums[i] + weight(i)
	}
	take := func(i, j int) {
		x := sums[j] - sums[i]
		edges := 0
		if start[i] {
			edges++
		}
		if end[j-1] {
			edges++
		}
		if x += edgeBonus * float64(edges); x > best.score {
			best.score, best.tokens, best.edges = x, j-i, edges
			best.words = sums[j] - sums[i]
			best.Span = Span{tokens[i].Span[0], tokens[j-1].Span[1]}
		}
	}
	if len(tokens) > stretchLimit {
		low := 0
		for j := 1; j <= len(tokens); j++ {
			take(low, j)
			if sums[j] < sums[low] {
				low = j
			}
		}
		return best
	}
	for i := range tokens {
		for j := i + 1; j <= len(tokens); j++ {
			take(i, j)
		}
	}
	return best
}

// all returns the tokens of every sentence, and which of them begin and end one.
func (r *reading) all() (tokens []token, start, end []bool) {
	for _, s := range r.sentences {
		for i, t := range s.tokens {
			tokens = append(tokens, t)
			start = append(start, i == 0)
			end = append(end, i == len(s.tokens)-1)
		}
	}
	return tokens, start, end
}

func clamp(x, low, high float64) float64 { return max(low, min(x, high)) }

// missing returns the stretch that v most likely lacks: in version a, said in
// the third version too, and not met in v.
func (c *Case) missing(v, a align.Version) (gap, bool) {
	if !c.has(a) || !c.has(v) {
		return gap{}, false
	}
	ra := c.reading(a)
	b := align.Version(3 - int(v) - int(a))
	there := c.weights(a, v)
	var witness []float64
	if c.has(b) {
		witness = c.weights(a, b)
	}
	best := ra.stretch(func(i int) float64 {
		x := clamp(-there[i], -4, 2)
		if witness != nil {
			x += 0.5 * clamp(witness[i], -2, 3)
		}
		return x
	})
	if best.tokens == 0 {
		return gap{}, false
	}
	best.in, best.lacks = a, v
	best.score = best.words
	best.score += c.shortened(a, v, best.Span, a)
	return best, best.tokens > 0
}

// added returns the stretch of v that most likely no other version has.
func (c *Case) added(v align.Version) (gap, bool) {
	if !c.has(v) {
		return gap{}, false
	}
	rv := c.reading(v)
	a, b := others(v)
	var against [][]float64
	for _, o := range []align.Version{a, b} {
		if c.has(o) {
			against = append(against, c.weights(v, o))
		}
	}
	best := rv.stretch(func(i int) float64 {
		x := 0.0
		for _, w := range against {
			x += clamp(-w[i], -4, 2)
		}
		return x
	})
	if best.tokens == 0 {
		return gap{}, false
	}
	best.in = v
	best.score = best.words
	for _, o := range []align.Version{a, b} {
		if c.has(o) {
			best.lacks = o
			best.score += c.shortened(o, v, best.Span, v)
		}
	}
	return best, true
}

// shortened is the evidence of the lengths of a and v for a stretch of version
// in (one of the two) being too much on its side: how much better their ratio
// fits without it than with it.
func (c *Case) shortened(a, v align.Version, s Span, in align.Version) float64 {
	p, sign := pairOf(a, v)
	la, lb := size(c.runes[p[0]], p[0]), size(c.runes[p[1]], p[1])
	if la < 1 || lb < 1 {
		return 0
	}
	part := min(size(c.runes[in][s[0]:s[1]], in)/size(c.runes[in], in), 0.95)
	l := c.Stats.length[pairIndex(p)]
	d := (math.Log(lb/la) - l.middle) * sign // negative: v is short
	shift := math.Log(1 - part)              // what v would be short by
	if in == v {
		shift = -shift
	}
	sigma := l.spread * 1.3 * (1 + 20/(20+la))
	return clamp((d*d-(d-shift)*(d-shift))/(2*sigma*sigma), -3, 6)
}

// pairOf orders two versions; sign is 1 when v is the second of the pair.
func pairOf(a, v align.Version) (align.Pair, float64) {
	if a < v {
		return align.Pair{a, v}, 1
	}
	return align.Pair{v, a}, -1
}
