package check

import (
	"triptych/align"
)

// cmpEmpty: a version has no text where its siblings have some.
// The one blocker that needs no reading: a reader of that version misses a paragraph.
// A version that the document does not have at all is not missed in each of its
// units, unless somebody said that it is expected.
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
		// An empty unit misses nothing.
		if !c.has(a) && !c.has(b) {
			continue
		}
		f := Finding{Pair: cell(v), Args: args("a", v.String())}
		// With one sibling alone it may be that one which has too much.
		if c.has(a) && c.has(b) {
			f.Odd = odd(v)
		}
		c.report(f)
	}
}
