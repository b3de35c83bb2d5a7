package check

import (
	"fmt"
	"hash/fnv"
	"maps"
	"strconv"

	"triptych/align"
	"triptych/align/quantity"
)

// Case is one unit as the checks see it: the texts, and what several checks
// need of them, worked out once.
type Case struct {
	Unit  Unit
	Stats *Stats

	rule       *Rule
	findings   []Finding
	runes      [3][]rune
	filled     [3]bool
	counted    bool
	quantities [3][]quantity.Quantity
	readings   [3]*reading
	cut        [3]*hanText       // see hanText
	latin      [3][]word         // see latinWords
	styled     map[styleIn][]hit // see style.of
	clash      *clashes
	pairsOf    [3]map[[2]rune]bool // see neighbours
	likeness   *likeness

	weighed     [3][3][]float64
	mentioned   [3]bool
	named       [3][]mention
	lowered     [3]string
	partners    map[[3]int]partner
	parts       [3][]clause
	homes       [3][]int    // rune → clause
	runs        [3][]string // stretches of foreign characters, folded
	sounds      map[nameIn]float64
	denied      [3]*denials
	lapsed      [3]bool // a lapse of this version was reported
	lapsesKnown bool
	lapsesFound []lapse
	unrelated   bool    // aln.low was reported: nothing else about the words counts
	repeats     [3]bool // a sentence stands there twice
}

func newCase(u Unit, s *Stats) *Case {
	c := &Case{Unit: u, Stats: s}
	for v, text := range u.Text {
		c.runes[v] = []rune(text)
		c.filled[v] = !blank(text)
	}
	return c
}

// has reports whether version v has text in this unit.
func (c *Case) has(v align.Version) bool { return c.filled[v] }

// amounts returns the quantities of version v.
func (c *Case) amounts(v align.Version) []quantity.Quantity {
	if !c.counted {
		for v, text := range c.Unit.Text {
			if text != "" {
				c.quantities[v] = quantity.Find(text, grammar(align.Version(v)))
			}
		}
		c.counted = true
	}
	return c.quantities[v]
}

// reading returns the words of version v, nil where it has no text.
func (c *Case) reading(v align.Version) *reading {
	if c.readings[v] == nil && c.has(v) {
		c.readings[v] = c.read(v, c.amounts(v))
	}
	return c.readings[v]
}

// aside reports whether the unit stands outside the text: navigation, bylines.
func (c *Case) aside() bool {
	for v, kind := range c.Unit.Kind {
		if kind == align.NonContent && c.has(align.Version(v)) {
			return true
		}
	}
	return false
}

// pairs returns the pairs whose two versions have text in this unit.
func (c *Case) pairs() []align.Pair {
	var out []align.Pair
	for _, p := range align.Pairs {
		if c.has(p[0]) && c.has(p[1]) {
			out = append(out, p)
		}
	}
	return out
}

// report adds a finding of the running check. The unit, the check, its version
// and the English message are filled in; without a severity the finding has
// that of the check. The settings have the last word on the severity.
func (c *Case) report(f Finding) {
	f.Unit, f.Check, f.Rule = c.Unit.ID, c.rule.ID, c.rule.Version
	if f.Severity == "" {
		f.Severity = c.rule.Severity
	}
	if s, ok := c.Stats.settings.Severity[c.rule.ID]; ok {
		f.Severity = s
	}
	if f.Key == "" {
		f.Key = c.rule.ID
	}
	f.ID = f.fingerprint()
	f.Message = Message("en", f)
	c.findings = append(c.findings, f)
}

// fingerprint tells the findings of a unit apart: by check, versions and places.
func (f *Finding) fingerprint() string {
	h := fnv.New64a()
	fmt.Fprint(h, f.Check, f.Pair)
	for _, v := range align.Versions {
		if s, ok := f.Spans[v]; ok {
			fmt.Fprint(h, v, s)
		}
	}
	return strconv.FormatUint(h.Sum64(), 36)
}

// raise is the severity of the running check, one level worse.
func (c *Case) raise() Severity { return c.rule.Severity.raised() }

func cell(v align.Version) []align.Version    { return []align.Version{v} }
func both(a, b align.Version) []align.Version { return []align.Version{min(a, b), max(a, b)} }
func odd(v align.Version) *align.Version      { return &v }
func args(kv ...string) map[string]string {
	m := make(map[string]string, len(kv)/2)
	for i := 0; i+1 < len(kv); i += 2 {
		m[kv[i]] = kv[i+1]
	}
	return m
}

func spans(v align.Version, s Span, more ...map[align.Version]Span) map[align.Version]Span {
	m := map[align.Version]Span{v: s}
	for _, o := range more {
		maps.Copy(m, o)
	}
	return m
}

// slice returns the text of a span.
func (c *Case) slice(v align.Version, s Span) string { return string(c.runes[v][s[0]:s[1]]) }

// whole is the span of all of a cell's text.
func (c *Case) whole(v align.Version) Span { return Span{0, len(c.runes[v])} }
