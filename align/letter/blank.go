package letter

import "unicode"

// Blank reports whether a text of such characters alone says nothing: white
// space, and the byte order marks and zero-width spaces that editors leave in
// what looks like an empty cell.
func Blank(r rune) bool { return unicode.IsSpace(r) || r == 0xFEFF || r == 0x200B }

// AllBlank reports whether every character of s is Blank, as in "".
func AllBlank(s string) bool {
	for _, r := range s {
		if !Blank(r) {
			return false
		}
	}
	return true
}

// Space reports whether r is white space inside a line: a space, a tab, one that
// does not break, one as wide as a Chinese character.
func Space(r rune) bool { return r == ' ' || r == '\t' || r == 0xA0 || r == 0x3000 }

// Trailing reports whether r shows nothing where it ends a line: white space,
// what joins or parts letters, a soft hyphen. A byte order mark is none, since
// lines are read after it was taken away.
func Trailing(r rune) bool {
	return unicode.IsSpace(r) || in(r, 0x200B, 0x200F) || r == 0x2060 || r == 0x00AD
}

// Invisible reports whether r shows nothing and parts nothing, so that texts
// with and without it are the same: joiners, marks of direction, soft hyphens,
// variation selectors. White space is not invisible in this sense.
func Invisible(r rune) bool {
	switch {
	case r == 0x00AD, r == 0xFEFF, in(r, 0x200B, 0x200F), in(r, 0x202A, 0x202E), in(r, 0x2060, 0x2069):
		return true
	case in(r, 0xFE00, 0xFE0F), in(r, 0xE0100, 0xE01EF):
		return true
	}
	return false
}

// Stray reports whether r is invisible and nobody put it there on purpose. The
// joiners (U+200C, U+200D) hold emoji together and variation selectors choose
// their looks, so they stay.
func Stray(r rune) bool {
	switch r {
	case 0xAD, 0xFEFF, 0x200B, 0x2060, 0x200E, 0x200F:
		return true
	}
	return in(r, 0x202A, 0x202E) || in(r, 0x2066, 0x2069)
}

// Control reports whether r is a control character that no text needs: all but
// tabs and ends of lines.
func Control(r rune) bool {
	if r == '\n' || r == '\t' || r == '\r' {
		return false
	}
	return r < 0x20 || in(r, 0x7F, 0x9F)
}
