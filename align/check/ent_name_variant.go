package check

import (
	"strings"
	"sync"

	"triptych/align"
	"triptych/align/list"
	"triptych/align/reading"
)

// entNameVariant: the profile asks for Taiwan's or Hong Kong's form of a foreign
// name, and the Traditional text has another region's: 特朗普 for 川普.
// Only where a profile is set: without one nobody knows whose usage is wanted, and
// writers in Hong Kong mix both.
var entNameVariant = Rule{
	ID: "ent.name_variant", Severity: Warning, Version: 1,
	Needs: Traditional,
	Find:  findNameVariant,
}

// nameVariants are foreign names that the regions write differently: the
// mainland's form in Traditional characters, Taiwan's, Hong Kong's. Countries and
// things are among the regional words.
var nameVariants = sync.OnceValue(func() (all [][3]string) {
	for mainland, rest := range list.Pairs(words, "name_variants.tsv") {
		taiwan, hongKong, _ := strings.Cut(rest, "\t")
		all = append(all, [3]string{mainland, taiwan, hongKong})
	}
	return all
})

func findNameVariant(c *Case) {
	region := map[string]int{"TW": 1, "HK": 2}[c.Stats.settings.Profile]
	if region == 0 {
		return
	}
	text, skip := c.Unit.Text[align.Hant], c.allowed(align.Hant)
	// What is quoted, or allowed by the document, stays as somebody wrote it.
	for _, forms := range nameVariants() {
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
				if skip(s[0]) || quoted(c.runes[align.Hant], s) {
					continue
				}
				c.report(Finding{
					Pair: cell(align.Hant), Spans: spans(align.Hant, s), Values: map[align.Version]string{align.Hant: form},
					Args: args("a", align.Hant.String(), "x", form, "y", want), Fix: &Fix{align.Hant, s, want},
				})
			}
		}
	}
}
