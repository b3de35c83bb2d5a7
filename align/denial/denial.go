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
	reading.Span
	clause int
	scope  []reading.Token
	idiom  bool // part of a longer word: 得不偿失
	other  bool // it sets one thing against another: 而不是, 而非
}

// Weak is a word that may deny: it counts for saying that nothing denies.
type Weak struct {
	reading.Span
	clause int
	all    bool // it may deny anything in its clause, not only what stands behind it
	near   bool // it may deny in its clause alone: it does not count for the sentence
	shape  bool // it only has the shape of a word that denies: "indirectly"
	adverb bool // it says how, and is not denied itself: "incredibly"
	word   bool // it has a meaning of its own, which may be what is denied: 绝迹
}

// denials are where a version denies.
type denials struct {
	Sure []Denial
	weak []Weak // the sure ones too
}

// scopeWords is how many words of content a denial is taken to be about.
const scopeWords = 5

// Unit is what the versions of a unit deny.
type Unit struct {
	*reading.Texts
	English [3]bool // a Chinese version that is its English still
	denied  [3]*denials
}

// Denials returns where version v denies.
func (u *Unit) Denials(v align.Version) *denials {
	if u.denied[v] == nil {
		u.denied[v] = &denials{}
		switch {
		case !u.Has(v):
		case v == align.En:
			u.denyEnglish(v, u.denied[v])
		default:
			u.denyChinese(v, u.denied[v])
			var left denials // English that was left standing
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
		if t.Span[0] >= at && !auxiliaries()[t.Concepts[0]] && len(out) < scopeWords {
			out = append(out, t)
		}
	}
	return out
}

// weight is how far a word denies: 1 for one that surely does.
func (w Weak) weight() float64 {
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
