package format

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"triptych/align/letter"
)

// score says how much text, decoded from c, looks like what people write, 0 to 1.
func (c candidate) score(text string) float64 {
	if c.name == cp1252.name {
		return western(text)
	}
	return plausible(text, c.units == 2)
}

// plausible gives the share of everyday characters and marks among what is not
// ASCII. ASCII itself speaks only for UTF-16, where every letter of it is two
// bytes that have to fit.
func plausible(text string, wide bool) float64 {
	var good, other, odd, rare int
	for _, r := range text {
		switch {
		case r == 0:
			return 0
		case plainASCII(r):
			if wide {
				good++
			}
		case letter.Control(r) || unicode.Is(unicode.Co, r):
			odd++
		case r >= 0x4E00 && r <= 0x9FFF:
			if isEveryday(r) {
				good++
			} else {
				other++
			}
		case unicode.Is(besideChinese, r):
			good++
		case letter.LatinScript(r) || unicode.In(r, unicode.So, unicode.Sm, unicode.Mn) || r >= 0xA0 && r < 0x100:
			rare++ // accents, arrows and the like speak for no encoding, if they are few
		default:
			other++
		}
	}
	if good+other+odd == 0 {
		return chosen.encoding.nothing
	}
	return float64(good) / float64(good+other+chosen.encoding.odd*odd+max(0, rare-good))
}

// plainASCII reports whether r is an ASCII character that texts are made of.
func plainASCII(r rune) bool {
	return r >= 0x20 && r < 0x7F || strings.ContainsRune("\t\n\r", r)
}

// besideChinese are the marks and signs that stand in Chinese text: the middle
// dot, dashes and quotation marks, arrows, ① and its like, ■ and its like,
// Chinese punctuation, full-width letters, emoji.
var besideChinese = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0xB7, Hi: 0xB7, Stride: 1}, {Lo: 0x2010, Hi: 0x203B, Stride: 1}, {Lo: 0x2190, Hi: 0x2199, Stride: 1},
		{Lo: 0x2460, Hi: 0x2473, Stride: 1}, {Lo: 0x25A0, Hi: 0x25CF, Stride: 1}, {Lo: 0x3000, Hi: 0x301F, Stride: 1},
		{Lo: 0xFF01, Hi: 0xFF5E, Stride: 1},
	},
	R32:         []unicode.Range32{{Lo: 0x1F300, Hi: 0x1FAFF, Stride: 1}},
	LatinOffset: 1,
}

// isEveryday reports whether r, of the block of CJK unified ideographs, is in
// the common part of a national character set. A text read in the wrong
// encoding falls outside of both often.
func isEveryday(r rune) bool { return everyday()[r-0x4E00] != 0 }

// What everyday says of a character.
const (
	everydayHans = 1 + iota // in the set of mainland China (GB 2312) alone
	everydayHant            // in that of Taiwan (Big5 level 1) alone
	everydayBoth
)

// everyday says of the characters from U+4E00 whether they are in GB 2312
// level 1 (3,755 characters) or in Big5 level 1 (5,401).
var everyday = sync.OnceValue(func() *[0x5200]byte {
	var table [0x5200]byte
	gbk, big5 := simplifiedchinese.GBK.NewEncoder(), traditionalchinese.Big5.NewEncoder()
	for i := range table {
		char := []byte(string(rune(0x4E00 + i)))
		row, cell := charPlace(gbk.Bytes(char))
		hans := row >= 0xB0 && row <= 0xF7 && cell >= 0xA1 // GB 2312; level 1 ends in row 0xD7
		common := hans && row <= 0xD7
		row, _ = charPlace(big5.Bytes(char))
		hant := row >= 0xA4 && row <= 0xC6
		switch {
		case common && !hant:
			table[i] = everydayHans
		case hant && !hans:
			table[i] = everydayHant
		case common || hant:
			table[i] = everydayBoth
		}
	}
	return &table
})

// charPlace gives the two bytes of a character in a national set, zeros when it has
// no two.
func charPlace(char []byte, err error) (row, cell byte) {
	if err != nil || len(char) != 2 {
		return 0, 0
	}
	return char[0], char[1]
}

// western gives the share of what is not ASCII that stands as it would in
// English: quotation marks, dashes and signs, accented letters inside words. A
// Chinese text read as windows-1252 is accented letters side by side.
func western(text string) float64 {
	var ascii, good, other int
	prev := ' '
	for _, r := range text {
		switch {
		case letter.Control(r):
			return 0
		case r < 0x80:
			ascii++
		case letter.SharedMark(r), strings.ContainsRune("€£¥§©®™°·«»½¼¾×\u00a0", r):
			good++
		case unicode.IsLetter(r) && prev < 0x80:
			good++
		default:
			other++
		}
		prev = r
	}
	if good+other == 0 || ascii < chosen.encoding.ascii*(good+other) {
		return 0
	}
	return chosen.encoding.western * float64(good) / float64(good+other)
}
