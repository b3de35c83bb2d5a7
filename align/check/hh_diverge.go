package check

import (
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/quantity"
	"triptych/align/zh"
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
func (c *Case) reportWording(l *likeness, found []wording) {
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
		if !w.slight() && (main.slight() || !main.oneSided() && w.oneSided()) {
			main = w
		}
	}
	if !main.slight() && (c.Stats.likeness.Converted || c.Stats.likeness.middle >= fitted.likeness.adapted && main.oneSided()) {
		f.Severity = c.rule.Severity
	}
	main = c.wholeWording(l, main)
	f.Diff = c.beside(l, []wording{main})
	for side, v := range []align.Version{align.Hans, align.Hant} {
		if s := main.span[side]; s[0] < s[1] {
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
func (c *Case) sameAmount(l *likeness, w wording) bool {
	if w.span[0][0] == w.span[0][1] || w.span[1][0] == w.span[1][1] {
		return false
	}
	within := func(side int, q quantity.Quantity) bool {
		return q.Start <= l.at[side][w.span[side][0]] && l.at[side][w.span[side][1]-1] < q.End
	}
	return slices.ContainsFunc(c.amounts(align.Hans), func(a quantity.Quantity) bool {
		return within(0, a) && slices.ContainsFunc(c.amounts(align.Hant), func(b quantity.Quantity) bool {
			return within(1, b) && quantity.Same(a, b)
		})
	})
}

// untold leaves out the differences that another finding has told already: a
// number, a name, a stray character.
func (c *Case) untold(l *likeness, found []wording) []wording {
	var out []wording
	for _, w := range found {
		told := c.sameAmount(l, w)
		for side, v := range align.Chinese {
			if w.span[side][0] == w.span[side][1] {
				continue
			}
			at := Span{l.at[side][w.span[side][0]], l.at[side][w.span[side][1]-1] + 1}
			told = told || c.told(v, at)
		}
		if !told && !l.regional(w) {
			out = append(out, w)
		}
	}
	return withoutMoved(out)
}

// regional reports whether a difference is one of regional words that were cut across:
// the 增 and 成 of 今年增长 and 今年成長 with what stands behind.
func (l *likeness) regional(w wording) bool {
	a, b := w.span[0], w.span[1]
	for a[0] < a[1] && b[0] < b[1] && l.folded[0][a[0]] == l.folded[1][b[0]] {
		a[0]++
		b[0]++
	}
	// What follows is the same in both, so that the word is whole with it or not at all.
	for range 2 {
		x, y := l.folded[0][a[0]:a[1]], l.folded[1][b[0]:b[1]]
		if len(x) > 1 && zh.FoldRegion(string(x)) == zh.FoldRegion(string(y)) {
			return true
		}
		if a[1] >= len(l.folded[0]) || b[1] >= len(l.folded[1]) || l.folded[0][a[1]] != l.folded[1][b[1]] {
			return false
		}
		a[1]++
		b[1]++
	}
	return false
}

// withoutMoved leaves out what only stands on the other side of its number: 30摄氏度 and
// 攝氏30度.
func withoutMoved(found []wording) []wording {
	scale := func(s string) bool { return s == "摄氏" || s == "华氏" }
	number := func(s string) bool { return s != "" && strings.Trim(s, "0123456789零下") == "" }
	// Only figures and their scales: two names that changed places are another matter.
	for i, w := range found {
		for k, o := range found {
			if i == k || w.words[0] == "" || w.words[0] != o.words[1] || w.words[1] != "" || o.words[0] != "" {
				continue
			}
			if scale(w.words[0]) || number(w.words[0]) {
				return slices.DeleteFunc(slices.Clone(found), func(x wording) bool { return x == w || x == o })
			}
		}
	}
	return found
}
