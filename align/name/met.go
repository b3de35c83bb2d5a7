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

// soundsAt is where a Chinese version writes a name by its sound, in runes of the
// folded text.
func (u *Unit) soundsAt(latin string, v align.Version) (reading.Span, bool) {
	text := zh.Fold(u.Text[v])
	best, part, extra := sound.Alike, "", 0
	for p := range sound.Parts(sound.Runs(text)) {
		x, n := sound.Like(latin, p), len(sound.HanConsonants(p))
		if x > best || x == best && (part == "" || n < extra || n == extra && (len(p) > len(part) || len(p) == len(part) && p < part)) {
			best, part, extra = x, p, n
		}
	}
	if part == "" {
		return reading.Span{}, false
	}
	start := utf8.RuneCountInString(text[:strings.Index(text, part)])
	return reading.Span{start, start + utf8.RuneCountInString(part)}, true
}

// soundsSure is how well a name whose Chinese forms are known must sound like a
// stretch of Chinese to stand there, and soundsBack how well a Chinese name to stand
// in the English. At soundsOther or less it is another name, not the same one
// written in another way.
const (
	soundsSure  = 0.75
	soundsBack  = 0.75
	soundsOther = 0.5
)

// Met reports whether a name of version from has a form in version v.
func (u *Unit) Met(m Mention, from, v align.Version) bool {
	if m.Listed() {
		for _, n := range u.Mentions(v) {
			if n.may(m) || n.standsFor(m) && !u.namesIt(n, from) {
				return true
			}
		}
	}
	if m.Latin != "" && u.LatinCount(m.Latin, v) > 0 {
		return true
	}
	if from == align.En && u.abbreviated(m, v) {
		return true
	}
	alike := sound.Alike
	if m.Listed() {
		alike = soundsSure // its forms are known
		if v == align.En && slices.ContainsFunc(englishNames(m), u.inEnglish) {
			return true
		}
	}
	if !m.Listed() { // by what the word means: Google is 谷歌
		for _, t := range u.tokensIn(m, from) {
			if t.MetIn(u.Words(v)) {
				return true
			}
		}
	}
	switch {
	case m.Latin != "" && v == align.En:
		return acronymOf(m.Latin, u.LatinWords(v))
	case m.Latin != "":
		return u.heard(m, v, alike)
	case v == align.En:
		return u.heardIn(m, from)
	}
	return strings.Contains(u.Lower(v), zh.Fold(m.Text))
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
	folded = strings.TrimPrefix(folded, "圣")
	for _, m := range u.Mentions(align.En) {
		another := m.Listed() && name.Listed() && !m.may(name)
		if another && (own || u.namesIt(m, v)) {
			continue
		}
		least := soundsBack
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
	if m.Latin == "" || len(m.Latin) < 3 || len(m.Text) <= 4 && strings.ToUpper(m.Text) == m.Text {
		return false
	}
	return u.Spellings.Latin[m.Latin] == 0 && u.Spellings.Latin[strings.TrimRight(m.Latin, "0123456789")] == 0 && !u.glued(m.Latin)
}

// glued reports whether a Latin word is two words of the English run together.
func (u *Unit) glued(name string) bool {
	for i := 2; i <= len(name)-2; i++ {
		if u.Spellings.Latin[name[:i]] > 0 && u.Spellings.Latin[name[i:]] > 0 {
			return true
		}
	}
	return false
}
