package check

import (
	"slices"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/zh"
)

// hanText is a Chinese text in Simplified script, cut into words.
type hanText struct {
	folded string // one rune for one of the text or of a part of it
	runes  []rune
	from   []int // where each rune stands in the text, in runes
	words  []hanWord
}

// hanWord is a word of the dictionary, or a character that begins none (id -1).
type hanWord struct {
	id      int32
	text    string
	at, end int // runes of the folded text
}

func cutHan(text string) *hanText {
	folded, from := zh.FoldMap(text)
	h := &hanText{folded: dictionaryForms.Replace(folded), from: from}
	h.runes = []rune(h.folded)
	at := runeCounter{text: h.folded}
	dictionary().EachHan(h.folded, func(id int32, start, end int) {
		w := hanWord{id: id, text: h.folded[start:end], at: at.rune(start)}
		w.end = w.at + utf8.RuneCountInString(w.text)
		h.words = append(h.words, w)
	})
	return h
}

// span is where the runes from a to b of the folded text stand in the text.
func (h *hanText) span(a, b int) Span { return Span{h.from[a], h.from[b-1] + 1} }

// spelled reports whether the character at i of the text is a part of a foreign name
// that no dictionary has: of three single characters in a row that such names are
// written with, 伊图里.
func (h *hanText) spelled(i int) bool {
	n, ok := slices.BinarySearch(h.from, i)
	return ok && h.spelledOut()[n]
}

// hanText returns a Chinese version cut into words.
func (c *trio) hanText(v align.Version) *hanText {
	if c.cut[v] == nil {
		c.cut[v] = cutHan(c.text[v])
	}
	return c.cut[v]
}
