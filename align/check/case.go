package check

import (
	"fmt"
	"hash/fnv"
	"maps"
	"strconv"

	"triptych/align"
)

// Case is one unit as the checks see it: the texts, and what several checks
// need of them, worked out once.
type Case struct {
	*trio
	Unit  Unit
	Stats *Stats
	names *naming

	rule     *Rule
	findings []Finding
	styled   map[styleIn][]hit // see style.of
	clash    *clashes
	pairsOf  [3]map[[2]rune]bool // see neighbours
	likeness *likeness

	saidNo      *denying // see denials
	lapsed      [3]bool  // a lapse of this version was reported
	lapsesKnown bool
	lapsesFound []lapse
	unrelated   bool    // aln.low was reported: nothing else about the words counts
	repeats     [3]bool // a sentence stands there twice
}

func newCase(u Unit, s *Stats) *Case {
	t := newTrio(u.Text, &s.words)
	return &Case{trio: t, Unit: u, Stats: s, names: &naming{trio: t, spellings: &s.spellings}}
}

// denials returns what the versions deny. It is first asked for when the statistics
// are there that say which version is English still.
func (c *Case) denials() *denying {
	if c.saidNo == nil {
		c.saidNo = &denying{trio: c.trio}
		for _, v := range chineseVersions {
			c.saidNo.english[v] = c.has(v) && c.sameAsEnglish(v)
		}
	}
	return c.saidNo
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

// whole is the span of all of a cell's text.
func (c *Case) whole(v align.Version) Span { return Span{0, len(c.runes[v])} }
