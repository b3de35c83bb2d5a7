// Package denial says what the texts of a unit deny, and where one affirms what
// another denies.
//
// A denial is a word that surely says no, with its scope: the words that it says it
// of. What may deny is weak evidence: it counts only for saying that a text does not
// affirm. The stance of a version to a denial of another one is found by following
// the words of its scope to the clause that shares most with them. A flip is a denial
// that one version has and another one lacks.
//
// The one guarantee: silence is no witness. A version that says a thing in words that
// are not known, or may deny it in its own way, is never taken to affirm it.
package denial

import (
	"sync"

	"triptych/align"
	"triptych/align/lexicon"
	"triptych/align/list"
	"triptych/align/reading"
)

// Denial is a place where a text says no, and the words that it says it of.
type Denial struct {
	reading.Span // of the word that denies, in runes

	clause int             // of its text
	scope  []reading.Token // what is denied, the next word first; none where that is not known
	idiom  bool            // part of a longer word: 得不偿失
	other  bool            // it sets one thing against another: 而不是, 而非
}

// weak is a word that may deny: it counts for saying that nothing denies.
type weak struct {
	reading.Span
	clause int
	all    bool // it may deny anything in its clause, not only what stands behind it
	near   bool // it may deny in its clause alone: it does not count for the sentence
	shape  bool // it only has the shape of a word that denies: "indirectly"
	adverb bool // it says how, and is not denied itself: "incredibly"
	word   bool // it has a meaning of its own, which may be what is denied: 绝迹
	listed bool // it is one of notDenials: 不同
	whole  bool // its meaning holds a denial: 莫衷一是
}

// Denials are the places where a text denies.
type Denials struct {
	Sure []Denial // in order
	weak []weak   // in order of their kinds; the sure ones too
}

// Unit is what the texts of a unit deny, worked out when it is first asked for and
// kept. One goroutine at a time may ask.
type Unit struct {
	*reading.Texts
	English [3]bool // a Chinese version that nobody has translated yet: it is no witness

	denied [3]*Denials
}

// Denials returns where version v denies.
func (u *Unit) Denials(v align.Version) *Denials {
	if u.denied[v] == nil {
		u.denied[v] = &Denials{}
		switch {
		case !u.Has(v):
		case v == align.En:
			u.denyEnglish(v, u.denied[v])
		default:
			u.denyChinese(v, u.denied[v])
			var left Denials // English that was left standing
			u.denyEnglish(v, &left)
			u.denied[v].weak = append(u.denied[v].weak, left.weak...)
		}
	}
	return u.denied[v]
}

// auxiliaries are words behind a denial that say little of what is denied.
var auxiliaries = sync.OnceValue(func() map[reading.Concept]bool {
	m := map[reading.Concept]bool{}
	for _, w := range list.Words(list.Read(words, "auxiliaries_en.txt")) {
		m[reading.Named("l", lexicon.Stem(w))] = true
	}
	for _, w := range list.Words(list.Read(words, "auxiliaries_zh.txt")) {
		m[reading.Named("z", w)] = true
	}
	return m
})

// scopeBehind returns the first tokens behind a place that say what is denied.
func scopeBehind(tokens []reading.Token, at int) []reading.Token {
	var out []reading.Token
	for _, t := range tokens {
		if t.Span[0] >= at && !auxiliaries()[t.Concepts[0]] && len(out) < fitted.scope {
			out = append(out, t)
		}
	}
	return out
}

// weight is how far a word denies: 1 for one that surely does.
func (w weak) weight() float64 {
	switch {
	case w.near:
		return fitted.weight.near
	case w.shape:
		return fitted.weight.shape
	case w.word:
		return fitted.weight.word
	}
	return 1
}
