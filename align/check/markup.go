package check

import (
	"regexp"
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/letter"
)

// Inline marks of Markdown and HTML, compared as multisets: their order is free,
// and words around them may go anywhere. A version without any mark of the kind
// where another has some counts like one that has fewer.
var (
	mkLinks = newMarkup(Rule{
		ID: "mk.links", Name: "Inline link", Severity: Warning, Version: 1,
		Description: "A version has more links in its text than another.",
		Needs:       Pair,
		After:       []After{{"aln.low", InUnit}},
	}, holding("]("), regexp.MustCompile(`\]\((?:https?:|/|\.|#|mailto:)[^()\s]*\)`), func(string) string { return "](…)" })
	mkTags = newMarkup(Rule{
		ID: "mk.tags", Name: "Inline tag", Severity: Warning, Version: 1,
		Description: "A version has other HTML tags or bold marks than another.",
		Needs:       Pair,
		After:       []After{{"aln.low", InUnit}},
	}, holding("<", "**"), regexp.MustCompile(`</?(?:a|abbr|b|br|cite|code|del|em|i|img|ins|kbd|mark|q|s|small|span|strong|sub|sup|u|var)(?:\s[^<>]*)?/?>|\*\*`), tagName)
	mkFootnote = newMarkup(Rule{
		ID: "mk.footnote", Name: "Note number", Severity: Warning, Version: 1,
		Description: "A version refers to other notes than another.",
		Needs:       Pair,
		After:       []After{{"aln.low", InUnit}},
	}, holding("["), regexp.MustCompile(`\[\^?[0-9]{1,3}\]|\[\^[A-Za-z0-9_-]{1,20}\]`), func(s string) string { return strings.Replace(s, "^", "", 1) })
	mkList = newMarkup(Rule{
		ID: "mk.list", Name: "List marks", Severity: Info, Version: 1,
		Description: "A version has another number of list items than another.",
		Needs:       Pair,
		After:       []After{{"aln.low", InUnit}},
	}, itemised, regexp.MustCompile(`(?m)^[ \t]*(?:[-*+•‣] |[0-9]{1,3}[.)] )`), func(string) string { return "•" })
	mkHeading = newMarkup(Rule{
		ID: "mk.heading", Name: "Heading level", Severity: Warning, Version: 1,
		Description: "A heading has another level than in another version.",
		Needs:       Pair,
		After:       []After{{"aln.low", InUnit}},
	}, holding("#"), regexp.MustCompile(`(?m)^#{1,6} `), strings.TrimSpace)
)

// tagName leaves the name of a tag: <a href="…"> is <a>.
func tagName(s string) string {
	if i := strings.IndexAny(s, " \t\n"); i >= 0 {
		s = s[:i] + ">"
	}
	return strings.ToLower(strings.Replace(s, "/>", ">", 1))
}

// newMarkup makes a rule that compares what a pattern matches, each match
// written in a form that is the same in all versions. Only texts that may hold such
// a mark are searched.
func newMarkup(r Rule, may func(string) bool, pattern *regexp.Regexp, form func(string) string) Rule {
	r.Find = func(c *Case) { c.findMarkup(may, pattern, form) }
	return r
}

// holding makes a test for texts that hold one of some strings.
func holding(signs ...string) func(string) bool {
	return func(text string) bool {
		return slices.ContainsFunc(signs, func(s string) bool { return strings.Contains(text, s) })
	}
}

// itemised reports whether a line begins with a digit or a mark of lists.
func itemised(text string) bool {
	for line := range strings.Lines(text) {
		if line = strings.TrimLeft(line, " \t"); line != "" && (letter.Digit(line[0]) || strings.HasPrefix(line, "•") || strings.HasPrefix(line, "‣") || strings.IndexByte("-*+", line[0]) >= 0) {
			return true
		}
	}
	return false
}

func (c *Case) findMarkup(may func(string) bool, pattern *regexp.Regexp, form func(string) string) {
	if !slices.ContainsFunc(c.Unit.Text[:], may) {
		return
	}
	var marks [3][]string
	for _, v := range align.Versions {
		for _, s := range pattern.FindAllString(c.Unit.Text[v], -1) {
			marks[v] = append(marks[v], form(s))
		}
		slices.Sort(marks[v])
	}
	for _, p := range c.pairs() {
		if slices.Equal(marks[p[0]], marks[p[1]]) {
			continue
		}
		a, b := p[0], p[1]
		f := Finding{Pair: both(a, b), Spans: map[align.Version]Span{}}
		if third := align.Version(3 - int(a) - int(b)); c.has(third) {
			switch {
			case slices.Equal(marks[third], marks[a]):
				f.Odd = odd(b)
			case slices.Equal(marks[third], marks[b]):
				f.Odd = odd(a)
			}
		}
		x, y := strings.Join(marks[a], " "), strings.Join(marks[b], " ")
		f.Values = map[align.Version]string{a: x, b: y}
		f.Args = args("a", a.String(), "b", b.String(), "x", shownMarks(x), "y", shownMarks(y))
		c.report(f)
		return
	}
}

func shownMarks(s string) string {
	if s == "" {
		return "0"
	}
	return clip(s, 60)
}
