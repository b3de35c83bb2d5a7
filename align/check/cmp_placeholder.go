package check

import (
	"strings"

	"triptych/align"
	"triptych/align/list"
)

// placeholders are notes to oneself, as they are written.
var placeholders = list.Lines(words, "placeholders.txt")

// cmpPlaceholder: a note to oneself is still there: TODO, 待译, ???.
// Whole notes only: 译 alone is a word, and "XXX" is a size and a rating in English.
var cmpPlaceholder = newStyle(Rule{
	ID: "cmp.placeholder", Severity: Error, Version: 2,
}, []align.Version{align.En, align.Hans, align.Hant}, func(c *Case, v align.Version) []hit {
	var out []hit
	for _, p := range placeholders {
		if !strings.Contains(c.Unit.Text[v], p) {
			continue
		}
		for _, s := range find(c.runes[v], []rune(p)) {
			out = append(out, hit{Span: s})
		}
	}
	if a, b := v.Others(); strings.Contains(c.Unit.Text[a], "TODO") || strings.Contains(c.Unit.Text[b], "TODO") {
		return out // it is what the text is about
	}
	for _, w := range c.LatinWords(v) {
		if w.Text == "TODO" || w.Text == "FIXME" || w.Text == "XXX" && v != align.En {
			out = append(out, hit{Span: w.Span})
		}
	}
	return out
})
