package check

import (
	"triptych/align"
)

// driftConverted: a Chinese version was made from the other one by conversion, and
// nobody has confirmed it: where the other one is wrong, both are.
// Two versions that agree are no witnesses for each other where one was made from the
// other by machine.
var driftConverted = Rule{
	ID: "drift.converted", Severity: Info, Version: 1,
	Aside: true,
	Find: func(c *Case) {
		for v, made := range c.Unit.Made {
			if made == nil || !c.has(align.Version(v)) {
				continue
			}
			f := Finding{Pair: cell(align.Version(v)), Args: args("a", align.Version(v).String(), "b", made.From.String(), "x", made.Rev)}
			// The text that it was made from has changed since.
			if made.Now != made.Rev {
				f.Key, f.Severity = "drift.converted.behind", Warning
			}
			c.report(f)
		}
	},
}
