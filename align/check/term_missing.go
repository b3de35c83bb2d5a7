package check

import (
	"strings"

	"triptych/align"
)

// termMissing: a term of the house glossary is not rendered as the glossary has it.
// Bylines and menus hold terms of the house as well, hence Aside.
var termMissing = Rule{
	ID: "term.missing", Severity: Warning, Version: 1,
	Needs: English | Pair,
	Aside: true,
	Find:  findTermMissing,
}

func findTermMissing(c *Case) {
	said := map[*Term]bool{}
	for _, u := range c.terms() {
		// Once a unit: a term that English repeats is often 它 or left out the second time.
		// A term without renderings stands in the glossary for what is forbidden alone.
		if said[u.term] || len(u.term.Chinese) == 0 {
			continue
		}
		said[u.term] = true
		for _, v := range align.Chinese {
			if !c.has(v) {
				continue
			}
			if _, _, ok := c.rendered(v, u.term.Chinese); ok {
				continue
			}
			f := Finding{Pair: both(align.En, v), Spans: spans(align.En, u.Span), Severity: u.term.Severity,
				Args: args("a", align.En.String(), "b", v.String(), "x", u.term.English, "y", strings.Join(u.term.Chinese, "、"))}
			// The sibling has it as agreed, so this one is the odd one out.
			if o := v.Sibling(); c.has(o) {
				if _, _, ok := c.rendered(o, u.term.Chinese); ok {
					f.Odd = odd(v)
				}
			}
			c.report(f)
		}
	}
}
