package revised

import (
	"triptych/align/check"
	"triptych/align/diff"
)

// changes is a word diff of two texts, for people.
func changes(before, now string) (out []check.Change) {
	a, b := []rune(before), []rune(now)
	for _, e := range diff.Words(a, b) {
		switch {
		case e.Same:
			out = append(out, check.Change{Text: string(b[e.To[0]:e.To[1]])})
			continue
		case e.From[0] < e.From[1]:
			out = append(out, check.Change{Op: -1, Text: string(a[e.From[0]:e.From[1]])})
		}
		if e.To[0] < e.To[1] {
			out = append(out, check.Change{Op: 1, Text: string(b[e.To[0]:e.To[1]])})
		}
	}
	return out
}
