package zh

import "unicode"

// Wording folds a Chinese text to the characters, letters and digits that carry
// its wording, and says where each comes from.
func Wording(s string) ([]rune, []int) {
	folded, at := FoldRegionMap(s)
	out, from := make([]rune, 0, len(at)), make([]int, 0, len(at))
	i := 0
	for _, r := range folded {
		if one, ok := pronouns[r]; ok {
			r = one
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '%' {
			out, from = append(out, unicode.ToLower(r)), append(from, at[i])
		}
		i++
	}
	return out, from
}

// pronouns are those that the mainland writes with one character.
var pronouns = map[rune]rune{'牠': '它', '祂': '他', '妳': '你'}
