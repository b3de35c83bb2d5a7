package check

import (
	"strings"

	"triptych/align"
)

// around quotes a span with a few characters on both sides.
// A number or a mark alone says nothing in a list of findings; in English whole words
// are kept, so that "t leas" never stands for "at least".
func (c *Case) around(v align.Version, s Span) string {
	n := 6
	if v == align.En {
		n = 20
	}
	text := c.runes[v]
	from, to := max(0, s[0]-n), min(len(text), s[1]+n)
	if v == align.En { // whole words
		for from > 0 && from < s[0] && text[from-1] != ' ' {
			from++
		}
		for to < len(text) && to > s[1] && text[to] != ' ' {
			to--
		}
	}
	return strings.TrimSpace(strings.ReplaceAll(string(text[from:to]), "\n", " "))
}

// back maps spans of a folded text to the text it was made from.
// Spans must not be empty: the last rune of one gives its end, so that what folding
// put together (① as 1) is covered whole.
func back(spans []Span, from []int) []Span {
	for i, s := range spans {
		spans[i] = Span{from[s[0]], from[s[1]-1] + 1}
	}
	return spans
}
