// Package diff compares two texts by words as people see them: a Latin word or
// a number is one, and so is every Chinese character and every mark. The result
// reads well rather than being the shortest: small islands of equal text
// between changes are joined to them.
//
// The one guarantee: the edits cover both texts from end to end without gaps,
// those marked Same are equal on both sides, and the same texts give the same
// edits on every machine (there is no clock in it).
package diff

import (
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"

	"triptych/align/letter"
)

// limit is the number of tokens, of both texts together, beyond which the
// middle that differs is shown as replaced whole: unrelated texts take time in
// the square of their length (8,000 unrelated runes 0.7 s).
const limit = 8000

// Edit is one run of a diff: [From[0], From[1]) of the first text became
// [To[0], To[1]) of the second; Same says that the two are equal. Positions are
// in runes (Words) or in elements of the lists (Tokens).
type Edit struct {
	Same     bool
	From, To [2]int
}

// Size is the length of the longer side: how much a person would call changed.
func (e Edit) Size() int { return max(e.From[1]-e.From[0], e.To[1]-e.To[0]) }

// Words compares two texts by words (Latin) and characters (Chinese). The spans
// of the edits are in runes.
func Words(a, b []rune) []Edit {
	ta, tb := split(a), split(b)
	edits := Tokens(texts(a, ta), texts(b, tb))
	for i, e := range edits {
		edits[i].From = runes(ta, e.From, len(a))
		edits[i].To = runes(tb, e.To, len(b))
	}
	return edits
}

// split cuts a text into tokens: a Latin word or a number is one token, every
// other character is one by itself. The spans are in runes.
func split(text []rune) [][2]int {
	var out [][2]int
	for i := 0; i < len(text); {
		start := i
		i++
		if letter.WordPart(text[start]) {
			for i < len(text) && letter.WordPart(text[i]) {
				i++
			}
		}
		out = append(out, [2]int{start, i})
	}
	return out
}

func texts(text []rune, spans [][2]int) []string {
	out := make([]string, len(spans))
	for i, s := range spans {
		out[i] = string(text[s[0]:s[1]])
	}
	return out
}

// runes turns a span of tokens into one of runes; end is where the text ends.
func runes(tokens [][2]int, s [2]int, end int) [2]int {
	at := func(i int) int {
		if i < len(tokens) {
			return tokens[i][0]
		}
		return end
	}
	return [2]int{at(s[0]), at(s[1])}
}

// Tokens compares two lists of tokens with Myers' algorithm (E. Myers, “An O(ND)
// difference algorithm and its variations”, 1986, in go-diff, without its clock)
// and joins edits that stand so close together that people read them as one.
// What both lists have at their ends is taken off first, so that a small edit of
// a long text costs little and limit is met only by what really differs.
func Tokens(a, b []string) []Edit {
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	var edits []Edit
	if head > 0 {
		edits = append(edits, Edit{true, [2]int{0, head}, [2]int{0, head}})
	}
	ma, mb := a[head:len(a)-tail], b[head:len(b)-tail]
	if len(ma)+len(mb) > limit || len(ma) == 0 || len(mb) == 0 {
		if len(ma)+len(mb) > 0 {
			edits = append(edits, Edit{false, [2]int{head, head + len(ma)}, [2]int{head, head + len(mb)}})
		}
	} else {
		edits = append(edits, middle(ma, mb, head)...)
	}
	if tail > 0 {
		edits = append(edits, Edit{true, [2]int{len(a) - tail, len(a)}, [2]int{len(b) - tail, len(b)}})
	}
	return join(edits)
}

// middle runs go-diff over a and b, each distinct token written as a rune,
// since go-diff compares runes alone.
func middle(a, b []string, offset int) []Edit {
	ids := map[string]rune{}
	encode := func(tokens []string) []rune {
		out := make([]rune, len(tokens))
		for i, t := range tokens {
			id, ok := ids[t]
			if !ok {
				id = 0x100 + rune(len(ids)) // limit keeps this below the surrogates
				ids[t] = id
			}
			out[i] = id
		}
		return out
	}
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = 0 // it is wall-clock: with it the result would vary with the load
	diffs := dmp.DiffMainRunes(encode(a), encode(b), false)
	var edits []Edit
	i, j := offset, offset
	for _, d := range diffs {
		n := utf8.RuneCountInString(d.Text)
		switch d.Type {
		case diffmatchpatch.DiffEqual:
			edits = append(edits, Edit{true, [2]int{i, i + n}, [2]int{j, j + n}})
			i, j = i+n, j+n
		case diffmatchpatch.DiffDelete:
			edits = append(edits, Edit{false, [2]int{i, i + n}, [2]int{j, j}})
			i += n
		default:
			edits = append(edits, Edit{false, [2]int{i, i}, [2]int{j, j + n}})
			j += n
		}
	}
	return edits
}

// join merges neighbouring changes, and changes with only an island of equal
// tokens between them that is shorter than each of the two: in 他们的决定 → 我国的政策
// nobody sees two changes.
func join(edits []Edit) []Edit {
	var out []Edit
	for k, e := range edits {
		if e.Same && k > 0 && k+1 < len(edits) {
			n := e.From[1] - e.From[0]
			if n <= fitted.island && n < edits[k+1].Size() && len(out) > 0 && n < out[len(out)-1].Size() {
				e.Same = false
			}
		}
		if last := len(out) - 1; last >= 0 && out[last].Same == e.Same {
			out[last].From[1], out[last].To[1] = e.From[1], e.To[1]
			continue
		}
		out = append(out, e)
	}
	return out
}
