package format

import (
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"triptych/align/letter"
	"triptych/align/list"
	"triptych/align/message"
)

// readUTF8 reads bytes that are valid UTF-8, which a few bytes of GBK may be by
// chance, and which text that was encoded twice is.
func readUTF8(data []byte) (string, string, *Problem) {
	text := string(data)
	if strings.IndexFunc(text, func(r rune) bool { return r >= 0x80 }) < 0 {
		return text, "UTF-8", nil
	}
	if encodedTwice(text) {
		return "", "", fatal(CodeEncoding, message.Of("file.twice"), "file.twice.do")
	}
	if strayLetters(text) {
		if chinese, ok := try(gb18030, data); ok && gb18030.score(chinese) >= chosen.encoding.certain {
			return chinese, gb18030.name, nil
		}
	}
	return text, "UTF-8", nil
}

// strayLetters reports whether all that is not ASCII in a text is a few letters of
// two bytes that stand in no word of their script: Unit: Ԫ is Unit: 元 in GBK.
func strayLetters(text string) bool {
	n := 0
	for _, r := range text {
		switch {
		case r < 0x80:
		case r >= 0x400 && r < 0x590: // Cyrillic and Armenian
			n++
		default:
			return false
		}
	}
	return n > 0 && n <= chosen.encoding.stray
}

// encodedTwice reports whether a text is UTF-8 that was read as Western European and
// written as UTF-8 again: its characters, taken for bytes, are UTF-8 with Chinese in it.
func encodedTwice(text string) bool {
	bytes := make([]byte, 0, len(text))
	for _, r := range text {
		if r > 0xFF {
			b, ok := cp1252.enc.NewEncoder().Bytes([]byte(string(r)))
			if ok != nil || len(b) != 1 {
				return false
			}
			bytes = append(bytes, b[0])
			continue
		}
		bytes = append(bytes, byte(r))
	}
	return utf8.Valid(bytes) && strings.IndexFunc(string(bytes), letter.Han) >= 0
}

// uncommon reports whether a text has Chinese characters enough to tell and hardly a
// common one among them: bytes of another encoding.
func uncommon(text string) bool {
	han := 0
	for _, r := range text {
		if letter.Han(r) {
			han++
		}
	}
	return han >= chosen.encoding.tells && float64(common(text)) < chosen.encoding.common*float64(han)
}

// common counts the common characters of a text.
func common(text string) int {
	n := 0
	for _, r := range text {
		if commonest()[r] {
			n++
		}
	}
	return n
}

var commonest = sync.OnceValue(func() map[rune]bool {
	m := map[rune]bool{}
	for _, r := range list.Read(words, "common.txt") {
		m[r] = letter.Han(r)
	}
	return m
})

// rareCharacters reads what makes an unlikely text in every encoding: GB 18030 with
// characters that somebody defined for himself, or nothing that is read here.
func rareCharacters(data []byte) (string, string, *Problem) {
	if text, ok := withOwnCharacters(data); ok {
		return text, gb18030.name, nil
	}
	return "", "", fatal(CodeEncoding, message.Of("file.foreign"), "file.encoding.do")
}

// withOwnCharacters reads GB 18030 that holds characters of its writer's.
func withOwnCharacters(data []byte) (string, bool) {
	text, ok := ownCharacters(data)
	return text, ok && !uncommon(text) && strings.IndexFunc(text, private) >= 0 && gb18030.score(text) >= chosen.encoding.enough
}

func private(r rune) bool { return unicode.Is(unicode.Co, r) }

// ownCharacters reads GB 18030 with the areas that it leaves to its users, which stand
// for private characters of Unicode; the decoder knows none of them.
func ownCharacters(data []byte) (string, bool) {
	var out strings.Builder
	from := 0
	flush := func(to int) bool {
		text, ok := try(gb18030, data[from:to])
		out.WriteString(text)
		return ok
	}
	for i := 0; i < len(data); {
		switch {
		case data[i] < 0x80 || i+1 == len(data):
			i++
		case letter.Digit(data[i+1]): // four bytes
			i = min(i+4, len(data))
		default:
			if r := ownCharacter(data[i], data[i+1]); r != 0 {
				if !flush(i) {
					return "", false
				}
				out.WriteRune(r)
				from = i + 2
			}
			i += 2
		}
	}
	ok := flush(len(data))
	return out.String(), ok
}

// ownCharacter is the private character of two bytes: the areas AAA1 to AFFE, F8A1 to
// FEFE and A140 to A7A0 follow each other from U+E000 on. 0 where the bytes are none.
func ownCharacter(lead, trail byte) rune {
	row := func(first rune, from byte) rune { return first + rune(lead-from)*94 + rune(trail-0xA1) }
	switch {
	case lead >= 0xAA && lead <= 0xAF && trail >= 0xA1 && trail <= 0xFE:
		return row(0xE000, 0xAA)
	case lead >= 0xF8 && lead <= 0xFE && trail >= 0xA1 && trail <= 0xFE:
		return row(0xE234, 0xF8)
	case lead >= 0xA1 && lead <= 0xA7 && trail >= 0x40 && trail <= 0xA0 && trail != 0x7F:
		at := rune(trail - 0x40)
		if trail > 0x7F {
			at--
		}
		return 0xE4C6 + rune(lead-0xA1)*96 + at
	}
	return 0
}

// privateNote tells of private characters, which show nothing outside the system that
// they were made on; nil where there is none.
func privateNote(text string) []Problem {
	at := strings.IndexFunc(text, private)
	if at < 0 {
		return nil
	}
	n := 0
	for _, r := range text[at:] {
		if private(r) {
			n++
		}
	}
	line := 1 + strings.Count(text[:at], "\n")
	return []Problem{*problem(CodeEncoding, message.Of("file.private", "n", strconv.Itoa(n), "line", strconv.Itoa(line)), "file.lost.do").at(line)}
}
