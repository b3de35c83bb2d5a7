package check

import (
	"triptych/align"
)

// scrVariant: the document usually writes this character in another form.
var scrVariant = Rule{
	ID: "scr.variant", Severity: Info, Version: 2,
	Needs: Traditional,
	Find:  findVariant,
}

// variantForms are Traditional characters with two standard forms that mean the
// same in every word: what one document should write in one way.
var variantForms = map[rune]rune{
	'裏': '裡', '爲': '為', '羣': '群', '峯': '峰', '綫': '線', '衞': '衛', '麪': '麵', '牀': '床', '啓': '啟', '説': '說', '閲': '閱', '脱': '脫',
	'税': '稅', '鋭': '銳', '悦': '悅', '溼': '濕', '竈': '灶', '糉': '粽', '僞': '偽', '嬀': '媯', '潙': '溈', '污': '汙', '鬥': '鬪',
}

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
	if o, ok := variantForms[r]; ok {
		return o
	}
	return variantBack[r]
}

var variantBack = func() map[rune]rune {
	m := make(map[rune]rune, len(variantForms))
	for a, b := range variantForms {
		m[b] = a
	}
	return m
}()

func findVariant(c *Case) {
	skip := c.allowed(align.Hant)
	for i, r := range c.runes[align.Hant] {
		o := variantOf(r)
		if o == 0 || skip(i) {
			continue
		}
		if most := c.Stats.variants[o]; most < fitted.habit.variant || most < fitted.habit.variantTime*c.Stats.variants[r] {
			continue
		}
		at := Span{i, i + 1}
		c.report(Finding{Pair: cell(align.Hant), Spans: spans(align.Hant, at), Fix: &Fix{align.Hant, at, string(o)},
			Values: map[align.Version]string{align.Hant: string(r)}, Args: args("a", align.Hant.String(), "x", string(r), "y", string(o))})
		return
	}
}
