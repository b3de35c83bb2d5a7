package check

import (
	"triptych/align"
	"triptych/align/cores"
	"triptych/align/denial"
	"triptych/align/diff"
	"triptych/align/reword"
	"triptych/align/zh"
)

// likeness is a comparison of the two Chinese texts, folded.
type likeness struct {
	folded [2][]rune        // letters, digits and characters alone
	at     [2][]int         // where each rune comes from in the cell's text
	value  float64          // similarity, 0 to 1
	all    []reword.Wording // every difference, worked out when asked for
	known  bool
}

// like returns the comparison of the two Chinese texts.
func (c *Case) like() *likeness {
	if c.likeness == nil {
		l := &likeness{}
		for i, v := range []align.Version{align.Hans, align.Hant} {
			l.folded[i], l.at[i] = zh.WordingOf(c.FoldedRegion(v))
		}
		l.value = diff.Likeness(l.folded[0], l.folded[1])
		c.likeness = l
	}
	return c.likeness
}

// differences compares the folded texts word by word. What the document always
// says in two ways (代码 and 程式) is left out.
func (l *likeness) differences(learnt map[[2]string]bool) []reword.Wording {
	if !l.known {
		l.known = true
		l.all = reword.Compare(l.folded)
	}
	var out []reword.Wording
	for _, w := range l.all {
		if !learnt[w.Words] {
			out = append(out, w)
		}
	}
	return out
}

// learnRegion collects the pairs of words that a document puts for each other
// in two units or more: regional usage that no list has, and house style.
func learnRegion(cases []*Case, like []float64) map[[2]string]bool {
	found := make([][]reword.Wording, len(cases))
	cores.Each(len(cases), func(i int) {
		if like[i] >= fitted.likeness.same && like[i] < 1 {
			found[i] = cases[i].like().differences(nil)
		}
	})
	seen := map[[2]string]int{}
	for _, list := range found {
		here := map[[2]string]bool{}
		for _, w := range list {
			n, m := len([]rune(w.Words[0])), len([]rune(w.Words[1]))
			// What denies is never style: a document that twice writes 不 for 要 is wrong twice.
			words := min(n, m) >= 1 && max(n, m) <= 6 // 软件 and 軟體, not a clause
			if words && !here[w.Words] && !denial.Negating(w.Words) {
				here[w.Words] = true
				seen[w.Words]++
			}
		}
	}
	learnt := map[[2]string]bool{}
	for words, n := range seen {
		if n >= 2 {
			learnt[words] = true
		}
	}
	return learnt
}
