package check

import (
	"triptych/align"
	"triptych/align/diff"
	"triptych/align/reword"
)

// changes writes edits between a and b as a diff for people.
func changes(edits []diff.Edit, a, b []rune) []Change {
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

// wholeWording is a difference of wording in whole words. What stands in one text alone stays
// as it is: it is all that is said of it.
func (c *Case) wholeWording(l *likeness, w reword.Wording) reword.Wording {
	if w.Span[0][0] == w.Span[0][1] || w.Span[1][0] == w.Span[1][1] {
		return w
	}
	var cut [2][]bool
	for side, v := range align.Chinese {
		cut[side] = c.Han(v).Ends(len(c.runes[v]))
	}
	// In the texts as they are a joint may lie at marks that the folded ones lack.
	joint := func(side, i int) bool {
		at := l.at[side]
		if i == 0 || i == len(at) {
			return true
		}
		for p := at[i-1] + 1; p <= at[i]; p++ {
			if cut[side][p] {
				return true
			}
		}
		return false
	}
	w.Span[0], w.Span[1] = diff.Edges(w.Span[0], w.Span[1],
		l.folded[0], l.folded[1], func(i, j int) bool { return joint(0, i) && joint(1, j) })
	for side, s := range w.Span {
		w.Words[side] = string(l.folded[side][s[0]:s[1]])
	}
	return w
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
