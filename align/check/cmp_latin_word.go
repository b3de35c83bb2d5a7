package check

import (
	"strings"
	"unicode"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/lexicon"
	"triptych/align/reading"
)

// cmpLatinWord: one Chinese version holds an English word that the other has
// translated.
var cmpLatinWord = Rule{
	ID: "cmp.latin_word", Severity: Warning, Version: 2,
	Needs: Three,
	After: []After{{"aln.low", InUnit}, {"cmp.latin_run", InUnit}, {"cmp.same", InUnit}},
	Find:  findLatinWord,
}

// findLatinWord looks for a single lower-case word of the dictionary that stands
// bare in one Chinese version and not in the other, which shows that the word
// was not kept on purpose.
func findLatinWord(c *Case) {
	for _, v := range align.Chinese {
		o := v.Sibling()
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
	if !letter.Han(letter.Before(text, w.Span[0])) || !letter.Han(letter.After(text, w.Span[1]-1)) {
		return false
	}
	lex := lexicon.Shared()
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
