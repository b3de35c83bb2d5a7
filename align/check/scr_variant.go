package check

import (
	"sync"
	"triptych/align"
	"triptych/align/list"
	"unicode/utf8"
)

// scrVariant: the document usually writes this character in another form.
// Neither form is wrong by itself: 裏 is Hong Kong's, 裡 Taiwan's. A text that has one a
// dozen times and the other once was pasted together.
var scrVariant = Rule{
	ID: "scr.variant", Severity: Info, Version: 2,
	Needs: Traditional,
	Find:  findVariant,
}

// variantForms are Traditional characters with two standard forms that mean the
// same in every word, from each form to the other: what one document should write
// in one way.
var variantForms = sync.OnceValue(func() map[rune]rune {
	m := map[rune]rune{}
	for a, b := range list.Pairs(words, "variants.tsv") {
		one, _ := utf8.DecodeRuneInString(a)
		other, _ := utf8.DecodeRuneInString(b)
		m[one], m[other] = other, one
	}
	return m
})

// fitVariants counts in how many units each form stands.
func fitVariants(units []Unit) map[rune]int {
	n := map[rune]int{}
	for i := range units {
		seen := map[rune]bool{}
		for _, r := range units[i].Text[align.Hant] {
			if !seen[r] && variantOf(r) != 0 {
				seen[r] = true
				n[r]++
			}
		}
	}
	return n
}

// variantOf returns the other form of a character, 0 when it has none.
func variantOf(r rune) rune {
	if r < 0x3400 {
		return 0
	}
	return variantForms()[r]
}

func findVariant(c *Case) {
	skip := c.allowed(align.Hant)
	for i, r := range c.runes[align.Hant] {
		o := variantOf(r)
		if o == 0 || skip(i) {
			continue
		}
		// Often enough to be a custom, and far more often than the form that stands here.
		if most := c.Stats.variants[o]; most < fitted.habit.variant || most < fitted.habit.variantTime*c.Stats.variants[r] {
			continue
		}
		at := Span{i, i + 1}
		c.report(Finding{Pair: cell(align.Hant), Spans: spans(align.Hant, at), Fix: &Fix{align.Hant, at, string(o)},
			Values: map[align.Version]string{align.Hant: string(r)}, Args: args("a", align.Hant.String(), "x", string(r), "y", string(o))})
		return
	}
}
