package check

import (
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/letter"
)

// typPair: a bracket or quotation mark has no partner.
// Marks nest, so a stack tells; the first that closes nothing is told, and what
// follows it is left alone, since it would be wrong only because of the first.
var opening, closing = letter.SetOf("（《「『【〔“("), letter.SetOf("）》」』】〕”)")

var typPair = newStyle(Rule{
	ID: "typ.pair", Severity: Warning, Version: 3,
}, []align.Version{align.En, align.Hans, align.Hant}, func(c *Case, v align.Version) []hit {
	// Half-width and full-width brackets close each other: authors mix （ with ).
	var open []hit
	for i, r := range c.runes[v] {
		if opening.Has(r) {
			open = append(open, hit{Span: Span{i, i + 1}})
			continue
		}
		if !closing.Has(r) {
			continue
		}
		// ‘ and ’ are left out: an apostrophe is no closing mark.
		if n := len(open); n > 0 && partners(c.runes[v][open[n-1].Span[0]], r) {
			open = open[:n-1]
			continue
		}
		if (r == ')' || r == '）') && (listMark(c.runes[v], i) || emoticon(c.runes[v], i)) {
			continue
		}
		if strings.ContainsRune("”」", r) && c.goesOn(v, i) {
			continue
		}
		return []hit{{Span: Span{i, i + 1}}}
	}
	open = slices.DeleteFunc(open, func(h hit) bool {
		return v != align.En && strings.ContainsRune("“「", c.runes[v][h.Span[0]]) && c.goesOn(v, h.Span[0])
	})
	// English opens a quotation again in each paragraph and closes it in the last alone.
	if len(open) == 1 && strings.ContainsRune("“「", c.runes[v][open[0].Span[0]]) && v == align.En {
		return nil // a quotation that goes on in the next paragraph
	}
	return open
})

// goesOn reports whether the quotation mark at i, which has no partner, is one that
// the text that it translates, or a translation, has without its partner too: a
// quotation that goes over several units opens in one and closes in another.
func (c *Case) goesOn(v align.Version, i int) bool {
	opens := strings.ContainsRune("“「", c.runes[v][i])
	others := []align.Version{align.En}
	if v == align.En {
		others = align.Chinese[:]
	}
	return slices.ContainsFunc(others, func(o align.Version) bool {
		if !c.has(o) {
			return false
		}
		if c.balances[o] == nil {
			c.balances[o] = new(balance)
			*c.balances[o] = quoteBalance(c.runes[o])
		}
		b := c.balances[o]
		return b.unclear || opens && b.open > 0 || !opens && b.open < 0
	})
}

// balance is how many more quotation marks open in a text than close there; unclear is
// true where straight marks leave one over.
type balance struct {
	open    int
	unclear bool
}

func quoteBalance(text []rune) balance {
	n := 0
	straight := 0
	for _, r := range text {
		switch r {
		case '“', '「':
			n++
		case '”', '」':
			n--
		case '"':
			straight++
		}
	}
	return balance{n, straight%2 == 1}
}

// partners reports whether b closes a, in either width.
func partners(a, b rune) bool {
	if a == '(' || a == '（' {
		return b == ')' || b == '）'
	}
	open, close := []rune("《「『【〔“"), []rune("》」』】〕”")
	for i := range open {
		if a == open[i] {
			return b == close[i]
		}
	}
	return false
}

// listMark reports whether the bracket at i is that of "1)", "a)" or 一）.
func listMark(text []rune, i int) bool {
	if i == 0 {
		return false
	}
	r := text[i-1]
	item := letter.Latin(r) || strings.ContainsRune("一二三四五六七八九十甲乙丙丁", r)
	alone := i == 1 || !letter.Latin(text[i-2]) && !letter.Han(text[i-2])
	return letter.Digit(r) || item && alone
}

// emoticon reports whether the bracket at i ends a face such as :) or ^).
func emoticon(text []rune, i int) bool {
	return i > 0 && strings.ContainsRune(":;-=^~", text[i-1])
}
