package check

import (
	"triptych/align"
	"triptych/align/letter"
)

var typInvisible = newStyle(Rule{
	ID: "typ.invisible", Name: "Invisible character", Severity: Warning, Version: 1,
	Description: "A character that nobody sees: zero-width space, soft hyphen, mark of direction.",
}, []align.Version{align.En, align.Hans, align.Hant}, func(c *Case, v align.Version) []hit {
	var out []hit
	for i, r := range c.runes[v] {
		if letter.Stray(r) {
			out = append(out, hit{Span{i, i + 1}, "", true})
		}
	}
	return out
})
