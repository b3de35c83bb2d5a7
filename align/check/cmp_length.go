package check

import (
	"math"

	"triptych/align"
)

// cmpLength: a version is far shorter or longer than this document's translations
// usually are.
// A weak sign, and so the last of its family: where a sentence is told as missing, or
// the texts do not belong together, length adds nothing. It is measured against this
// document: legal Chinese is far shorter than a chatty column.
var cmpLength = Rule{
	ID: "cmp.length", Severity: Warning, Version: 2,
	Needs: Pair,
	After: []After{{"aln.low", InUnit}, {"cmp.sentences", InUnit}, {"cmp.same", OfVersion}},
	Find:  findLength,
}

// Hans against Hant is hh.diverge's; here one side is always English.
func findLength(c *Case) {
	if !c.lengthMatters() {
		return
	}
	for _, p := range c.pairs() {
		d, ok := c.deviation(p)
		if !ok || p[0] != align.En || math.Abs(d) < fitted.length.band || !c.open(p[1]) {
			continue
		}
		key := "cmp.length.short"
		if d > 0 {
			key = "cmp.length.long"
		}
		f := Finding{Pair: both(p[0], p[1]), Key: key, Args: args("a", p[0].String(), "b", p[1].String())}
		if v, ok := c.oddLength(); ok {
			f.Odd = odd(v)
			if v == align.En && p[1] == align.Hant && c.has(align.Hans) {
				continue // said once, of the first pair
			}
		}
		c.report(f)
	}
}

// lengthMatters reports whether the unit is running text in every version.
func (c *Case) lengthMatters() bool {
	// A heading may be anything: "Next steps" and 下一步该怎么走 are both right.
	for v, k := range c.Unit.Kind {
		if c.has(align.Version(v)) && k == align.Heading {
			return false
		}
	}
	return true
}

// oddLength names the version whose length the other two speak against.
func (c *Case) oddLength() (align.Version, bool) {
	if len(c.pairs()) < 3 {
		return 0, false
	}
	var dev [3]float64
	for i, p := range align.Pairs {
		d, ok := c.deviation(p)
		if !ok {
			return 0, false
		}
		dev[i] = math.Abs(d)
	}
	// Two that fit each other and a third that fits neither.
	switch {
	case dev[2] < fitted.length.odd && dev[0] > fitted.length.odd && dev[1] > fitted.length.odd:
		return align.En, true
	case dev[1] < fitted.length.odd && dev[0] > fitted.length.odd && dev[2] > fitted.length.odd:
		return align.Hans, true
	case dev[0] < fitted.length.odd && dev[1] > fitted.length.odd && dev[2] > fitted.length.odd:
		return align.Hant, true
	}
	return 0, false
}
