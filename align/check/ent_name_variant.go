package check

import (
	"strings"

	"triptych/align"
	"triptych/align/reading"
	"triptych/align/zh"
)

// entNameVariant: the profile asks for Taiwan's or Hong Kong's form of a foreign
// name, and the Traditional text has another region's: 特朗普 for 川普.
// Only where a profile is set: without one nobody knows whose usage is wanted, and
// writers in Hong Kong mix both.
var entNameVariant = Rule{
	ID: "ent.name_variant", Severity: Warning, Version: 2,
	Needs: Traditional,
	Find:  findNameVariant,
}

func findNameVariant(c *Case) {
	region := map[string]int{"TW": 1, "HK": 2}[c.Stats.settings.Profile]
	if region == 0 {
		return
	}
	text, skip := c.Unit.Text[align.Hant], c.allowed(align.Hant)
	// What is quoted, or allowed by the document, stays as somebody wrote it.
	for _, forms := range zh.NameVariants() {
		want := forms[region]
		for i, form := range forms {
			if form == want || i == 2 && form == forms[0] {
				continue
			}
			at := reading.RuneCounter{Text: text}
			for from := 0; ; {
				k := strings.Index(text[from:], form)
				if k < 0 {
					break
				}
				start := at.Rune(from + k)
				s := Span{start, start + len([]rune(form))}
				from += k + len(form)
				if skip(s[0]) || quoted(c.runes[align.Hant], s) || c.inName(align.Hant, s) {
					continue // 布什 in 新罕布什爾
				}
				c.report(Finding{
					Pair: cell(align.Hant), Spans: spans(align.Hant, s), Values: map[align.Version]string{align.Hant: form},
					Args: args("a", align.Hant.String(), "x", form, "y", want), Fix: &Fix{align.Hant, s, want},
				})
			}
		}
	}
}
