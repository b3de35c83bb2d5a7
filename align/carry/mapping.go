package carry

import (
	"slices"

	"triptych/align/diff"
	"triptych/align/zh"
)

// correspondence tells which runes of one text stand in another, in order.
type correspondence struct {
	to []int // rune of the first → rune of the second, -1 = not there
	n  int   // runes of the first
}

// mapping compares two texts of one script rune by rune, script variants and
// quotation marks folded: 裡 and 裏 are one character to whoever carries an edit.
func mapping(a, b []rune) correspondence {
	c := correspondence{to: make([]int, len(a)), n: len(a)}
	for i := range c.to {
		c.to[i] = -1
	}
	for _, e := range diff.Tokens(foldEach(a), foldEach(b)) {
		if !e.Same {
			// inside a stretch that was joined to one edit, runes may still be the same
			i, j := e.From[0], e.To[0]
			for i < e.From[1] && j < e.To[1] && foldRune(a[i]) == foldRune(b[j]) {
				c.to[i] = j
				i, j = i+1, j+1
			}
			continue
		}
		for k := 0; k < e.From[1]-e.From[0]; k++ {
			c.to[e.From[0]+k] = e.To[0] + k
		}
	}
	return c
}

func foldEach(text []rune) []string {
	out := make([]string, len(text))
	for i, r := range text {
		out[i] = foldRune(r)
	}
	return out
}

// foldRune folds one rune. What folds to nothing (white space, joiners) stands
// for itself, or a space would be like every other one.
func foldRune(r rune) string {
	if f := zh.Fold(string(r)); f != "" {
		return f
	}
	return string(r)
}

// place returns where the edited stretch lies in the second text, not before at,
// where the edit before it ended.
func (c correspondence) place(edited [2]int, at int) (start, end int) {
	start, end = c.before(edited[0]), c.behind(edited[1])
	if c.betweenWordings(edited) {
		start = end
	}
	start = max(start, at)
	return start, max(end, start)
}

// betweenWordings reports whether the edit is an insertion before a rune that
// stands in the second text, behind one that is worded otherwise there: then it
// belongs before what follows. In 这个程序[也]很慢 against 這個軟體很慢, 也 goes before
// 很 and not behind 這個.
func (c correspondence) betweenWordings(edited [2]int) bool {
	i := edited[0]
	if i != edited[1] || i == 0 || i >= c.n {
		return false
	}
	return c.to[i-1] < 0 && c.to[i] >= 0
}

// before returns where an edit that begins with rune i of the first text begins
// in the second: behind the nearest rune before it that both have.
func (c correspondence) before(i int) int {
	for k := i - 1; k >= 0; k-- {
		if c.to[k] >= 0 {
			return c.to[k] + 1
		}
	}
	return 0
}

// behind returns where an edit that ends before rune i of the first text ends
// in the second: at rune i if both have it, so that words of the second text's
// own between are part of the place; else behind the nearest rune before it.
func (c correspondence) behind(i int) int {
	if i < c.n && c.to[i] >= 0 {
		return c.to[i]
	}
	return c.before(i)
}

// own returns the parts of the span in the second text that are its own words:
// that no rune of the edited stretch stands for.
func (c correspondence) own(edited, there [2]int) [][2]int {
	if edited[0] == edited[1] { // an insertion between words of its own
		if there[0] == there[1] {
			return nil
		}
		return [][2]int{there}
	}
	var taken []int
	for i := edited[0]; i < edited[1]; i++ {
		if c.to[i] >= 0 {
			taken = append(taken, c.to[i])
		}
	}
	var out [][2]int
	for j := there[0]; j < there[1]; j++ {
		if slices.Contains(taken, j) {
			continue
		}
		if n := len(out); n > 0 && out[n-1][1] == j {
			out[n-1][1] = j + 1
			continue
		}
		out = append(out, [2]int{j, j + 1})
	}
	return out
}

// touches reports whether the edited stretch, or what stands beside an
// insertion, is found in the second text.
func (c correspondence) touches(edited [2]int) bool {
	if edited[0] == edited[1] {
		before := edited[0] == 0 || c.to[edited[0]-1] >= 0
		after := edited[0] == c.n || c.to[edited[0]] >= 0
		return before && after
	}
	return !slices.Contains(c.to[edited[0]:edited[1]], -1)
}
