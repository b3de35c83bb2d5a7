package check

import (
	"regexp"
	"strings"
)

var mkHeading = newMarkup(Rule{
	ID: "mk.heading", Name: "Heading level", Severity: Warning, Version: 1,
	Description: "A heading has another level than in another version.",
	Needs:       Pair,
	After:       []After{{"aln.low", InUnit}},
}, holding("#"), regexp.MustCompile(`(?m)^#{1,6} `), strings.TrimSpace)
