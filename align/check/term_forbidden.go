package check

import (
	"triptych/align"
)

// termForbidden: a term is rendered in a way that the house glossary rules out.
// An error whatever the term weighs otherwise: somebody wrote down that it is wrong.
var termForbidden = Rule{
	ID: "term.forbidden", Severity: Error, Version: 1,
	Needs: English | Pair,
	Aside: true,
	Find:  findTermForbidden,
}

func findTermForbidden(c *Case) {
	for _, u := range c.terms() {
		for _, v := range align.Chinese {
			if !c.has(v) {
				continue
			}
			s, word, ok := c.rendered(v, u.term.Forbidden)
			if !ok {
				continue
			}
			// Forbidden 安全 inside the agreed 集体安全 is no mistake.
			if at, _, ok := c.rendered(v, u.term.Chinese); ok && at[0] <= s[0] && at[1] >= s[1] {
				continue // part of a longer, allowed rendering
			}
			f := Finding{Pair: both(align.En, v), Spans: map[align.Version]Span{align.En: u.Span, v: s},
				Args: args("a", align.En.String(), "b", v.String(), "x", u.term.English, "y", word)}
			c.report(f)
		}
	}
}
