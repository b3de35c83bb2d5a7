package lexicon

import (
	"strings"
	"unicode/utf8"

	"triptych/align/letter"
)

// Words splits English text into words as EachWord gives them.
func Words(text string) []string {
	var out []string
	EachWord(text, func(w string, _, _ int) { out = append(out, w) })
	return out
}

// EachWord calls f with each English word of text, in lower case, and the
// half-open range of bytes it stands in. A word is a run of ASCII letters and
// digits. The full stops of "U.S." go and the word stays one; "US" in capitals
// is given as "usa", apart from the pronoun. Of contractions only the negation
// is given ("don't" → do, not); of possessives nothing. Letters beyond ASCII
// end a word, as do Chinese characters.
func EachWord(text string, f func(word string, start, end int)) {
	var buf [64]byte
	lower := lowered(text)
	for i := 0; i < len(text); {
		if !wordByte(text[i]) {
			i++
			continue
		}
		start, n, capitals, dotted := i, 0, true, false
		for i < len(text) {
			c := text[i]
			if c == '.' && dotBetweenInitials(text, i, start, dotted) {
				dotted = true
				i++
				continue
			}
			if !wordByte(c) {
				break
			}
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			} else {
				capitals = false
			}
			if n < len(buf) {
				buf[n] = c
				n++
			}
			i++
		}
		word := lower[start:i]
		if dotted || n == len(buf) {
			word = string(buf[:n])
		}
		if capitals && word == "us" {
			word = "usa"
		}
		i = contraction(text, i, word, start, f)
	}
}

// lowered writes the letters A to Z of a text in lower case, so that words can be parts of
// it: the text itself where it has none.
func lowered(text string) string {
	capital := func(c byte) bool { return 'A' <= c && c <= 'Z' }
	first := 0
	for ; first < len(text) && !capital(text[first]); first++ {
	}
	if first == len(text) {
		return text
	}
	out := []byte(text)
	for i := first; i < len(out); i++ {
		if capital(out[i]) {
			out[i] |= 0x20
		}
	}
	return string(out)
}

// dotBetweenInitials reports whether the full stop at i stands inside an
// abbreviation such as U.S or e.g: one letter on either side.
func dotBetweenInitials(text string, i, start int, dotted bool) bool {
	if !dotted && i-start != 1 || i+1 >= len(text) {
		return false
	}
	single := i+2 >= len(text) || !wordByte(text[i+2])
	return single && letter.ASCII(text[i-1]) && letter.ASCII(text[i+1])
}

// contraction gives word to f and takes in what an apostrophe adds to it: it
// returns the offset behind both.
func contraction(text string, i int, word string, start int, f func(string, int, int)) int {
	apostrophe := 0
	switch {
	case strings.HasPrefix(text[i:], "'"):
		apostrophe = 1
	case strings.HasPrefix(text[i:], "’"):
		apostrophe = len("’")
	}
	end := i + apostrophe
	for end < len(text) && letter.ASCII(text[end]) {
		end++
	}
	if apostrophe == 0 || end == i+apostrophe {
		f(word, start, i)
		return i
	}
	switch strings.ToLower(text[i+apostrophe : end]) {
	case "t":
		if !strings.HasSuffix(word, "n") || len(word) < 3 {
			break
		}
		switch word {
		case "can":
		case "won":
			word = "will"
		default:
			word = word[:len(word)-1]
		}
		f(word, start, i)
		f("not", i, end)
		return end
	case "s", "d", "m", "ll", "re", "ve":
		f(word, start, i)
		return end
	}
	f(word, start, i)
	return i
}

func wordByte(c byte) bool { return letter.ASCII(c) || letter.Digit(c) }

// EachHan calls f with each Chinese word of text, found by longest match from
// left to right over the words of the lexicon, and the half-open range of bytes
// it stands in; id is the word's number for Meanings, or -1 for a character
// that no word begins with. What is not Chinese is passed over.
func (l *Lexicon) EachHan(text string, f func(id int32, start, end int)) {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !letter.HanOrZero(r) {
			i += size
			continue
		}
		id, end := int32(-1), i+size
		if l != nil {
			id, end = l.longestAt(text, i, r, size)
		}
		f(id, i, end)
		i = end
	}
}

// longestAt returns the longest word of text at i, where the rune r of size
// bytes stands, and its end; -1 and the end of the rune when there is none.
func (l *Lexicon) longestAt(text string, i int, r rune, size int) (id int32, end int) {
	second, _ := utf8.DecodeRuneInString(text[i+size:])
	if group := l.heads.Of(r, second); group > 0 {
		if id := l.longestOf(l.inOrder[l.groups[group-1]:l.groups[group]], text[i:]); id >= 0 {
			return id, i + len(l.words[id])
		}
	}
	if r < 0x10000 {
		return l.single[r] - 1, i + size
	}
	if found, ok := l.ids[text[i:i+size]]; ok {
		return found, i + size
	}
	return -1, i + size
}

// longestOf returns the longest of some words, in order, that a text begins with; -1 for
// none. The last word that is not behind the text in order is the one, or it leaves the
// text at some byte: then no longer one than they have in common can be it.
func (l *Lexicon) longestOf(ids []int32, text string) int32 {
	for len(ids) > 0 {
		low, high := 0, len(ids) // high becomes the first word behind the text
		for low < high {
			if mid := (low + high) / 2; l.words[ids[mid]] > text {
				high = mid
			} else {
				low = mid + 1
			}
		}
		if low == 0 {
			return -1
		}
		word := l.words[ids[low-1]]
		if strings.HasPrefix(text, word) {
			return ids[low-1]
		}
		n := 0
		for n < len(word) && n < len(text) && word[n] == text[n] {
			n++
		}
		text, ids = text[:n], ids[:low-1]
	}
	return -1
}
