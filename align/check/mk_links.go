package check

import (
	"regexp"
)

var mkLinks = newMarkup(Rule{
	ID: "mk.links", Name: "Inline link", Severity: Warning, Version: 1,
	Description: "A version has more links in its text than another.",
	Needs:       Pair,
	After:       []After{{"aln.low", InUnit}},
}, holding("]("), regexp.MustCompile(`\]\((?:https?:|/|\.|#|mailto:)[^()\s]*\)`), func(string) string { return "](…)" })
