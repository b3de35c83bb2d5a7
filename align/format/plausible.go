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
		case r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r < 0x7F:
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
		case r >= 0x3000 && r <= 0x301F, r >= 0x2010 && r <= 0x203B, r >= 0x2190 && r <= 0x2199, r >= 0x2460 && r <= 0x2473, r >= 0x25A0 && r <= 0x25CF, r >= 0xFF01 && r <= 0xFF5E, r == 0xB7, r >= 0x1F300 && r < 0x1FB00:
			good++
		case letter.LatinScript(r), unicode.Is(unicode.So, r), unicode.Is(unicode.Sm, r), unicode.Is(unicode.Mn, r), r >= 0xA0 && r < 0x100:
			rare++ // accents, arrows and the like speak for no encoding, if they are few
		default:
			other++
		}
	}
	if good+other+odd == 0 {
		return 0.5
	}
	return float64(good) / float64(good+other+4*odd+max(0, rare-good))
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
		g, err := gbk.Bytes(char)
		hans := err == nil && len(g) == 2 && g[0] >= 0xB0 && g[0] <= 0xF7 && g[1] >= 0xA1
		common := hans && g[0] <= 0xD7
		t, err := big5.Bytes(char)
		hant := err == nil && len(t) == 2 && t[0] >= 0xA4 && t[0] <= 0xC6
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
	if good+other == 0 || ascii < 5*(good+other) {
		return 0
	}
	return 0.95 * float64(good) / float64(good+other)
}
