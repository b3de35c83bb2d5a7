package reword

import (
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/denial"
	"triptych/align/diff"
	"triptych/align/reading"
	"triptych/align/zh"
)

// Wording is one difference in wording between the two Chinese texts of a unit, folded as
// zh.Wording folds them.
type Wording struct {
	Span  [2]reading.Span // in the folded texts
	Words [2]string
}

// Compare compares two folded texts word by word.
func Compare(folded [2][]rune) (out []Wording) {
	for _, e := range diff.Words(folded[0], folded[1]) {
		if e.Same {
			continue
		}
		w := Wording{Span: [2]reading.Span{e.From, e.To}}
		for side, s := range w.Span {
			w.Words[side] = string(folded[side][s[0]:s[1]])
		}
		out = append(out, w)
	}
	return out
}

// Whole is the difference in whole words of the texts, which were folded to the given ones;
// at says where their characters come from. What stands in one text alone stays as it is.
func (w Wording) Whole(u *reading.Texts, folded [2][]rune, at [2][]int) Wording {
	if w.Span[0][0] == w.Span[0][1] || w.Span[1][0] == w.Span[1][1] {
		return w
	}
	var cut [2][]bool
	for side, v := range align.Chinese {
		cut[side] = u.Han(v).Ends(len(u.Runes[v]))
	}
	// In the texts as they are a joint may lie at marks that the folded ones lack.
	joint := func(side, i int) bool {
		from := at[side]
		return i == 0 || i == len(from) || slices.Contains(cut[side][from[i-1]+1:from[i]+1], true)
	}
	w.Span[0], w.Span[1] = diff.Edges(w.Span[0], w.Span[1],
		folded[0], folded[1], func(i, j int) bool { return joint(0, i) && joint(1, j) })
	for side, s := range w.Span {
		w.Words[side] = string(folded[side][s[0]:s[1]])
	}
	return w
}

// Slight reports whether a difference is in words that carry little: 的 and 地,
// 和 and 与, 你 and 您.
// Both sides: 和 for 与 is slight, 和 for 但 is not in the list at all.
func (w Wording) Slight() bool {
	for _, s := range w.Words {
		for _, r := range s {
			if !strings.ContainsRune("的地得了着过和与及跟同之所以也都就还又很更最会能可要把将被让给对从到向在于为是有这那其它他她您你我们们个一来去上下中里内时后前并而且但再才则即若如或及时候些样等都已经曾只只是因作做呆待像象", r) {
				return false
			}
		}
	}
	return !denial.Negating(w.Words)
}

// OneSided reports whether a difference is a clause that one version has and the
// other one has nothing for.
func (w Wording) OneSided() bool {
	a, b := w.Span[0][1]-w.Span[0][0], w.Span[1][1]-w.Span[1][0]
	return min(a, b) == 0 && max(a, b) >= fitted.clause
}

// Denies reports whether a difference is a denial and hardly anything else.
func (w Wording) Denies() bool {
	return denial.Negating(w.Words) && max(len([]rune(w.Words[0])), len([]rune(w.Words[1]))) <= fitted.denial
}

// Regional reports whether a difference is one of regional words that were cut across:
// the 增 and 成 of 今年增长 and 今年成長 with what stands behind.
func (w Wording) Regional(folded [2][]rune) bool {
	a, b := w.Span[0], w.Span[1]
	for a[0] < a[1] && b[0] < b[1] && folded[0][a[0]] == folded[1][b[0]] {
		a[0]++
		b[0]++
	}
	// What follows is the same in both, so that the word is whole with it or not at all.
	for range 2 {
		x, y := folded[0][a[0]:a[1]], folded[1][b[0]:b[1]]
		if len(x) > 1 && zh.FoldRegion(string(x)) == zh.FoldRegion(string(y)) {
			return true
		}
		if a[1] >= len(folded[0]) || b[1] >= len(folded[1]) || folded[0][a[1]] != folded[1][b[1]] {
			return false
		}
		a[1]++
		b[1]++
	}
	return false
}

// WithoutMoved leaves out what only stands on the other side of its number: 30摄氏度 and
// 攝氏30度.
func WithoutMoved(found []Wording) []Wording {
	scale := func(s string) bool { return s == "摄氏" || s == "华氏" }
	number := func(s string) bool { return s != "" && strings.Trim(s, "0123456789零下") == "" }
	// Only figures and their scales: two names that changed places are another matter.
	for i, w := range found {
		for k, o := range found {
			if i == k || w.Words[0] == "" || w.Words[0] != o.Words[1] || w.Words[1] != "" || o.Words[0] != "" {
				continue
			}
			if scale(w.Words[0]) || number(w.Words[0]) {
				return slices.DeleteFunc(slices.Clone(found), func(x Wording) bool { return x == w || x == o })
			}
		}
	}
	return found
}
