package reading

import (
	"strings"
	"unicode"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/list"
)

// LatinCount returns how often a Latin name stands in v, in any case; short
// names only as words of their own.
func (u *Texts) LatinCount(name string, v align.Version) int {
	text := u.Lower(v)
	if len(name) > 4 {
		return strings.Count(text, name)
	}
	n := 0
	for at := 0; ; {
		i := strings.Index(text[at:], name)
		if i < 0 {
			return n
		}
		start, end := at+i, at+i+len(name)
		if (start == 0 || !letter.Lower(text[start-1])) && (end == len(text) || !letter.Lower(text[end]) || text[end] == 's' || len(name) == 4) {
			n++
		}
		at = end
	}
}

// Latin is a Latin word of a text; its span is in runes.
type Latin struct {
	Text string
	Span
}

// LatinWords returns the words of Latin letters of version v.
func (u *Texts) LatinWords(v align.Version) []Latin {
	if u.latin[v] == nil && u.Has(v) {
		u.latin[v] = LatinWords(u.Runes[v])
	}
	return u.latin[v]
}

// LatinWords returns the words of Latin letters, inner apostrophes included.
// Words that touch digits or the marks of code and addresses are left out.
func LatinWords(text []rune) []Latin {
	out := []Latin{}
	for i := 0; i < len(text); {
		if !letter.Latin(text[i]) {
			i++
			continue
		}
		start := i
		for i < len(text) && (letter.Latin(text[i]) || i+1 < len(text) && (text[i] == '\'' || text[i] == '’') && letter.Latin(text[i+1])) {
			i++
		}
		if start > 0 && codeMark(text[start-1]) || i < len(text) && codeMark(text[i]) && !(text[i] == '.' || text[i] == ':') {
			continue
		}
		if i+1 < len(text) && (text[i] == '.' || text[i] == ':') && !unicode.IsSpace(text[i+1]) && text[i+1] < 0x80 && !unicode.IsPunct(text[i+1]) {
			continue
		}
		out = append(out, Latin{string(text[start:i]), Span{start, i}})
	}
	return out
}

// codeMark reports whether r beside a word says that it is part of code, of an
// address or of an identifier.
func codeMark(r rune) bool {
	return letter.Digit(r) || strings.ContainsRune("_/\\@#$=<>{}[]|~^*+.:&`%", r)
}

// FunctionWords are the commonest words of English: a run of Latin words in a
// Chinese text that holds them is prose and not a name or a title.
var FunctionWords = list.In(words, "function.txt")
