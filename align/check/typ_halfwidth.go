package check

import (
	"strings"
	"unicode"

	"triptych/align"
	"triptych/align/letter"
)

// typHalfwidth: a comma, full stop or other mark between Chinese characters is the
// English one.
// Between Chinese characters alone: 3:30, 1,000, v2.1 and the marks of a quotation in
// English are right as they are.
var typHalfwidth = newStyle(Rule{
	ID: "typ.halfwidth", Severity: Warning, Version: 2,
}, align.Chinese[:], func(c *Case, v align.Version) []hit {
	var out []hit
	text := c.runes[v]
	for i, r := range text {
		if r == '(' {
			out = append(out, halfBrackets(text, i)...)
			continue
		}
		if h, ok := beforeOther(text, i); ok {
			out = append(out, h)
			continue
		}
		full, ok := fullWidth[r]
		if !ok || i == 0 || !letter.Han(text[i-1]) {
			continue
		}
		next := rune(0)
		if i+1 < len(text) {
			next = text[i+1]
		}
		ends := next == 0 || letter.Space(next) && letter.Han(letter.After(text, i)) // 他来了. 她走了.
		if letter.Han(next) || ends && r != ':' {
			out = append(out, hit{Span{i, i + 1}, full, true})
		}
	}
	return out
})

var fullWidth = map[rune]string{',': "，", ';': "；", '?': "？", '!': "！", ':': "：", '.': "。"}

// halfBrackets finds half-width brackets that open at i behind a Chinese character and
// hold Chinese alone: 它(非常)好. Around Latin words and figures house styles differ.
func halfBrackets(text []rune, i int) []hit {
	if i == 0 || !letter.Han(text[i-1]) {
		return nil
	}
	for k := i + 1; k < len(text); k++ {
		switch {
		case text[k] == ')' && k > i+1:
			return []hit{{Span{i, i + 1}, "（", true}, {Span{k, k + 1}, "）", true}}
		case !letter.Han(text[k]):
			return nil
		}
	}
	return nil
}

// beforeOther finds a comma between a Latin word and Chinese, and a colon between Chinese
// and a Latin word, without blanks: link-name,指向; 位置:Firefox.
func beforeOther(text []rune, i int) (hit, bool) {
	if i == 0 || i+1 >= len(text) {
		return hit{}, false
	}
	before, next := text[i-1], text[i+1]
	switch {
	case strings.ContainsRune(",;?!", text[i]) && letter.Latin(before) && letter.Han(next),
		text[i] == ':' && letter.Han(before) && letter.Latin(next) && unicode.IsUpper(next):
		return hit{Span{i, i + 1}, fullWidth[text[i]], true}, true
	}
	return hit{}, false
}
