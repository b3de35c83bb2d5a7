package check

import (
	"triptych/align"
)

// cmpIntended: a version has no text here, and somebody has said that this is meant.
// On request, for whoever wants to see what was left out on purpose.
var cmpIntended = Rule{
	ID: "cmp.intended", Severity: Info, Version: 1, State: OnRequest,
	Find: func(c *Case) {
		for _, v := range align.Versions {
			if c.Unit.Want[v] == Absent && !c.has(v) {
				c.report(Finding{Pair: cell(v), Args: args("a", v.String())})
			}
		}
	},
}
