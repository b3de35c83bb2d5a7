// Package letter holds the classes of characters that the packages of align ask
// about: Chinese characters, Latin letters, digits, what shows nothing, what is
// as wide as a Chinese character.
//
// There is more than one class for what people call a Chinese character or a
// Latin letter, since their uses differ: a count of characters leaves out 々,
// a dictionary holds words with 〇, a width on the screen takes in the marks.
// Each class has its name and says what it takes in beyond its neighbours.
//
// All of them look at one character alone and never fail; runes that are no
// characters belong to no class. The common cases (ASCII, the 20,000 everyday
// characters) are answered without a table, as these functions run over every
// character of every text.
package letter

import (
	"strings"
	"unicode"
)

// in reports whether r lies between low and high, both included.
func in(r, low, high rune) bool { return low <= r && r <= high }

// Han reports whether r is a Chinese character that means something by itself.
// The iteration mark 々, the zero 〇, numerals of merchants (〡) and radicals are
// none: counts of them would say how a text is written, not how much it says.
func Han(r rune) bool {
	return in(r, 0x4E00, 0x9FFF) || r >= 0x3400 && unicode.Is(unicode.Han, r)
}

// HanOrZero is Han and 〇, which words of the dictionary have: 二〇二二.
func HanOrZero(r rune) bool {
	return Han(r) || r == '〇'
}

// HanScript reports whether Unicode counts r to the Chinese script: Han, 々, 〇,
// numerals of merchants and radicals.
func HanScript(r rune) bool {
	if r < 0x2E80 || r >= 0x4E00 && r <= 0x9FFF {
		return r >= 0x2E80
	}
	return unicode.Is(unicode.Han, r)
}

// Latin reports whether r is a Latin letter, of any language that is written
// with them, or a number or sign made of one: é, ⅳ, K. Full-width letters are
// none; they are folded before anybody asks.
func Latin(r rune) bool {
	if r < 0x80 {
		return ASCII(r)
	}
	return (r < 0x2C80 || in(r, 0xA720, 0xAB6F)) && unicode.Is(unicode.Latin, r)
}

// PlainLatin is Latin without numbers and signs made of a letter: in "Ⅳ" there
// is no word that might be the name of a number.
func PlainLatin(r rune) bool {
	if r < 0x80 {
		return ASCII(r)
	}
	return r < 0x2000 && unicode.Is(unicode.Latin, r)
}

// LatinScript reports whether Unicode counts r to the Latin script: Latin,
// full-width letters and ligatures such as ﬁ.
func LatinScript(r rune) bool {
	if r < 0x80 {
		return ASCII(r)
	}
	return unicode.Is(unicode.Latin, r)
}

// ASCII reports whether c is one of a–z and A–Z.
func ASCII[T byte | rune](c T) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// Lower reports whether c is one of a–z.
func Lower[T byte | rune](c T) bool { return c >= 'a' && c <= 'z' }

// Digit reports whether c is one of 0–9. Other digits (full width, ٣) are folded
// or left alone by those who read numbers.
func Digit[T byte | rune](c T) bool { return c >= '0' && c <= '9' }

// HasHan reports whether s has a character that is Han.
func HasHan(s string) bool { return strings.IndexFunc(s, Han) >= 0 }

// Count returns how many Chinese characters (Han) and Latin letters text has.
func Count(text []rune) (han, latin int) {
	for _, r := range text {
		switch {
		case Han(r):
			han++
		case Latin(r):
			latin++
		}
	}
	return han, latin
}

// WordPart reports whether r is part of a word or a number of a text in Latin
// letters: don’t, 4G, Zürich. The marks inside numbers (1,000) are none, so that
// a comma that was added is seen as such.
func WordPart(r rune) bool { return Latin(r) || unicode.IsDigit(r) || r == '\'' || r == '’' }

// Before returns the nearest rune before place i of text that is no white space, 0
// where there is none.
func Before(text []rune, i int) rune {
	for i--; i >= 0; i-- {
		if !unicode.IsSpace(text[i]) {
			return text[i]
		}
	}
	return 0
}

// After returns the nearest rune behind place i of text that is no white space, 0
// where there is none.
func After(text []rune, i int) rune {
	for i++; i < len(text); i++ {
		if !unicode.IsSpace(text[i]) {
			return text[i]
		}
	}
	return 0
}
