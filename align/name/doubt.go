package name

import (
	"slices"
	"strings"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/reading"
	"triptych/align/sound"
	"triptych/align/zh"
)

// Manner says how a name is taken to stand for another, as far as it tells a slip from
// another way to say the same: both of our own list, or of the dictionary, which has
// peoples, feasts and faiths as well; or Chinese where the sibling keeps the
// Latin letters, which is most often its translation, the more so of initials (共和党
// beside GOP) and of what the sibling only adds in brackets (巴黎萊雅 (L'Oreal)). Mutual
// is a pair of names each of which the other version lacks, as an unknown translation is.
func (u *Unit) Manner(m Misnamed) string {
	if m.mutual {
		return u.kindOf(m) + "-mutual"
	}
	return u.kindOf(m)
}

func (u *Unit) kindOf(m Misnamed) string {
	switch {
	case !u.siblingKeeps(m):
		switch {
		case u.inWordList(m.Lost) && u.inWordList(m.Strange):
			return "-own"
		case m.Lost.Listed() && m.Strange.Listed():
			return "-listed"
		}
		return ""
	case len(m.Lost.Text) <= 4 && strings.ToUpper(m.Lost.Text) == m.Lost.Text:
		return "-kept-initials"
	case u.onlyGloss(m.Lost.Latin, m.In.Sibling()):
		return "-kept-gloss"
	}
	return "-kept"
}

// inWordList reports whether our own list has a name.
func (u *Unit) inWordList(m Mention) bool {
	x := listedNames()
	return x.own[m.Text] || m.Latin == "" && x.listedHan[reading.DictionaryForms.Replace(zh.Fold(m.Text))] != nil
}

// once leaves out of findings those that are another one seen from its other version.
func once(all []Misnamed) (out []Misnamed) {
	for i, m := range all {
		if !slices.ContainsFunc(all[i+1:], m.mirrors) {
			m.mutual = slices.ContainsFunc(all[:i], m.mirrors)
			out = append(out, m)
		}
	}
	return out
}

func (m Misnamed) mirrors(n Misnamed) bool {
	return m.In == n.From && m.From == n.In && m.Lost.Span == n.Strange.Span && m.Strange.Span == n.Lost.Span
}

// Kept reports whether a Chinese version has Chinese for a name that its sibling keeps in
// Latin letters, and that sounds like it: 亚历山大 for Aleksandr.
func (u *Unit) Kept(m Misnamed) bool {
	return m.In != align.En && u.siblingKeeps(m) && u.Sounding(strings.ToLower(m.Lost.Latin), m.In) >= sound.Alike()
}

// siblingKeeps reports whether the other Chinese version leaves a lost name in its Latin
// letters where this one has Chinese.
func (u *Unit) siblingKeeps(m Misnamed) bool {
	if m.In == align.En || m.Lost.Latin == "" || !letter.HasHan(m.Strange.Text) {
		return false
	}
	o := m.In.Sibling()
	return u.Has(o) && u.LatinCount(m.Lost.Latin, o) > 0
}

// onlyGloss reports whether a Chinese version has a Latin word in brackets alone.
func (u *Unit) onlyGloss(latin string, v align.Version) bool {
	return !slices.ContainsFunc(u.LatinWords(v), func(w reading.Latin) bool {
		return strings.ToLower(w.Text) == latin && !reading.Enclosed(u.Runes[v], w.Span)
	})
}

// Likeness says how much the version that seems to lack a name sounds like having it
// somewhere, 0 to 1; for the English, how much the strange name sounds like it.
func (u *Unit) Likeness(m Misnamed) float64 {
	latin, v := m.Lost.Latin, m.In
	if v == align.En {
		latin, v = m.Strange.Latin, m.From
	}
	if v == align.En {
		return 0
	}
	most := 0.0
	for _, w := range sound.Spoken(latin) {
		most = max(most, u.Sounding(w, v))
	}
	return most
}

// withinName reports whether a name of a Chinese version is only a part of one that
// sounds like a name of the English: 维拉 in 维拉里尔, Villarreal.
func (u *Unit) withinName(m Mention, v align.Version) bool {
	if v == align.En || m.Latin != "" || !u.Has(align.En) {
		return false
	}
	_, from := u.Folded(v)
	return slices.ContainsFunc(u.Mentions(align.En), func(n Mention) bool {
		return slices.ContainsFunc(sound.Spoken(n.Latin), func(w string) bool {
			at, ok := u.soundsAt(w, v)
			if !ok || utf8.RuneCountInString(w) < 5 {
				return false
			}
			s := reading.Span{from[at[0]], from[at[1]-1] + 1}
			return s[0] <= m.Span[0] && m.Span[1] <= s[1] && s[1]-s[0] > m.Span[1]-m.Span[0]
		})
	})
}
