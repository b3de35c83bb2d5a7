package check

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"triptych/align/letter"
)

// mkList: a version has another number of list items than another.
var mkList = newMarkup(Rule{
	ID: "mk.list", Severity: Info, Version: 1,
	Needs: Pair,
	After: []After{{"aln.low", InUnit}},
}, itemised, regexp.MustCompile(`(?m)^[ \t]*(?:[-*+•‣] |[0-9]{1,3}[.)] )`), func(string) string { return "•" })

// itemised reports whether a line begins with a digit or a mark of lists.
// Cheaper than the pattern, which is asked only of what may be a list.
func itemised(text string) bool {
	for line := range strings.Lines(text) {
		line = strings.TrimLeft(line, " \t")
		first, _ := utf8.DecodeRuneInString(line)
		if line != "" && (letter.Digit(first) || strings.ContainsRune("•‣-*+", first)) {
			return true
		}
	}
	return false
}
