package check

import (
	"strings"

	"triptych/align"
	"triptych/align/cores"
	"triptych/align/denial"
	"triptych/align/diff"
	"triptych/align/zh"
)

// likeness is a comparison of the two Chinese texts, folded.
type likeness struct {
	folded [2][]rune // letters, digits and characters alone
	at     [2][]int  // where each rune comes from in the cell's text
	value  float64   // similarity, 0 to 1
	all    []wording // every difference, worked out when asked for
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

// wording is one difference in wording between the two folded texts.
type wording struct {
	span  [2]Span // in the folded texts
	words [2]string
}

// differences compares the folded texts word by word. What the document always
// says in two ways (代码 and 程式) is left out.
func (l *likeness) differences(learnt map[[2]string]bool) []wording {
	if !l.known {
		l.known = true
		for _, e := range diff.Words(l.folded[0], l.folded[1]) {
			if e.Same {
				continue
			}
			w := wording{span: [2]Span{e.From, e.To}}
			for side, s := range w.span {
				w.words[side] = string(l.folded[side][s[0]:s[1]])
			}
			l.all = append(l.all, w)
		}
	}
	var out []wording
	for _, w := range l.all {
		if !learnt[w.words] {
			out = append(out, w)
		}
	}
	return out
}

// learnRegion collects the pairs of words that a document puts for each other
// in two units or more: regional usage that no list has, and house style.
func learnRegion(cases []*Case, like []float64) map[[2]string]bool {
	found := make([][]wording, len(cases))
	cores.Each(len(cases), func(i int) {
		if like[i] >= fitted.likeness.same && like[i] < 1 {
			found[i] = cases[i].like().differences(nil)
		}
	})
	seen := map[[2]string]int{}
	for _, list := range found {
		here := map[[2]string]bool{}
		for _, w := range list {
			n, m := len([]rune(w.words[0])), len([]rune(w.words[1]))
			// What denies is never style: a document that twice writes 不 for 要 is wrong twice.
			words := min(n, m) >= 1 && max(n, m) <= 6 // 软件 and 軟體, not a clause
			if words && !here[w.words] && !denial.Negating(w.words) {
				here[w.words] = true
				seen[w.words]++
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

// slight reports whether a difference is in words that carry little: 的 and 地,
// 和 and 与, 你 and 您.
// Both sides: 和 for 与 is slight, 和 for 但 is not in the list at all.
func (w wording) slight() bool {
	for _, s := range w.words {
		for _, r := range s {
			if !strings.ContainsRune("的地得了着过和与及跟同之所以也都就还又很更最会能可要把将被让给对从到向在于为是有这那其它他她您你我们们个一来去上下中里内时后前并而且但再才则即若如或及时候些样等都已经曾只只是因作做呆待像象", r) {
				return false
			}
		}
	}
	return !denial.Negating(w.words)
}

// oneSided reports whether a difference is a clause that one version has and the
// other one has nothing for.
func (w wording) oneSided() bool {
	a, b := w.span[0][1]-w.span[0][0], w.span[1][1]-w.span[1][0]
	return min(a, b) == 0 && max(a, b) >= fitted.likeness.clause
}
