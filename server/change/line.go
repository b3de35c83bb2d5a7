package change

import (
	"strings"
	"unicode"
)

// Line is what people call something, a person or a document, as one line that
// shows what it is: line breaks and tabs become blanks, blanks beside each other
// one; controls and marks that are not seen but turn what stands around them (ESC,
// the directions of Unicode) are left out, but for the joiners that some scripts
// are written with. The result is "" where nothing is left that can be seen.
func Line(s string) string {
	seen := false
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || blank(r):
			return ' '
		case r == unicode.ReplacementChar, r != zwj && r != zwnj && unicode.In(r, unicode.C):
			return -1
		}
		seen = seen || unicode.In(r, unicode.L, unicode.N, unicode.P, unicode.S)
		return r
	}, s)
	if !seen {
		return ""
	}
	return strings.Join(strings.Fields(s), " ")
}

// The joiners, which decide how the letters beside them are written, and hold
// together what is one picture.
const zwnj, zwj = '\u200C', '\u200D'

// blank reports whether r is a letter or a symbol by its class and shows nothing:
// the fillers of Hangul, and the empty cell of Braille.
func blank(r rune) bool {
	switch r {
	case '\u115F', '\u1160', '\u3164', '\uFFA0', '\u2800':
		return true
	}
	return false
}
