package check

import (
	"regexp"
	"strings"
)

// mkHeading: a heading has another level than in another version.
// A level that differs moves the paragraph in the page's table of contents.
var mkHeading = newMarkup(Rule{
	ID: "mk.heading", Severity: Warning, Version: 1,
	Needs: Pair,
	After: []After{{"aln.low", InUnit}},
}, holding("#"), regexp.MustCompile(`(?m)^#{1,6} `), strings.TrimSpace)
