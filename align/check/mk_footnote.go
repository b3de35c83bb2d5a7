package check

import (
	"regexp"
	"strings"
)

// mkFootnote: a version refers to other notes than another.
// [1] and [^1] are one reference: Markdown dialects differ, readers do not.
var mkFootnote = newMarkup(Rule{
	ID: "mk.footnote", Severity: Warning, Version: 1,
	Needs: Pair,
	After: []After{{"aln.low", InUnit}},
}, holding("["), regexp.MustCompile(`\[\^?[0-9]{1,3}\]|\[\^[A-Za-z0-9_-]{1,20}\]`), func(s string) string { return strings.Replace(s, "^", "", 1) })
