package reword

import (
	"slices"
	"strings"
	"unicode"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/lexicon"
	"triptych/align/reading"
)

// names reports whether a place of v holds a proper name and no other word.
func (r *reader) names(v align.Version, s reading.Span) bool {
	h, some := r.Han(v), false
	for _, w := range h.Words {
		if at := h.Span(w.At, w.End); at[0] < s[0] || at[1] > s[1] {
			continue
		}
		if w.ID < 0 || len(lexicon.Shared().ProperNames(w.ID)) == 0 {
			return false
		}
		some = true
	}
	return some
}

// spelt reports whether a place is one character of a Chinese name, for which the other
// version has another one of the same sound: 郑维翰 and 鄭維瀚, Zheng Weihan. The regions
// differ in how they write foreign names, but never in a Chinese one.
func (r *reader) spelt(p Place) bool {
	x, y := []rune(r.folded(p)[0]), []rune(r.folded(p)[1])
	if len(x) != 1 || len(y) != 1 {
		return false
	}
	lex := lexicon.Shared()
	for _, sound := range lex.Sounds(x[0]) {
		if !slices.Contains(lex.Sounds(y[0]), sound) {
			continue
		}
		text := r.Runes[align.Hans]
		for _, i := range []int{p[0][0] - 1, p[0][1]} {
			if i < 0 || i >= len(text) || !letter.Han(text[i]) {
				continue
			}
			for _, beside := range lex.Sounds(text[i]) {
				given := beside + sound
				if i > p[0][0] {
					given = sound + beside
				}
				if r.named(given) {
					return true
				}
			}
		}
	}
	return false
}

// named reports whether the English has a name that is given in pinyin.
func (r *reader) named(pinyin string) bool {
	return slices.ContainsFunc(r.LatinWords(align.En), func(w reading.Latin) bool {
		return unicode.IsUpper([]rune(w.Text)[0]) && strings.EqualFold(w.Text, pinyin)
	})
}
