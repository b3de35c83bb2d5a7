package check

import (
	"strings"
	"unicode"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/lexicon"
	"triptych/align/name"
	"triptych/align/reading"
)

// cmpSame: a Chinese version is the English text, word for word.
// "Linux", "https://…" and "GDP" are the same in every version: only prose counts.
var cmpSame = Rule{
	ID: "cmp.same", Severity: Error, Version: 2,
	Needs: English | Pair,
	Find:  findSame,
}

func findSame(c *Case) {
	for _, v := range []align.Version{align.Hans, align.Hant} {
		if c.has(v) && c.sameAsEnglish(v) {
			f := Finding{Pair: both(align.En, v), Spans: spans(v, c.whole(v)), Args: args("a", v.String())}
			if o := v.Sibling(); c.has(o) && !c.sameAsEnglish(o) {
				f.Odd = odd(v)
			}
			c.reportOf(v, f)
		}
	}
}

// sameAsEnglish reports whether a Chinese cell is its English cell, and prose
// that wants translating: not a name, a number, an address or a line of code.
func (c *Case) sameAsEnglish(v align.Version) bool {
	if han, _ := letter.Count(c.runes[v]); han > 0 {
		return false
	}
	if !strings.EqualFold(letters(c.Unit.Text[align.En]), letters(c.Unit.Text[v])) {
		return false
	}
	words := c.LatinWords(v)
	return prose(words) || c.wordsOf(words) && c.siblingTranslates(v)
}

// wordsOf reports whether most of some words are in the dictionary and no names,
// so that they want translating even in a heading.
func (c *Case) wordsOf(words []reading.Latin) bool {
	ordinary := 0
	for _, w := range words {
		lower := strings.ToLower(w.Text)
		_, known := lexicon.Shared().StemID(lexicon.Stem(lower))
		kept := name.Known(w.Text) || c.Stats.spellings.Verbatim[lower] // Kyiv; git, which the Chinese writes so elsewhere
		if !name.InnerCapital(w.Text) && (reading.FunctionWords[lower] || known && !kept) {
			ordinary++
		}
	}
	return ordinary > 0 && 2*ordinary >= len(words)
}

// siblingTranslates reports whether the other Chinese version of what v left in
// English is Chinese without a Latin letter.
func (c *Case) siblingTranslates(v align.Version) bool {
	o := v.Sibling()
	if !c.has(o) {
		return false
	}
	han, latin := letter.Count(c.runes[o])
	return han >= 2 && latin == 0
}

// letters keeps the letters and digits of s.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// prose reports whether words read as running English: more than three of
// them, and function words or mostly lower-case ones among them.
func prose(words []reading.Latin) bool {
	if len(words) <= 3 {
		return false
	}
	lower, function := 0, 0
	for _, w := range words {
		if strings.ToLower(w.Text) == w.Text && len(w.Text) > 1 {
			lower++
		}
		if reading.FunctionWords[strings.ToLower(w.Text)] {
			function++
		}
	}
	return function >= 1 && lower >= 2 || lower*2 > len(words)
}
