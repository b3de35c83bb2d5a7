package check

import (
	"strings"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/lexicon"
)

// srcSpell: an English word that stands only once is one letter away from a word
// that the document uses often.
var srcSpell = Rule{
	ID: "src.spell", Severity: Info, Version: 2,
	Needs: English,
	Find:  findSpelling,
}

// findSpelling looks for words that the dictionary does not have and the document
// has once, one letter from a usual word. A word of its own list, no dictionary of
// spelling, is the measure: what the document writes three times is meant.
func findSpelling(c *Case) {
	lex := lexicon.Shared()
	if lex == nil {
		return
	}
	for _, w := range c.LatinWords(align.En) {
		if len(w.Text) < fitted.spell.letters || strings.IndexFunc(w.Text, func(r rune) bool { return !letter.Lower(r) }) >= 0 || c.Stats.spellings.Latin[w.Text] != 1 {
			continue
		}
		if _, ok := lex.StemID(lexicon.Stem(w.Text)); ok {
			continue
		}
		meant := ""
		variants(w.Text, func(v string) {
			if n := c.Stats.spellings.Latin[v]; n >= fitted.spell.usual && n > c.Stats.spellings.Latin[meant] && lexicon.Stem(v) != lexicon.Stem(w.Text) {
				meant = v
			}
		})
		if meant != "" {
			c.report(Finding{Pair: cell(align.En), Spans: spans(align.En, w.Span), Args: args("x", w.Text, "y", meant),
				Values: map[align.Version]string{align.En: w.Text}})
		}
	}
}

// variants calls f with the strings one slip away from a word of lower-case
// letters: a letter left out, put in, replaced, or two that changed places. The
// first letter stays, as people do not mistake it, and so does the last one:
// endings differ for reasons of grammar.
func variants(w string, f func(string)) {
	for i := 1; i < len(w)-1; i++ {
		f(w[:i] + w[i+1:])
		if i+1 < len(w)-1 {
			f(w[:i] + w[i+1:i+2] + w[i:i+1] + w[i+2:])
		}
		for r := byte('a'); r <= 'z'; r++ {
			f(w[:i] + string(r) + w[i:])
			if r != w[i] {
				f(w[:i] + string(r) + w[i+1:])
			}
		}
	}
}
