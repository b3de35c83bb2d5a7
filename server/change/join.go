package change

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"triptych/align/letter"
)

// Glue is what comes between two texts that are joined: a space where both
// sides are of a script that has spaces, which changes no content hash.
func Glue(a, b string) string {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	if a == "" || b == "" || letter.Seamless(last) || letter.Seamless(first) {
		return ""
	}
	return " "
}

// Squeeze appends a text without its white space.
func Squeeze(b *strings.Builder, text string) {
	for _, r := range text {
		if !unicode.IsSpace(r) {
			b.WriteRune(r)
		}
	}
}
