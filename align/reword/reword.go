// Package reword says what it means that two Chinese versions differ in a word, where
// one was made from the other and then touched up.
//
// Most such differences are of taste (首次, 首度) and some are slips (机制, 保证). The
// English tells them apart: it says what a word of one version means and nothing that the
// word in its place means. The one guarantee: what is compared stands between the same
// words in both versions, and two words that may mean the same are never set against
// each other.
package reword

import (
	"slices"
	"strings"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/opposite"
	"triptych/align/reading"
)

// Place is where the two Chinese versions differ: whole words of each, nothing where one
// has none.
type Place [2]reading.Span

// Kind says what a difference is.
type Kind string

// The kinds of difference. Words that both versions may mean the same by are of none.
const (
	Swapped Kind = "swapped" // two words have changed places
	Person  Kind = "person"  // another one is spoken of: 我, 他
	Name    Kind = "name"    // another name
	Word    Kind = "word"    // a word that means something else
	Pole    Kind = "pole"    // the opposite: 超过, 低于
	Akin    Kind = "akin"    // the same of words that share a character or have but one: most often taste
	Lost    Kind = "lost"    // one version has nothing for what the other one and the English say
	Added   Kind = "added"   // one version says what neither of the others does
)

// Change is a difference that may be a slip.
type Change struct {
	Kind Kind
	At   Place
	Odd  *align.Version // the version that the English speaks against; nil = it says nothing
	// For and Against are what the English says of it, in nats: for the version that is
	// not odd, and for the one that is.
	For, Against float64
}

// Changes reads the places at which the Chinese versions of a unit differ, in order.
func Changes(u *reading.Texts, places []Place) []Change {
	r := reader{Texts: u}
	var out []Change
	for i, p := range places {
		if j := r.swapped(places, i); j >= 0 {
			if j > i {
				out = append(out, r.turned(p, places[j]))
			}
			continue
		}
		if c, ok := r.read(p); ok {
			out = append(out, c)
		}
	}
	return out
}

// reader reads the differences of one unit.
type reader struct {
	*reading.Texts
	tokens [3][]reading.Token
}

// read says what a difference is, false for one that says nothing.
func (r *reader) read(p Place) (Change, bool) {
	x, y := r.within(align.Hans, p[0]), r.within(align.Hant, p[1])
	switch {
	case p[0][0] == p[0][1] || p[1][0] == p[1][1]:
		return r.oneSided(p, append(x, y...))
	}
	if c, ok := r.persons(p); ok {
		return c, true
	}
	c := Change{Kind: Word, At: p}
	switch {
	case r.names(align.Hans, p[0]) && r.names(align.Hant, p[1]) || r.spelt(p):
		c.Kind = Name
	case r.opposed(p):
		c.Kind = Pole
	case len(x) == 0 || len(y) == 0 || meet(x, y):
		return Change{}, false
	case r.akin(p):
		c.Kind = Akin
	}
	r.side(&c, r.spoken(x, y, align.Hans), r.spoken(y, x, align.Hant))
	return c, true
}

// akin reports whether the words of a place are of one character, or share one: 改动, 變動.
func (r *reader) akin(p Place) bool {
	said := r.folded(p)
	for _, w := range said {
		if utf8.RuneCountInString(w) < 2 {
			return true
		}
	}
	return strings.ContainsAny(said[0], said[1])
}

// opposed reports whether the words of a place are opposites.
func (r *reader) opposed(p Place) bool {
	there := opposite.Stands(r.Texts, align.Hant, p[1])
	return slices.ContainsFunc(opposite.Stands(r.Texts, align.Hans, p[0]), func(x opposite.Stand) bool {
		return slices.ContainsFunc(there, func(y opposite.Stand) bool { return x.Axis == y.Axis && x.Pole != y.Pole })
	})
}

// side lets the English choose between what speaks for Hans and for Hant.
func (r *reader) side(c *Change, hans, hant float64) {
	switch {
	case hans > hant:
		c.Odd, c.For, c.Against = new(align.Hant), hans, hant
	case hant > hans:
		c.Odd, c.For, c.Against = new(align.Hans), hant, hans
	}
}

// oneSided reads words that one version alone has.
func (r *reader) oneSided(p Place, tokens []reading.Token) (Change, bool) {
	v := align.Hans
	if p[0][0] == p[0][1] {
		v = align.Hant
	}
	// A word more or less is a matter of taste.
	if len(tokens) < fitted.words {
		return Change{}, false
	}
	c := Change{Kind: Lost, At: p, Odd: new(v.Sibling()), For: r.spoken(tokens, nil, v)}
	all, w := r.all(v), r.Weights(v, align.En)
	met := 0.0
	for i, t := range all {
		if slices.ContainsFunc(tokens, func(x reading.Token) bool { return x.Span == t.Span }) {
			c.Against -= min(w[i], 0)
			met += max(w[i], 0)
		}
	}
	if c.Against > c.For {
		c.Kind, c.Odd = Added, new(v)
		c.For, c.Against = c.Against, met
	}
	return c, true
}

// spoken is the evidence that the English says what x, words of v, say and what its sibling,
// with the words y in their place, has not.
func (r *reader) spoken(x, y []reading.Token, v align.Version) (sum float64) {
	here, there := r.Weights(align.En, v), r.Weights(align.En, v.Sibling())
	for i, e := range r.all(align.En) {
		if means(x, e) && !means(y, e) {
			sum += max(0, here[i]-there[i])
		}
	}
	return sum
}

func (r *reader) all(v align.Version) []reading.Token {
	if r.tokens[v] == nil {
		r.tokens[v], _, _ = r.Words(v).All()
	}
	return r.tokens[v]
}

// within returns the words of v in a place.
func (r *reader) within(v align.Version, s reading.Span) (out []reading.Token) {
	for _, t := range r.all(v) {
		if s[0] <= t.Span[0] && t.Span[1] <= s[1] {
			out = append(out, t)
		}
	}
	return out
}

func means(list []reading.Token, e reading.Token) bool {
	return slices.ContainsFunc(list, func(t reading.Token) bool { return reading.Meets(t, e) })
}

// meet reports whether some words of two places may mean the same.
func meet(x, y []reading.Token) bool {
	return slices.ContainsFunc(x, func(t reading.Token) bool { return means(y, t) })
}
