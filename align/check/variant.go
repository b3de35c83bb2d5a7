package check

import (
	"strings"
	"unicode"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/lexicon"
	"triptych/align/reading"
)

var cmpLatinWord = Rule{
	ID: "cmp.latin_word", Name: "English word left in", Severity: Warning, Version: 1,
	Description: "One Chinese version holds an English word that the other has translated.",
	Needs:       Three,
	After:       []After{{"aln.low", InUnit}, {"cmp.latin_run", InUnit}, {"cmp.same", InUnit}},
	Find:        findLatinWord,
}

// findLatinWord looks for a single lower-case word of the dictionary that stands
// bare in one Chinese version and not in the other, which shows that the word
// was not kept on purpose.
func findLatinWord(c *Case) {
	for _, v := range chineseVersions {
		o := other(v)
		skip := c.allowed(v)
		for _, w := range c.LatinWords(v) {
			if !c.leftIn(v, w) || skip(w.Span[0]) || strings.Contains(c.Lower(o), w.Text) {
				continue
			}
			f := Finding{Pair: cell(v), Odd: odd(v), Spans: spans(v, w.Span), Args: args("a", v.String(), "b", o.String(), "text", w.Text)}
			if !c.Stats.likeness.Converted {
				f.Severity = Info // two translators may differ in what they leave in English
			}
			c.report(f)
			return
		}
	}
}

// leftIn reports whether a Latin word of a Chinese version is a plain word that
// the English has too, between Chinese characters and in no brackets.
func (c *Case) leftIn(v align.Version, w reading.Latin) bool {
	text := c.runes[v]
	if len(w.Text) < 4 || strings.IndexFunc(w.Text, func(r rune) bool { return !unicode.IsLower(r) }) >= 0 || reading.Enclosed(text, w.Span) {
		return false
	}
	if !letter.Han(before(text, w.Span[0])) || !letter.Han(after(text, w.Span[1]-1)) {
		return false
	}
	lex := dictionary()
	if lex == nil {
		return false
	}
	if _, ok := lex.StemID(lexicon.Stem(w.Text)); !ok {
		return false
	}
	for _, e := range c.LatinWords(align.En) {
		if strings.EqualFold(e.Text, w.Text) {
			return true
		}
	}
	return false
}

var scrVariant = Rule{
	ID: "scr.variant", Name: "Mixed forms of a character", Severity: Info, Version: 1,
	Description: "The document usually writes this character in another form.",
	Needs:       Traditional,
	Find:        findVariant,
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
		if most := c.Stats.variants[o]; most < 3 || most < 4*c.Stats.variants[r] {
			continue
		}
		at := Span{i, i + 1}
		c.report(Finding{Pair: cell(align.Hant), Spans: spans(align.Hant, at), Fix: &Fix{align.Hant, at, string(o)},
			Values: map[align.Version]string{align.Hant: string(r)}, Args: args("a", align.Hant.String(), "x", string(r), "y", string(o))})
		return
	}
}
