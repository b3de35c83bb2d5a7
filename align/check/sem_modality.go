package check

import (
	"regexp"
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/list"
	"triptych/align/reading"
	"triptych/align/zh"
)

// semModality: a version obliges where the two others allow, or the reverse: must,
// 可以.
// Chinese says 要 and 应 for both, so only the plain ends of the scale are compared.
var semModality = Rule{
	ID: "sem.modality", Severity: Info, Version: 2,
	Needs: Three,
	After: []After{{"aln.low", InUnit}},
	Find:  findModality,
}

// What obliges and what allows, in English and in folded Chinese. Words that may
// say either (应, 能, should, can) are in neither.
var (
	englishMust = regexp.MustCompile(`(?i)\b(must|shall|(is|are|be) (required|obliged) to|(has|have) to)\b`)
	englishMay  = regexp.MustCompile(`(?i)\b(may|(is|are|be) (allowed|permitted|free) to)\b`)
	hanMust     = regexp.MustCompile(`必须|必需|务必|务须|应当|须`)
	hanMay      = regexp.MustCompile(`可以|允许|准许|可自行|可选择`)
)

// modalWords are what englishMust and englishMay cannot match without.
var modalWords = list.Lines(words, "modal_en.txt")

// modal returns the first words of a sentence that oblige and that allow, and how
// many of each there are.
func (c *Case) modal(v align.Version, sentence int) (must, may Span, musts, mays int) {
	s := c.Words(v).Sentences[sentence].Span
	find := func(english, han *regexp.Regexp) (first Span, n int) {
		text, list := c.slice(v, s), []Span(nil)
		if v == align.En {
			list = reading.Places(text, english)
		} else {
			folded, from := zh.FoldMap(text)
			list = back(reading.Places(folded, han), from)
		}
		if len(list) > 0 {
			first = Span{s[0] + list[0][0], s[0] + list[0][1]}
		}
		return first, len(list)
	}
	must, musts = find(englishMust, hanMust)
	may, mays = find(englishMay, hanMay)
	return must, may, musts, mays
}

// mayBeModal reports whether englishMust or englishMay may match a text in lower case:
// most say neither, and regular expressions are slow.
func mayBeModal(lower string) bool {
	return slices.ContainsFunc(modalWords, func(w string) bool { return strings.Contains(lower, w) })
}

func findModality(c *Case) {
	if !mayBeModal(c.Lower(align.En)) {
		return
	}
	for _, t := range c.Triples() {
		var at [3]Span
		var says [3]int // 1 obliges, -1 allows, 0 neither or both
		if !mayBeModal(strings.ToLower(c.slice(align.En, c.Words(align.En).Sentences[t[align.En]].Span))) {
			continue
		}
		for _, v := range align.Versions {
			must, may, musts, mays := c.modal(v, t[v])
			switch {
			case musts > 0 && mays == 0:
				says[v], at[v] = 1, must
			case mays > 0 && musts == 0:
				says[v], at[v] = -1, may
			}
			if says[v] == 0 {
				break
			}
		}
		for _, v := range align.Versions {
			a, b := v.Others()
			if says[v] == 0 || says[a] != -says[v] || says[b] != -says[v] {
				continue
			}
			c.report(Finding{Pair: both(a, v), Odd: odd(v), Spans: spans(v, at[v], spans(a, at[a], spans(b, at[b]))),
				Values: map[align.Version]string{v: c.slice(v, at[v]), a: c.slice(a, at[a]), b: c.slice(b, at[b])},
				Args:   args("a", a.String(), "b", v.String(), "c", b.String(), "x", c.slice(a, at[a]), "y", c.slice(v, at[v]))})
			return
		}
	}
}
