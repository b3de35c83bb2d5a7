package name

import (
	"slices"
	"strings"
	"unicode"

	"triptych/align"
	"triptych/align/diff"
	"triptych/align/lexicon"
	"triptych/align/list"
	"triptych/align/reading"
	"triptych/align/sound"
	"triptych/align/zh"
)

// Misnamed is a name that version v has in place of another one.
type Misnamed struct {
	In      align.Version
	Strange Mention // of v
	Lost    Mention // of a
	From    align.Version
	Witness bool // the third version has the lost name too
}

// Misnamed looks for a version with a name of its own where it lacks one that
// the others have.
func (u *Unit) Misnamed() []Misnamed {
	var out []Misnamed
	for _, v := range align.Versions {
		if !u.Has(v) {
			continue
		}
		strange := u.strangers(v)
		if len(strange) == 0 {
			if m, ok := u.replaced(v); ok {
				out = append(out, m)
			}
			continue
		}
		a, b := v.Others()
		if !u.Has(a) {
			a, b = b, a
		}
		best := Misnamed{In: v, Strange: strange[0].Mention, From: a}
		for _, m := range strange {
			from := a
			lost, witness, ok := u.lostName(m.Mention, v, a, b)
			if !witness && u.Has(b) {
				if l, w, k := u.lostName(m.Mention, v, b, a); w {
					lost, witness, ok, from = l, w, k, b
				}
			}
			if ok && holds(lost, m.Mention) {
				continue
			}
			if ok && (best.Lost.Text == "" || witness && !best.Witness) && (!m.doubtful || witness && (u.verbatimIn(lost, a, b) || u.inPlaceOf(lost, m.Mention, v)) && (!m.ordinary || len(lost.Latin) > 3)) {
				best = Misnamed{v, m.Mention, lost, from, witness}
			}
		}
		if best.Lost.Text == "" {
			sure := slices.IndexFunc(strange, func(m stranger) bool { return !m.doubtful })
			if sure < 0 {
				continue
			}
			best.Strange = strange[sure].Mention
		}
		out = append(out, best)
	}
	return out
}

// replaced looks for an English name that the other Chinese version writes by its
// sound, where v has something else in characters of that kind.
func (u *Unit) replaced(v align.Version) (Misnamed, bool) {
	if v == align.En || !u.Has(align.En) || !u.Has(v.Sibling()) {
		return Misnamed{}, false
	}
	o := v.Sibling()
	var edits []diff.Edit
	var here, there []rune
	for _, m := range u.Mentions(align.En) {
		spoken := sound.Spoken(m.Latin)
		if len(spoken) != 1 || len(spoken[0]) < 4 || calendar[m.Latin] || u.Met(m, align.En, v) || u.inRunMet(m, v) || u.Sounding(spoken[0], v) > soundsOther {
			continue
		}
		at, ok := u.soundsAt(spoken[0], o)
		if !ok {
			continue
		}
		if edits == nil {
			there, here, edits = u.siblingDiff(v)
		}
		to := counterpartOf(at, edits)
		length := at[1] - at[0]
		if n := to[1] - to[0]; n < 2 || n > length+2 || !mostlyForeign(here[to[0]:to[1]]) || len(here) != len(u.Runes[v]) || sound.Like(spoken[0], string(here[to[0]:to[1]])) > soundsOther || sameStart(there[at[0]:at[1]], here[to[0]:to[1]]) {
			continue
		}
		return Misnamed{In: v, Strange: Mention{Span: to, Text: u.Slice(v, to)}, Lost: m, From: align.En, Witness: true}, true
	}
	return Misnamed{}, false
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
	return to[0] <= strange.Span[0] && strange.Span[1] <= to[1] && to[1]-to[0] <= strange.Span[1]-strange.Span[0]+2
}

// siblingDiff compares the Chinese version v with the other one, both folded: what
// became of the other's words in it.
func (u *Unit) siblingDiff(v align.Version) (there, here []rune, edits []diff.Edit) {
	there, here = []rune(zh.Fold(u.Text[v.Sibling()])), []rune(zh.Fold(u.Text[v]))
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
		if sound.Characters()[r] {
			n++
		}
	}
	return 3*n >= 2*len(text)
}

// stranger is a name that no other version has. It is doubtful when it stands in
// brackets or quotation marks, when a word of its meaning stands elsewhere or when
// it is an ordinary word: then it counts only in the place of a name that the
// others write alike.
type stranger struct {
	Mention
	doubtful, ordinary bool
}

// holds reports whether one name is a part of the other, as it is written or in
// English: 欧洲, 欧洲航天局; Hang Seng, 恒生指数.
func holds(a, b Mention) bool {
	x, y := namesOf(a), namesOf(b)
	for _, p := range x {
		for _, q := range y {
			if strings.Contains(p, q) || strings.Contains(q, p) {
				return true
			}
		}
	}
	return false
}

func namesOf(m Mention) []string {
	own := strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(zh.Fold(m.Text)), "'s"), "’s")
	return append([]string{own}, englishNames(m)...)
}

func (u *Unit) strangers(v align.Version) []stranger {
	var out []stranger
	a, b := v.Others()
	for _, m := range u.Mentions(v) {
		if m.First && !m.Listed() || m.Part || calendar[strings.ToLower(m.Text)] {
			continue
		}
		alone, written := true, false
		for _, o := range []align.Version{a, b} {
			if u.Has(o) {
				alone = alone && !u.Met(m, v, o)
				written = written || m.Listed() && u.Met(m, v, o) || m.Latin != "" && u.LatinCount(m.Latin, o) > 0
			}
		}
		quoted := v != align.En && !m.Listed() && reading.Enclosed(u.Runes[v], m.Span)
		if !written && (alone || v != align.En) && !(v == align.En && (!u.Has(a) || u.inRunMet(m, a)) && (!u.Has(b) || u.inRunMet(m, b))) {
			ordinary := v == align.En && u.ordinary(m)
			out = append(out, stranger{m, quoted || !alone || ordinary || u.maybeWord(m, v), ordinary})
		}
	}
	return out
}

// maybeWord reports whether a name of a Chinese version may be words by chance: two
// characters that no own list has for a name and that few foreign names are written
// with, as 山下 and 大通.
func (u *Unit) maybeWord(m Mention, v align.Version) bool {
	text := []rune(zh.Fold(m.Text))
	return v != align.En && m.Latin == "" && len(text) == 2 && listedNames().listedHan[string(text)] == nil && !mostlyForeign(text)
}

// inRunMet reports whether a name of the English is one of several that stand
// together, as those of a person do, of which version o has another one: the George
// of George Bush, who is 老布什. Names of the word list stand for themselves.
func (u *Unit) inRunMet(m Mention, o align.Version) bool {
	if listedNames().own[m.Text] {
		return false
	}
	all := u.Mentions(align.En)
	i := slices.IndexFunc(all, func(n Mention) bool { return n.Span == m.Span })
	if i < 0 {
		return false
	}
	met := func(n Mention) bool { // not by what it means: Waikato Hospital
		return n.Listed() && u.Met(n, align.En, o) || !n.Listed() && u.heard(n, o, sound.Alike)
	}
	for j := i + 1; j < len(all) && u.sameRun(all[j-1].Span[1], all[j].Span[0]); j++ {
		if met(all[j]) {
			return true
		}
	}
	for j := i - 1; j >= 0 && u.sameRun(all[j].Span[1], all[j+1].Span[0]); j-- {
		if met(all[j]) {
			return true
		}
	}
	return false
}

// sameRun reports whether two names of the English with only spaces and initials
// between them, from a to b, may be one: George H. W. Bush.
func (u *Unit) sameRun(a, b int) bool {
	for _, r := range u.Runes[align.En][a:b] {
		if r != ' ' && r != '.' && r != '-' && !unicode.IsUpper(r) {
			return false
		}
	}
	return b > a
}

// ordinary reports whether an English name is a word of the dictionary that
// stands in lower case elsewhere, or that the Chinese never writes in its letters:
// the Pull of a pull request.
func (u *Unit) ordinary(m Mention) bool {
	if m.Listed() || InnerCapital(m.Text) {
		return false
	}
	_, known := lexicon.Shared().StemID(lexicon.Stem(m.Latin))
	return known && (u.Spellings.lower[m.Latin] || !u.Spellings.Verbatim[m.Latin])
}

// verbatimIn reports whether both versions write a name in the same letters.
func (u *Unit) verbatimIn(m Mention, a, b align.Version) bool {
	return m.Latin != "" && u.Has(a) && u.Has(b) && u.LatinCount(m.Latin, a) > 0 && u.LatinCount(m.Latin, b) > 0
}

// lostName returns a name of version a that v lacks and that strange may stand
// for, one that version b has if there is such a one.
func (u *Unit) lostName(strange Mention, v, a, b align.Version) (Mention, bool, bool) {
	var best Mention
	found := false
	for _, m := range u.Mentions(a) {
		other := m.Listed() != strange.Listed() && (v == align.En || strange.Listed()) &&
			!(m.Latin != "" && !m.Listed() && b != align.En && u.Has(b) && u.heard(m, b, sound.Alike))
		if (m.First && !m.Listed() || m.Part || other || calendar[strings.ToLower(m.Text)]) && !u.verbatimIn(m, a, b) {
			continue
		}
		if a == align.En && u.inRunMet(m, v) {
			continue
		}
		if u.Met(m, a, v) && !u.fewer(m, v, a, b) && !u.unwritten(m, v, a, b) {
			continue
		}
		if u.Has(b) && u.Met(m, a, b) {
			return m, true, true
		}
		if !found {
			best, found = m, true
		}
	}
	return best, false, found
}

// unwritten reports whether the English lacks a name that both Chinese versions
// write in the same Latin letters.
func (u *Unit) unwritten(m Mention, v, a, b align.Version) bool {
	return v == align.En && u.verbatimIn(m, a, b) && u.LatinCount(m.Latin, v) == 0 && !acronymOf(m.Latin, u.LatinWords(v))
}

// calendar are words with a capital that are told by the checks of dates.
var calendar = list.In(words, "calendar.txt")

// fewer reports whether v has a Latin name less often than both others.
func (u *Unit) fewer(m Mention, v, a, b align.Version) bool {
	if m.Latin == "" || !u.Has(b) || v == align.En {
		return false
	}
	n := u.LatinCount(m.Latin, v)
	return n > 0 && n < u.LatinCount(m.Latin, a) && n < u.LatinCount(m.Latin, b)
}
