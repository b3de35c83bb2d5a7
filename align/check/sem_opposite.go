package check

import (
	"slices"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/opposite"
	"triptych/align/reading"
	"triptych/align/zh"
)

// semOpposite: a version says the opposite of what the others say: rose and 下跌, before
// and 之后, all and 一些.
// A word that is missing proves nothing, since a free translation turns sentences round
// ("no longer rises"). So a text counts only where it has words of one pole alone, the
// others must agree on another one, and nobody may deny anything in the sentence.
var semOpposite = Rule{
	ID: "sem.opposite", Severity: Warning, Version: 3,
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
			f.Severity, f.grounds.Case = c.rule.Severity, f.axis
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
		stands := c.allStands()
		if !opposite.Apart(stands) {
			return *c.opposites
		}
		for _, t := range c.Triples() {
			c.oppositesIn(t, stands)
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

// allStands returns where each sentence of each version stands. It is asked before it is
// known which sentences belong together, which takes far longer to find out.
func (c *Case) allStands() (out [3][][]opposite.Stand) {
	for _, v := range align.Versions {
		for _, s := range c.Words(v).Sentences {
			out[v] = append(out[v], c.stands(v, s.Span))
		}
	}
	return out
}

// oppositesIn finds the version of a sentence that stands at another pole than the
// two others, which agree.
func (c *Case) oppositesIn(t reading.Triple, all [3][][]opposite.Stand) {
	var stands [3][]opposite.Stand
	for _, v := range align.Versions {
		stands[v] = all[v][t[v]]
	}
	for _, v := range align.Versions {
		a, b := v.Others()
		for _, x := range stands[v] {
			y, z := standOn(stands[a], x.Axis), standOn(stands[b], x.Axis)
			if y == nil || z == nil || y.Pole == x.Pole || z.Pole != y.Pole || !c.plainIn(v, x, stands) || !plain(a, *y) && !plain(b, *z) {
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
		for i := range c.Words(a).Sentences {
			if j, ok := c.partner(a, i, b); ok {
				c.opposedSentences(a, c.Words(a).Sentences[i].Span, b, c.Words(b).Sentences[j].Span)
			}
		}
	}
}

// partner returns the sentence of b that says what sentence i of a says, where each is
// the other's counterpart beyond doubt.
func (c *Case) partner(a align.Version, i int, b align.Version) (j int, ok bool) {
	n, m := len(c.Words(a).Sentences), len(c.Words(b).Sentences)
	if n == 1 && m == 1 {
		return 0, true
	}
	if n != m || n > fitted.opposite.sentences { // in a long paragraph what one sentence says may stand in the next
		return 0, false
	}
	j, there := c.Counterpart(a, i, b)
	if there < fitted.opposite.evidence {
		return 0, false
	}
	back, here := c.Counterpart(b, j, a)
	return j, back == i && here >= fitted.opposite.evidence
}

// opposedSentences finds two poles in sentences of two versions.
func (c *Case) opposedSentences(a align.Version, here Span, b align.Version, there Span) {
	stands, several := c.stands(b, there), len(c.Words(a).Sentences) > 1
	for _, x := range c.stands(a, here) {
		y := standOn(stands, x.Axis)
		if y == nil || several && x.Axis == "amount" || // "may not exceed" of several amounts
			y.Pole == x.Pole || !plain(a, x) || !plain(b, *y) {
			continue
		}
		// 增加两倍 is "threefold": only what is halved is not what is doubled or tripled.
		if x.Axis == "multiple" && x.Pole < 2 && y.Pole < 2 {
			continue
		}
		c.oppose(x.Axis, Finding{Pair: both(a, b), Key: "sem.opposite",
			Spans:  spans(a, x.Span, spans(b, y.Span)),
			Values: map[align.Version]string{a: c.slice(a, x.Span), b: c.slice(b, y.Span)},
			Args:   args("a", a.String(), "b", b.String(), "x", c.slice(a, x.Span), "y", c.slice(b, y.Span))})
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

// plainIn is plain for a version whose sibling's words are known: a single character is
// enough where the sibling has another one in its place: 风暴后 and 風暴前, 年少 and 年多.
func (c *Case) plainIn(v align.Version, s opposite.Stand, stands [3][]opposite.Stand) bool {
	if plain(v, s) {
		return true
	}
	o := v.Sibling()
	t := standOn(stands[o], s.Axis)
	if t == nil || t.Span[1]-t.Span[0] > 1 {
		return false
	}
	before := func(v align.Version, i int) string {
		if i == 0 || !letter.Han(c.runes[v][i-1]) {
			return ""
		}
		return zh.Fold(string(c.runes[v][i-1 : i]))
	}
	w := before(v, s.Span[0])
	return w != "" && w == before(o, t.Span[0])
}

// plain reports whether a word says enough to accuse anybody: a single character is read
// in too many ways, though it is enough for doubt.
func plain(v align.Version, s opposite.Stand) bool {
	return v == align.En || s.Span[1]-s.Span[0] > 1
}
