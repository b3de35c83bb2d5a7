package check

import (
	"strings"

	"triptych/align"
)

// outweighed finds a denial that whole sentences show to be one too many or one too
// few, whatever their words: a "not" of the English where the sentences of both
// Chinese versions that belong to it deny less; and one that another version denies
// too where the sentences of the third deny less.
func (c *denying) outweighed() (flip, bool) {
	for _, v := range align.Versions {
		a, b := others(v)
		for _, d := range c.denying(v).sure {
			if c.doubled(d, v) || d.other || v == align.En && !plainNot(strings.ToLower(c.slice(v, d.Span))) {
				continue
			}
			x, y := c.saysLess(d, v, a), c.saysLess(d, v, b)
			switch {
			case v == align.En && x && y:
				return flip{v, a, d.Span, odd(v)}, true
			case x && a != align.En && c.deniesToo(d, v, b):
				return flip{v, a, d.Span, odd(a)}, true
			case y && c.deniesToo(d, v, a):
				return flip{v, b, d.Span, odd(b)}, true
			}
		}
	}
	return flip{}, false
}

// saysLess reports whether the sentences of o that belong to a denial of v deny less
// than its own does, by one.
func (c *denying) saysLess(d denial, v, o align.Version) bool {
	home := c.clauses(v)[d.clause].sentence
	if _, evidence := c.counterpart(v, home, o); evidence < belongEvidence || c.weighDenials(v, home)-c.weighBeside(d, v, o) < 0.95 {
		return false
	}
	said := c.follow(d, v, o)
	return said.clause < 0 || said.stance == affirms
}

// deniesToo reports whether version o denies what a denial of v is about, and its
// sentences as much.
func (c *denying) deniesToo(d denial, v, o align.Version) bool {
	return c.follow(d, v, o).denied >= 1 && c.weighDenials(v, c.clauses(v)[d.clause].sentence)-c.weighBeside(d, v, o) < 0.5
}

// plainNot reports whether a word of the English, in lower case, denies a verb.
func plainNot(word string) bool {
	switch word {
	case "not", "never", "cannot", "unable":
		return true
	}
	return strings.HasSuffix(word, "n't") || strings.HasSuffix(word, "n’t")
}

// weighDenials counts what denies in a sentence of v.
func (c *denying) weighDenials(v align.Version, sentence int) float64 {
	n := 0.0
	for _, w := range c.denying(v).weak {
		if !w.near && c.clauses(v)[w.clause].sentence == sentence {
			n += w.weight()
		}
	}
	return n
}

// weighBeside counts what denies in the sentences of o that belong to that of d, a
// denial of version v.
func (c *denying) weighBeside(d denial, v, o align.Version) float64 {
	n := 0.0
	for _, w := range c.beside(d, v, o) {
		n += w.weight()
	}
	return n
}

// weight is how far a word denies: 1 for one that surely does.
func (w weak) weight() float64 {
	switch {
	case w.near:
		return 0.15
	case w.shape:
		return 0.4
	case w.word:
		return 0.6
	}
	return 1
}
