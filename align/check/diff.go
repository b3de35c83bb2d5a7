package check

import (
	"unicode"
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"

	"triptych/align/letter"
)

// diffLimit is the number of tokens, of both texts together, beyond which the
// middle that differs is shown as replaced whole: unrelated texts take time in
// the square of their length.
const diffLimit = 8000

// edit is one run of a diff over tokens: a[From[0]:From[1]] became
// b[To[0]:To[1]]; Same says that they are equal.
type edit struct {
	Same     bool
	From, To Span
}

// tokens splits a text for a word diff: a Latin word or a number is one token,
// every other character is one by itself. The spans are in runes.
func tokens(text []rune) []Span {
	var out []Span
	for i := 0; i < len(text); {
		start := i
		i++
		if wordRune(text[start]) {
			for i < len(text) && wordRune(text[i]) {
				i++
			}
		}
		out = append(out, Span{start, i})
	}
	return out
}

func wordRune(r rune) bool { return letter.Latin(r) || unicode.IsDigit(r) || r == '\'' || r == '’' }

// diffTokens compares two token lists with Myers' algorithm (go-diff, without
// its clock) and joins edits that stand so close together that people read
// them as one.
func diffTokens(a, b []string) []edit {
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	var edits []edit
	if head > 0 {
		edits = append(edits, edit{true, Span{0, head}, Span{0, head}})
	}
	ma, mb := a[head:len(a)-tail], b[head:len(b)-tail]
	if len(ma)+len(mb) > diffLimit || len(ma) == 0 || len(mb) == 0 {
		if len(ma)+len(mb) > 0 {
			edits = append(edits, edit{false, Span{head, head + len(ma)}, Span{head, head + len(mb)}})
		}
	} else {
		edits = append(edits, diffMiddle(ma, mb, head)...)
	}
	if tail > 0 {
		edits = append(edits, edit{true, Span{len(a) - tail, len(a)}, Span{len(b) - tail, len(b)}})
	}
	return joinEdits(edits, a)
}

// diffMiddle runs go-diff over a and b, each distinct token written as a rune.
func diffMiddle(a, b []string, offset int) []edit {
	ids := map[string]rune{}
	encode := func(tokens []string) []rune {
		out := make([]rune, len(tokens))
		for i, t := range tokens {
			id, ok := ids[t]
			if !ok {
				id = 0x100 + rune(len(ids)) // diffLimit keeps this below the surrogates
				ids[t] = id
			}
			out[i] = id
		}
		return out
	}
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = 0
	diffs := dmp.DiffMainRunes(encode(a), encode(b), false)
	var edits []edit
	i, j := offset, offset
	for _, d := range diffs {
		n := utf8.RuneCountInString(d.Text)
		switch d.Type {
		case diffmatchpatch.DiffEqual:
			edits = append(edits, edit{true, Span{i, i + n}, Span{j, j + n}})
			i, j = i+n, j+n
		case diffmatchpatch.DiffDelete:
			edits = append(edits, edit{false, Span{i, i + n}, Span{j, j}})
			i += n
		default:
			edits = append(edits, edit{false, Span{i, i}, Span{j, j + n}})
			j += n
		}
	}
	return edits
}

// joinEdits merges neighbouring changes, and changes with only a shorter
// stretch of a few equal tokens between them.
func joinEdits(edits []edit, a []string) []edit {
	var out []edit
	for k, e := range edits {
		if e.Same && k > 0 && k+1 < len(edits) {
			n := e.From[1] - e.From[0]
			if n <= 3 && n < changed(edits[k+1]) && len(out) > 0 && n < changed(out[len(out)-1]) {
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

func changed(e edit) int { return max(e.From[1]-e.From[0], e.To[1]-e.To[0]) }

// wordDiff compares two texts by words (Latin) and characters (Chinese). The
// spans of the edits are in runes.
func wordDiff(a, b []rune) []edit {
	ta, tb := tokens(a), tokens(b)
	edits := diffTokens(texts(a, ta), texts(b, tb))
	for i, e := range edits {
		edits[i].From = runeSpan(ta, e.From, len(a))
		edits[i].To = runeSpan(tb, e.To, len(b))
	}
	return edits
}

func texts(text []rune, spans []Span) []string {
	out := make([]string, len(spans))
	for i, s := range spans {
		out[i] = string(text[s[0]:s[1]])
	}
	return out
}

// runeSpan turns a span of tokens into one of runes; end is where the text ends.
func runeSpan(tokens []Span, s Span, end int) Span {
	at := func(i int) int {
		if i < len(tokens) {
			return tokens[i][0]
		}
		return end
	}
	return Span{at(s[0]), at(s[1])}
}

// changes writes edits between a and b as a diff for people.
func changes(edits []edit, a, b []rune) []Change {
	var out []Change
	for _, e := range edits {
		if e.Same {
			out = append(out, Change{Op: 0, Text: string(b[e.To[0]:e.To[1]])})
			continue
		}
		if e.From[0] < e.From[1] {
			out = append(out, Change{Op: -1, Text: string(a[e.From[0]:e.From[1]])})
		}
		if e.To[0] < e.To[1] {
			out = append(out, Change{Op: 1, Text: string(b[e.To[0]:e.To[1]])})
		}
	}
	return out
}
