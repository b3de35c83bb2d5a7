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

var cmpEmpty = Rule{
	ID: "cmp.empty", Name: "Empty cell", Severity: Blocker, Version: 1,
	Description: "A version has no text where its siblings have some.",
	Find:        findEmpty,
}

func findEmpty(c *Case) {
	for _, v := range align.Versions {
		want := c.Unit.Want[v]
		if c.has(v) || want == Absent || want == AsDocument && !c.Stats.present[v] {
			continue
		}
		a, b := others(v)
		if !c.has(a) && !c.has(b) {
			continue
		}
		f := Finding{Pair: cell(v), Args: args("a", v.String())}
		if c.has(a) && c.has(b) {
			f.Odd = odd(v)
		}
		c.report(f)
	}
}

var cmpSame = Rule{
	ID: "cmp.same", Name: "Not translated", Severity: Error, Version: 1,
	Description: "A Chinese version is the English text, word for word.",
	Needs:       English | Pair,
	Find:        findSame,
}

func findSame(c *Case) {
	for _, v := range []align.Version{align.Hans, align.Hant} {
		if c.has(v) && c.sameAsEnglish(v) {
			f := Finding{Pair: both(align.En, v), Spans: spans(v, c.whole(v)), Args: args("a", v.String())}
			if o := other(v); c.has(o) && !c.sameAsEnglish(o) {
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
		_, known := dictionary().StemID(lexicon.Stem(lower))
		if !name.InnerCapital(w.Text) && (reading.FunctionWords[lower] || known && !name.Known(w.Text) && !c.Stats.spellings.Verbatim[lower]) {
			ordinary++
		}
	}
	return ordinary > 0 && 2*ordinary >= len(words)
}

// siblingTranslates reports whether the other Chinese version of what v left in
// English is Chinese without a Latin letter.
func (c *Case) siblingTranslates(v align.Version) bool {
	o := other(v)
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

func other(v align.Version) align.Version {
	if v == align.Hans {
		return align.Hant
	}
	return align.Hans
}

var cmpLatinRun = Rule{
	ID: "cmp.latin_run", Name: "English left in", Severity: Error, Version: 1,
	Description: "A Chinese version holds a run of four or more English words.",
	After:       []After{{"cmp.same", OfVersion}},
	Find:        findLatinRun,
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
		if o := other(v); c.has(align.En) && c.has(o) {
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
	return len(between) <= 12
}

// original reports whether a run stands in brackets, or in quotation marks or a
// title where no other Chinese version puts it into Chinese.
func (c *Case) original(v align.Version, run Span) bool {
	if !reading.Enclosed(c.runes[v], run) {
		return false
	}
	bracketed := reading.Edge(c.runes[v], run[0]-1, -1, "（([【")
	return bracketed || !c.has(other(v)) || c.sameAsEnglish(other(v))
}

// keptBySibling reports whether the other Chinese version holds the same run:
// two translators who both leave words in English mean it.
func (c *Case) keptBySibling(v align.Version, run Span) bool {
	o := other(v)
	return c.has(o) && !c.sameAsEnglish(o) && strings.Contains(letters(c.Unit.Text[o]), letters(c.slice(v, run)))
}

func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}
