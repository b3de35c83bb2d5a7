package name

import (
	"slices"

	"triptych/align"
	"triptych/align/diff"
	"triptych/align/reading"
	"triptych/align/sound"
)

// Misnamed is a name that a version has in place of another one.
type Misnamed struct {
	In      align.Version
	Strange Mention // of In, and of no other version
	Lost    Mention // of From, and not of In; its text is empty where none is known
	From    align.Version
	Witness bool // the third version has the lost name too
	mutual  bool // the stranger is what the other version lacks, and the lost name a stranger there
}

// Misnamed looks for versions with a name of their own where they lack one that
// the others have: at most one for each version, and one for a pair of names of which each
// is lacking where the other is.
func (u *Unit) Misnamed() []Misnamed {
	var out []Misnamed
	for _, v := range align.Versions {
		if !u.Has(v) {
			continue
		}
		m, ok := Misnamed{}, false
		if strange := u.strangers(v); len(strange) > 0 {
			m, ok = u.likeliest(strange, v)
		} else {
			m, ok = u.replaced(v)
		}
		if ok {
			out = append(out, m)
		}
	}
	return once(out)
}

// likeliest returns the one of the strangers of v that has a lost name to it, one that
// both others have if there is such a one; else the first that is no doubtful name.
func (u *Unit) likeliest(strange []stranger, v align.Version) (Misnamed, bool) {
	a, b := v.Others()
	if !u.Has(a) {
		a, b = b, a
	}
	best := Misnamed{In: v, Strange: strange[0].Mention, From: a}
	for _, m := range strange {
		lost, ok := u.lost(m, v, a, b)
		if !ok || holds(lost.Lost, m.Mention) {
			continue
		}
		better := best.Lost.Text == "" || lost.Witness && !best.Witness
		if better && u.believed(m, lost, a, b) {
			best = lost
		}
	}
	if best.Lost.Text != "" {
		return best, true
	}
	sure := slices.IndexFunc(strange, func(m stranger) bool { return !m.doubtful })
	if sure < 0 {
		return Misnamed{}, false
	}
	best.Strange = strange[sure].Mention
	return best, true
}

// lost looks for the name that a stranger of v stands for, in a before b.
func (u *Unit) lost(m stranger, v, a, b align.Version) (Misnamed, bool) {
	lost, witness, ok := u.lostName(m.Mention, v, a, b)
	if !witness && u.Has(b) {
		if l, w, _ := u.lostName(m.Mention, v, b, a); w {
			return Misnamed{In: v, Strange: m.Mention, Lost: l, From: b, Witness: true}, true
		}
	}
	return Misnamed{In: v, Strange: m.Mention, Lost: lost, From: a, Witness: witness}, ok
}

// believed reports whether a stranger may be told with the name that it stands for. A
// doubtful one needs a witness, and a name that the others write alike (Ubuntu in all
// but one) or that stands in just its place; an ordinary word, a longer name.
func (u *Unit) believed(m stranger, lost Misnamed, a, b align.Version) bool {
	switch {
	case !m.doubtful:
		return true
	case !lost.Witness, m.ordinary && len(lost.Lost.Latin) <= 3:
		return false
	}
	return u.verbatimIn(lost.Lost, a, b) || u.inPlaceOf(lost.Lost, m.Mention, lost.In)
}

// replaced looks for an English name that the other Chinese version writes by its
// sound, where v has something else in characters of that kind.
func (u *Unit) replaced(v align.Version) (Misnamed, bool) {
	o := v.Sibling()
	if v == align.En || !u.Has(align.En) || !u.Has(o) {
		return Misnamed{}, false
	}
	var edits []diff.Edit
	var here, there []rune
	for _, m := range u.Mentions(align.En) {
		word, ok := spokenAlone(m)
		if !ok || u.Met(m, align.En, v) || u.inRunMet(m, v) || u.Sounding(word, v) > fitted.soundOther {
			continue
		}
		at, ok := u.soundsAt(word, o)
		if !ok {
			continue
		}
		if edits == nil {
			if there, here, edits = u.siblingDiff(v); len(here) != len(u.Runes[v]) {
				return Misnamed{}, false // the places would not be those of the text
			}
		}
		to := counterpartOf(at, edits)
		if to[0] < to[1] && takesPlace(word, there[at[0]:at[1]], here[to[0]:to[1]]) {
			return Misnamed{In: v, Strange: Mention{Span: to, Text: u.Slice(v, to)}, Lost: m, From: align.En, Witness: true}, true
		}
	}
	return Misnamed{}, false
}

// spokenAlone returns the one word of a name of four letters or more that may be
// written by its sound: not "May", not "San Marino".
func spokenAlone(m Mention) (string, bool) {
	spoken := sound.Spoken(m.Latin)
	if len(spoken) != 1 || len(spoken[0]) < 4 || calendar[m.Latin] {
		return "", false
	}
	return spoken[0], true
}

// takesPlace reports whether a Chinese text that stands where its sibling writes a name
// as was is another foreign name: of about the same length, in characters of that
// kind, that sounds unlike it and is not the same in another spelling.
func takesPlace(name string, was, is []rune) bool {
	if n := len(is); n < 2 || n > len(was)+2 || !mostlyForeign(is) {
		return false
	}
	return sound.Like(name, string(is)) <= fitted.soundOther && !sameStart(was, is)
}

// sameStart reports whether two spellings of a foreign name begin with the same
// character, or share more than half of them: 哈马舍尔德 and 哈瑪紹 are one name.
func sameStart(a, b []rune) bool {
	return a[0] == b[0] || 2*sound.SharedInOrder(string(a), string(b)) > max(len(a), len(b))
}

// inPlaceOf reports whether a name of the Chinese version v stands where its sibling
// has the name lost.
func (u *Unit) inPlaceOf(lost, strange Mention, v align.Version) bool {
	o := v.Sibling()
	if v == align.En || !u.Has(o) {
		return false
	}
	i := slices.IndexFunc(u.Mentions(o), lost.may)
	if i < 0 {
		return false
	}
	there, here, edits := u.siblingDiff(v)
	if len(there) != len(u.Runes[o]) || len(here) != len(u.Runes[v]) {
		return false // the places would not be those of the texts
	}
	to := counterpartOf(u.Mentions(o)[i].Span, edits)
	longer := (to[1] - to[0]) - (strange.Span[1] - strange.Span[0])
	return to[0] <= strange.Span[0] && strange.Span[1] <= to[1] && longer <= 2
}

// siblingDiff compares the Chinese version v with the other one, both folded: what
// became of the other's words in it.
func (u *Unit) siblingDiff(v align.Version) (there, here []rune, edits []diff.Edit) {
	other, _ := u.Folded(v.Sibling())
	own, _ := u.Folded(v)
	there, here = []rune(other), []rune(own)
	return there, here, diff.Words(there, here)
}

// counterpartOf follows a stretch of the first text of a diff into the second:
// it takes whole the changes that it touches.
func counterpartOf(s reading.Span, edits []diff.Edit) reading.Span {
	to := reading.Span{-1, -1}
	for _, e := range edits {
		if e.From[1] <= s[0] || e.From[0] >= s[1] {
			continue
		}
		part := e.To
		if e.Same {
			part = reading.Span{e.To[0] + max(0, s[0]-e.From[0]), e.To[1] - max(0, e.From[1]-s[1])}
		}
		if to[0] < 0 {
			to[0] = part[0]
		}
		to[1] = part[1]
	}
	return to
}

// mostlyForeign reports whether two thirds of the characters are such as foreign
// names are written with.
func mostlyForeign(text []rune) bool {
	n := 0
	for _, r := range text {
		if sound.Characters().Has(r) {
			n++
		}
	}
	return 3*n >= 2*len(text)
}
