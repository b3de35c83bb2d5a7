package check

import (
	"strings"

	"triptych/align"
	"triptych/align/letter"
)

// typDash: Chinese writes the dash as ——
// One — between Chinese characters comes from typing English; between digits (1914—18)
// and Latin letters it is a range or a hyphen, and no Chinese stands before it.
var typDash = newStyle(Rule{
	ID: "typ.dash", Severity: Info, Version: 1,
}, align.Chinese[:], func(c *Case, v align.Version) []hit {
	return marks(c, v, func(text []rune, i int) int {
		if text[i] != '—' && text[i] != '-' || !letter.Han(letter.Before(text, i)) || i > 0 && strings.ContainsRune("—-", text[i-1]) {
			return 0
		}
		switch {
		case text[i] == '—' && (i+1 == len(text) || text[i+1] != '—'):
			return 1
		case hasPrefix(text[i:], "--") && !hasPrefix(text[i:], "---") && i+2 < len(text) && !letter.Latin(text[i+2]):
			return 2
		}
		return 0
	}, "——")
})
