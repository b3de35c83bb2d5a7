package check

import (
	"triptych/align"
)

// typQuotes: Simplified text takes “ ”, Traditional text 「 」.
// A fix changes one mark and never the text; inner marks (『 』 and ‘ ’) follow the outer
// ones. On the mainland Traditional text may take “ ” as well.
var typQuotes = newStyle(Rule{
	ID: "typ.quotes", Severity: Warning, Version: 1,
}, align.Chinese[:], func(c *Case, v align.Version) []hit {
	wrong, right := "「」『』", "“”‘’"
	if v == align.Hant {
		wrong, right = "“”", "「」"
	}
	if c.Stats.settings.Profile == "CN" && v == align.Hant {
		return nil
	}
	var out []hit
	from, to := []rune(wrong), []rune(right)
	for i, r := range c.runes[v] {
		for k, w := range from {
			if r == w {
				out = append(out, hit{Span{i, i + 1}, string(to[k]), true})
			}
		}
	}
	if len(out)%2 == 1 { // an unbalanced one is for typ.pair
		return nil
	}
	return out
})
