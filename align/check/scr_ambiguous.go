package check

import (
	"sync"

	"triptych/align"
	"triptych/align/list"
	"triptych/align/zh"
)

// scrAmbiguous: where Simplified has one character for several Traditional ones, the
// Traditional text has another than the word asks for: 皇後 for 皇后.
var scrAmbiguous = Rule{
	ID: "scr.ambiguous", Severity: Warning, Version: 2,
	Needs: BothChinese,
	After: []After{{"aln.low", InUnit}},
	Find:  findAmbiguous,
}

// sharedForms are Traditional characters that one Simplified character stands
// for, and that no writer takes for each other. 台 and 臺, 周 and 週, 盡 and 儘 are
// left out, and those that a conversion itself confuses: 只, 干, 复, 准, 表.
var sharedForms = list.Words(list.Read(words, "forms.txt"))

// formGroup tells which characters of sharedForms belong together.
var formGroup = sync.OnceValue(func() map[rune]int {
	m := map[rune]int{}
	for i, group := range sharedForms {
		for _, r := range group {
			m[r] = i + 1
		}
	}
	return m
})

// conversions of Simplified text by whose word a Traditional character is judged,
// the one of the profile first.
func conversions(profile string) []string {
	if profile == "HK" {
		return []string{"s2hk", "s2tw", "s2t"}
	}
	return []string{"s2tw", "s2hk", "s2t"}
}

// findAmbiguous compares the Traditional text with what its sibling becomes by
// conversion, character by character where the two say the same. What any
// conversion gives is right.
func findAmbiguous(c *Case) {
	if c.like().value < fitted.likeness.comparable {
		return
	}
	groups := formGroup()
	hant := c.runes[align.Hant]
	some := false
	for _, r := range hant {
		some = some || groups[r] != 0
	}
	if !some {
		return
	}
	var converted [][]rune
	expected := func(at int, have rune) (want rune, ok bool) {
		for i, name := range conversions(c.Stats.settings.Profile) {
			if i == len(converted) {
				var runes []rune
				if conv, err := zh.Open(name); err == nil {
					runes = []rune(conv.Convert(c.Unit.Text[align.Hans]))
				}
				converted = append(converted, runes)
			}
			runes := converted[i]
			if len(runes) != len(c.runes[align.Hans]) || groups[runes[at]] != groups[have] || runes[at] == have {
				return 0, false
			}
			if i == 0 {
				want = runes[at]
			}
		}
		return want, true
	}
	skip := c.allowed(align.Hant)
	c.eachCommon(func(i, j int) {
		have := hant[j]
		if groups[have] == 0 || skip(j) {
			return
		}
		if want, ok := expected(i, have); ok && sureOf(c.runes[align.Hans], i, want) && !c.Han(align.Hans).Spelled(i) && !c.Han(align.Hant).Spelled(j) {
			at := Span{j, j + 1}
			c.report(Finding{
				Pair: both(align.Hans, align.Hant), Odd: odd(align.Hant), Spans: spans(align.Hant, at, spans(align.Hans, Span{i, i + 1})),
				Args: args("a", align.Hant.String(), "b", align.Hans.String(), "x", c.around(align.Hant, at), "y", string(want)),
				Fix:  &Fix{align.Hant, at, string(want)},
			})
		}
	})
}

// sureOf reports whether the word around i of the Simplified text asks for the
// character want, for those that a conversion takes wrongly: 90天后 for the queen of
// heaven, 制氢 for no making.
func sureOf(text []rune, i int, want rune) bool {
	around := func(words map[string]bool) bool {
		return i > 0 && words[string(text[i-1:i+1])] || i+1 < len(text) && words[string(text[i:i+2])]
	}
	switch want {
	case '后':
		return around(queens)
	case '製':
		return around(making)
	case '制':
		return around(ruling)
	}
	return true
}

var (
	queens = list.In(words, "queens.txt")
	making = list.In(words, "making.txt")
	ruling = list.In(words, "ruling.txt")
)

// eachCommon calls f with the places, in runes, of every character that the two
// Chinese texts have in common, in order; words of the regions are left out.
func (c *Case) eachCommon(f func(hans, hant int)) {
	l := c.like()
	i, j := 0, 0
	single := func(at []int, k int) bool {
		return (k == 0 || at[k-1] != at[k]) && (k+1 == len(at) || at[k+1] != at[k])
	}
	run := func(to int) {
		for ; i < to && j < len(l.at[1]); i, j = i+1, j+1 {
			if single(l.at[0], i) && single(l.at[1], j) {
				f(l.at[0][i], l.at[1][j])
			}
		}
	}
	if l.value < 1 {
		for _, w := range l.differences(nil) {
			run(w.span[0][0])
			i, j = w.span[0][1], w.span[1][1]
		}
	}
	run(len(l.at[0]))
}
