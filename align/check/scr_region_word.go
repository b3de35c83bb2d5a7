package check

import (
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/lexicon"
	"triptych/align/list"
	"triptych/align/reading"
	"triptych/align/script"
	"triptych/align/zh"
)

// scrRegionWord: the Traditional version uses a word of the mainland where the
// document, or its profile, uses those of Taiwan or Hong Kong.
// 软件 is no word of Taiwan, yet 質量 is one in physics and 項目 in a list: a word that both
// sides have in some sense is told only where the English says which sense is meant.
var scrRegionWord = Rule{
	ID: "scr.region_word", Severity: Warning, Version: 3,
	Needs: Traditional,
	Find:  findRegionWord,
}

// everywhere are those that are shared, which all regions use in the same sense too.
var everywhere = list.In(words, "everywhere.txt")

func findRegionWord(c *Case) {
	region := c.Stats.place()
	x := regionWords()[region]
	if x == nil {
		return
	}
	skip := c.allowed(align.Hant)
	text := c.runes[align.Hant]
	said := map[string]bool{}
	c.findShared(x)
	x.each(text, func(w string, at Span, local bool) {
		if local || said[w] || skip(at[0]) {
			return
		}
		if quoted(text, at) || c.inName(align.Hant, at) || c.byChance(align.Hant, at) {
			return // 「軟件」 of a quotation, 布爾 in 喀布爾, 在線 in 在|線性
		}
		said[w] = true
		here := x.words[w].Local
		stray := c.strayWord(w, here)
		if (!c.Stats.settledPlace() || script.Shared(w)) && !stray {
			return
		}
		f := Finding{
			Pair: cell(align.Hant), Spans: spans(align.Hant, at), Severity: c.rule.Severity,
			Values: map[align.Version]string{align.Hant: w},
			Args:   args("a", align.Hant.String(), "x", w, "y", strings.Join(here, "、")),
		}
		if !stray {
			f.Severity = Info
		}
		if len(here) == 1 {
			f.Fix = &Fix{align.Hant, at, here[0]}
		}
		c.report(f)
	})
}

// findShared finds words that are the region's in one sense and the mainland's in
// another, where the profile names the region, the English has that other sense and the
// Simplified version the same word: 文件 for a file, which is 檔案.
func (c *Case) findShared(x *regionIndex) {
	if c.Stats.settings.Profile == "" || !c.has(align.Hans) || !c.has(align.En) {
		return
	}
	text, hans := c.runes[align.Hant], c.Han(align.Hans).Folded
	skip := c.allowed(align.Hant)
	for i := 0; i+1 < len(text); i++ {
		w := string(text[i : i+2])
		word, mainland := x.words[w]
		if !mainland || !x.locals[w] || slices.Contains(word.Local, w) || everywhere[w] || skip(i) {
			continue
		}
		at := Span{i, i + 2}
		if quoted(text, at) || c.inName(align.Hant, at) || c.byChance(align.Hant, at) || !strings.Contains(hans, zh.Fold(w)) || !c.meant(word) {
			continue
		}
		f := Finding{
			Pair: cell(align.Hant), Spans: spans(align.Hant, at), Severity: c.rule.Severity,
			Values: map[align.Version]string{align.Hant: w},
			Args:   args("a", align.Hant.String(), "x", w, "y", strings.Join(word.Local, "、")),
		}
		if len(word.Local) == 1 {
			f.Fix = &Fix{align.Hant, at, word.Local[0]}
		}
		c.report(f)
		return // whoever mends the first sees the rest
	}
}

// strayWord reports whether a mainland word is a slip: the document says the
// local word far more often, in the same sense if the word has others; or the word
// is the mainland's alone, where the document has the words of a region and does
// not prefer this one.
func (c *Case) strayWord(w string, local []string) bool {
	n := 0
	for _, l := range local {
		n += c.Stats.usage.local[l]
	}
	m := c.Stats.usage.mainland[w]
	if n >= fitted.region.slip && n >= fitted.region.often*m {
		return true
	}
	if everywhere[w] {
		return false
	}
	if script.Shared(w) {
		// Who names a region wants its word wherever the sense is the one that they share.
		if c.Stats.settings.Profile != "" && m <= max(n, 1) && c.meant(regionWords()[c.Stats.place()].words[w]) {
			return true
		}
		sense := c.Stats.usage.sense[w]
		return sense[1] >= fitted.region.sense && sense[1] >= 2*sense[0] && c.meant(regionWords()[c.Stats.place()].words[w])
	}
	return c.Stats.settledPlace() && m <= max(n, 1)
}

// inName reports whether a stretch of a Chinese version lies in a longer word that is
// a name: 布爾 in 喀布爾.
func (c *Case) inName(v align.Version, at Span) bool {
	h := c.Han(v)
	for _, w := range h.Words {
		if s := h.Span(w.At, w.End); s[0] <= at[0] && at[1] <= s[1] && s != at {
			return w.ID >= 0 && lexicon.Shared().ProperNames(w.ID) != nil
		}
	}
	return false
}

// byChance reports whether a stretch of a Chinese version may be the end of one word
// and the beginning of another: 註冊表 in 註冊|表單, 交互 in 社交|互動, 在線 in 在|線性.
func (c *Case) byChance(v align.Version, at Span) bool {
	h := c.Han(v)
	from, found := slices.BinarySearch(h.From, at[0])
	to, _ := slices.BinarySearch(h.From, at[1])
	if !found {
		return false
	}
	word := func(i, j int) bool {
		_, ok := lexicon.Shared().Find(string(h.Runes[i:j]))
		return ok
	}
	for p := from + 1; p < to; p++ {
		longer := from > 0 && word(from-1, p) // 社交 in 社交|互動
		own := p-from > 1 && word(from, p) || p-from == 1 && reading.Empty[string(h.Runes[from])]
		for end := to; (own || longer) && end <= min(to+2, len(h.Runes)); end++ {
			if (end > to || longer) && end-p > 1 && word(p, end) {
				return true
			}
		}
	}
	return false
}
