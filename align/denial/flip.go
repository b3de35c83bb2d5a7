package denial

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/lexicon"
	"triptych/align/reading"
)

// Flip is a denial that one version has and another lacks.
type Flip struct {
	Denies, Affirms align.Version
	At              reading.Span // of the denial
	Odd             *align.Version
}

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
	return Flip{align.En, o, at[0], new(align.En)}, true
}

func (u *Unit) Flipped() (Flip, bool) {
	var shown []align.Version // versions in their own language
	for _, v := range align.Versions {
		if u.Has(v) && (!u.Has(align.En) || !u.English[v]) {
			shown = append(shown, v)
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

// outvoted looks for a denial of the two others that version v affirms, or one
// of its own that both others affirm.
func (u *Unit) outvoted(v align.Version) (Flip, bool) {
	a, b := v.Others()
	for _, d := range u.Denials(v).Sure {
		x, _ := u.stanceOf(d, v, a)
		y, _ := u.stanceOf(d, v, b)
		if x == affirms && (y == affirms || y == silent && u.free(d, v, b)) || x == silent && y == affirms && u.free(d, v, a) {
			return Flip{v, a, d.Span, new(v)}, true
		}
	}
	return u.lost(v, denies)
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
			if here != affirms || evidence < stanceAmid && !u.free(d, from[0], v) {
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
			return Flip{from[0], v, d.Span, new(v)}, true
		}
	}
	return Flip{}, false
}

// free reports whether nothing denies, in any way, in the sentences of o that
// belong to a denial of v.
func (u *Unit) free(d Denial, v, o align.Version) bool {
	return !slices.ContainsFunc(u.beside(d, v, o), func(w Weak) bool { return !(w.near && w.word) })
}

// beside returns what may deny in the sentences of o that belong to that of d, a
// denial of version v.
func (u *Unit) beside(d Denial, v, o align.Version) []Weak {
	home := u.Clauses(v)[d.clause].Sentence
	partner, _ := u.Counterpart(v, home, o)
	var out []Weak
	for _, w := range u.Denials(o).weak {
		if s := u.Clauses(o)[w.clause].Sentence; s == partner || u.belong(v, home, o, s) {
			out = append(out, w)
		}
	}
	return out
}

// opposed looks, where there are but two versions, for a denial of one that the
// other surely affirms.
func (u *Unit) opposed(a, b align.Version) (Flip, bool) {
	for _, from := range [2][2]align.Version{{a, b}, {b, a}} {
		for _, d := range u.Denials(from[0]).Sure {
			if s, evidence := u.stanceOf(d, from[0], from[1]); s == affirms && evidence >= stanceSure {
				return Flip{Denies: from[0], Affirms: from[1], At: d.Span}, true
			}
		}
	}
	return Flip{}, false
}

// removed finds a denial of v whose surroundings stand in the other Chinese
// version without it: 你不可以 against 你可以.
func (u *Unit) removed(v align.Version) (Flip, bool) {
	sure := u.Denials(v).Sure
	if len(sure) == 0 {
		return Flip{}, false
	}
	o := v.Sibling()
	h, there := u.Han(v), u.Han(o).Folded
	folded, from, text := h.Folded, h.From, h.Runes
	n := 0
	for _, d := range sure {
		for n < len(from) && from[n] < d.Span[0] {
			n++
		}
		if n == len(from) || !withoutIt(text, n, folded, there) {
			continue
		}
		if d.idiom || idiom(folded, n) {
			return Flip{v, o, d.Span, new(o)}, true
		}
		f := Flip{Denies: v, Affirms: o, At: d.Span}
		if u.Has(align.En) {
			switch s, _ := u.stanceOf(d, v, align.En); s {
			case denies:
				f.Odd = new(o)
			case affirms:
				f.Odd = new(v)
			default:
				f.Odd = u.oddBySentence(d, v, o)
			}
		}
		return f, true
	}
	return Flip{}, false
}

// oddBySentence asks the English sentences that belong to a denial of v, which the
// other Chinese version o lacks, whether they deny as much as v or as o.
func (u *Unit) oddBySentence(d Denial, v, o align.Version) *align.Version {
	home := u.Clauses(v)[d.clause].Sentence
	if 2*u.weighBeside(d, v, align.En) >= u.weighDenials(v, home)+u.weighBeside(d, v, o) {
		return new(o)
	}
	return new(v)
}

// withoutIt reports whether four characters or more around place n of text
// stand in the other text with the one at n left out, and not here too; at the
// beginning of a sentence the three characters behind it are enough.
func withoutIt(text []rune, n int, here, there string) bool {
	if (n == 0 || strings.ContainsRune("。！？", text[n-1])) && n+4 <= len(text) {
		if next := string(text[n+1 : n+4]); strings.HasPrefix(there, next) || strings.Contains(there, "。"+next) {
			return true
		}
	}
	for l := 1; l <= 3; l++ {
		for r := max(1, 4-l); r <= 3; r++ {
			if n-l < 0 || n+1+r > len(text) {
				continue
			}
			joined := string(text[n-l:n]) + string(text[n+1:n+1+r])
			if strings.Contains(there, joined) && !strings.Contains(here, joined) {
				return true
			}
		}
	}
	return false
}

// idiom reports whether the denial at rune n belongs to a longer word of the
// dictionary, inside it (得不偿失) or before what is no word alone (不失为): leaving
// it out is then the slip.
func idiom(folded string, n int) bool {
	inside := false
	at := reading.RuneCounter{Text: folded}
	lexicon.Shared().EachHan(folded, func(_ int32, start, end int) {
		a := at.Rune(start)
		b := a + utf8.RuneCountInString(folded[start:end])
		inside = inside || a < n && n < b-1 && b-a >= 3
	})
	if inside {
		return true
	}
	behind := string([]rune(folded)[n:])
	word := reading.FirstWord(behind)
	_, size := utf8.DecodeRuneInString(behind)
	return utf8.RuneCountInString(word) >= 3 && reading.FirstWord(word[size:]) != word[size:]
}
