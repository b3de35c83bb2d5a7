package check

import (
	"context"

	"fmt"
	"hash/fnv"
	"maps"
	"strconv"

	"triptych/align"
	"triptych/align/clash"
	"triptych/align/denial"
	"triptych/align/letter"
	"triptych/align/name"
	"triptych/align/quantity"
	"triptych/align/reading"
	"triptych/align/reword"
)

// Case is one unit as the checks see it: the texts, and what several checks
// need of them, worked out once.
type Case struct {
	*reading.Texts
	Unit  Unit
	Stats *Stats
	runes [3][]rune // of the texts
	names *name.Unit
	ctx   context.Context // of whoever asked; nil = nobody who could hang up

	rule      *Rule
	found     []found
	offers    Need     // what the unit has of what rules may need
	outside   bool     // see aside
	styled    []styled // see style.of
	clashed   bool
	clashes   []clash.Clash    // worked out when asked for, see clashing
	opposites *[]opposition    // worked out when asked for
	pairsOf   [3]*letter.Pairs // see neighbours
	off       [3][]Span        // see allowed
	likeness  *likeness
	sizes     [3]float64      // see size
	reworded  []reword.Change // see rewords
	balances  [3]*balance     // of quotation marks
	filled    *bool           // see written

	saidNo      *denial.Unit // see denials
	flipKnown   bool
	flip        *denial.Flip // see flipped
	lapsesKnown bool
	lapsesFound []lapse
}

func newCase(u Unit, s *Stats) *Case {
	t := reading.New(u.Text, &s.words)
	c := &Case{Texts: t, Unit: u, Stats: s, runes: t.Runes, names: &name.Unit{Texts: t, Spellings: &s.spellings}}
	for v, kind := range u.Kind {
		c.outside = c.outside || kind == align.NonContent && c.has(align.Version(v))
	}
	c.offers = c.offer()
	return c
}

// denials returns what the versions deny. It is first asked for when the statistics
// are there that say which version is English still.
func (c *Case) denials() *denial.Unit {
	if c.saidNo == nil {
		c.saidNo = &denial.Unit{Texts: c.Texts}
		for _, v := range align.Chinese {
			c.saidNo.English[v] = c.has(v) && c.sameAsEnglish(v)
		}
	}
	return c.saidNo
}

// flipped returns what one version denies and another affirms, nil for nothing.
func (c *Case) flipped() *denial.Flip {
	if !c.flipKnown {
		c.flipKnown = true
		if f, ok := c.denials().Flipped(); ok {
			c.flip = &f
		}
	}
	return c.flip
}

// aside reports whether the unit stands outside the text: navigation, bylines.
func (c *Case) aside() bool { return c.outside }

// report adds a finding of the running rule. The unit, the rule and its version
// are filled in; without a severity the finding has that of the rule. The
// settings have the last word, see settle.
func (c *Case) report(f Finding) { c.add(found{Finding: f, of: -1}) }

// reportOf is report for a finding that version v is wanting: it is not
// translated, or lacks a sentence. Rules that compare its words need not.
func (c *Case) reportOf(v align.Version, f Finding) { c.add(found{Finding: f, of: int8(v)}) }

func (c *Case) add(f found) {
	f.rule = c.rule
	f.Unit, f.Check, f.Rule = c.Unit.ID, c.rule.ID, c.rule.Version
	if c.written(&f.Finding) {
		return
	}
	if f.Severity == "" {
		f.Severity = c.rule.Severity
	}
	if f.Key == "" {
		f.Key = c.rule.ID
	}
	c.weigh(&f.Finding)
	c.found = append(c.found, f)
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

// has reports whether version v has text in this unit.
func (c *Case) has(v align.Version) bool { return c.Texts.Has(v) }

// pairs returns the pairs whose two versions have text in this unit.
func (c *Case) pairs() []align.Pair { return c.Texts.Pairs() }

// slice returns the text of a span.
func (c *Case) slice(v align.Version, s Span) string { return c.Texts.Slice(v, s) }

// amounts returns the quantities of version v.
func (c *Case) amounts(v align.Version) []quantity.Quantity { return c.Texts.Amounts(v) }
