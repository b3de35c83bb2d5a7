package check

import (
	"strings"

	"triptych/align"
	"triptych/align/cores"
)

// hit is a place that a check of style found, with a fix if one is certain.
type hit struct {
	Span
	fix   string
	fixed bool
}

// style is a check of how one version is written. What a document does in many
// units is its house style: it is told as information and not as a warning.
// A document that writes -- for every dash does so on purpose, or will be mended in one
// go; forty warnings of it would hide the one that matters.
type style struct {
	rule Rule
	in   []align.Version
	hits func(c *Case, v align.Version) []hit
}

// styles lists the checks of style; NewStats learns the habits of a document
// with them.
var styles = []*style{
	cmpPlaceholder, cmpHanInEn, scrCompat, typHalfwidth, typFullwidthInEn, typQuotes, typPair, typEllipsis, typDash, typEnumcomma,
	typSpace, typInvisible, typNumerals, typDupchar, typStops, mkControl,
}

func (s *style) find(c *Case) {
	for _, v := range s.in {
		if !c.has(v) {
			continue
		}
		habit := c.Stats.habits[s.rule.ID][v]
		hits := s.of(c, v)
		if len(hits) == 0 {
			continue
		}
		// One a version and unit: whoever mends the first sees the rest.
		h := hits[0]
		f := Finding{
			Pair: cell(v), Spans: spans(v, h.Span), Severity: s.rule.Severity,
			Args: args("a", v.String(), "text", clip(c.quote(v, h.Span), 40)),
		}
		if habit {
			f.Severity = Info
		}
		if h.fixed {
			f.Fix = &Fix{v, h.Span, h.fix}
		}
		c.add(found{Finding: f, of: -1, habit: habit && s.rule.Severity == Info})
	}
}

// of returns the places in version v, worked out once.
func (s *style) of(c *Case, v align.Version) []hit {
	key := styleIn{s, v}
	hits, ok := c.styled[key]
	if !ok {
		if c.styled == nil {
			c.styled = make(map[styleIn][]hit, 32)
		}
		hits = s.hits(c, v)
		c.styled[key] = hits
	}
	return hits
}

// styleIn is a style in one version.
type styleIn struct {
	*style
	v align.Version
}

// quote is the text of a span, with a little around it when it is a mark alone.
func (c *Case) quote(v align.Version, s Span) string {
	if s[1]-s[0] < 3 {
		s = Span{max(0, s[0]-4), min(len(c.runes[v]), s[1]+4)}
	}
	return strings.TrimSpace(strings.ReplaceAll(c.slice(v, s), "\n", " "))
}

// fitHabits learns which checks of style a document breaks as a habit.
// Often, and in a share of the units: ten places in a book are slips, in ten paragraphs
// a habit.
func fitHabits(cases []*Case) map[string][3]bool {
	count := make([][3]int, len(styles))
	found := make([][][3]bool, len(cases))
	cores.Each(len(cases), func(i int) {
		c := cases[i]
		found[i] = make([][3]bool, len(styles))
		for k, st := range styles {
			for _, v := range st.in {
				found[i][k][v] = c.has(v) && len(st.of(c, v)) > 0
			}
		}
	})
	var total [3]int
	for i, c := range cases {
		for _, v := range align.Versions {
			if c.has(v) {
				total[v]++
			}
			for k := range styles {
				if found[i][k][v] {
					count[k][v]++
				}
			}
		}
	}
	habits := map[string][3]bool{}
	for k, st := range styles {
		var h [3]bool
		for v := range h {
			h[v] = count[k][v] >= fitted.habit.least && float64(count[k][v]) > fitted.habit.share*float64(total[v])
		}
		habits[st.rule.ID] = h
	}
	return habits
}

// newStyle makes a check of a style, and of the style a check.
func newStyle(r Rule, in []align.Version, hits func(*Case, align.Version) []hit) *style {
	s := &style{rule: r, in: in, hits: hits}
	s.rule.Find = s.find
	return s
}

// marks collects the places where at finds a mark of some length, all to be
// replaced by fix.
func marks(c *Case, v align.Version, at func(text []rune, i int) int, fix string) []hit {
	var out []hit
	for i := range c.runes[v] {
		if n := at(c.runes[v], i); n > 0 {
			out = append(out, hit{Span{i, i + n}, fix, true})
		}
	}
	return out
}

func hasPrefix(text []rune, prefix string) bool {
	n := 0
	for _, r := range prefix {
		if n >= len(text) || text[n] != r {
			return false
		}
		n++
	}
	return true
}
