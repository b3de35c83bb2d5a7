package reword

import (
	"embed"
	"slices"
	"strings"
	"sync"

	"triptych/align"
	"triptych/align/lexicon"
	"triptych/align/list"
	"triptych/align/reading"
)

//go:embed words
var words embed.FS

// pronouns say whom a word speaks of, in both languages.
var pronouns = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for who, rest := range list.Pairs(words, "persons.tsv") {
		for _, column := range strings.Split(rest, "\t") {
			for _, w := range strings.Split(column, "/") {
				m[w] = who
			}
		}
	}
	return m
})

// persons reads pronouns in one place: other ones in each version, or the same ones in
// another order (我们去找他, 他来找我们); false where there are none or they agree.
func (r *reader) persons(p Place) (Change, bool) {
	x, y := r.pronouns(align.Hans, p[0]), r.pronouns(align.Hant, p[1])
	if len(x) == 0 || len(x) != len(y) || slices.Equal(x, y) {
		return Change{}, false
	}
	if a, b := slices.Sorted(slices.Values(x)), slices.Sorted(slices.Values(y)); slices.Equal(a, b) {
		return Change{Kind: Swapped, At: p}, true
	}
	c := Change{Kind: Person, At: p}
	if len(x) > 1 {
		return c, true
	}
	var heard [2]bool
	lexicon.EachWord(r.Text[align.En], func(w string, _, _ int) {
		who := pronouns()[strings.ToLower(w)]
		heard[0] = heard[0] || who == x[0]
		heard[1] = heard[1] || who == y[0]
	})
	if heard[0] != heard[1] {
		c.Odd, c.For = new(align.Hant), fitted.order
		if heard[1] {
			c.Odd = new(align.Hans)
		}
	}
	return c, true
}

// pronouns returns whom a place of v speaks of, where it says hardly anything else.
func (r *reader) pronouns(v align.Version, s reading.Span) (out []string) {
	h := r.Han(v)
	for _, w := range h.Words {
		if at := h.Span(w.At, w.End); at[0] < s[0] || at[1] > s[1] {
			continue
		}
		if who := pronouns()[w.Text]; who != "" {
			out = append(out, who)
		} else if !reading.Empty[w.Text] && w.End-w.At > 1 {
			return nil
		}
	}
	return out
}
