package check

import (
	"strings"
	"unicode"

	"triptych/align"
)

// entAcronym: one Chinese version has neither an acronym nor its translation, where
// the two other versions have it.
// With three versions only: the sibling that has it shows that it was not dropped on
// purpose, as 该组织 for NATO at the second mention.
var entAcronym = Rule{
	ID: "ent.acronym", Severity: Info, Version: 2,
	Needs: Three,
	After: []After{{"aln.low", InUnit}, {"cmp.sentences", InUnit}, {"cmp.truncated", InUnit}, {"ent.name", InUnit}, {"cmp.same", OfVersion}},
	Find:  findAcronym,
}

// acronym reports whether a name is two to six capital letters.
func acronym(name string) bool {
	return len(name) >= 2 && len(name) <= 6 && strings.IndexFunc(name, func(r rune) bool { return !unicode.IsUpper(r) || r > 0x7F }) < 0
}

func findAcronym(c *Case) {
	for _, m := range c.names.Mentions(align.En) {
		if !acronym(m.Text) {
			continue
		}
		for _, v := range align.Chinese {
			o := v.Sibling()
			if !c.open(v) || !c.names.Met(m, align.En, o) || c.names.Met(m, align.En, v) {
				continue
			}
			c.report(Finding{Pair: both(align.En, v), Odd: odd(v), Spans: spans(align.En, m.Span), Values: map[align.Version]string{align.En: m.Text},
				Args: args("a", align.En.String(), "b", v.String(), "c", o.String(), "x", m.Text)})
			return
		}
	}
}
