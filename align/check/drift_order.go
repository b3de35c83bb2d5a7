package check

import (
	"strings"

	"triptych/align"
	"triptych/align/reading"
)

// driftOrder: a version has this paragraph somewhere else in the document.
// Told in both places, each naming what stands in the other: a move is mended from
// either end.
var driftOrder = Rule{
	ID: "drift.order", Severity: Warning, Version: 2,
	Find: findOrder,
}

// strayed is where the text is that a unit lacks.
type strayed struct {
	v    align.Version
	text string // of the other unit
}

// fitOrder finds paragraphs that one version has in another place: units are in
// order, so such a paragraph stands alone in one unit, and in another unit the
// other versions stand without it.
// Only a few candidates are compared, and none where many units stand alone: a document
// half way through translation has lost nothing.
func fitOrder(cases []*Case, f *reading.Frequency, present [3]bool) map[string]strayed {
	out := map[string]strayed{}
	for _, v := range align.Versions {
		var lacking, alone []*Case
		for _, c := range cases {
			a, b := v.Others()
			switch others := c.has(a) || c.has(b); {
			case c.aside() || !present[v]:
			case c.has(v) && !others && c.Words(v).Count >= fitted.order.least:
				alone = append(alone, c)
			case !c.has(v) && others:
				lacking = append(lacking, c)
			}
		}
		if len(alone) == 0 || len(alone) > fitted.order.most || len(lacking) > fitted.order.most {
			continue
		}
		for _, c := range alone {
			var best *Case
			most := 0.0
			for _, l := range lacking {
				if e := movedFrom(f, c, l, v); e > most {
					best, most = l, e
				}
			}
			// The best of all, if it is good enough: two short paragraphs of one subject share words.
			if best != nil && most >= fitted.order.evidence {
				a, b := v.Others()
				if !best.has(a) {
					a = b
				}
				out[best.Unit.ID] = strayed{v, c.Unit.Text[v]}
				out[c.Unit.ID] = strayed{a, best.Unit.Text[a]}
			}
		}
	}
	return out
}

// movedFrom is the evidence that what l lacks in version v is what c has.
func movedFrom(f *reading.Frequency, c, l *Case, v align.Version) float64 {
	most := 0.0
	for _, o := range align.Versions {
		if o == v || !l.has(o) || l.Words(o).Count < fitted.order.least {
			continue
		}
		here, there := c.Words(v), l.Words(o)
		e := 0.0
		for _, s := range here.Sentences {
			e += f.Support(s.Tokens, here, v, o, there)
		}
		back := 0.0
		for _, s := range there.Sentences {
			back += f.Support(s.Tokens, there, o, v, here)
		}
		// Both ways: a long paragraph explains any short one, but not the reverse.
		most = max(most, min(e, back))
	}
	return most
}

func findOrder(c *Case) {
	s, ok := c.Stats.moved[c.Unit.ID]
	if !ok || c.has(s.v) {
		return
	}
	for _, v := range align.Versions {
		if c.has(v) {
			c.report(Finding{Pair: both(v, s.v), Spans: spans(v, c.whole(v)), Values: map[align.Version]string{s.v: s.text},
				Args: args("a", s.v.String(), "text", clip(strings.ReplaceAll(s.text, "\n", " "), 40))})
			return
		}
	}
}
