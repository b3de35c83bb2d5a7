package check

import (
	"regexp"
)

// mkLinks: a version has more links in its text than another.
// Counted without their targets: those are url.mismatch's, and often localised.
var mkLinks = newMarkup(Rule{
	ID: "mk.links", Severity: Warning, Version: 1,
	Needs: Pair,
	After: []After{{"aln.low", InUnit}},
}, holding("]("), regexp.MustCompile(`\]\((?:https?:|/|\.|#|mailto:)[^()\s]*\)`), func(string) string { return "](…)" })
