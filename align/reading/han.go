package reading

import (
	"slices"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/lexicon"
	"triptych/align/sound"
	"triptych/align/zh"
)

// Han is a Chinese text in Simplified script, cut into words.
type Han struct {
	Folded string    // one rune for one of the text or of a part of it
	Runes  []rune    // of Folded
	From   []int     // where each rune of Folded stands in the text, in runes
	Words  []HanWord // in order; marks and Latin letters are in none

	spelled map[int]bool // see spelledOut
}

// HanWord is a word of the dictionary, or a character that begins none.
type HanWord struct {
	ID      int32  // of the dictionary, -1 for none
	Text    string // folded
	At, End int    // runes of the folded text
}

// CutHan folds a Chinese text of either script to Simplified and cuts it into the
// longest words that the dictionary has. Spans are of the folded text; From leads back
// to the runes of text.
func CutHan(text string) *Han {
	runes, from := zh.FoldRunes([]rune(text))
	return cutFolded(string(runes), runes, from)
}

// cutFolded cuts a text that has been folded, from zh.FoldRunes.
func cutFolded(folded string, runes []rune, from []int) *Han {
	h := &Han{Folded: folded, From: from, Runes: runes}
	if slices.ContainsFunc(h.Runes, otherForm) { // few texts have any
		h.Folded = DictionaryForms.Replace(folded)
		h.Runes = []rune(h.Folded)
	}
	h.Words = make([]HanWord, 0, len(h.Runes)*2/3)
	at := RuneCounter{Text: h.Folded}
	lexicon.Shared().EachHan(h.Folded, func(id int32, start, end int) {
		w := HanWord{ID: id, Text: h.Folded[start:end], At: at.Rune(start)}
		w.End = w.At + utf8.RuneCountInString(w.Text)
		h.Words = append(h.Words, w)
	})
	return h
}

// Span is where the runes from a to b of the folded text stand in the text.
func (h *Han) Span(a, b int) Span { return Span{h.From[a], h.From[b-1] + 1} }

// Spelled reports whether the character at i of the text is a part of a foreign name
// that no dictionary has: of three single characters in a row that such names are
// written with, 伊图里.
func (h *Han) Spelled(i int) bool {
	n, ok := slices.BinarySearch(h.From, i)
	return ok && h.spelledOut()[n]
}

// Han returns a Chinese version cut into words.
func (u *Texts) Han(v align.Version) *Han {
	if u.cut[v] == nil {
		folded, from := u.Folded(v)
		u.cut[v] = cutFolded(folded, u.foldedRunes[v], from)
	}
	return u.cut[v]
}

// Chance reports whether the word i of two characters was cut from a longer one that
// begins with its second character: 以巴 in 以巴塞罗那.
func (h *Han) Chance(i int) bool {
	w := h.Words[i]
	return w.End-w.At == 2 && utf8.RuneCountInString(FirstWord(string(h.Runes[w.At+1:min(len(h.Runes), w.At+9)]))) > 2
}

// InsideForeign reports whether the word i is written by its sound and goes on
// beyond in characters that make no words, so that it may be a part of a longer
// name: 里斯本 in 布里斯本, but not 尼泊尔 before 士兵.
func (h *Han) InsideForeign(i int) bool {
	w := h.Words[i]
	if !sound.All(h.Runes[w.At:w.End]) {
		return false
	}
	single := func(n HanWord) bool { return n.End-n.At == 1 && sound.Characters().Has(h.Runes[n.At]) }
	goesBack := i > 0 && h.Words[i-1].End == w.At && single(h.Words[i-1])            // 布|里斯本
	goesOn := i+1 < len(h.Words) && h.Words[i+1].At == w.End && single(h.Words[i+1]) // and so on behind it
	return goesBack || goesOn
}

// FirstWord is the longest word of the dictionary that a text begins with.
func FirstWord(text string) string {
	if runes := []rune(text); len(runes) > 8 {
		text = string(runes[:8])
	}
	word := ""
	lexicon.Shared().EachHan(text, func(id int32, start, end int) {
		if start == 0 && id >= 0 {
			word = text[:end]
		}
	})
	return word
}
