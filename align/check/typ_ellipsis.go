package check

import (
	"triptych/align"
	"triptych/align/letter"
)

// typEllipsis: Chinese writes the ellipsis as ……
var typEllipsis = newStyle(Rule{
	ID: "typ.ellipsis", Severity: Info, Version: 1,
}, align.Chinese[:], func(c *Case, v align.Version) []hit {
	return marks(c, v, func(text []rune, i int) int {
		switch {
		case text[i] == '…' && single(text, i) && (letter.Han(letter.Before(text, i)) || letter.Han(letter.After(text, i))):
			return 1
		case hasPrefix(text[i:], "...") && (i == 0 || text[i-1] != '.') && letter.Han(letter.Before(text, i)):
			return 3
		}
		return 0
	}, "……")
})

// single reports whether a mark stands neither behind nor before another one like
// it: … and not ……
func single(text []rune, i int) bool {
	return (i == 0 || text[i-1] != text[i]) && (i+1 == len(text) || text[i+1] != text[i])
}
