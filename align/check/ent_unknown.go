package check

import (
	"strings"

	"triptych/align"
	"triptych/align/name"
	"triptych/align/zh"
)

// entUnknown: a foreign name is written in other characters than elsewhere in the
// document, or than in pairs that were approved.
// No glossary is needed: a document of some length says by itself that Biden is 拜登, and
// 拜頓 in one place is then a slip. What people approved in all documents weighs more
// than what this one does.
var entUnknown = Rule{
	ID: "ent.unknown", Severity: Warning, Version: 2,
	Needs: English,
	After: []After{{"aln.low", InUnit}},
	Find:  findUnknownName,
}

// LearnNames learns from units whose texts people approved as saying the same.
func LearnNames(units []Unit) *name.Forms {
	s := &Stats{}
	cases := make([]*name.Unit, len(units))
	for i := range units {
		cases[i] = newCase(units[i], s).names
	}
	return name.ApprovedForms(cases)
}

func findUnknownName(c *Case) {
	for _, m := range c.names.Foreign() {
		for _, v := range align.Chinese {
			// A name that the Chinese leaves in Latin letters has no form to be wrong.
			if !c.has(v) || c.LatinCount(m.Latin, v) > 0 {
				continue
			}
			// First what people approved, then what the document does.
			usual, ok := c.Stats.settings.Names.Form(m.Latin, v)
			if !ok {
				usual, ok = c.Stats.learnt.Form(m.Latin, v)
			}
			if !ok {
				continue
			}
			if s, found := c.names.OtherForm(m.Latin, usual, v, c.Stats.learnt, c.Stats.settings.Names); found {
				f := Finding{Pair: both(align.En, v), Spans: map[align.Version]Span{align.En: m.Span, v: s},
					Values: map[align.Version]string{align.En: m.Text, v: c.slice(v, s)},
					Args:   args("a", v.String(), "x", c.slice(v, s), "y", usual.Shown, "name", m.Text), Fix: &Fix{v, s, usual.Shown}}
				if o := v.Sibling(); c.has(o) {
					// The sibling has its usual form, so this version is the odd one.
					if there, ok := c.Stats.learnt.Form(m.Latin, o); ok && strings.Contains(zh.Fold(c.Unit.Text[o]), there.Text) {
						f.Odd = odd(v)
					}
				}
				c.report(f)
			}
		}
	}
}
