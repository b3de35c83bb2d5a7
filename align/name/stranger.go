package name

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/lexicon"
	"triptych/align/list"
	"triptych/align/reading"
	"triptych/align/sound"
	"triptych/align/zh"
)

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

// namesOf returns what a name is called, in lower case: as it is written, without the
// English genitive, and in English.
func namesOf(m Mention) []string {
	own := strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(zh.Fold(m.Text)), "'s"), "’s")
	return append([]string{own}, englishNames(m)...)
}

// strangers returns the names of v that another version has not; of the English, those
// that neither has.
func (u *Unit) strangers(v align.Version) []stranger {
	var out []stranger
	for _, m := range u.Mentions(v) {
		if uncertain(m) || u.glossed(m, v) {
			continue
		}
		alone, written := u.elsewhere(m, v)
		if written || alone && u.withinName(m, v) || v == align.En && (!alone || u.inRunsMet(m)) {
			continue
		}
		ordinary := v == align.En && u.ordinary(m)
		quoted := v != align.En && !m.Listed() && reading.Enclosed(u.Runes[v], m.Span)
		out = append(out, stranger{m, quoted || !alone || ordinary || u.maybeWord(m, v), ordinary})
	}
	return out
}

// glossed reports whether a listed name of a Chinese version stands before something that
// its sibling calls by the same name without it: 美国自由软件基金会 for 自由软件基金会.
func (u *Unit) glossed(m Mention, v align.Version) bool {
	o := v.Sibling()
	if v == align.En || !m.Listed() || !u.Has(o) {
		return false
	}
	rest := u.Runes[v][m.Span[1]:] // of which the words at the beginning are enough
	behind := []rune(zh.FoldRegion(string(rest[:min(len(rest), 8*fitted.gloss)])))
	if len(behind) < fitted.gloss || slices.ContainsFunc(behind[:fitted.gloss], func(r rune) bool { return !letter.Han(r) }) {
		return false
	}
	text, at := u.FoldedRegion(o)
	i := strings.Index(text, string(behind[:fitted.gloss]))
	if i < 0 {
		return false
	}
	from := at[utf8.RuneCountInString(text[:i])]
	return !slices.ContainsFunc(u.Mentions(o), func(n Mention) bool { return n.Span[1] == from })
}

// uncertain reports whether a mention may be no name at all, or no matter of names: the
// first word of a sentence, 里斯本 in 布里斯本, May.
func uncertain(m Mention) bool {
	return m.First && !m.Listed() || m.Part || calendar[strings.ToLower(m.Text)]
}

// elsewhere looks for a name of v in the others: alone is true where none of them has
// it in any form, written where one has it in its letters or as a listed name.
func (u *Unit) elsewhere(m Mention, v align.Version) (alone, written bool) {
	alone = true
	a, b := v.Others()
	for _, o := range [2]align.Version{a, b} {
		if !u.Has(o) {
			continue
		}
		met := u.Met(m, v, o)
		alone = alone && !met
		spelled := m.Latin != "" && u.LatinCount(m.Latin, o) > 0
		written = written || spelled || met && m.Listed()
	}
	return alone, written
}

// inRunsMet reports whether each Chinese version has another one of the names that
// stand together with a name of the English.
func (u *Unit) inRunsMet(m Mention) bool {
	return !slices.ContainsFunc(align.Chinese[:], func(o align.Version) bool { return u.Has(o) && !u.inRunMet(m, o) })
}

// maybeWord reports whether a name of a Chinese version may be words by chance: two
// characters that no own list has for a name and that few foreign names are written
// with, as 山下 and 大通.
func (u *Unit) maybeWord(m Mention, v align.Version) bool {
	if v == align.En || m.Latin != "" {
		return false
	}
	text := []rune(zh.Fold(m.Text))
	return len(text) == 2 && listedNames().listedHan[string(text)] == nil && !mostlyForeign(text)
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
		if n.Listed() {
			return u.Met(n, align.En, o)
		}
		return u.heard(n, o, sound.Alike())
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
	return m.Latin != "" && u.LatinCount(m.Latin, a) > 0 && u.LatinCount(m.Latin, b) > 0
}

// lostName returns a name of version a that v lacks and that strange may stand
// for, one that version b has if there is such a one: then witness is true.
func (u *Unit) lostName(strange Mention, v, a, b align.Version) (lost Mention, witness, ok bool) {
	var best Mention
	found := false
	for _, m := range u.Mentions(a) {
		if (uncertain(m) || u.otherKind(m, strange, v, b)) && !u.verbatimIn(m, a, b) {
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

// otherKind reports whether a name is of another kind than the one of v that may stand
// for it, so that it hardly does: listed where that is not, save a Latin name that
// version b writes by its sound.
func (u *Unit) otherKind(m, strange Mention, v, b align.Version) bool {
	if m.Listed() == strange.Listed() || v != align.En && !strange.Listed() {
		return false
	}
	foreign := m.Latin != "" && !m.Listed()
	return !foreign || b == align.En || !u.Has(b) || !u.heard(m, b, sound.Alike())
}

// unwritten reports whether the English lacks a name that both Chinese versions
// write in the same Latin letters.
func (u *Unit) unwritten(m Mention, v, a, b align.Version) bool {
	return v == align.En && u.verbatimIn(m, a, b) && u.LatinCount(m.Latin, v) == 0 && !AcronymOf(m.Latin, u.LatinWords(v))
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
