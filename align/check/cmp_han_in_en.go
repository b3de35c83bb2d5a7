package check

import (
	"strings"

	"triptych/align"
	"triptych/align/letter"
)

// cmpHanInEn: the English holds Chinese characters.
// What stands in brackets or quotation marks is a gloss and meant: "the hukou (户口)
// system". A language line ("English 简体 繁體") is set apart by the reader and so is
// not asked about.
var cmpHanInEn = newStyle(Rule{
	ID: "cmp.han_in_en", Severity: Warning, Version: 1,
	Needs: English,
}, []align.Version{align.En}, func(c *Case, v align.Version) []hit {
	var out []hit
	text := c.runes[v]
	for i := 0; i < len(text); i++ {
		if !letter.Han(text[i]) {
			continue
		}
		run := Span{i, i + 1}
		for run[1] < len(text) && letter.Han(text[run[1]]) {
			run[1]++
		}
		i = run[1]
		if b, a := letter.Before(text, run[0]), letter.After(text, run[1]-1); strings.ContainsRune("（(「『“\"《'‘", b) && b != 0 && strings.ContainsRune("）)」』”\"》'’", a) && a != 0 {
			continue
		}
		out = append(out, hit{Span: run})
	}
	return out
})
