package check

import (
	"strings"

	"triptych/align"
	"triptych/align/name"
)

// typEnumcomma: Names in a row are parted by ，, which Chinese does with 、.
var typEnumcomma = newStyle(Rule{
	ID: "typ.enumcomma", Severity: Info, Version: 2,
}, align.Chinese[:], func(c *Case, v align.Version) []hit {
	var out []hit
	text := c.runes[v]
	names := c.names.Mentions(v)
	for i := 0; i < len(names); i++ {
		end := i
		for end+1 < len(names) && inRow(text, names[end], names[end+1]) {
			end++
		}
		if end-i >= 2 { // two may be parts of two clauses
			s := Span{names[i].Span[0], names[end].Span[1]}
			out = append(out, hit{s, strings.ReplaceAll(c.slice(v, s), "，", "、"), true})
		}
		i = end
	}
	return out
})

// inRow reports whether two short names have nothing but a comma between them:
// 法国，德国.
func inRow(text []rune, a, b name.Mention) bool {
	return shortName(a) && shortName(b) && b.Span[0] == a.Span[1]+1 && text[a.Span[1]] == '，'
}

// shortName reports whether a name is a Chinese one of at most four characters.
func shortName(m name.Mention) bool { return m.Latin == "" && m.Span[1]-m.Span[0] <= 4 }
