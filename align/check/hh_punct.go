package check

import (
	"slices"
	"triptych/align"
	"triptych/align/letter"
)

// hhPunct: Simplified and Traditional have the same words with other punctuation.
// Only where the words are the same: where they differ, hh.diverge shows both texts, and
// a comma is the least of it.
var hhPunct = Rule{
	ID: "hh.punct", Severity: Info, Version: 2,
	Needs: BothChinese,
	Find:  findPunct,
}

// punctClass gives the marks that say the same one form; 0 for those that do
// not count here: quotation marks, brackets and what has a check of its own.
func punctClass(r rune) rune {
	switch r {
	case '，', ',':
		return '，'
	case '。', '．', '｡':
		return '。'
	case '；', ';':
		return '；'
	case '：', ':':
		return '：'
	case '？', '?':
		return '？'
	case '！', '!':
		return '！'
	case '、':
		return '、'
	}
	return 0
}

// placed is a mark of a folded text: how many letters stand before it.
type placed struct {
	mark rune
	at   int // rune of the cell's text
	word int
}

// punctuation lists the marks of a Chinese text that stand beside a Chinese
// character or a quotation mark, not those inside numbers and Latin text. Words
// of the regions (发动机, 引擎) count alike, as where the texts are compared.
func punctuation(folded string, from []int) []placed {
	runes := []rune(folded)
	var out []placed
	words := 0
	for i, r := range runes {
		switch m := punctClass(r); {
		case m == 0:
			if letter.Han(r) || letter.WordPart(r) {
				words++
			}
		case r >= 0x80 || i > 0 && letter.Han(runes[i-1]):
			out = append(out, placed{m, from[i], words})
		}
	}
	return out
}

// The first difference is told; after it places no longer match.
func findPunct(c *Case) {
	if !slices.Equal(c.like().folded[0], c.like().folded[1]) {
		return
	}
	a, b := punctuation(c.FoldedRegion(align.Hans)), punctuation(c.FoldedRegion(align.Hant))
	i := 0
	for i < len(a) && i < len(b) && a[i].mark == b[i].mark && a[i].word == b[i].word {
		i++
	}
	f := Finding{Pair: both(align.Hans, align.Hant), Spans: map[align.Version]Span{}, Args: args("a", align.Hans.String(), "b", align.Hant.String())}
	where := func(list []placed, v align.Version) string {
		if i == len(list) {
			return ""
		}
		f.Spans[v] = Span{list[i].at, list[i].at + 1}
		return c.around(v, f.Spans[v])
	}
	if i == len(a) && i == len(b) {
		return
	}
	switch { // show the mark that comes first, and the other where it stands at the same word
	case i < len(a) && i < len(b) && a[i].word != b[i].word && a[i].word < b[i].word:
		b = b[:i]
	case i < len(a) && i < len(b) && a[i].word != b[i].word:
		a = a[:i]
	}
	f.Args["x"], f.Args["y"] = where(a, align.Hans), where(b, align.Hant)
	switch {
	case f.Args["y"] == "":
		// One version has a mark where the other has none at all.
		f.Key = "hh.punct.more"
	case f.Args["x"] == "":
		f.Key = "hh.punct.more"
		f.Args["a"], f.Args["b"], f.Args["x"] = align.Hant.String(), align.Hans.String(), f.Args["y"]
	}
	c.report(f)
}
