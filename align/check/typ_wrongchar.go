package check

import (
	"triptych/align"
	"triptych/align/carry"
	"triptych/align/pen"
	"triptych/align/zh"
)

// typWrongchar: a word of Chinese has one character that sounds or looks like the right
// one: 仲栽 for 仲裁, 接斑人 for 接班人.
// What is there must be no word, what is meant must be one, and somebody must have
// meant it: the other Chinese version writes it, or the English says it.
var typWrongchar = Rule{
	ID: "typ.wrongchar", Severity: Warning, Version: 3,
	Needs: Pair,
	After: []After{{"aln.low", InUnit}, {"cmp.same", InUnit}, {Any, AtPlace}},
	Find:  findWrongChar,
}

func findWrongChar(c *Case) {
	if c.aside() {
		return
	}
	for _, v := range align.Chinese {
		if !c.open(v) || c.sameAsEnglish(v) {
			continue
		}
		o := v.Sibling()
		if w, ok := pen.WrongCharacter(c.Texts, v, c.has(o) && !c.sameAsEnglish(o)); ok && !c.told(v, w.At) && !c.allowed(v)(w.At[0]) {
			c.reportWrongChar(v, w)
		}
	}
}

func (c *Case) reportWrongChar(v align.Version, w pen.Wrong) {
	// The other version's own word is better than the dictionary's, which is folded: it
	// has the characters that the place writes.
	meant, from := w.Meant, align.Hans
	if w.Beside {
		from = v.Sibling()
		meant = c.slice(from, w.From)
	}
	if w.Beside || v == align.Hant {
		var err error
		if meant, err = carry.Convert(meant, from, c.Stats.settings.Profile, nil); err != nil {
			return
		}
	}
	said := c.slice(v, w.At)
	if local := zh.FoldRegion(said); local == zh.FoldRegion(meant) || local != zh.Fold(said) { // 甘胺酸 and 位址 are what Taiwan says
		return
	}
	f := Finding{Pair: cell(v), Spans: spans(v, w.At), Args: args("a", v.String(), "x", said, "y", meant)}
	if w.Beside {
		f.Odd, f.Fix, f.grounds.Case = odd(v), &Fix{v, w.At, meant}, "beside"
	}
	c.report(f)
}
