package check

import (
	"strings"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/reading"
)

// cmpLatinRun: a Chinese version holds a run of four or more English words.
// Four, since brand names, titles and terms of three words (World Health Organization)
// stand in good Chinese; and prose only, with words of grammar in it.
var cmpLatinRun = Rule{
	ID: "cmp.latin_run", Severity: Error, Version: 2,
	After: []After{{"cmp.same", OfVersion}},
	Find:  findLatinRun,
}

func findLatinRun(c *Case) {
	for _, v := range []align.Version{align.Hans, align.Hant} {
		if !c.open(v) {
			continue
		}
		run, ok := c.englishRun(v)
		if !ok || c.keptBySibling(v, run) {
			continue
		}
		f := Finding{
			Pair: cell(v), Spans: spans(v, run),
			Args: args("a", v.String(), "text", clip(c.slice(v, run), 60)),
		}
		if o := v.Sibling(); c.has(align.En) && c.has(o) {
			f.Odd = odd(v)
		}
		c.report(f)
	}
}

// englishRun returns the longest run of at least four English words that reads
// as prose and is no original that stands there for good.
func (c *Case) englishRun(v align.Version) (Span, bool) {
	text := c.runes[v]
	words := c.LatinWords(v)
	var best Span
	for i := 0; i < len(words); {
		j := i + 1
		for j < len(words) && joined(text[words[j-1].Span[1]:words[j].Span[0]]) {
			j++
		}
		run := Span{words[i].Span[0], words[j-1].Span[1]}
		if j-i >= 4 && prose(words[i:j]) && !c.original(v, run) && run[1]-run[0] > best[1]-best[0] {
			best = run
		}
		i = j
	}
	return best, best[1] > 0
}

// joined reports whether what stands between two words keeps them in one run.
func joined(between []rune) bool {
	for _, r := range between {
		if letter.Han(r) || r == '\n' || strings.ContainsRune("，。；：、！？（）「」『』《》", r) {
			return false
		}
	}
	// A run may hold a number or an address, not half a sentence of marks.
	return len(between) <= 12
}

// original reports whether a run stands in brackets, or in quotation marks or a
// title where no other Chinese version puts it into Chinese.
func (c *Case) original(v align.Version, run Span) bool {
	if !reading.Enclosed(c.runes[v], run) {
		return false
	}
	// （Organization for Security and Co-operation in Europe） after its translation is right.
	bracketed := reading.Edge(c.runes[v], run[0]-1, -1, "（([【")
	return bracketed || !c.has(v.Sibling()) || c.sameAsEnglish(v.Sibling())
}

// keptBySibling reports whether the other Chinese version holds the same run:
// two translators who both leave words in English mean it.
func (c *Case) keptBySibling(v align.Version, run Span) bool {
	o := v.Sibling()
	return c.has(o) && !c.sameAsEnglish(o) && strings.Contains(letters(c.Unit.Text[o]), letters(c.slice(v, run)))
}

func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}
