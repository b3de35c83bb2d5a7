package lexicon

import (
	"slices"
	"strings"
	"unicode"
)

// A dictionary entry as CC-CEDICT has it.
type entry struct {
	trad, simp, pinyin string
	glosses            []string
}

// weighted is a stem and how far it stands for the whole meaning, 0 to 1.
type weighted struct {
	stem   string
	weight float32
}

// meanings reduces glosses to stems. Each alternative of a gloss (";" or a
// new gloss) is worth 1, shared equally by its words; a word that several
// alternatives name adds up, to at most 1. Remarks in brackets count for
// little, and only their names.
func meanings(glosses []string) []weighted {
	var out []weighted
	at := map[string]int{}
	add := func(words []string, worth float32) {
		if len(words) == 0 || len(words) > fitted.glossWords {
			return
		}
		for _, w := range words {
			stem := Stem(w)
			i, ok := at[stem]
			if !ok {
				i = len(out)
				at[stem] = i
				out = append(out, weighted{stem: stem})
			}
			out[i].weight = min(1, out[i].weight+worth/float32(len(words)))
		}
	}
	for _, g := range glosses {
		if remark(g) {
			continue
		}
		plain, remarks := brackets(g)
		for _, alternative := range strings.FieldsFunc(plain, func(r rune) bool { return r == ';' || r == ',' }) {
			add(content(alternative), 1)
		}
		for _, r := range remarks {
			if strings.IndexFunc(r, unicode.IsUpper) >= 0 {
				add(content(r), fitted.remark)
			}
		}
	}
	return out
}

// remark reports whether a gloss says something about the word and not what it means.
func remark(gloss string) bool {
	low := strings.ToLower(gloss)
	return slices.ContainsFunc(remarks, func(s string) bool { return strings.HasPrefix(low, s) })
}

// brackets splits a gloss into what stands outside round brackets and what
// stands inside; pinyin in square brackets is left out.
func brackets(g string) (plain string, remarks []string) {
	var out, in strings.Builder
	round, square := 0, 0
	for _, r := range g {
		switch r {
		case '[':
			square++
		case ']':
			square = max(0, square-1)
		case '(', '（':
			if square == 0 {
				round++
			}
		case ')', '）':
			if square == 0 && round > 0 {
				if round--; round == 0 {
					remarks = append(remarks, in.String())
					in.Reset()
				}
			}
		default:
			switch {
			case square > 0:
			case round > 0:
				in.WriteRune(r)
			default:
				out.WriteRune(r)
			}
		}
	}
	return out.String(), remarks
}

// content returns the words of a gloss without the empty ones, or all of them
// when every one is empty ("of", "not").
func content(gloss string) []string {
	all := Words(gloss)
	var kept []string
	for _, w := range all {
		if !empty[w] {
			kept = append(kept, w)
		}
	}
	if len(kept) == 0 {
		return all
	}
	return kept
}
