package name

import (
	"slices"
	"strings"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/reading"
	"triptych/align/sound"
	"triptych/align/zh"
)

// heardPart is a stretch of Chinese that may be a name by its sound.
type heardPart struct {
	text     string
	likeness float64 // see sound.Like
	sounds   int     // consonants that the text has
}

// better reports whether p is more likely the name than q: it sounds more like it, has
// fewer sounds besides, or else is longer. The rest only makes it the same every time.
func (p heardPart) better(q heardPart) bool {
	switch {
	case p.likeness != q.likeness || q.text == "":
		return p.likeness >= q.likeness
	case p.sounds != q.sounds:
		return p.sounds < q.sounds
	case len(p.text) != len(q.text):
		return len(p.text) > len(q.text)
	}
	return p.text < q.text
}

// soundsAt is where a Chinese version writes a name by its sound, in runes of the
// folded text.
func (u *Unit) soundsAt(latin string, v align.Version) (reading.Span, bool) {
	text, _ := u.Folded(v)
	heard, best := sound.Of(latin), heardPart{likeness: sound.Alike()}
	for p := range u.Spoken(v) {
		if h := (heardPart{p, heard.Like(p), len(sound.HanConsonants(p))}); h.better(best) {
			best = h
		}
	}
	if best.text == "" {
		return reading.Span{}, false
	}
	start := utf8.RuneCountInString(text[:strings.Index(text, best.text)])
	return reading.Span{start, start + utf8.RuneCountInString(best.text)}, true
}

// Met reports whether a name of version from has a form in version v.
func (u *Unit) Met(m Mention, from, v align.Version) bool {
	switch {
	case m.Listed() && u.metListed(m, from, v),
		m.Latin != "" && u.LatinCount(m.Latin, v) > 0,
		from == align.En && u.abbreviated(m, v):
		return true
	}
	alike := sound.Alike()
	if m.Listed() {
		alike = fitted.soundSure // its forms are known
		if v == align.En && slices.ContainsFunc(englishNames(m), u.inEnglish) {
			return true
		}
	} else if u.metByMeaning(m, from, v) {
		return true
	}
	switch {
	case m.Latin != "" && v == align.En:
		return AcronymOf(m.Latin, u.LatinWords(v))
	case m.Latin != "":
		return u.heard(m, v, alike)
	case v == align.En:
		return u.heardIn(m, from)
	}
	return strings.Contains(u.Lower(v), zh.Fold(m.Text))
}

// metListed reports whether v has a listed name that may be m, or one that stands for
// it and is not in its own place: 莫斯科 for Russia, but not where the English has
// Moscow besides.
func (u *Unit) metListed(m Mention, from, v align.Version) bool {
	return slices.ContainsFunc(u.Mentions(v), func(n Mention) bool {
		return n.may(m) || n.standsFor(m) && !u.namesIt(n, from)
	})
}

// metByMeaning reports whether v has a word that a name of the other version may
// mean: Google is 谷歌 in the dictionary.
func (u *Unit) metByMeaning(m Mention, from, v align.Version) bool {
	there := u.Words(v)
	return slices.ContainsFunc(u.tokensIn(m, from), func(t reading.Token) bool { return t.MetIn(there) })
}

// inEnglish reports whether the English has a name in any case; not those that
// are words in lower case: US, IT.
func (u *Unit) inEnglish(name string) bool {
	return len(name) > 4 && u.LatinCount(name, align.En) > 0
}

// namesIt reports whether version v has a listed name that may be n.
func (u *Unit) namesIt(n Mention, v align.Version) bool {
	return slices.ContainsFunc(u.Mentions(v), n.may)
}

// englishNames returns the English names that a listed name may be, in lower case.
func englishNames(m Mention) []string {
	var out []string
	for _, id := range m.ids {
		out = append(out, listedNames().names[id])
	}
	return out
}

// heard reports whether a Latin name may be written by its sound in a Chinese
// version; of a name of several words, one is enough. A listed name is not heard in
// the characters of another one: Belgian in 布鲁塞尔.
func (u *Unit) heard(m Mention, v align.Version, alike float64) bool {
	return slices.ContainsFunc(sound.Spoken(m.Latin), func(w string) bool {
		if len(w) < 3 || u.Sounding(w, v) < alike {
			return false
		}
		if !m.Listed() {
			return true
		}
		at, ok := u.soundsAt(w, v)
		return !ok || !slices.ContainsFunc(u.Mentions(v), func(n Mention) bool {
			return n.Listed() && !n.may(m) && n.Span[0] < at[1] && at[0] < n.Span[1]
		})
	})
}

// heardIn reports whether a Chinese name of version v sounds like a name of the
// English. One that is listed as another name must sound just so, have no form of its
// own there and not be of the word list: Kerry, the county, in 凯里.
func (u *Unit) heardIn(name Mention, v align.Version) bool {
	folded := zh.Fold(name.Text)
	own := name.Listed() && listedNames().listedHan[folded] != nil
	folded = strings.TrimPrefix(folded, "圣") // Saint is a word of its own in English
	for _, m := range u.Mentions(align.En) {
		another := m.Listed() && name.Listed() && !m.may(name)
		if another && (own || u.namesIt(m, v)) {
			continue
		}
		least := fitted.soundBack
		if another || own { // its English is known: 卢旺达 is no Ernesto
			least = 1
		}
		for _, w := range sound.Spoken(m.Latin) {
			if len(w) >= 4 && sound.Like(w, folded) >= least {
				return true
			}
		}
	}
	return false
}

// tokensIn returns the tokens of a name of version v, as other versions may meet
// them.
func (u *Unit) tokensIn(m Mention, v align.Version) []reading.Token {
	var out []reading.Token
	if m.Latin != "" {
		reading.LatinTokens(m.Text, func(t reading.Token) { out = append(out, t) })
		return out
	}
	for _, s := range u.Words(v).Sentences {
		for _, t := range s.Tokens {
			if t.Span == m.Span {
				out = append(out, t)
			}
		}
	}
	return out
}

// Strange reports whether a Latin name of a Chinese version is a stranger to
// the whole document, and not an original in brackets nor a short acronym, which
// may explain what the English says in words: SVN, ROM.
func (u *Unit) Strange(v align.Version, m Mention) bool {
	acronym := len(m.Text) <= 4 && strings.ToUpper(m.Text) == m.Text
	if len(m.Latin) < 3 || acronym {
		return false
	}
	inEnglish := u.Spellings.Latin
	return inEnglish[m.Latin] == 0 && inEnglish[strings.TrimRight(m.Latin, "0123456789")] == 0 && !u.glued(m.Latin)
}

// glued reports whether a Latin word is two words of the English run together, as the
// Chinese writes names of programs: LibreOffice for Libre Office.
func (u *Unit) glued(name string) bool {
	for i := 2; i <= len(name)-2; i++ {
		if u.Spellings.Latin[name[:i]] > 0 && u.Spellings.Latin[name[i:]] > 0 {
			return true
		}
	}
	return false
}
