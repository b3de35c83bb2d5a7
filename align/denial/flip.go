package denial

import (
	"regexp"
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/list"
	"triptych/align/reading"
)

// Flip is a denial that one version has and another lacks.
type Flip struct {
	Denies, Affirms align.Version
	At              reading.Span   // of the denial, in version Denies
	Odd             *align.Version // the one of the two that a third version speaks against; nil = not known
	How             How
	Evidence        float64 // in nats, for the clause that affirms being about what is denied; 0 where that was not asked
	Left            float64 // what may deny, in its own way, in the sentences that are said to affirm
	Plain           bool    // the denial is a "not" of the English behind an auxiliary, or 不, 没, 未 before its verb
}

// How says by what a flip was seen: some ways are surer than others.
type How string

// The ways of seeing a flip.
const (
	Doubled    How = "doubled"    // the English denies twice over
	Removed    How = "removed"    // the other Chinese version has the same words without it
	Outvoted   How = "outvoted"   // both others affirm it
	Alone      How = "alone"      // one affirms it, the other denies nothing there
	Lost       How = "lost"       // both others deny it
	Silent     How = "silent"     // one denies it, the other says it in words that are not known
	Outweighed How = "outweighed" // whole sentences deny more or less
	Opposed    How = "opposed"    // there are but two versions
	Unanswered How = "unanswered" // nothing denies in all of the Chinese
)

// twice finds a denial of the English that was typed into another one.
var twice = regexp.MustCompile(`(?i)\bnot['’]t\b|\bnot (?:not|no longer|never|cannot)\b|n['’]t not\b`)

// doubledNot returns the place where the English denies twice over, as nobody means
// to: "can not't", "is not no longer". Version o is Chinese.
func (u *Unit) doubledNot(o align.Version) (Flip, bool) {
	text := u.Text[align.En]
	if !strings.Contains(text, "not") {
		return Flip{}, false
	}
	at := reading.Places(text, twice)
	if len(at) == 0 {
		return Flip{}, false
	}
	return Flip{Denies: align.En, Affirms: o, At: at[0], Odd: new(align.En), How: Doubled}, true
}

// Flipped returns a denial that one version has and another one lacks, the surest
// first. Versions that are English still are left out.
func (u *Unit) Flipped() (Flip, bool) {
	f, ok := u.flipped()
	if !ok {
		return f, false
	}
	i := slices.IndexFunc(u.Denials(f.Denies).Sure, func(d Denial) bool { return d.Span == f.At })
	if i < 0 {
		return f, true
	}
	d := u.Denials(f.Denies).Sure[i]
	f.Plain = u.plainly(d, f.Denies)
	for _, o := range align.Versions {
		if o != f.Denies && u.Has(o) && (f.Odd == nil || o == *f.Odd || *f.Odd == f.Denies) {
			f.Left = max(f.Left, u.weighBeside(d, f.Denies, o))
		}
	}
	return f, true
}

// flipped looks for what Flipped returns.
//
// That a version has a "not" where another one has none proves nothing: 不超过 is "up
// to", "remains" is 尚未. So each denial is followed to where another version says the
// same words, and what counts is whether it denies them there. A version that says it
// in other words is no witness.
func (u *Unit) flipped() (Flip, bool) {
	var shown []align.Version // versions in their own language
	for _, v := range align.Versions {
		if u.Has(v) && (!u.Has(align.En) || !u.English[v]) {
			shown = append(shown, v)
		}
	}
	for _, v := range shown {
		if d := u.Denials(v); max(len(d.Sure), len(d.weak)/2) > fitted.many {
			return Flip{}, false
		}
	}
	if len(shown) > 1 && shown[0] == align.En {
		if f, ok := u.doubledNot(shown[1]); ok {
			return f, true
		}
	}
	if len(shown) == 3 || len(shown) == 2 && shown[0] != align.En {
		for _, v := range align.Chinese[:] {
			if f, ok := u.removed(v); ok {
				return f, true
			}
		}
	}
	if f, ok := u.unanswered(shown); ok {
		return f, true
	}
	switch len(shown) {
	case 3:
		for _, v := range []align.Version{align.Hant, align.Hans, align.En} {
			if f, ok := u.outvoted(v); ok {
				return f, true
			}
		}
		if f, ok := u.outweighed(); ok {
			return f, true
		}
		for _, v := range []align.Version{align.Hant, align.Hans, align.En} {
			if f, ok := u.lost(v, silent); ok {
				return f, true
			}
		}
	case 2:
		return u.opposed(shown[0], shown[1])
	}
	return Flip{}, false
}

// auxiliariesBefore are the words of the English behind which "not" denies a verb.
var auxiliariesBefore = list.In(words, "before_not.txt")

// plainly reports whether a denial of v denies a verb and nothing else: "has not", 没有.
func (u *Unit) plainly(d Denial, v align.Version) bool {
	word := strings.ToLower(u.Slice(v, d.Span))
	if v != align.En {
		return len(d.scope) > 0 && !d.idiom && !d.other
	}
	if word != "not" {
		return plainNot(word)
	}
	before := strings.Fields(strings.ToLower(string(u.Runes[v][max(0, d.Span[0]-12):d.Span[0]])))
	return len(before) > 0 && auxiliariesBefore[before[len(before)-1]]
}

// outvoted looks for a denial of the two others that version v affirms, or one
// of its own that both others affirm.
func (u *Unit) outvoted(v align.Version) (Flip, bool) {
	a, b := v.Others()
	for _, d := range u.Denials(v).Sure {
		if how, evidence := u.alone(d, v, a, b); how != "" {
			return Flip{Denies: v, Affirms: a, At: d.Span, Odd: new(v), How: how, Evidence: evidence}, true
		}
	}
	return u.lost(v, denies)
}

// alone says how both others stand against a denial of v: they affirm what it is about,
// or one does and the other, which says it in other words, denies nothing there; ""
// where they do not.
func (u *Unit) alone(d Denial, v, a, b align.Version) (How, float64) {
	x, here := u.stanceOf(d, v, a)
	y, there := u.stanceOf(d, v, b)
	switch {
	case x == affirms && y == affirms:
		return Outvoted, min(here, there)
	case x == affirms && y == silent && u.free(d, v, b):
		return Alone, here
	case x == silent && y == affirms && u.free(d, v, a):
		return Alone, there
	}
	return "", 0
}

// lost looks for a denial of one of the others, to which the second one stands as
// said, that version v affirms.
func (u *Unit) lost(v align.Version, second stance) (Flip, bool) {
	a, b := v.Others()
	if v != align.En {
		a, b = b, a // the other Chinese text shows best what is missing
	}
	for _, from := range [2][2]align.Version{{a, b}, {b, a}} {
		for _, d := range u.Denials(from[0]).Sure {
			here, evidence := u.stanceOf(d, from[0], v)
			if here != affirms || evidence < fitted.stance.amid && !u.free(d, from[0], v) {
				continue
			}
			if there, _ := u.stanceOf(d, from[0], from[1]); there != second {
				continue
			}
			if second == silent { // it must deny as much in its own way
				if n, m := u.denialsBeside(d, from[0], from[1], -1); m < n {
					continue
				}
			}
			how := Lost
			if second == silent {
				how = Silent
			}
			return Flip{Denies: from[0], Affirms: v, At: d.Span, Odd: new(v), How: how, Evidence: evidence}, true
		}
	}
	return Flip{}, false
}

// free reports whether nothing denies, in any way, in the sentences of o that
// belong to a denial of v.
func (u *Unit) free(d Denial, v, o align.Version) bool {
	return !slices.ContainsFunc(u.beside(d, v, o), func(w weak) bool { return !(w.near && w.word) })
}

// beside returns what may deny in the sentences of o that belong to that of d, a
// denial of version v.
func (u *Unit) beside(d Denial, v, o align.Version) []weak {
	home := u.Clauses(v)[d.clause].Sentence
	partner, _ := u.Counterpart(v, home, o)
	var out []weak
	for _, w := range u.Denials(o).weak {
		if s := u.Clauses(o)[w.clause].Sentence; s == partner || u.belong(v, home, o, s) {
			out = append(out, w)
		}
	}
	return out
}

// opposed looks, where there are but two versions, for a denial of one that the
// other surely affirms, in sentences where nothing denies in any way: 招不到 for "will not
// be found" shares no word with it.
func (u *Unit) opposed(a, b align.Version) (Flip, bool) {
	for _, from := range [2][2]align.Version{{a, b}, {b, a}} {
		for _, d := range u.Denials(from[0]).Sure {
			if s, evidence := u.stanceOf(d, from[0], from[1]); s == affirms && evidence >= fitted.stance.sure && u.free(d, from[0], from[1]) {
				return Flip{Denies: from[0], Affirms: from[1], At: d.Span, How: Opposed, Evidence: evidence}, true
			}
		}
	}
	return Flip{}, false
}
