package check

import (
	"triptych/align"
	"triptych/align/letter"
)

// typInvisible: a character that nobody sees: zero-width space, soft hyphen, mark of
// direction.
var typInvisible = newStyle(Rule{
	ID: "typ.invisible", Severity: Warning, Version: 1,
}, []align.Version{align.En, align.Hans, align.Hant}, func(c *Case, v align.Version) []hit {
	var out []hit
	for i, r := range c.runes[v] {
		if letter.Stray(r) {
			out = append(out, hit{Span{i, i + 1}, "", true})
		}
	}
	return out
})
