package check

import (
	"math"
	"strings"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/reading"
)

// alnLow: a version seems to translate something else altogether.
// An error, since everything else about the unit waits for it: the editor has to move
// a paragraph before anybody can look at words. Untranslated text shares its words with
// the English and is told as such first.
var alnLow = Rule{
	ID: "aln.low", Severity: Error, Version: 3,
	Needs: Pair,
	After: []After{{"cmp.same", InUnit}},
	Find:  findApart,
}

// apart returns the version whose text has nothing to do with the others'.
func (c *Case) apart() (align.Version, float64, bool) {
	worst, found := align.En, false
	most := 0.0
	for _, v := range align.Versions {
		if !c.has(v) {
			continue
		}
		// Two or three words may be worded freely without a trace.
		if c.Words(v).Count < 4 {
			continue
		}
		sum, n := 0.0, 0
		apart := true
		a, b := v.Others()
		for _, o := range []align.Version{a, b} {
			if !c.has(o) || !apart {
				continue
			}
			n++
			// Both ways must speak against it: a summary explains little of a long text, but all
			// of it is explained.
			there := reading.Sum(c.Weights(v, o))
			if apart = there < 0; !apart {
				break
			}
			here := reading.Sum(c.Weights(o, v))
			apart = here < 0 && there+here < -fitted.apart.score
			sum -= there + here
		}
		if n > 0 && apart && sum > most {
			worst, most, found = v, sum, true
		}
	}
	return worst, most, found
}

// outsider returns the version that has nothing in common with two that belong
// together, in units too short for apart.
func (c *Case) outsider() (align.Version, bool) {
	if len(c.pairs()) < 3 {
		return 0, false
	}
	for _, v := range []align.Version{align.Hant, align.Hans, align.En} {
		a, b := v.Others()
		apart := fitted.apart.outside
		if v == align.En { // a dictionary may fail on a few words, but two Chinese texts are easily alike
			apart = fitted.apart.english
		}
		if c.Words(v).Count > 0 && !c.shareLittle(v) && c.affinity(a, b) >= fitted.apart.together && max(c.affinity(v, a), c.affinity(v, b)) <= -apart {
			return v, true
		}
	}
	return 0, false
}

// shareLittle reports whether a Chinese version of a few words shares a character
// with its sibling that is no little word: 性能提升, 效能優化. That is too much for
// texts that have nothing to do with each other, if too little to be evidence.
func (c *Case) shareLittle(v align.Version) bool {
	if v == align.En || c.Words(v).Count > fitted.apart.words {
		return false
	}
	there := c.Han(v.Sibling()).Folded
	for _, r := range c.Han(v).Runes {
		// 并 is empty in a sentence, and says something where all is one word: 并发, 並行.
		if letter.Han(r) && (!reading.Empty[string(r)] || c.Words(align.En).Count <= 1) && strings.ContainsRune(there, r) {
			return true
		}
	}
	return false
}

// affinity is the evidence, both ways together, that two versions say the same.
func (c *Case) affinity(a, b align.Version) float64 {
	x := reading.Sum(c.Weights(a, b)) + reading.Sum(c.Weights(b, a))
	if a != align.En && b != align.En {
		switch l := c.like(); {
		case l.value >= fitted.apart.likeShare:
			x += fitted.apart.likeBonus
		case l.value == 0:
			x -= fitted.apart.likeBonus / 2
		}
	}
	return x
}

// One version that fits neither of the others, or with two versions the pair that does
// not fit: most rules are silent after it, since comparing what does not belong together
// finds differences in every word.
func findApart(c *Case) {
	v, against, ok := c.apart()
	if !ok {
		if v, ok = c.outsider(); !ok {
			return
		}
	}
	a, b := v.Others()
	if !c.has(a) {
		a = b
	}
	f := Finding{Pair: both(v, a), Spans: spans(v, c.whole(v)), Args: args("a", a.String(), "b", v.String()),
		grounds: Grounds{Evidence: math.Log1p(against), Second: math.Log(float64(c.Words(v).Count))}}
	if len(c.pairs()) == 3 {
		f.Odd = odd(v)
	} else {
		f.Args["a"], f.Args["b"] = f.Pair[0].String(), f.Pair[1].String()
	}
	c.report(f)
}
