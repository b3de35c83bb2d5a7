package check

import (
	"triptych/align"
)

// entMisspelt: a foreign name has one character that stands for no sound of it.
// 罗特伯格 for Rosenberg is read over by whoever typed it, and by no reader who knows the
// man. Names are written in many ways, so the other characters, and the other parts of the
// name, must fit; a form that stands there once more is the writer's own.
var entMisspelt = Rule{
	ID: "ent.misspelt", Severity: Warning, Version: 1,
	Needs: English,
	After: []After{{"aln.low", InUnit}, {Any, AtPlace}},
	Find:  findMisspelt,
}

func findMisspelt(c *Case) {
	for _, v := range align.Chinese {
		if !c.open(v) {
			continue
		}
		for _, m := range c.names.Misspelt(v) {
			if m.Elsewhere || c.told(v, m.Span) {
				continue
			}
			f := Finding{Pair: both(align.En, v), Spans: spans(v, m.Span, spans(align.En, m.English)),
				Values: map[align.Version]string{align.En: c.slice(align.En, m.English), v: c.slice(v, m.Span)},
				Args:   args("a", v.String(), "x", c.slice(v, m.Span), "y", m.Character, "name", c.slice(align.En, m.English))}
			f.Odd = odd(v)
			f.grounds.Evidence = float64(m.Fits)
			if m.Bracketed {
				f.grounds.Case = "original"
			}
			c.report(f)
		}
	}
}
