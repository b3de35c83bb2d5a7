package check

import (
	"triptych/align"
)

// termInconsistent: the document usually renders this name in another way.
// Information and no more: 拜登 and 拜登总统 are both right, and only a person knows
// which of two renderings the house prefers. The first of a unit stands for all.
var termInconsistent = Rule{
	ID: "term.inconsistent", Severity: Info, Version: 2,
	Find: findInconsistent,
}

func findInconsistent(c *Case) {
	for _, v := range align.Chinese {
		if !c.has(v) {
			continue
		}
		for _, m := range c.names.Mentions(v) {
			usual, ok := c.names.UsualForm(m, v, &c.Stats.renderings)
			if !ok {
				continue
			}
			c.report(Finding{Pair: cell(v), Spans: spans(v, m.Span), Values: map[align.Version]string{v: m.Text},
				Args: args("a", v.String(), "x", m.Text, "y", usual)})
			return
		}
	}
}
