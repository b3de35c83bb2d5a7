package check

import (
	"slices"

	"triptych/align"
	"triptych/align/quantity"
	"triptych/align/reword"
)

// hhDiverge: Simplified and Traditional differ in wording beyond script, regional
// words and punctuation.
// Two independent translations differ in every sentence and are both right, so a
// difference is worth a warning only where the document's versions were made from each
// other: there 措施 against 设施 is somebody's slip. Whatever another rule has told at the
// same place (a number, a name) is not told again.
var hhDiverge = Rule{
	ID: "hh.diverge", Severity: Warning, Version: 4,
	Needs: BothChinese,
	After: []After{{"aln.low", InUnit}, {"cmp.same", InUnit}, {"cmp.sentences", InUnit}, {Any, AtPlace}},
	Find:  findDiverge,
}

func findDiverge(c *Case) {
	if s := c.Unit.Pairs[2].Status; s == Approved || s == Stale {
		return // a person has said that they say the same; what changed since is told as stale
	}
	l := c.like()
	base := c.Stats.likeness
	switch {
	case l.value == 1:
	case base.Converted || l.value >= fitted.likeness.worded:
		c.reportWording(l, l.differences(c.Stats.region))
	}
}

// reportWording shows where two versions that are much alike differ. It is a
// warning only where the document's versions were made from each other and the
// words that differ say something.
func (c *Case) reportWording(l *likeness, found []reword.Wording) {
	found = c.untold(l, found)
	if len(found) == 0 {
		return
	}
	f := Finding{
		Pair: both(align.Hans, align.Hant), Spans: map[align.Version]Span{}, Values: map[align.Version]string{},
		Args: args("a", align.Hans.String(), "b", align.Hant.String()), Severity: Info,
	}
	main := found[0] // the difference that says most
	for _, w := range found {
		if !w.Slight() && (main.Slight() || !main.OneSided() && w.OneSided()) {
			main = w
		}
	}
	if !main.Slight() && (c.Stats.likeness.Converted || c.Stats.likeness.middle >= fitted.likeness.adapted && main.OneSided()) {
		f.Severity = c.rule.Severity
	}
	main = c.wholeWording(l, main)
	f.Diff = c.beside(l, []reword.Wording{main})
	for side, v := range []align.Version{align.Hans, align.Hant} {
		if s := main.Span[side]; s[0] < s[1] {
			f.Spans[v] = Span{l.at[side][s[0]], l.at[side][s[1]-1] + 1}
			f.Values[v] = c.slice(v, f.Spans[v])
		}
	}
	f.Key, f.Args["x"], f.Args["y"] = "hh.diverge.words", clip(f.Values[align.Hans], 30), clip(f.Values[align.Hant], 30)
	switch {
	case f.Args["x"] == "":
		f.Key = "hh.diverge.more"
		f.Args["a"], f.Args["b"], f.Args["x"] = align.Hant.String(), align.Hans.String(), f.Args["y"]
	case f.Args["y"] == "":
		f.Key = "hh.diverge.more"
	}
	c.report(f)
}

// sameAmount reports whether a difference is in how both versions write one quantity:
// 上世纪90年代 and 1990年代.
func (c *Case) sameAmount(l *likeness, w reword.Wording) bool {
	if w.Span[0][0] == w.Span[0][1] || w.Span[1][0] == w.Span[1][1] {
		return false
	}
	within := func(side int, q quantity.Quantity) bool {
		return q.Start <= l.at[side][w.Span[side][0]] && l.at[side][w.Span[side][1]-1] < q.End
	}
	return slices.ContainsFunc(c.amounts(align.Hans), func(a quantity.Quantity) bool {
		return within(0, a) && slices.ContainsFunc(c.amounts(align.Hant), func(b quantity.Quantity) bool {
			return within(1, b) && quantity.Same(a, b)
		})
	})
}

// untold leaves out the differences that another finding has told already: a
// number, a name, a stray character.
func (c *Case) untold(l *likeness, found []reword.Wording) []reword.Wording {
	var out []reword.Wording
	for _, w := range found {
		told := c.sameAmount(l, w)
		for side, v := range align.Chinese {
			if w.Span[side][0] == w.Span[side][1] {
				continue
			}
			at := Span{l.at[side][w.Span[side][0]], l.at[side][w.Span[side][1]-1] + 1}
			told = told || c.told(v, at)
		}
		if !told && !w.Regional(l.folded) {
			out = append(out, w)
		}
	}
	return reword.WithoutMoved(out)
}
