package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/diff"
	"triptych/align/lexicon"
	"triptych/align/zh"
)

// misnamed is a name that version v has in place of another one.
type misnamed struct {
	v       align.Version
	strange mention // of v
	lost    mention // of a
	a       align.Version
	witness bool // the third version has the lost name too
}

// misnamed looks for a version with a name of its own where it lacks one that
// the others have.
func (c *naming) misnamed() []misnamed {
	var out []misnamed
	for _, v := range align.Versions {
		if !c.has(v) {
			continue
		}
		strange := c.strangers(v)
		if len(strange) == 0 {
			if m, ok := c.replaced(v); ok {
				out = append(out, m)
			}
			continue
		}
		a, b := others(v)
		if !c.has(a) {
			a, b = b, a
		}
		best := misnamed{v: v, strange: strange[0].mention, a: a}
		for _, m := range strange {
			from := a
			lost, witness, ok := c.lostName(m.mention, v, a, b)
			if !witness && c.has(b) {
				if l, w, k := c.lostName(m.mention, v, b, a); w {
					lost, witness, ok, from = l, w, k, b
				}
			}
			if ok && holds(lost, m.mention) {
				continue
			}
			if ok && (best.lost.text == "" || witness && !best.witness) && (!m.doubtful || witness && (c.verbatimIn(lost, a, b) || c.inPlaceOf(lost, m.mention, v)) && (!m.ordinary || len(lost.latin) > 3)) {
				best = misnamed{v, m.mention, lost, from, witness}
			}
		}
		if best.lost.text == "" {
			sure := slices.IndexFunc(strange, func(m stranger) bool { return !m.doubtful })
			if sure < 0 {
				continue
			}
			best.strange = strange[sure].mention
		}
		out = append(out, best)
	}
	return out
}

// replaced looks for an English name that the other Chinese version writes by its
// sound, where v has something else in characters of that kind.
func (c *naming) replaced(v align.Version) (misnamed, bool) {
	if v == align.En || !c.has(align.En) || !c.has(other(v)) {
		return misnamed{}, false
	}
	o := other(v)
	var edits []diff.Edit
	var here, there []rune
	for _, m := range c.mentions(align.En) {
		spoken := spoken(m.latin)
		if len(spoken) != 1 || len(spoken[0]) < 4 || calendar[m.latin] || c.mentionIn(m, align.En, v) || c.inRunMet(m, v) || c.sounding(spoken[0], v) > soundsOther {
			continue
		}
		at, ok := c.soundsAt(spoken[0], o)
		if !ok {
			continue
		}
		if edits == nil {
			there, here, edits = c.siblingDiff(v)
		}
		to := counterpartOf(at, edits)
		length := at[1] - at[0]
		if n := to[1] - to[0]; n < 2 || n > length+2 || !mostlyForeign(here[to[0]:to[1]]) || len(here) != len(c.runes[v]) || soundsLike(spoken[0], string(here[to[0]:to[1]])) > soundsOther || sameStart(there[at[0]:at[1]], here[to[0]:to[1]]) {
			continue
		}
		return misnamed{v: v, strange: mention{Span: to, text: c.slice(v, to)}, lost: m, a: align.En, witness: true}, true
	}
	return misnamed{}, false
}

// sameStart reports whether two spellings of a foreign name begin with the same
// character, or share more than half of them: 哈马舍尔德 and 哈瑪紹 are one name.
func sameStart(a, b []rune) bool {
	return a[0] == b[0] || 2*sharedInOrder(string(a), string(b)) > max(len(a), len(b))
}

// inPlaceOf reports whether a name of the Chinese version v stands where its sibling
// has the name lost.
func (c *naming) inPlaceOf(lost, strange mention, v align.Version) bool {
	o := other(v)
	if v == align.En || !c.has(o) {
		return false
	}
	i := slices.IndexFunc(c.mentions(o), lost.may)
	if i < 0 {
		return false
	}
	there, here, edits := c.siblingDiff(v)
	if len(there) != len(c.runes[o]) || len(here) != len(c.runes[v]) {
		return false // the places would not be those of the texts
	}
	to := counterpartOf(c.mentions(o)[i].Span, edits)
	return to[0] <= strange.Span[0] && strange.Span[1] <= to[1] && to[1]-to[0] <= strange.Span[1]-strange.Span[0]+2
}

// siblingDiff compares the Chinese version v with the other one, both folded: what
// became of the other's words in it.
func (c *naming) siblingDiff(v align.Version) (there, here []rune, edits []diff.Edit) {
	there, here = []rune(zh.Fold(c.text[other(v)])), []rune(zh.Fold(c.text[v]))
	return there, here, diff.Words(there, here)
}

// counterpartOf follows a stretch of the first text of a diff into the second:
// it takes whole the changes that it touches.
func counterpartOf(s Span, edits []diff.Edit) Span {
	to := Span{-1, -1}
	for _, e := range edits {
		if e.From[1] <= s[0] || e.From[0] >= s[1] {
			continue
		}
		part := e.To
		if e.Same {
			part = Span{e.To[0] + max(0, s[0]-e.From[0]), e.To[1] - max(0, e.From[1]-s[1])}
		}
		if to[0] < 0 {
			to[0] = part[0]
		}
		to[1] = part[1]
	}
	return to
}

// soundsAt is where a Chinese version writes a name by its sound, in runes of the
// folded text.
func (c *naming) soundsAt(latin string, v align.Version) (Span, bool) {
	text := zh.Fold(c.text[v])
	best, part, extra := soundsAlike, "", 0
	for p := range parts(foreignRuns(text)) {
		x, n := soundsLike(latin, p), len(hanConsonants(p))
		if x > best || x == best && (part == "" || n < extra || n == extra && (len(p) > len(part) || len(p) == len(part) && p < part)) {
			best, part, extra = x, p, n
		}
	}
	if part == "" {
		return Span{}, false
	}
	start := utf8.RuneCountInString(text[:strings.Index(text, part)])
	return Span{start, start + utf8.RuneCountInString(part)}, true
}

// mostlyForeign reports whether two thirds of the characters are such as foreign
// names are written with.
func mostlyForeign(text []rune) bool {
	n := 0
	for _, r := range text {
		if foreignCharacters()[r] {
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
	mention
	doubtful, ordinary bool
}

// holds reports whether one name is a part of the other, as it is written or in
// English: 欧洲, 欧洲航天局; Hang Seng, 恒生指数.
func holds(a, b mention) bool {
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

func namesOf(m mention) []string {
	own := strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(zh.Fold(m.text)), "'s"), "’s")
	return append([]string{own}, englishNames(m)...)
}

func (c *naming) strangers(v align.Version) []stranger {
	var out []stranger
	a, b := others(v)
	for _, m := range c.mentions(v) {
		if m.first && !m.listed() || m.part || calendar[strings.ToLower(m.text)] {
			continue
		}
		alone, written := true, false
		for _, o := range []align.Version{a, b} {
			if c.has(o) {
				alone = alone && !c.mentionIn(m, v, o)
				written = written || m.listed() && c.mentionIn(m, v, o) || m.latin != "" && c.latinCount(m.latin, o) > 0
			}
		}
		quoted := v != align.En && !m.listed() && enclosed(c.runes[v], m.Span)
		if !written && (alone || v != align.En) && !(v == align.En && (!c.has(a) || c.inRunMet(m, a)) && (!c.has(b) || c.inRunMet(m, b))) {
			ordinary := v == align.En && c.ordinary(m)
			out = append(out, stranger{m, quoted || !alone || ordinary || c.maybeWord(m, v), ordinary})
		}
	}
	return out
}

// maybeWord reports whether a name of a Chinese version may be words by chance: two
// characters that no own list has for a name and that few foreign names are written
// with, as 山下 and 大通.
func (c *naming) maybeWord(m mention, v align.Version) bool {
	text := []rune(zh.Fold(m.text))
	return v != align.En && m.latin == "" && len(text) == 2 && listedNames().listedHan[string(text)] == nil && !mostlyForeign(text)
}

// inRunMet reports whether a name of the English is one of several that stand
// together, as those of a person do, of which version o has another one: the George
// of George Bush, who is 老布什. Names of the word list stand for themselves.
func (c *naming) inRunMet(m mention, o align.Version) bool {
	if listedNames().own[m.text] {
		return false
	}
	all := c.mentions(align.En)
	i := slices.IndexFunc(all, func(n mention) bool { return n.Span == m.Span })
	if i < 0 {
		return false
	}
	met := func(n mention) bool { // not by what it means: Waikato Hospital
		return n.listed() && c.mentionIn(n, align.En, o) || !n.listed() && c.heard(n, o, soundsAlike)
	}
	for j := i + 1; j < len(all) && c.sameRun(all[j-1].Span[1], all[j].Span[0]); j++ {
		if met(all[j]) {
			return true
		}
	}
	for j := i - 1; j >= 0 && c.sameRun(all[j].Span[1], all[j+1].Span[0]); j-- {
		if met(all[j]) {
			return true
		}
	}
	return false
}

// sameRun reports whether two names of the English with only spaces and initials
// between them, from a to b, may be one: George H. W. Bush.
func (c *naming) sameRun(a, b int) bool {
	for _, r := range c.runes[align.En][a:b] {
		if r != ' ' && r != '.' && r != '-' && !unicode.IsUpper(r) {
			return false
		}
	}
	return b > a
}

// ordinary reports whether an English name is a word of the dictionary that
// stands in lower case elsewhere, or that the Chinese never writes in its letters:
// the Pull of a pull request.
func (c *naming) ordinary(m mention) bool {
	if m.listed() || inner(m.text) {
		return false
	}
	_, known := dictionary().StemID(lexicon.Stem(m.latin))
	return known && (c.spellings.lower[m.latin] || !c.spellings.verbatim[m.latin])
}

// verbatimIn reports whether both versions write a name in the same letters.
func (c *naming) verbatimIn(m mention, a, b align.Version) bool {
	return m.latin != "" && c.has(a) && c.has(b) && c.latinCount(m.latin, a) > 0 && c.latinCount(m.latin, b) > 0
}

// lostName returns a name of version a that v lacks and that strange may stand
// for, one that version b has if there is such a one.
func (c *naming) lostName(strange mention, v, a, b align.Version) (mention, bool, bool) {
	var best mention
	found := false
	for _, m := range c.mentions(a) {
		other := m.listed() != strange.listed() && (v == align.En || strange.listed()) &&
			!(m.latin != "" && !m.listed() && b != align.En && c.has(b) && c.heard(m, b, soundsAlike))
		if (m.first && !m.listed() || m.part || other || calendar[strings.ToLower(m.text)]) && !c.verbatimIn(m, a, b) {
			continue
		}
		if a == align.En && c.inRunMet(m, v) {
			continue
		}
		if c.mentionIn(m, a, v) && !c.fewer(m, v, a, b) && !c.unwritten(m, v, a, b) {
			continue
		}
		if c.has(b) && c.mentionIn(m, a, b) {
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
func (c *naming) unwritten(m mention, v, a, b align.Version) bool {
	return v == align.En && c.verbatimIn(m, a, b) && c.latinCount(m.latin, v) == 0 && !acronymOf(m.latin, c.latinWords(v))
}

// calendar are words with a capital that are told by the checks of dates.
var calendar = wordSet(`january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun
周一 周二 周三 周四 周五 周六 周日 週一 週二 週三 週四 週五 週六 週日 星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月`)

// fewer reports whether v has a Latin name less often than both others.
func (c *naming) fewer(m mention, v, a, b align.Version) bool {
	if m.latin == "" || !c.has(b) || v == align.En {
		return false
	}
	n := c.latinCount(m.latin, v)
	return n > 0 && n < c.latinCount(m.latin, a) && n < c.latinCount(m.latin, b)
}
