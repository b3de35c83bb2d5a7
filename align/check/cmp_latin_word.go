package check

import (
	"strings"

	"triptych/align"
	"triptych/align/lexicon"
	"triptych/align/pen"
)

// cmpLatinWord: a Chinese version holds an English word or a term of a few words, which
// the other Chinese version has translated.
// A term of several words of the dictionary, in small letters, is left in by nobody on
// purpose; a word alone may be, by one of two translators (app, podcast).
var cmpLatinWord = Rule{
	ID: "cmp.latin_word", Severity: Warning, Version: 4,
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
		usual := func(word string) bool { return c.Stats.left[v][stemOf(word)] > 1 }
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
	}
	if (left.Words == 1 || c.Stats.leaves[v]) && !c.Stats.likeness.Converted { // as texts on programs do
		f.Severity = Info
	}
	if c.has(o) {
		f.Odd = odd(v)
	} else {
		f.Key = "cmp.latin_word.left"
	}
	c.report(f)
}

// fitLeft counts in how many units of a document each Latin word stands in the Chinese
// versions: one that is left in time and again is meant. It also says which version leaves
// words in small letters in so many units that it does so on purpose.
func fitLeft(cases []*Case) (out [3]map[string]int, leaves [3]bool) {
	for _, v := range align.Chinese {
		out[v] = map[string]int{}
		units, with := 0, 0
		for _, c := range cases {
			seen := map[string]bool{}
			small := false
			for _, w := range c.LatinWords(v) {
				small = small || len(w.Text) > 2 && strings.ToLower(w.Text) == w.Text
				if s := stemOf(w.Text); !seen[s] {
					seen[s] = true
					out[v][s]++
				}
			}
			units += count(c.has(v))
			with += count(small)
		}
		leaves[v] = with >= fitted.habit.least && float64(with) > fitted.habit.share*float64(units)
	}
	return out, leaves
}

// stemOf is what the forms of a word have in common: "pull request" is left in where "pull
// requests" are.
func stemOf(word string) string { return lexicon.Stem(strings.ToLower(word)) }
