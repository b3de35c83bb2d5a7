package denial

import (
	"strings"

	"triptych/align"
)

// outweighed finds a denial that whole sentences show to be one too many or one too
// few, whatever their words: a "not" of the English where the sentences of both
// Chinese versions that belong to it deny less; and one that another version denies
// too where the sentences of the third deny less.
func (u *Unit) outweighed() (Flip, bool) {
	for _, v := range align.Versions {
		a, b := v.Others()
		for _, d := range u.Denials(v).Sure {
			if u.doubled(d, v) || d.other || v == align.En && !plainNot(strings.ToLower(u.Slice(v, d.Span))) {
				continue
			}
			x, y := u.saysLess(d, v, a), u.saysLess(d, v, b)
			switch {
			case v == align.En && x && y:
				return Flip{Denies: v, Affirms: a, At: d.Span, Odd: new(v), How: Outweighed}, true
			case x && a != align.En && u.deniesToo(d, v, b):
				return Flip{Denies: v, Affirms: a, At: d.Span, Odd: new(a), How: Outweighed}, true
			case y && u.deniesToo(d, v, a):
				return Flip{Denies: v, Affirms: b, At: d.Span, Odd: new(b), How: Outweighed}, true
			}
		}
	}
	return Flip{}, false
}

// saysLess reports whether the sentences of o that belong to a denial of v deny less
// than its own does, by one.
func (u *Unit) saysLess(d Denial, v, o align.Version) bool {
	home := u.Clauses(v)[d.clause].Sentence
	if _, evidence := u.Counterpart(v, home, o); evidence < fitted.belong {
		return false
	}
	if u.weighDenials(v, home)-u.weighBeside(d, v, o) < fitted.weight.less {
		return false
	}
	said := u.follow(d, v, o)
	return said.clause < 0 || said.stance == affirms
}

// deniesToo reports whether version o denies what a denial of v is about, and its
// sentences as much.
func (u *Unit) deniesToo(d Denial, v, o align.Version) bool {
	if u.follow(d, v, o).denied < fitted.stance.too {
		return false
	}
	return u.weighDenials(v, u.Clauses(v)[d.clause].Sentence)-u.weighBeside(d, v, o) < fitted.weight.same
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
func (u *Unit) weighDenials(v align.Version, sentence int) float64 {
	n := 0.0
	for _, w := range u.Denials(v).weak {
		if !w.near && u.Clauses(v)[w.clause].Sentence == sentence {
			n += w.weight()
		}
	}
	return n
}

// weighBeside counts what denies in the sentences of o that belong to that of d, a
// denial of version v.
func (u *Unit) weighBeside(d Denial, v, o align.Version) float64 {
	n := 0.0
	for _, w := range u.beside(d, v, o) {
		n += w.weight()
	}
	return n
}
