package denial

import (
	"slices"
	"strings"

	"triptych/align/lexicon"
	"triptych/align/list"
)

// onlyShape are beginnings of words that have the shape of denials and deny
// nothing.
var onlyShape = list.Words(list.Read(words, "shapes.txt"))

// weakShape reports whether a word has the shape of one that denies: dis-, un-,
// non-, mis-, -less.
func weakShape(w string) bool {
	if len(w) < 6 || !shapes[w[0]] && !strings.Contains(w[len(w)-min(len(w), 8):], "less") {
		return false
	}
	if slices.ContainsFunc(onlyShape, func(p string) bool { return strings.HasPrefix(w, p) }) {
		return false
	}
	for _, p := range []string{"dis", "un", "mis", "non"} {
		if strings.HasPrefix(w, p) && len(w) >= len(p)+4 {
			return true
		}
	}
	for _, p := range []string{"in", "im", "ir", "il"} {
		if base, ok := strings.CutPrefix(w, p); ok && len(base) >= 5 && adjectival(w) && known(base) {
			return true
		}
	}
	return len(w) >= 7 && (strings.HasSuffix(w, "less") || strings.HasSuffix(w, "lessly") || strings.HasSuffix(w, "lessness"))
}

// shapes are the letters with which the beginnings of weakShape begin.
var shapes = [256]bool{'d': true, 'u': true, 'm': true, 'n': true, 'i': true}

// endings are those that go with in-.
var endings = list.Words(list.Read(words, "endings.txt"))

// adjectival reports whether a word has an ending that goes with in-: insensitive,
// illegality.
func adjectival(w string) bool {
	return slices.ContainsFunc(endings, func(end string) bool {
		return strings.HasSuffix(w, end)
	})
}

// known reports whether an English word is in the dictionary.
func known(w string) bool {
	lex := lexicon.Shared()
	if lex == nil {
		return false
	}
	_, ok := lex.StemID(lexicon.Stem(w))
	return ok
}
