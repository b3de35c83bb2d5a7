package check

import "triptych/align/diff"

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
