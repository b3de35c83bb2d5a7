package check

import (
	"sort"
	"strings"
	"unicode"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/zh"
)

// used is a term where it stands in the English.
type used struct {
	term *Term
	Span
}

// terms returns the glossary's terms in the English of the unit, the longest
// first where they overlap.
// Longest first, as "collective security" must not be asked about as "security" too.
func (c *Case) terms() []used {
	g := c.Stats.settings.Glossary
	if g == nil || !c.has(align.En) {
		return nil
	}
	// Pointers, so that said and used can tell terms apart that are spelt alike.
	order := make([]*Term, len(g.Terms))
	for i := range g.Terms {
		order[i] = &g.Terms[i]
	}
	sort.SliceStable(order, func(i, j int) bool { return len(order[i].English) > len(order[j].English) })
	text := c.runes[align.En]
	lower := []rune(strings.ToLower(string(text)))
	taken := make([]bool, len(text))
	var out []used
	for _, t := range order {
		// Lower case may change the number of runes (İ), and spans would be off: then the case
		// is kept.
		in, word := text, []rune(t.English)
		if !t.Case && len(lower) == len(text) {
			in, word = lower, []rune(strings.ToLower(t.English))
		}
		for _, s := range find(in, word) {
			if !wholeWord(text, s) || taken[s[0]] || taken[s[1]-1] {
				continue
			}
			for i := s[0]; i < s[1]; i++ {
				taken[i] = true
			}
			out = append(out, used{t, s})
		}
	}
	return out
}

// wholeWord reports whether s is no part of a longer word; a plural s may follow.
func wholeWord(text []rune, s Span) bool {
	if s[0] > 0 && letter.WordPart(text[s[0]-1]) {
		return false
	}
	end := s[1]
	if end < len(text) && text[end] == 's' {
		end++
	}
	return end >= len(text) || !letter.Latin(text[end]) && !unicode.IsDigit(text[end])
}

// rendered returns where one of the words stands in v, in either script.
// Chinese has no word boundaries: any place counts, and the longest rendering wins, so
// that 软件 is not found inside a term that has 软件包.
func (c *Case) rendered(v align.Version, words []string) (Span, string, bool) {
	folded, from := c.Folded(v)
	text := []rune(strings.ToLower(folded))
	best := Span{}
	word := ""
	for _, w := range words {
		for _, s := range find(text, []rune(strings.ToLower(zh.Fold(w)))) {
			if s[1]-s[0] > best[1]-best[0] {
				best, word = s, w
			}
		}
	}
	if word == "" {
		return Span{}, "", false
	}
	return Span{from[best[0]], from[best[1]-1] + 1}, word, true
}
