package check

import (
	"strings"
	"unicode"

	"triptych/align"
	"triptych/align/letter"
)

// word is a Latin word of a text; its span is in runes.
type word struct {
	text string
	Span
}

// latinWords returns the words of Latin letters of version v.
func (c *trio) latinWords(v align.Version) []word {
	if c.latin[v] == nil && c.has(v) {
		c.latin[v] = latinWords(c.runes[v])
	}
	return c.latin[v]
}

// latinWords returns the words of Latin letters, inner apostrophes included.
// Words that touch digits or the marks of code and addresses are left out.
func latinWords(text []rune) []word {
	out := []word{}
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
		out = append(out, word{string(text[start:i]), Span{start, i}})
	}
	return out
}

// codeMark reports whether r beside a word says that it is part of code, of an
// address or of an identifier.
func codeMark(r rune) bool {
	return letter.Digit(r) || strings.ContainsRune("_/\\@#$=<>{}[]|~^*+.:&`%", r)
}

// functionWords are the commonest words of English: a run of Latin words in a
// Chinese text that holds them is prose and not a name or a title.
var functionWords = wordSet(`a an the of in on at to for from by with without as is are was were be been being has have had do does did
will would can could may might shall should must not no and or but if than that this these those it its they them their there he she his her we our you your
who which what when where how why into onto over under about after before between through during against all any some more most other such only also very
just so then too because while until since per via up out off`)

func wordSet(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}
