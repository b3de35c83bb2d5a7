package check

import (
	"strings"

	"triptych/align"
	"triptych/align/list"
)

// semAttribution: the English says that somebody said something, and a Chinese
// version has no word for saying.
// On request: Chinese drops "he said" freely where the quotation marks say it, so the
// rule is right only in news, where a claim without its speaker becomes a fact.
var semAttribution = Rule{
	ID: "sem.attribution", Severity: Info, Version: 2, State: OnRequest,
	Needs: English,
	After: []After{{"aln.low", InUnit}, {"cmp.same", OfVersion}},
	Find:  findAttribution,
}

// What tells that somebody says something, in English and in folded Chinese.
var (
	sayEnglish = list.In(words, "say_en.txt")
	sayHan     = list.Words(list.Read(words, "say_zh.txt"))
)

func findAttribution(c *Case) {
	for _, w := range c.LatinWords(align.En) {
		if !sayEnglish[w.Text] {
			continue
		}
		// Folded, so that one list serves both scripts (説, 說 and 说).
		says := func(v align.Version) bool {
			text, _ := c.Folded(v)
			for _, s := range sayHan {
				if strings.Contains(text, s) {
					return true
				}
			}
			return false
		}
		for _, v := range align.Chinese {
			if !c.open(v) || says(v) {
				continue
			}
			f := Finding{Pair: both(align.En, v), Spans: spans(align.En, w.Span), Args: args("a", align.En.String(), "b", v.String(), "x", w.Text)}
			if o := v.Sibling(); c.has(o) && says(o) {
				f.Odd = odd(v)
			}
			c.report(f)
		}
		return
	}
}
