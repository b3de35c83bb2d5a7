package check

import (
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/cores"
	"triptych/align/letter"
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
	// ways parts the hits where a rule is broken in several ways, each a habit or a slip
	// for itself; nil = one way.
	ways func(hit []rune) string
}

// way is the way in which a hit breaks the rule.
func (s *style) way(c *Case, v align.Version, h hit) string {
	if s.ways == nil {
		return ""
	}
	return s.ways(c.runes[v][h.Span[0]:h.Span[1]])
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
		hits := s.of(c, v)
		if len(hits) == 0 {
			continue
		}
		meant := func(h hit) bool { return c.Stats.habits[s.rule.ID+s.way(c, v, h)][v] }
		// One a version and unit: whoever mends the first sees the rest.
		h := hits[0]
		if i := slices.IndexFunc(hits, func(h hit) bool { return !meant(h) }); i >= 0 {
			h = hits[i]
		}
		habit := meant(h)
		f := Finding{
			Pair: cell(v), Spans: spans(v, h.Span), Severity: s.rule.Severity,
			Args: args("a", v.String(), "text", clip(c.quote(v, h.Span), 40)), grounds: Grounds{Case: s.way(c, v, h)},
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
	i := slices.IndexFunc(c.styled, func(x styled) bool { return x.by == s })
	if i < 0 {
		if c.styled == nil {
			c.styled = make([]styled, 0, 16)
		}
		i, c.styled = len(c.styled), append(c.styled, styled{by: s})
	}
	if !c.styled[i].known[v] {
		hits := s.hits(c, v)
		c.styled[i].known[v], c.styled[i].hits[v] = true, hits
	}
	return c.styled[i].hits[v]
}

// styled is what a check of style found in the versions. A case has a dozen of them, which
// are found sooner one by one than in a map.
type styled struct {
	by    *style
	known [3]bool
	hits  [3][]hit
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
	found := make([]map[string][3]bool, len(cases)) // by rule and way
	cores.Each(len(cases), func(i int) {
		c := cases[i]
		for _, st := range styles {
			for _, v := range st.in {
				if !c.has(v) {
					continue
				}
				for _, h := range st.of(c, v) {
					key := st.rule.ID + st.way(c, v, h)
					if found[i] == nil {
						found[i] = map[string][3]bool{}
					}
					in := found[i][key]
					in[v] = true
					found[i][key] = in
				}
			}
		}
	})
	count := map[string][3]int{}
	var total [3]int
	for i, c := range cases {
		for _, v := range align.Versions {
			if c.has(v) {
				total[v]++
			}
		}
		for key, in := range found[i] {
			n := count[key]
			for v := range in {
				if in[v] {
					n[v]++
				}
			}
			count[key] = n
		}
	}
	habits := map[string][3]bool{}
	for key, n := range count {
		var h [3]bool
		for v := range h {
			h[v] = n[v] >= fitted.habit.least && float64(n[v]) > fitted.habit.share*float64(total[v])
		}
		habits[key] = h
	}
	return habits
}

// waysOf lists the ways in which rules are broken: straight quotation marks come from a
// keyboard and stand all over a document, those of the other script are a slip; a word of
// two characters that stands twice is surer than a particle.
var waysOf = map[string]func(hit []rune) string{
	"typ.quotes": func(hit []rune) string {
		if hit[0] == '"' || hit[0] == '\'' {
			return "straight"
		}
		return ""
	},
	"typ.dupchar": func(hit []rune) string {
		if len(hit) == 4 && letter.HanScript(hit[0]) {
			return "word"
		}
		return ""
	},
}

// newStyle makes a check of a style, and of the style a check.
func newStyle(r Rule, in []align.Version, hits func(*Case, align.Version) []hit) *style {
	s := &style{rule: r, in: in, hits: hits, ways: waysOf[r.ID]}
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
