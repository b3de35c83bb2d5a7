package check

import (
	"sort"
	"strings"
	"unicode"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/zh"
)

var termMissing = Rule{
	ID: "term.missing", Name: "Term not rendered as agreed", Severity: Warning, Version: 1,
	Description: "A term of the house glossary is not rendered as the glossary has it.",
	Needs:       English | Pair,
	Aside:       true,
	Find:        findTermMissing,
}

var termForbidden = Rule{
	ID: "term.forbidden", Name: "Forbidden rendering", Severity: Error, Version: 1,
	Description: "A term is rendered in a way that the house glossary rules out.",
	Needs:       English | Pair,
	Aside:       true,
	Find:        findTermForbidden,
}

// used is a term where it stands in the English.
type used struct {
	term *Term
	Span
}

// terms returns the glossary's terms in the English of the unit, the longest
// first where they overlap.
func (c *Case) terms() []used {
	g := c.Stats.settings.Glossary
	if g == nil || !c.has(align.En) {
		return nil
	}
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
func (c *Case) rendered(v align.Version, words []string) (Span, string, bool) {
	folded, from := zh.FoldMap(c.Unit.Text[v])
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

func findTermMissing(c *Case) {
	said := map[*Term]bool{}
	for _, u := range c.terms() {
		if said[u.term] || len(u.term.Chinese) == 0 {
			continue
		}
		said[u.term] = true
		for _, v := range chineseVersions {
			if !c.has(v) {
				continue
			}
			if _, _, ok := c.rendered(v, u.term.Chinese); ok {
				continue
			}
			f := Finding{Pair: both(align.En, v), Spans: spans(align.En, u.Span), Severity: u.term.Severity,
				Args: args("a", align.En.String(), "b", v.String(), "x", u.term.English, "y", strings.Join(u.term.Chinese, "、"))}
			if o := other(v); c.has(o) {
				if _, _, ok := c.rendered(o, u.term.Chinese); ok {
					f.Odd = odd(v)
				}
			}
			c.report(f)
		}
	}
}

func findTermForbidden(c *Case) {
	for _, u := range c.terms() {
		for _, v := range chineseVersions {
			if !c.has(v) {
				continue
			}
			s, word, ok := c.rendered(v, u.term.Forbidden)
			if !ok {
				continue
			}
			if at, _, ok := c.rendered(v, u.term.Chinese); ok && at[0] <= s[0] && at[1] >= s[1] {
				continue // part of a longer, allowed rendering
			}
			f := Finding{Pair: both(align.En, v), Spans: map[align.Version]Span{align.En: u.Span, v: s},
				Args: args("a", align.En.String(), "b", v.String(), "x", u.term.English, "y", word)}
			c.report(f)
		}
	}
}
