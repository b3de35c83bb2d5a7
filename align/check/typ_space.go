package check

import (
	"strings"

	"triptych/align"
	"triptych/align/letter"
)

// typSpace: two spaces together, or a space beside a full-width mark.
// A full-width mark has its blank inside already. Blanks at the ends of a line are
// taken off when a text is read and never seen by anybody.
var typSpace = newStyle(Rule{
	ID: "typ.space", Severity: Info, Version: 1,
}, []align.Version{align.En, align.Hans, align.Hant}, func(c *Case, v align.Version) []hit {
	var out []hit
	text := c.runes[v]
	for i, r := range text {
		if !letter.Space(r) || i == 0 || i+1 == len(text) {
			continue
		}
		switch {
		case letter.Space(text[i-1]):
			out = append(out, hit{Span{i, i + 1}, "", true})
		case v != align.En && (strings.ContainsRune("，。；：？！、（「『《", text[i-1]) || strings.ContainsRune("，。；：？！、）」』》", text[i+1])):
			out = append(out, hit{Span{i, i + 1}, "", true})
		}
	}
	return out
})
