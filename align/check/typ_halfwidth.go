package check

import (
	"triptych/align"
	"triptych/align/letter"
)

// typHalfwidth: a comma, full stop or other mark between Chinese characters is the
// English one.
// Between Chinese characters alone: 3:30, 1,000, v2.1 and the marks of a quotation in
// English are right as they are.
var typHalfwidth = newStyle(Rule{
	ID: "typ.halfwidth", Severity: Warning, Version: 1,
}, align.Chinese[:], func(c *Case, v align.Version) []hit {
	var out []hit
	text := c.runes[v]
	for i, r := range text {
		full, ok := fullWidth[r]
		if !ok || i == 0 || !letter.Han(text[i-1]) {
			continue
		}
		next := rune(0)
		if i+1 < len(text) {
			next = text[i+1]
		}
		ends := next == 0 || letter.Space(next) && letter.Han(letter.After(text, i)) // 他来了. 她走了.
		if letter.Han(next) || ends && r != ':' {
			out = append(out, hit{Span{i, i + 1}, full, true})
		}
	}
	return out
})

var fullWidth = map[rune]string{',': "，", ';': "；", '?': "？", '!': "！", ':': "：", '.': "。"}
