package check

import (
	"triptych/align"
)

var cmpIntended = Rule{
	ID: "cmp.intended", Name: "Left out on purpose", Severity: Info, Version: 1, State: OnRequest,
	Description: "A version has no text here, and somebody has said that this is meant.",
	Find: func(c *Case) {
		for _, v := range align.Versions {
			if c.Unit.Want[v] == Absent && !c.has(v) {
				c.report(Finding{Pair: cell(v), Args: args("a", v.String())})
			}
		}
	},
}
