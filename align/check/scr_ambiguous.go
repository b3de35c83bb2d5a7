package check

import (
	"slices"
	"sync"

	"triptych/align"
	"triptych/align/list"
	"triptych/align/script"
	"triptych/align/zh"
)

// scrAmbiguous: where Simplified has one character for several Traditional ones, the
// Traditional text has another than the word asks for: 皇後 for 皇后.
var scrAmbiguous = Rule{
	ID: "scr.ambiguous", Severity: Warning, Version: 4,
	Needs: BothChinese,
	After: []After{{"aln.low", InUnit}},
	Find:  findAmbiguous,
}

// sharedForms are Traditional characters that one Simplified character stands
// for. 台 and 臺, 周 and 週, 盡 and 儘 are left out, between which writers choose.
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

// findAmbiguous compares the Traditional text with how the words of its sibling are
// written in Traditional script, character by character where the two say the same.
func findAmbiguous(c *Case) {
	if c.like().value < fitted.likeness.comparable {
		return
	}
	groups := formGroup()
	hant := c.runes[align.Hant]
	if !slices.ContainsFunc(hant, func(r rune) bool { return groups[r] != 0 }) {
		return
	}
	var reading *script.Forms // when a character is first in doubt
	skip := c.allowed(align.Hant)
	c.eachCommon(func(i, j int) {
		have := hant[j]
		if groups[have] == 0 || skip(j) {
			return
		}
		if reading == nil {
			reading = script.Reading(c.runes[align.Hans], c.Stats.place())
		}
		want := reading.At(i)
		if groups[want] != groups[have] || sameForm(want, have) || !reading.Sure(i) {
			return
		}
		if !c.Han(align.Hans).Spelled(i) && !c.Han(align.Hant).Spelled(j) {
			at := Span{j, j + 1}
			c.report(Finding{
				Pair: both(align.Hans, align.Hant), Odd: odd(align.Hant), Spans: spans(align.Hant, at, spans(align.Hans, Span{i, i + 1})),
				Args: args("a", align.Hant.String(), "b", align.Hans.String(), "x", c.around(align.Hant, at), "y", string(want)),
				Fix:  &Fix{align.Hant, at, string(want)},
			})
		}
	})
}

// sameForm reports whether two forms are one that regions write otherwise.
func sameForm(a, b rune) bool { return a == b || variantOf(a) == b || variantOf(b) == a }

// eachInWord calls f with the places of the characters of a word of the regions that
// begins at places i and j of the folded texts, where both texts have the same one.
func (c *Case) eachInWord(i, j int, f func(hans, hant int)) {
	raw := func(v align.Version, k int) (at int, word []rune) {
		from := c.like().at[v-align.Hans]
		if k > 0 && from[k-1] == from[k] {
			return 0, nil
		}
		end := len(c.runes[v])
		for n := k + 1; n < len(from); n++ {
			if from[n] != from[k] {
				end = from[n]
				break
			}
		}
		return from[k], c.runes[v][from[k]:end]
	}
	a, here := raw(align.Hans, i)
	b, there := raw(align.Hant, j)
	if len(here) > 1 && len(here) == len(there) && zh.Fold(string(here)) == zh.Fold(string(there)) {
		for n := range here {
			f(a+n, b+n)
		}
	}
}

// eachCommon calls f with the places, in runes, of every character that the two
// Chinese texts have in common, in order; words of the regions are left out where they
// are two.
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
			} else {
				c.eachInWord(i, j, f)
			}
		}
	}
	if l.value < 1 {
		for _, w := range l.differences(nil) {
			run(w.Span[0][0])
			i, j = w.Span[0][1], w.Span[1][1]
		}
	}
	run(len(l.at[0]))
}
