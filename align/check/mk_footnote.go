package check

import (
	"regexp"
	"strings"
)

var mkFootnote = newMarkup(Rule{
	ID: "mk.footnote", Name: "Note number", Severity: Warning, Version: 1,
	Description: "A version refers to other notes than another.",
	Needs:       Pair,
	After:       []After{{"aln.low", InUnit}},
}, holding("["), regexp.MustCompile(`\[\^?[0-9]{1,3}\]|\[\^[A-Za-z0-9_-]{1,20}\]`), func(s string) string { return strings.Replace(s, "^", "", 1) })
