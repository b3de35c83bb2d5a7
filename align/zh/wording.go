package zh

import (
	"unicode"

	"triptych/align/letter"
)

// Wording folds a Chinese text to the characters, letters and digits that carry
// its wording, and says where each comes from.
func Wording(s string) ([]rune, []int) { return WordingOf(FoldRegionMap(s)) }

// WordingOf is Wording for what FoldRegionMap has folded.
func WordingOf(folded string, at []int) ([]rune, []int) {
	out, from := make([]rune, 0, len(at)), make([]int, 0, len(at))
	i := 0
	for _, r := range folded {
		switch {
		case letter.Han(r):
			out, from = append(out, pronoun(r)), append(from, at[i])
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '%':
			out, from = append(out, unicode.ToLower(r)), append(from, at[i])
		}
		i++
	}
	return out, from
}

// pronoun is the form of a pronoun that the mainland writes with one character.
func pronoun(r rune) rune {
	switch r {
	case '牠':
		return '它'
	case '祂':
		return '他'
	case '妳':
		return '你'
	}
	return r
}
