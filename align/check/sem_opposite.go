package check

import (
	"slices"

	"triptych/align"
	"triptych/align/opposite"
	"triptych/align/reading"
)

// semOpposite: a version says the opposite of what the others say: rose and 下跌, before
// and 之后, all and 一些.
// A word that is missing proves nothing, since a free translation turns sentences round
// ("no longer rises"). So a text counts only where it has words of one pole alone, the
// others must agree on another one, and nobody may deny anything in the sentence.
var semOpposite = Rule{
	ID: "sem.opposite", Severity: Warning, Version: 1,
	Needs: Pair,
	After: []After{{"aln.low", InUnit}, {"cmp.sentences", InUnit}, {"sem.negation", InUnit}, {"sem.modality", InUnit}, {Any, AtPlace}},
	Find:  findOpposites,
}

func findOpposites(c *Case) {
	if c.aside() {
		return
	}
	for _, f := range c.opposed() {
		if id := axisRule[f.axis]; id == c.rule.ID || id == "" && c.rule.ID == "sem.opposite" {
			f.Severity = c.rule.Severity
			c.report(f.Finding)
			return
		}
	}
}

// axisRule says which other rule tells of an axis: what is about dates, multiples and
// units belongs to them.
var axisRule = map[string]string{"half": "num.date", "month": "num.date", "next": "num.date", "ride": "num.date", "multiple": "num.ratio", "space": "num.unit"}

// opposition is a finding on an axis.
type opposition struct {
	Finding
	axis string
}

// opposed finds the opposites of a unit, worked out once for the rules that tell them.
func (c *Case) opposed() []opposition {
	if c.opposites != nil {
		return *c.opposites
	}
	c.opposites = new([]opposition)
	pairs := c.pairs()
	if len(pairs) == 3 {
		for _, t := range c.Triples() {
			c.oppositesIn(t)
		}
	} else {
		c.opposedInTwo(pairs)
	}
	return *c.opposites
}

// oppose keeps a finding on an axis.
func (c *Case) oppose(axis string, f Finding) {
	*c.opposites = append(*c.opposites, opposition{f, axis})
}

// oppositesIn finds the version of a sentence that stands at another pole than the
// two others, which agree.
func (c *Case) oppositesIn(t reading.Triple) {
	var stands [3][]opposite.Stand
	for _, v := range align.Versions {
		s := c.Words(v).Sentences[t[v]].Span
		stands[v] = c.stands(v, s)
	}
	for _, v := range align.Versions {
		a, b := v.Others()
		for _, x := range stands[v] {
			y, z := standOn(stands[a], x.Axis), standOn(stands[b], x.Axis)
			if y == nil || z == nil || y.Pole == x.Pole || z.Pole != y.Pole || !plain(v, x) || !plain(a, *y) && !plain(b, *z) {
				continue
			}
			c.oppose(x.Axis, Finding{Pair: both(a, v), Odd: odd(v), Key: "sem.opposite.odd",
				Spans:  spans(v, x.Span, spans(a, y.Span, spans(b, z.Span))),
				Values: map[align.Version]string{v: c.slice(v, x.Span), a: c.slice(a, y.Span), b: c.slice(b, z.Span)},
				Args:   args("a", a.String(), "b", v.String(), "c", b.String(), "x", c.slice(a, y.Span), "y", c.slice(v, x.Span))})
		}
	}
}

// opposedInTwo finds two versions of one sentence that stand at two poles.
func (c *Case) opposedInTwo(pairs []align.Pair) {
	for _, p := range pairs {
		a, b := p[0], p[1]
		if len(c.Words(a).Sentences) != 1 || len(c.Words(b).Sentences) != 1 {
			continue
		}
		there := c.stands(b, c.Words(b).Sentences[0].Span)
		for _, x := range c.stands(a, c.Words(a).Sentences[0].Span) {
			y := standOn(there, x.Axis)
			if y == nil || y.Pole == x.Pole || !plain(a, x) || !plain(b, *y) {
				continue
			}
			c.oppose(x.Axis, Finding{Pair: both(a, b), Key: "sem.opposite",
				Spans:  spans(a, x.Span, spans(b, y.Span)),
				Values: map[align.Version]string{a: c.slice(a, x.Span), b: c.slice(b, y.Span)},
				Args:   args("a", a.String(), "b", b.String(), "x", c.slice(a, x.Span), "y", c.slice(b, y.Span))})
		}
	}
}

// stands returns where a sentence stands; nowhere where it denies something, unless the
// denial is the word itself: "nobody".
func (c *Case) stands(v align.Version, s Span) []opposite.Stand {
	out := opposite.Stands(c.Texts, v, s)
	for _, d := range c.denials().Denials(v).Sure {
		if d.Span[0] < s[0] || d.Span[0] >= s[1] {
			continue
		}
		out = slices.DeleteFunc(out, func(x opposite.Stand) bool { return d.Span[0] < x.Span[0] || d.Span[0] >= x.Span[1] })
	}
	return out
}

func standOn(list []opposite.Stand, axis string) *opposite.Stand {
	for i := range list {
		if list[i].Axis == axis {
			return &list[i]
		}
	}
	return nil
}

// plain reports whether a word says enough to accuse anybody: a single character is read
// in too many ways, though it is enough for doubt.
func plain(v align.Version, s opposite.Stand) bool {
	return v == align.En || s.Span[1]-s.Span[0] > 1
}
