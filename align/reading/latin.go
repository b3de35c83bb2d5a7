package reading

import (
	"strings"
	"unicode"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/list"
)

// LatinCount returns how often a name in Latin letters, given in lower case, stands in
// v, in any case. Names of up to four letters count only as words of their own, for
// longer ones it is enough that a word holds them: "Reuters'".
func (u *Texts) LatinCount(name string, v align.Version) int {
	key := soundIn{name, v}
	n, ok := u.latinCounts[key]
	if !ok {
		if u.latinCounts == nil {
			u.latinCounts = map[soundIn]int{}
		}
		n = countLatin(u.Lower(v), name)
		u.latinCounts[key] = n
	}
	return n
}

func countLatin(text, name string) int {
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
		begins := start == 0 || !letter.Lower(text[start-1])                     // no "us" in "virus"
		ends := end == len(text) || !letter.Lower(text[end]) || text[end] == 's' // NGOs
		if begins && (ends || len(name) == 4) {
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

// LatinWords returns the words of Latin letters of version v, nil where it has no text.
func (u *Texts) LatinWords(v align.Version) []Latin {
	if u.latin[v] == nil && u.Has(v) {
		u.latin[v] = latinWords(u.Runes[v], u.Text[v])
	}
	return u.latin[v]
}

// LatinWords returns the words of Latin letters in a text, inner apostrophes included.
// Words that touch digits or the marks of code and addresses are left out.
func LatinWords(text []rune) []Latin { return latinWords(text, string(text)) }

// latinWords is LatinWords; the words are parts of written, which is the text in bytes.
func latinWords(text []rune, written string) []Latin {
	out := make([]Latin, 0, letters(text)/6)
	at := ByteCounter{Text: written}
	for i := 0; i < len(text); {
		if !letter.Latin(text[i]) {
			i++
			continue
		}
		start := i
		for i < len(text) && (letter.Latin(text[i]) || innerApostrophe(text, i)) {
			i++
		}
		if start > 0 && codeMark(text[start-1]) || touchesCode(text, i) {
			continue
		}
		from := at.Byte(start)
		out = append(out, Latin{written[from:at.Byte(i)], Span{start, i}})
	}
	return out
}

// letters counts the Latin letters of a text, about: those of ASCII.
func letters(text []rune) (n int) {
	for _, r := range text {
		if letter.ASCII(r) {
			n++
		}
	}
	return n
}

// innerApostrophe reports whether an apostrophe at i stands before a letter: don’t.
func innerApostrophe(text []rune, i int) bool {
	return i+1 < len(text) && (text[i] == '\'' || text[i] == '’') && letter.Latin(text[i+1])
}

// touchesCode reports whether what stands at i, behind a word, says that it is part of
// code or of an address: "x = a[b]", "example.org". A full stop or colon does so only
// where it is followed by a letter or digit.
func touchesCode(text []rune, i int) bool {
	if i >= len(text) {
		return false
	}
	if text[i] != '.' && text[i] != ':' {
		return codeMark(text[i])
	}
	if i+1 == len(text) {
		return false
	}
	next := text[i+1]
	return next < 0x80 && !unicode.IsSpace(next) && !unicode.IsPunct(next)
}

// codeMark reports whether r beside a word says that it is part of code, of an
// address or of an identifier.
func codeMark(r rune) bool {
	return letter.Digit(r) || strings.ContainsRune("_/\\@#$=<>{}[]|~^*+.:&`%", r)
}

// FunctionWords are the commonest words of English: a run of Latin words in a
// Chinese text that holds them is prose and not a name or a title.
var FunctionWords = list.In(words, "function.txt")
