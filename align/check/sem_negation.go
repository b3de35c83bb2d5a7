package check

import (
	"triptych/align"
	"triptych/align/denial"
)

// semNegation: a version denies what the others affirm, or the reverse.
var semNegation = Rule{
	ID: "sem.negation", Severity: Warning, Version: 7,
	Needs: Pair,
	After: []After{{"aln.low", InUnit}, {"cmp.sentences", ForSome}},
	Find:  findNegation,
}

// findNegation looks for something that one version denies and another affirms.
//
// That a version has a "not" where another has none proves nothing: 不超过 is "up
// to", "remains" is 尚未. So each denial is followed to where another version says
// the same words, and what counts is whether it denies them there. A version that
// says it in other words is no witness.
func findNegation(c *Case) {
	f := c.flipped()
	if f == nil {
		return
	}
	wanting := f.Affirms
	if f.Odd != nil {
		wanting = *f.Odd
	}
	if !c.spokeOf("cmp.sentences", wanting) { // else what was left out or put in may hold the denial
		c.reportFlip(*f)
	}
}

func (c *Case) reportFlip(f denial.Flip) {
	o := f.Affirms
	g := Finding{
		Odd: f.Odd, Spans: spans(f.Denies, f.At), Pair: both(f.Denies, o), Key: "sem.negation",
		Args: args("a", f.Denies.String(), "b", o.String(), "text", c.around(f.Denies, f.At)),
	}
	g.grounds.Case, g.grounds.Evidence, g.grounds.Second = string(f.How), f.Evidence, f.Left
	if f.Plain && f.Denies == align.En {
		g.grounds.Case += "-plain"
	}
	if f.Odd != nil && *f.Odd == f.Denies && f.Denies != align.En {
		g.Pair = both(align.Hans, align.Hant)
	}
	if f.Odd != nil && len(c.pairs()) == 3 {
		third := align.Version(3 - int(f.Denies) - int(o))
		g.Args["c"] = third.String()
		if *f.Odd == f.Denies {
			g.Key = "sem.negation.extra"
		} else {
			g.Key = "sem.negation.lost"
		}
	}
	c.report(g)
}
