package check

import (
	"math"
	"slices"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/quantity"
	"triptych/align/reading"
	"triptych/align/zh"
)

// gap is a stretch of version in that version lacks may not have, and what
// speaks for that.
type gap struct {
	in, lacks align.Version
	Span      // of version in
	tokens    int
	share     float64             // of the tokens of the cell
	unmet     float64             // nats: its words are not in version lacks
	witness   float64             // nats: its words are in the third version, or not there either where it is thought to be added
	ends      int                 // how many of its ends are ends of sentences
	clauses   int                 // and of clauses
	short     float64             // nats: the lengths of the cells, were it left out
	uncovered float64             // share of its pairs of characters that the other Chinese version has not; 0 for other pairs
	unsaid    []quantity.Quantity // of all of version in, see unsaid
}

// stretch looks in version a for the words that v most likely has no
// counterpart of. added says that they are thought to have been added to a, so
// that the third version should not have them either.
// It is the classic heaviest run of numbers, with a bonus at ends of clauses and
// sentences: people leave out what stands between marks, not words from the middle of one
// clause to the middle of the next. A figure that nobody else has speaks for more than a
// word does.
func (c *Case) stretch(a, v align.Version, added bool) (gap, bool) {
	if !c.has(a) || !c.has(v) {
		return gap{}, false
	}
	tokens, start, end := c.Words(a).All()
	n := len(tokens)
	if n == 0 {
		return gap{}, false
	}
	unmet, witness := c.sums(a, v, added)
	clause := c.clauseStarts(a, tokens)
	weight := fitted.stretch.witness
	if added {
		weight = 1
	}
	// what a stretch from token i to token j is worth is from[i] + to[j]
	from, to := make([]float64, n+1), make([]float64, n+1)
	unsaid := c.unsaid(a, v, added)
	values, extra := unsaid, 0.0
	for i := range n + 1 {
		for i > 0 && len(values) > 0 && values[0].End <= tokens[i-1].Span[1] {
			if !values[0].Weak {
				extra += fitted.stretch.unsaid
			}
			values = values[1:]
		}
		x := unmet[i] + weight*witness[i] + extra
		from[i], to[i] = -x, x
		if i < n {
			from[i] += bonus(start[i], clause[i])
		}
		if i > 0 {
			to[i] += bonus(end[i-1], clause[i])
		}
	}
	i, j := span(from, to)
	best := gap{Span: Span{tokens[i].Span[0], tokens[j-1].Span[1]}, tokens: j - i, unmet: unmet[j] - unmet[i], witness: witness[j] - witness[i]}
	best.ends, best.clauses = count(start[i], end[j-1]), count(clause[i], clause[j])
	best.in, best.lacks, best.unsaid = a, v, unsaid
	best.share = float64(best.tokens) / float64(n)
	if added {
		best.short = c.shortened(v, a, best.Span, a)
	} else {
		best.short = c.shortened(a, v, best.Span, a)
	}
	if a != align.En && v != align.En {
		best.uncovered = c.uncovered(a, v, best.Span)
	}
	return best, true
}

// sums adds up, token by token, the evidence against and for counterparts.
func (c *Case) sums(a, v align.Version, added bool) (unmet, witness []float64) {
	there := c.Weights(a, v)
	unmet, witness = make([]float64, len(there)+1), make([]float64, len(there)+1)
	b := align.Version(3 - int(v) - int(a))
	third := c.has(b)
	for i, x := range there {
		// Cut off, so that one rare word (a name that the dictionary lacks) is not enough.
		unmet[i+1], witness[i+1] = unmet[i]+clamp(-x, -4, 2), witness[i]
		switch {
		case third && added:
			witness[i+1] += clamp(-c.Weights(a, b)[i], -4, 2)
		case third:
			witness[i+1] += clamp(c.Weights(a, b)[i], -2, 3)
		}
	}
	return unmet, witness
}

// bonus is what a stretch gains by ending where something ends.
func bonus(end, clause bool) float64 {
	switch {
	case end && clause:
		return fitted.stretch.end
	case end:
		return fitted.stretch.end - fitted.stretch.clause
	case clause:
		return fitted.stretch.clause
	}
	return 0
}

// span returns i and j, as far apart as a stretch may be long, with the highest sum of
// from[i] and to[j], the first of equals.
func span(from, to []float64) (i, j int) {
	n := len(from) - 1
	most := math.Inf(-1)
	limit, whole := fitted.stretch.limit, fitted.stretch.whole
	for a := range n {
		for b := a + 1; b <= min(n, a+limit); b++ {
			x := from[a] + to[b]
			// All of a cell is most likely another text and no omission.
			if b-a == n {
				x -= whole
			}
			if x > most {
				most, i, j = x, a, b
			}
		}
	}
	return i, j
}

// count is how many of the flags are set.
func count(flags ...bool) (n int) {
	for _, f := range flags {
		if f {
			n++
		}
	}
	return n
}

// clauseMarks stand between clauses, and between sentences.
var clauseMarks = letter.SetOf(",;:，；：—–。！？…!?.\n()（）“”「」")

// clauseStarts says of each token, and of the end, whether a clause begins there.
func (c *Case) clauseStarts(v align.Version, tokens []reading.Token) []bool {
	out := make([]bool, len(tokens)+1)
	out[0], out[len(tokens)] = true, true
	for i := 1; i < len(tokens); i++ {
		if before, at := tokens[i-1].Span[1], tokens[i].Span[0]; before < at {
			out[i] = slices.ContainsFunc(c.runes[v][before:at], clauseMarks.Has)
		}
	}
	return out
}

// uncovered is the share of the pairs of neighbouring characters of a stretch
// of one Chinese version that the other one does not have anywhere.
func (c *Case) uncovered(a, v align.Version, s Span) float64 {
	stretch, _ := zh.Wording(string(c.runes[a][s[0]:s[1]]))
	if len(stretch) < 2 {
		return 0
	}
	missing := 0
	pairs := c.neighbours(v)
	for i := 0; i+1 < len(stretch); i++ {
		if pairs.Of(stretch[i], stretch[i+1]) == 0 {
			missing++
		}
	}
	return float64(missing) / float64(len(stretch)-1)
}

// unsaid returns the quantities of version a that v has nowhere, and that the third
// version has, or lacks as well where they are thought to be added.
func (c *Case) unsaid(a, v align.Version, added bool) []quantity.Quantity {
	var out []quantity.Quantity
	third := align.Version(3 - int(a) - int(v))
	all := c.amounts(a)
	says := func(o align.Version, i int) bool {
		list := c.amounts(o)
		from, to := quantity.Near(i, len(all), len(list))
		return slices.ContainsFunc(list[from:to], func(q quantity.Quantity) bool { return quantity.Alike(&all[i], &q) })
	}
	for i, q := range all {
		if !says(v, i) && says(third, i) != added {
			out = append(out, q)
		}
	}
	return out
}

// unsaidValues counts the quantities of a stretch that are not said in the version
// that may lack it, up to 1. Small ones in words count half.
func (g gap) unsaidValues() float64 {
	n := 0.0
	for _, q := range g.unsaid {
		switch {
		case q.Start < g.Span[0] || q.End > g.Span[1]:
		case q.Weak:
			n += fitted.stretch.weak
		default:
			n++
		}
	}
	return min(n, 1)
}

// unsaidNames counts the names of a stretch in the same way.
func (c *Case) unsaidNames(g gap, added bool) float64 {
	n := 0
	third := align.Version(3 - int(g.in) - int(g.lacks))
	for _, m := range c.names.Mentions(g.in) {
		inside := g.Span[0] <= m.Span[0] && m.Span[1] <= g.Span[1]
		if !inside || m.Part || m.First && !m.Listed() { // the first word of a sentence has a capital anyway
			continue
		}
		// A name that the version lacks, and that the third one has: or has not, where it is
		// thought to be added.
		if !c.names.Met(m, g.in, g.lacks) && c.names.Met(m, g.in, third) != added {
			n++
		}
	}
	return float64(min(n, 1))
}

// neighbours returns the pairs of neighbouring characters of a Chinese version.
func (c *Case) neighbours(v align.Version) *letter.Pairs {
	if c.pairsOf[v] == nil {
		text := c.like().folded[v-align.Hans]
		pairs := letter.PairsFor(len(text))
		for i := 0; i+1 < len(text); i++ {
			pairs.Put(text[i], text[i+1], 1)
		}
		c.pairsOf[v] = &pairs
	}
	return c.pairsOf[v]
}

func clamp(x, low, high float64) float64 { return max(low, min(x, high)) }

// shortened is the evidence of the lengths of a and v for a stretch of version
// in (one of the two) being too much on its side: how much better their ratio
// fits without it than with it.
func (c *Case) shortened(a, v align.Version, s Span, in align.Version) float64 {
	d, sigma, ok := c.lengthOff(a, v)
	if !ok {
		return 0
	}
	// Never all of it: the logarithm of nothing has no end.
	part := min(size(c.runes[in][s[0]:s[1]], in)/c.size(in), fitted.stretch.part)
	shift := math.Log(1 - part) // what v would be short by
	if in == v {
		shift = -shift
	}
	return clamp((d*d-(d-shift)*(d-shift))/(2*sigma*sigma), -fitted.stretch.against, fitted.stretch.toward)
}

// lengthOff is how far the length of v is off what that of a makes likely, as the log
// of their ratio, negative where v is short, and how much it varies. ok is false
// where a cell holds nothing but marks.
func (c *Case) lengthOff(a, v align.Version) (d, sigma float64, ok bool) {
	p, sign := pairOf(a, v)
	la, lb := c.size(p[0]), c.size(p[1])
	if la < 1 || lb < 1 {
		return 0, 0, false
	}
	l := c.Stats.length[pairIndex(p)]
	return (math.Log(lb/la) - l.middle) * sign, l.spread * fitted.stretch.width * (1 + fitted.stretch.tail/(fitted.stretch.tail+la)), true
}

// pairOf orders two versions; sign is 1 when v is the second of the pair.
func pairOf(a, v align.Version) (align.Pair, float64) {
	if a < v {
		return align.Pair{a, v}, 1
	}
	return align.Pair{v, a}, -1
}
