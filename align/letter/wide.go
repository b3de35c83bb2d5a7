package letter

import (
	"strings"
	"unicode"
)

// Chinese reports whether r is a Chinese character or mark, beside which white
// space means nothing: 字 ， 「 ％.
func Chinese(r rune) bool {
	if r < 0x2E80 || r >= 0x4E00 && r <= 0x9FFF {
		return r >= 0x2E80
	}
	return unicode.Is(unicode.Han, r) || in(r, 0x3000, 0x303F) || in(r, 0xFF01, 0xFF60) || in(r, 0xFE10, 0xFE6F)
}

// TwoColumns reports whether r takes two columns on a terminal and needs no
// space beside it: Chinese and kana, which quotations of Japanese have.
func TwoColumns(r rune) bool { return Chinese(r) || in(r, 0x3040, 0x30FF) }

// Seamless reports whether cells are joined without a space beside r: it is
// white space itself, Chinese, a half-width form, or one of the marks “”‘’…—,
// which Chinese and English share and which carry their own distance.
func Seamless(r rune) bool {
	if in(r, 0x3000, 0x303F) || in(r, 0xFF00, 0xFFEF) {
		return true
	}
	return unicode.IsSpace(r) || HanScript(r) || strings.ContainsRune("“”‘’…—", r)
}

// SharedMark reports whether r is one of the quotation marks, dashes and dots
// that English and Chinese share: ‐ – — “ ” ‘ ’ … •.
func SharedMark(r rune) bool { return in(r, 0x2010, 0x2027) }

// Quote reports whether r is a quotation mark of any shape but the typewriter's
// " and '. The apostrophe ’ is written as one of them.
func Quote(r rune) bool {
	switch r {
	case '“', '”', '„', '‟', '「', '」', '『', '』', '﹁', '﹂', '﹃', '﹄', '〝', '〞', '〟', '＂', '«', '»', '｢', '｣', '‘', '’', '‛':
		return true
	}
	return false
}

// wideBy is how far a full-width form stands behind its ASCII character.
const wideBy = 0xFEE0

// WideWord reports whether r is a full-width digit or Latin letter: ３ Ａ ｚ.
func WideWord(r rune) bool {
	return in(r, '０', '９') || in(r, 'Ａ', 'Ｚ') || in(r, 'ａ', 'ｚ')
}

// WideSign is WideWord and the full-width signs that go with numbers and names:
// ％ ＄ ＠. The full-width marks ，！？：；（）． are marks of Chinese itself and none.
func WideSign(r rune) bool {
	if WideWord(r) {
		return true
	}
	switch r {
	case '＃', '＄', '％', '＆', '＊', '＋', '－', '／', '＜', '＝', '＞', '＠', '＼', '＾', '＿', '｜', '～':
		return true
	}
	return false
}

// Narrow returns the ASCII character of a full-width form, marks included (，
// becomes a comma), and any other rune as it is.
func Narrow(r rune) rune {
	if in(r, 0xFF01, 0xFF5E) {
		return r - wideBy
	}
	return r
}

// NarrowNumber returns the ASCII character of what numbers are written with at
// full width: digits, the point ． and ％. The comma ， stays, since in Chinese it
// parts clauses: 2020年，3月 holds no 2,020.
func NarrowNumber(r rune) rune {
	if in(r, '０', '９') || r == '．' || r == '％' {
		return r - wideBy
	}
	return r
}
