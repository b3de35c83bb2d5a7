package check

import (
	"triptych/align"
	"triptych/align/letter"
)

// typFullwidthInEn: the English holds a full-width mark.
// Left by a Chinese keyboard. Beside Chinese characters the mark is part of a quotation
// in Chinese, and right.
var typFullwidthInEn = newStyle(Rule{
	ID: "typ.fullwidth_in_en", Severity: Error, Version: 1,
	Needs: English,
}, []align.Version{align.En}, func(c *Case, v align.Version) []hit {
	var out []hit
	text := c.runes[v]
	for i, r := range text {
		half, ok := halfMarks[r]
		if !ok || letter.Han(letter.Before(text, i)) || letter.Han(letter.After(text, i)) {
			continue
		}
		out = append(out, hit{Span{i, i + 1}, half, true})
	}
	return out
})

var halfMarks = map[rune]string{'，': ",", '。': ".", '；': ";", '？': "?", '！': "!", '：': ":", '（': "(", '）': ")", '、': ","}
