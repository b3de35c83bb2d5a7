package check

import (
	"math"

	"triptych/align"
)

var cmpSentences = Check{
	ID: "cmp.sentences", Name: "Sentence missing or added", Severity: Error, Version: 1,
	Description: "A sentence, or the better part of one, has no counterpart in another version.",
	Find:        findSentences,
}

var alnLow = Check{
	ID: "aln.low", Name: "Does not belong together", Severity: Error, Version: 1,
	Description: "A version seems to translate something else altogether.",
	Find:        findApart,
}

// lapse is a supposed omission from, or addition to, a version. Its score is
// the log of the odds that it is real, from a logistic fit on texts with
// sentences left out and put in by chance.
type lapse struct {
	v     align.Version
	added bool
	gaps  []gap // one for each version that it was seen from
	score float64
}

// Findings begin at these odds; from the second on they are errors.
const (
	lapseWarning = -2.6
	lapseError   = -1.0
	lapseTwo     = -1.8 // where no third version bears witness
	maxLapseText = 20000
)

// lapses returns the supposed omissions and additions, the likeliest first for
// each version.
func (c *Case) lapses() []lapse {
	if c.lapsesKnown {
		return c.lapsesFound
	}
	c.lapsesKnown = true
	for _, v := range align.Versions {
		if len(c.runes[v]) > maxLapseText || c.has(v) && v != align.En && c.sameAsEnglish(v) {
			return nil
		}
	}
	for _, v := range align.Versions {
		if l, ok := c.omission(v); ok {
			c.lapsesFound = append(c.lapsesFound, l)
		}
		if l, ok := c.addition(v); ok {
			c.lapsesFound = append(c.lapsesFound, l)
		}
	}
	return c.lapsesFound
}

func (c *Case) omission(v align.Version) (lapse, bool) {
	l := lapse{v: v}
	a, b := others(v)
	fewer := math.MaxInt // by how many sentences v is short, at the least
	for _, o := range []align.Version{a, b} {
		if g, ok := c.missing(v, o); ok {
			l.gaps = append(l.gaps, g)
			fewer = min(fewer, len(c.reading(o).sentences)-len(c.reading(v).sentences))
		}
	}
	if len(l.gaps) == 0 {
		return l, false
	}
	g, h := l.gaps[0], l.gaps[len(l.gaps)-1] // the same one without a witness
	lengths := g.score - g.words + h.score - h.words
	l.score = 0.14*max(g.words, h.words) + 0.10*min(g.words, h.words) + 0.61*lengths +
		0.5*float64(g.edges+h.edges) + 0.39*math.Log(float64(g.tokens+h.tokens+1)) - 7.1
	switch {
	case fewer >= 1:
		l.score += 1.5
	case fewer < 0:
		l.score -= 0.4
	}
	return l, true
}

func (c *Case) addition(v align.Version) (lapse, bool) {
	g, ok := c.added(v)
	if !ok {
		return lapse{}, false
	}
	most, n := 0, 0.0
	a, b := others(v)
	for _, o := range []align.Version{a, b} {
		if r := c.reading(o); r != nil {
			most = max(most, len(r.sentences))
			n++
		}
	}
	if n == 0 {
		return lapse{}, false
	}
	more := len(c.reading(v).sentences) - most
	l := lapse{v: v, added: true, gaps: []gap{g}}
	l.score = (0.17*g.words+0.53*(g.score-g.words))*2/n + 1.1*float64(g.edges) + 1.5*math.Log(float64(g.tokens+1)) - 9.6
	switch {
	case more >= 1:
		l.score += 1.4
	case more < 0:
		l.score -= 3
	}
	return l, true
}

// apart returns the version whose text has nothing to do with the others'.
func (c *Case) apart() (align.Version, bool) {
	worst, found := align.En, false
	most := 0.0
	for _, v := range align.Versions {
		if !c.has(v) {
			continue
		}
		if c.reading(v).tokens < 4 {
			continue
		}
		sum, n := 0.0, 0
		apart := true
		a, b := others(v)
		for _, o := range []align.Version{a, b} {
			if !c.has(o) || !apart {
				continue
			}
			n++
			there := total(c.weights(v, o))
			if apart = there < 0; !apart {
				break
			}
			here := total(c.weights(o, v))
			apart = here < 0 && there+here < -apartScore
			sum -= there + here
		}
		if n > 0 && apart && sum > most {
			worst, most, found = v, sum, true
		}
	}
	return worst, found
}

// apartScore is the evidence, in nats and both ways together, from which two
// texts are said to have nothing to do with each other.
const apartScore = 5

func findApart(c *Case) {
	if c.aside() || len(c.pairs()) == 0 {
		return
	}
	for _, v := range []align.Version{align.Hans, align.Hant} {
		if c.has(v) && c.sameAsEnglish(v) {
			return
		}
	}
	v, ok := c.apart()
	if !ok {
		return
	}
	a, b := others(v)
	if !c.has(a) {
		a = b
	}
	f := Finding{Pair: both(v, a), Spans: spans(v, c.whole(v)), Args: args("a", a.String(), "b", v.String())}
	if len(c.pairs()) == 3 {
		f.Odd = odd(v)
	} else {
		f.Args["a"], f.Args["b"] = f.Pair[0].String(), f.Pair[1].String()
	}
	c.unrelated = true
	c.report(f)
}

func findSentences(c *Case) {
	if c.aside() || len(c.pairs()) == 0 {
		return
	}
	c.findRepeated()
	if c.unrelated {
		return
	}
	var best *lapse
	for i, l := range c.lapses() {
		if best == nil || l.score > best.score {
			best = &c.lapses()[i]
		}
	}
	limit := lapseWarning
	if len(c.pairs()) < 3 {
		limit = lapseTwo
	}
	if best == nil || best.score < limit {
		return
	}
	c.reportLapse(best)
}

func (c *Case) reportLapse(l *lapse) {
	g := l.gaps[0]
	span := c.sentenceSpan(g)
	f := Finding{Severity: Warning, Spans: spans(g.in, span)}
	if l.score >= lapseError {
		f.Severity = Error
	}
	text := clip(c.slice(g.in, span), 60)
	a, b := others(l.v)
	three := c.has(a) && c.has(b)
	if three {
		f.Odd = odd(l.v)
	}
	switch {
	case l.added && three:
		f.Pair, f.Key = c.nearest(l.v), "cmp.sentences.added.odd"
		f.Args = args("a", a.String(), "b", l.v.String(), "c", b.String(), "text", text)
	case l.added:
		f.Pair, f.Key = both(g.lacks, l.v), "cmp.sentences.added"
		f.Args = args("a", g.lacks.String(), "b", l.v.String(), "text", text)
	case three && len(l.gaps) > 1:
		f.Pair, f.Key = c.nearest(l.v), "cmp.sentences.missing.odd"
		f.Args = args("a", g.in.String(), "b", l.v.String(), "c", l.gaps[1].in.String(), "text", text)
		f.Spans[l.gaps[1].in] = c.sentenceSpan(l.gaps[1])
	default:
		f.Pair, f.Key = both(g.in, l.v), "cmp.sentences.missing"
		f.Args = args("a", g.in.String(), "b", l.v.String(), "text", text)
	}
	c.report(f)
}

// nearest is the pair in which an odd version is best compared: with the other
// Chinese text if it is Chinese itself.
func (c *Case) nearest(v align.Version) []align.Version {
	if v == align.En {
		return both(align.En, align.Hans)
	}
	return both(align.Hans, align.Hant)
}

// sentenceSpan widens a stretch to the sentences that it nearly fills.
func (c *Case) sentenceSpan(g gap) Span {
	out := g.Span
	for _, s := range c.reading(g.in).sentences {
		if len(s.tokens) == 0 || s.Span[1] <= g.Span[0] || s.Span[0] >= g.Span[1] {
			continue
		}
		if s.tokens[0].Span[0] >= g.Span[0] {
			out[0] = min(out[0], s.Span[0])
		}
		if s.tokens[len(s.tokens)-1].Span[1] <= g.Span[1] {
			out[1] = max(out[1], s.Span[1])
		}
	}
	return out
}
