package check

import (
	"triptych/align"
)

// driftUnreviewed: nobody has said yet that two versions of this unit say the same.
// On request: in a fresh import it is true of every unit, and says nothing.
var driftUnreviewed = Rule{
	ID: "drift.unreviewed", Severity: Info, Version: 1, State: OnRequest,
	Needs: Pair,
	Find: func(c *Case) {
		for i, p := range align.Pairs {
			if c.has(p[0]) && c.has(p[1]) && c.Unit.Pairs[i].Status != Approved && c.Unit.Pairs[i].Status != Stale {
				c.report(Finding{Pair: both(p[0], p[1]), Args: args("a", p[0].String(), "b", p[1].String())})
				return // one a unit is enough to find it
			}
		}
	},
}
