package reading

import "triptych/align/lexicon"

// Ends says where in a text of so many runes two words meet: whether one may begin at
// rune i. On either side of what stands in no word they do.
func (h *Han) Ends(length int) []bool {
	out := make([]bool, length+1)
	for i := range out {
		out[i] = true
	}
	for _, w := range h.Words {
		if w.ID < 0 || w.End-w.At < 2 {
			continue
		}
		s := h.Span(w.At, w.End)
		for i := s[0] + 1; i < s[1]; i++ {
			out[i] = false
		}
		// 军事援助 is a term of two words.
		for i := w.At + 2; i <= w.End-2; i++ {
			if isWord(h.Runes[w.At:i]) && isWord(h.Runes[i:w.End]) {
				out[h.From[i]] = true
			}
		}
	}
	return out
}

func isWord(folded []rune) bool {
	_, ok := lexicon.Shared().Find(string(folded))
	return ok
}
