package check

import (
	"triptych/align"
	"triptych/align/diff"
	"triptych/align/reword"
)

// Changes writes edits between a and b as a diff for people.
func Changes(edits []diff.Edit, a, b []rune) []Change {
	var out []Change
	for _, e := range edits {
		if e.Same {
			out = append(out, Change{Op: 0, Text: string(b[e.To[0]:e.To[1]])})
			continue
		}
		if e.From[0] < e.From[1] {
			out = append(out, Change{Op: -1, Text: string(a[e.From[0]:e.From[1]])})
		}
		if e.To[0] < e.To[1] {
			out = append(out, Change{Op: 1, Text: string(b[e.To[0]:e.To[1]])})
		}
	}
	return out
}

// WordChanges is what became of a text, word by word, as a diff for people.
func WordChanges(before, after string) []Change {
	a, b := []rune(before), []rune(after)
	return Changes(diff.Words(a, b), a, b)
}

// wholeWording is a difference of wording in whole words. What stands in one text alone stays
// as it is: it is all that is said of it.
func (c *Case) wholeWording(l *likeness, w reword.Wording) reword.Wording {
	return w.Whole(c.Texts, l.folded, l.at)
}

// beside shows the two Chinese texts one after the other, each in its own script, with
// some differences of wording marked in them.
func (c *Case) beside(l *likeness, found []reword.Wording) []Change {
	var out []Change
	for side, v := range align.Chinese {
		at, op := 0, 2*side-1
		put := func(op, to int) {
			if to > at {
				out = append(out, Change{Op: op, Text: c.slice(v, Span{at, to}), In: odd(v)})
				at = to
			}
		}
		for _, w := range found {
			if s := w.Span[side]; s[0] < s[1] {
				put(0, l.at[side][s[0]])
				put(op, l.at[side][s[1]-1]+1)
			}
		}
		put(0, len(c.runes[v]))
	}
	return out
}
