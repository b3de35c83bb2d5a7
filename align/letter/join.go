package letter

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Glue is what comes between two texts that are joined: a space where both
// sides are of a script that has spaces, which changes no content hash.
func Glue(a, b string) string {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	if a == "" || b == "" || Seamless(last) || Seamless(first) {
		return ""
	}
	return " "
}

// Squeeze returns a text without its white space.
func Squeeze(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
}
