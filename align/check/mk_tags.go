package check

import (
	"regexp"
	"strings"
)

// mkTags: a version has other HTML tags or bold marks than another.
var mkTags = newMarkup(Rule{
	ID: "mk.tags", Severity: Warning, Version: 1,
	Needs: Pair,
	After: []After{{"aln.low", InUnit}},
}, holding("<", "**"), regexp.MustCompile(`</?(?:a|abbr|b|br|cite|code|del|em|i|img|ins|kbd|mark|q|s|small|span|strong|sub|sup|u|var)(?:\s[^<>]*)?/?>|\*\*`), tagName)

// tagName leaves the name of a tag: <a href="…"> is <a>.
func tagName(s string) string {
	if i := strings.IndexAny(s, " \t\n"); i >= 0 {
		s = s[:i] + ">"
	}
	return strings.ToLower(strings.Replace(s, "/>", ">", 1))
}
