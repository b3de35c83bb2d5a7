package check

import (
	"triptych/align"
	"triptych/align/letter"
)

// mkControl: a control character stands in the text.
// Such a character is seen by nobody and breaks XML, spreadsheets and search. Tabs and
// line ends are none.
var mkControl = newStyle(Rule{
	ID: "mk.control", Severity: Error, Version: 1,
}, []align.Version{align.En, align.Hans, align.Hant}, func(c *Case, v align.Version) []hit {
	var out []hit
	for i, r := range c.runes[v] {
		if letter.Control(r) {
			out = append(out, hit{Span{i, i + 1}, "", true})
		}
	}
	return out
})
