package name

import (
	"slices"
	"strings"
	"unicode"

	"triptych/align/letter"
	"triptych/align/reading"
	"triptych/align/sound"
)

// Mention is a name in a text. Of one that the dictionary or the word list has, it
// is known which English names it may be: one for an English mention, for 韩国 Korea
// and South Korea. The others are known by their Latin letters, or by the sounds
// that their characters stand for.
type Mention struct {
	reading.Span
	ids   []nameID // none = not listed
	Latin string   // lower case, for names in Latin letters
	Text  string
	First bool // English: at the beginning of a sentence, where capitals say nothing
	Part  bool // Chinese: perhaps only a part of a longer foreign name, or chance
}

// Listed reports whether the dictionary or the word list has the name.
func (m Mention) Listed() bool { return len(m.ids) > 0 }

// may reports whether two listed names may be one: they have an English name in
// common.
func (m Mention) may(n Mention) bool {
	return slices.ContainsFunc(m.ids, func(id nameID) bool { return slices.Contains(n.ids, id) })
}

// standsFor reports whether one of two listed names may stand for the other in
// another language: Moscow and 俄罗斯.
func (m Mention) standsFor(n Mention) bool {
	return slices.ContainsFunc(m.ids, func(a nameID) bool {
		return slices.ContainsFunc(n.ids, func(b nameID) bool { return listedNames().stands[[2]nameID{a, b}] })
	})
}

// Known reports whether the dictionary or the word list has an English name just
// as it is written.
func Known(english string) bool { return listedNames().english[english] != nil }

// latinName returns the end of the Latin name or word at i: letters, and digits
// behind them.
func latinName(text []rune, i int) int {
	for i < len(text) && (letter.Latin(text[i]) || unicode.IsDigit(text[i])) {
		i++
	}
	return i
}

// englishMentions returns the names of an English text: those that are listed, the
// longest first, and words with a capital.
func englishMentions(text []rune) []Mention {
	var out []Mention
	x := listedNames()
	first := true
	for i := 0; i < len(text); {
		if !letter.Latin(text[i]) {
			first = first || strings.ContainsRune(".?!:\n\"“‘(•", text[i])
			i++
			continue
		}
		end := latinName(text, i)
		if unicode.IsUpper(text[i]) {
			if ids, e := x.listed(text, i); ids != nil {
				out = append(out, Mention{Span: reading.Span{i, e}, ids: ids, Text: string(text[i:e]), Latin: strings.ToLower(string(text[i:e]))})
				i, first = e, false
				continue
			}
		}
		if !slices.ContainsFunc(text[i:end], unicode.IsUpper) {
			i, first = end, false
			continue
		}
		if w := string(text[i:end]); nameLike(w) && !reading.FunctionWords[strings.ToLower(w)] {
			out = append(out, Mention{Span: reading.Span{i, end}, Latin: strings.ToLower(w), Text: w, First: first && !InnerCapital(w)})
		}
		i, first = end, false
	}
	return out
}

// initials returns the letters of an abbreviation with full stops at i, as U.S.,
// and where it ends.
func initials(text []rune, i int) (letters string, end int) {
	for i+1 < len(text) && unicode.IsUpper(text[i]) && text[i+1] == '.' {
		letters += string(text[i])
		i += 2
	}
	return letters, i
}

// nameLike reports whether a Latin word has a capital letter.
func nameLike(w string) bool { return len(w) > 1 && strings.IndexFunc(w, unicode.IsUpper) >= 0 }

// InnerCapital reports whether a word has a capital letter or digit behind its first
// letter: NATO, iPhone, YubiKey.
func InnerCapital(w string) bool {
	return strings.IndexFunc(w[1:], func(r rune) bool { return unicode.IsUpper(r) || unicode.IsDigit(r) }) >= 0
}

// hanMentions returns the names of a Chinese text: those in Latin letters, words of the
// dictionary that are names, and names of the word list that stand across words. runes
// are of the text as it is written.
func hanMentions(h *reading.Han, runes []rune) []Mention {
	var out []Mention
	x := listedNames()
	f := h.Runes
	for i := 0; i < len(f); {
		if !letter.Latin(f[i]) {
			i++
			continue
		}
		end := latinName(f, i)
		if w := string(f[i:end]); nameLike(w) && !reading.FunctionWords[strings.ToLower(w)] && !letter.Digit(letter.Before(f, i)) {
			out = append(out, Mention{Span: h.Span(i, end), Latin: strings.ToLower(w), Text: w})
		}
		i = end
	}
	held := make([]int, len(f))
	starts := make([]bool, len(f)+1)
	starts[len(f)] = true
	for i, w := range h.Words {
		ids := x.chinese[w.ID]
		starts[w.At], starts[w.End] = true, true
		for k := w.At; k < w.End && (ids != nil && w.ID >= 0 || w.End-w.At > 2); k++ {
			held[k] = w.End - w.At
		}
		if w.ID < 0 || ids == nil || h.Chance(i) {
			continue
		}
		s := h.Span(w.At, w.End)
		out = append(out, Mention{Span: s, ids: ids, Text: string(runes[s[0]:s[1]]), Part: h.InsideForeign(i)})
	}
	out = x.straddling(out, h, runes, held, starts)
	slices.SortFunc(out, func(a, b Mention) int { return a.Span[0] - b.Span[0] })
	return out
}

// insideForeign reports whether what stands across words, from a to b, is written by its
// sound and may be a part of a longer name that is: see [reading.Han.InsideForeign].
func insideForeign(text []rune, a, b int) bool {
	if !sound.All(text[a:b]) {
		return false
	}
	foreign := sound.Characters()
	return a > 0 && foreign.Has(text[a-1]) || b < len(text) && foreign.Has(text[b])
}

// AcronymOf reports whether a text holds consecutive words with the letters of
// the acronym for initials: "denial of service" for DoS.
func AcronymOf(acronym string, words []reading.Latin) bool {
	letters := strings.ToLower(acronym)
	if len(letters) < 2 || len(letters) > 8 {
		return false
	}
	for i := range words {
		k := 0
		for j := i; j < len(words) && k < len(letters) && j-i < len(letters)+3; j++ {
			w := strings.ToLower(words[j].Text)
			if w[0] == letters[k] {
				k++
			} else if !reading.FunctionWords[w] {
				break
			}
		}
		if k == len(letters) {
			return true
		}
	}
	return false
}
