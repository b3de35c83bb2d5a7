package check

import (
	"triptych/align"
)

// cmpEmpty: a version has no text where its siblings have some.
var cmpEmpty = Rule{
	ID: "cmp.empty", Severity: Blocker, Version: 1,
	Find: findEmpty,
}

func findEmpty(c *Case) {
	for _, v := range align.Versions {
		want := c.Unit.Want[v]
		if c.has(v) || want == Absent || want == AsDocument && !c.Stats.present[v] {
			continue
		}
		a, b := v.Others()
		if !c.has(a) && !c.has(b) {
			continue
		}
		f := Finding{Pair: cell(v), Args: args("a", v.String())}
		if c.has(a) && c.has(b) {
			f.Odd = odd(v)
		}
		c.report(f)
	}
}
