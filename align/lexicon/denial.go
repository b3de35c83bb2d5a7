package lexicon

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// denying finds a gloss that says what is not.
var denying = regexp.MustCompile(`(?i)\b(?:` + strings.Join(lists["denying"], "|") + `)\b`)

// denies reports whether the glosses of a word say that something is not so: of a
// saying one of them is enough, of a word of two characters it takes half.
func denies(word string, glosses []string) bool {
	with, all := 0, 0
	for _, g := range glosses {
		if remark(g) {
			continue
		}
		all++
		if plain, _ := brackets(g); denying.MatchString(plain) {
			with++
		}
	}
	n := utf8.RuneCountInString(word)
	return with > 0 && (n > 2 || n == 2 && 2*with >= all)
}

// Denies reports whether the dictionary explains word id by what is not: 寸步难行,
// "unable to move a step".
func (l *Lexicon) Denies(id int32) bool { return l.denial[id] }
