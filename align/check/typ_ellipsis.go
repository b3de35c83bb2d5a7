package check

import (
	"triptych/align"
	"triptych/align/letter"
)

// typEllipsis: Chinese writes the ellipsis as ……
var typEllipsis = newStyle(Rule{
	ID: "typ.ellipsis", Severity: Info, Version: 1,
}, chineseVersions, func(c *Case, v align.Version) []hit {
	return marks(c, v, func(text []rune, i int) int {
		switch {
		case text[i] == '…' && (i == 0 || text[i-1] != '…') && (i+1 == len(text) || text[i+1] != '…') && (letter.Han(before(text, i)) || letter.Han(after(text, i))):
			return 1
		case hasPrefix(text[i:], "...") && (i == 0 || text[i-1] != '.') && letter.Han(before(text, i)):
			return 3
		}
		return 0
	}, "……")
})
