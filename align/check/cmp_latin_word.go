package check

import (
	"triptych/align"
	"triptych/align/pen"
)

// cmpLatinWord: a Chinese version holds an English word or a term of a few words, which
// the other Chinese version has translated.
// A term of several words of the dictionary, in small letters, is left in by nobody on
// purpose; a word alone may be, by one of two translators (app, podcast).
var cmpLatinWord = Rule{
	ID: "cmp.latin_word", Severity: Warning, Version: 3,
	Needs: English | Pair,
	After: []After{{"aln.low", InUnit}, {"cmp.latin_run", InUnit}, {"cmp.same", InUnit}},
	Find:  findLatinWord,
}

// findLatinWord looks for words of the dictionary that the English has too and that stand
// bare in one Chinese version and not in the other, nor elsewhere in the document.
func findLatinWord(c *Case) {
	for _, v := range align.Chinese {
		if !c.has(v) || c.sameAsEnglish(v) {
			continue
		}
		usual := func(word string) bool { return c.Stats.left[v][word] > 1 }
		if left, ok := pen.LeftIn(c.Texts, v, usual, c.allowed(v)); ok {
			c.reportLeft(v, left)
			return
		}
	}
}

func (c *Case) reportLeft(v align.Version, left pen.Left) {
	o := v.Sibling()
	f := Finding{Pair: cell(v), Spans: spans(v, left.Span), Args: args("a", v.String(), "b", o.String(), "text", c.slice(v, left.Span))}
	// What one translator leaves in on purpose is a word alone; a whole term is left behind
	// by haste, whatever the other one does.
	f.grounds.Case = "term"
	if left.Words == 1 {
		f.grounds.Case = "word"
		if !c.Stats.likeness.Converted {
			f.Severity = Info // two translators may differ in what they leave in English
		}
	}
	if c.has(o) {
		f.Odd = odd(v)
	} else {
		f.Key = "cmp.latin_word.left"
	}
	c.report(f)
}

// fitLeft counts in how many units of a document each Latin word stands in the Chinese
// versions: one that is left in time and again is meant.
func fitLeft(cases []*Case) (out [3]map[string]int) {
	for _, v := range align.Chinese {
		out[v] = map[string]int{}
		for _, c := range cases {
			seen := map[string]bool{}
			for _, w := range c.LatinWords(v) {
				if !seen[w.Text] {
					seen[w.Text] = true
					out[v][w.Text]++
				}
			}
		}
	}
	return out
}
