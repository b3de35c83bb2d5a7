package check

import (
	"triptych/align"
)

// cmpSentences: a sentence, or the better part of one, has no counterpart in another
// version.
// Counting sentences proves nothing: Chinese joins three English ones with commas. What
// counts is a stretch of words that nothing in the other version explains, weighed by
// fits on texts with sentences left out by chance (see lapse.go).
var cmpSentences = Rule{
	ID: "cmp.sentences", Severity: Error, Version: 6,
	Needs: Pair,
	After: []After{{"aln.low", ForSome}},
	Find:  findSentences,
}

func findSentences(c *Case) {
	// A sentence that stands twice is found even in texts that do not belong together.
	c.findRepeated()
	if c.spoke("aln.low") {
		return
	}
	// One a unit: a second gap is most often the echo of the first.
	if best := c.likeliest(); best != nil && best.score >= c.lapseBase()+c.Stats.lapseLimit {
		c.reportLapse(best)
	}
}

func (c *Case) reportLapse(l *lapse) {
	// Seen from both siblings, the gap is shown in the one whose sentence is whole.
	g := l.gaps[0]
	if len(l.gaps) > 1 && l.gaps[1].ends >= g.ends && l.gaps[1].uncovered >= fitted.lapse.whole { // its sibling says it in the same words
		g = l.gaps[1]
	}
	span := c.WholeSentences(g.in, g.Span)
	f := Finding{Severity: Warning, Spans: spans(g.in, span), grounds: Grounds{Evidence: l.score, Second: l.short()}}
	if l.score >= fitted.lapse.error {
		f.Severity = Error
	}
	text := clip(c.slice(g.in, span), 60)
	a, b := l.v.Others()
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
		f.Pair, f.Key = both(g.in, l.v), "cmp.sentences.missing.odd"
		f.Args = args("a", a.String(), "b", l.v.String(), "c", b.String(), "text", text)
		for _, o := range l.gaps {
			f.Spans[o.in] = c.WholeSentences(o.in, o.Span)
		}
	default:
		f.Pair, f.Key = both(g.in, l.v), "cmp.sentences.missing"
		f.Args = args("a", g.in.String(), "b", l.v.String(), "text", text)
	}
	c.reportOf(l.v, f)
}

// nearest is the pair in which an odd version is best compared: with the other
// Chinese text if it is Chinese itself.
func (c *Case) nearest(v align.Version) []align.Version {
	if v == align.En {
		return both(align.En, align.Hans)
	}
	return both(align.Hans, align.Hant)
}
