package check

import (
	"regexp"
	"slices"
	"strings"

	"triptych/align"
)

// newMarkup makes a rule that compares what a pattern matches, each match
// written in a form that is the same in all versions. Only texts that may hold such
// a mark are searched.
//
// The inline marks of Markdown and HTML are compared as multisets: their order is
// free, and words around them may go anywhere. A version without any mark of the kind
// where another has some counts like one that has fewer.
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
