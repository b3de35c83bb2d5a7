package reading

import (
	"slices"

	"triptych/align/lexicon"
	"triptych/align/zh"
)

// CommonStems are the English words that a mainland word and a local one both
// stand for.
func CommonStems(w zh.RegionWord) []int32 {
	lex := lexicon.Shared()
	id, ok := lex.Find(DictionaryForms.Replace(zh.Fold(w.Mainland)))
	if !ok {
		return nil
	}
	own, _ := lex.Meanings(id)
	var out []int32
	for _, l := range w.Local {
		if id, ok := lex.Find(DictionaryForms.Replace(zh.Fold(l))); ok {
			theirs, _ := lex.Meanings(id)
			for _, s := range theirs {
				if slices.Contains(own, s) && !FunctionWords[lex.Stem(s)] {
					out = append(out, s)
				}
			}
		}
	}
	return out
}
