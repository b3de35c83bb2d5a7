package check

import (
	"triptych/align"
	"triptych/align/letter"
)

// typNumerals: a digit or Latin letter is written full width.
// ２０２２ comes from a Chinese keyboard and is as good as 2022 to the reader: information.
var typNumerals = newStyle(Rule{
	ID: "typ.numerals", Severity: Info, Version: 1,
}, []align.Version{align.En, align.Hans, align.Hant}, func(c *Case, v align.Version) []hit {
	var out []hit
	for i, r := range c.runes[v] {
		if letter.WideWord(r) {
			out = append(out, hit{Span{i, i + 1}, string(letter.Narrow(r)), true})
		}
	}
	return out
})
