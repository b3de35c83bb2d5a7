package check

import (
	"strings"

	"triptych/align"
	"triptych/align/letter"
)

// typQuotes: Simplified text takes “ ”, Traditional text 「 」.
// A fix changes one mark and never the text; inner marks (『 』 and ‘ ’) follow the outer
// ones. On the mainland Traditional text may take “ ” as well.
var typQuotes = newStyle(Rule{
	ID: "typ.quotes", Severity: Warning, Version: 2,
}, align.Chinese[:], func(c *Case, v align.Version) []hit {
	wrong, right := "「」『』", "“”‘’"
	if v == align.Hant {
		wrong, right = "“”", "「」"
	}
	if c.Stats.settings.Profile == "CN" && v == align.Hant {
		return nil
	}
	var out []hit
	from, to := []rune(wrong), []rune(right)
	for i, r := range c.runes[v] {
		for k, w := range from {
			if r == w && !latinQuoted(c.runes[v], i) {
				out = append(out, hit{Span{i, i + 1}, string(to[k]), true})
			}
		}
	}
	if len(out)%2 == 1 { // an unbalanced one is for typ.pair
		return nil
	}
	return append(out, straightQuotes(c.runes[v], right)...)
})

// latinQuoted reports whether the quotation mark at i opens or closes words in Latin
// letters alone: a quotation in English keeps the marks of English.
func latinQuoted(text []rune, i int) bool {
	step, partner := 1, '”'
	switch text[i] {
	case '”':
		step, partner = -1, '“'
	case '’':
		step, partner = -1, '‘'
	case '‘':
		partner = '’'
	case '“':
	default:
		return false
	}
	latin := false
	for k := i + step; k >= 0 && k < len(text) && text[k] != partner; k += step {
		if letter.Han(text[k]) {
			return false
		}
		latin = latin || letter.Latin(text[k])
	}
	return latin
}

// straightQuotes finds pairs of straight marks around Chinese words, with the marks of
// the version to put in: right holds the outer ones first.
func straightQuotes(text []rune, right string) []hit {
	to := []rune(right)
	if to[0] == '「' {
		to = []rune("「」『』")
	} else {
		to = []rune("“”‘’")
	}
	// An apostrophe inside a word and the inches behind a figure are no quotation marks;
	// where the rest leaves one over, which of them pair is anybody's guess.
	for k, mark := range []rune{'"', '\''} {
		var at []int
		for i, r := range text {
			inWord := i > 0 && i+1 < len(text) && letter.WordPart(text[i-1]) && letter.WordPart(text[i+1]) // don't
			digit := i > 0 && letter.Digit(text[i-1])                                                      // 5'10"
			if r == mark && !inWord && !digit {
				at = append(at, i)
			}
		}
		var out []hit
		for i := 0; i+1 < len(at) && len(at)%2 == 0; i += 2 {
			if chineseQuoted(text, at[i], at[i+1]) {
				out = append(out, hit{Span{at[i], at[i] + 1}, string(to[2*k]), true}, hit{Span{at[i+1], at[i+1] + 1}, string(to[2*k+1]), true})
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// chineseQuoted reports whether two marks stand around Chinese words as quotation marks
// do; those of code and of attributes stand behind a sign of equality or a bracket.
func chineseQuoted(text []rune, from, to int) bool {
	if from > 0 && strings.ContainsRune("=:([{,`<", text[from-1]) || to+1 < len(text) && strings.ContainsRune(")]}>`", text[to+1]) {
		return false
	}
	han := 0
	for _, r := range text[from+1 : to] {
		if strings.ContainsRune("<>{}=\n", r) {
			return false
		}
		if letter.Han(r) {
			han++
		}
	}
	return han > 0
}
