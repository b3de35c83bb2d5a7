package reading

import (
	"strings"

	"triptych/align/list"
	"triptych/align/sound"
)

// Empty are Chinese words that carry little by themselves.
var Empty = list.In(words, "empty.txt")

// DictionaryForms puts back the characters that dictionaries spell words with,
// where folding has another form stand for them. It keeps the length in runes.
var DictionaryForms = strings.NewReplacer("俱乐部", "俱乐部", "俱", "具", "筦", "管", "沈", "沉", "淼", "渺", "椀", "碗", "腭", "颚")

// otherForm reports whether DictionaryForms has another form for a character.
func otherForm(r rune) bool {
	switch r {
	case '俱', '筦', '沈', '淼', '椀', '腭':
		return true
	}
	return false
}

// HanTokens gives the content words of a Chinese text, and those in Latin
// letters that stand in it.
func HanTokens(h *Han, add func(Token)) {
	h.latinTokens(add)
	h.hanTokens(add)
}

func (h *Han) latinTokens(add func(Token)) {
	LatinTokens(h.Folded, func(t Token) {
		add(Token{Span: h.Span(t.Span[0], t.Span[1]), Concepts: t.Concepts})
	})
}

func (h *Han) hanTokens(add func(Token)) {
	spelled := h.spelledOut()
	for _, w := range h.Words {
		if concepts := hanConcepts(w); concepts != nil {
			add(Token{Span: h.Span(w.At, w.End), Concepts: concepts, name: spelled[w.At]})
		}
	}
}

// spelledOut marks the characters that spell foreign names: at least three such
// characters in a row that make no words.
func (h *Han) spelledOut() map[int]bool {
	if h.spelled == nil {
		h.spelled = h.findSpelled()
	}
	return h.spelled
}

func (h *Han) findSpelled() map[int]bool {
	foreign := sound.Characters()
	out := map[int]bool{}
	var run []int
	flush := func() {
		if len(run) >= 3 {
			for _, i := range run {
				out[i] = true
			}
		}
		run = run[:0]
	}
	last := 0
	for _, w := range h.Words {
		if gap := w.At - last; gap > 1 || gap == 1 && h.Runes[last] != '·' { // 伊图里·伊布
			flush()
		}
		last = w.End
		if w.End-w.At > 1 || !foreign.Has(h.Runes[w.At]) {
			flush()
			continue
		}
		run = append(run, w.At)
	}
	flush()
	return out
}
