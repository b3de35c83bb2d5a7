package clash

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/list"
	"triptych/align/quantity"
	"triptych/align/reading"
)

// A hole is a place where the grammar of a text wants a figure and there is none: "is
// percent certain", "at p.m.", 将近 在. It says that a figure was lost there, whatever the
// other versions are like.
var (
	holesBefore = list.In(words, "hole_before_en.txt")
	amountNames = []string{"per cent", "percent", "million", "billion", "trillion"}
	clockBefore = list.Set("at until before after from around by")
	hanHole     = longestFirst(list.Words(list.Read(words, "hole_before_zh.txt")))
)

// longestFirst turns words into runes, so that of two that begin alike the longer one
// is met first.
func longestFirst(list []string) [][]rune {
	out := make([][]rune, len(list))
	for i, w := range list {
		out[i] = []rune(w)
	}
	slices.SortStableFunc(out, func(a, b []rune) int { return len(b) - len(a) })
	return out
}

// holes returns the places of version v that want a figure.
func (u *Unit) holes(v align.Version) []reading.Span {
	if v == align.En {
		return englishHoles(u.Text[v])
	}
	return hanHolesIn(u.Han(v))
}

// englishHoles looks at each blank, which all holes have: "nearly percent", "at p.m.".
// It runs over every English text, for which a regular expression is too slow.
func englishHoles(text string) []reading.Span {
	var out []reading.Span
	at := reading.RuneCounter{Text: text}
	for i := 0; i < len(text); i++ {
		if text[i] != ' ' {
			continue
		}
		start := i
		if n := amountName(text[i+1:]); n > 0 {
			if start = wordBefore(text, i); start == i || !holesBefore[strings.ToLower(strings.ReplaceAll(text[start:i], "’", "'"))] {
				continue
			}
			i += n
		} else if n := halfOfDay(text[i+1:]); n > 0 {
			if start = plainBefore(text, i); !clockBefore[strings.ToLower(text[start:i])] {
				continue
			}
			i += n
		} else {
			continue
		}
		from := at.Rune(start)
		out = append(out, reading.Span{from, at.Rune(i + 1)})
	}
	return out
}

// amountName is how many bytes of the beginning of text are a word that wants a number
// before it.
func amountName(text string) int {
	for _, w := range amountNames {
		if len(text) >= len(w) && text[0]|0x20 == w[0] && strings.EqualFold(text[:len(w)], w) && !plainAt(text, len(w)) {
			return len(w)
		}
	}
	return 0
}

// halfOfDay is how many bytes of the beginning of text are "am" or "p.m".
func halfOfDay(text string) int {
	if text == "" || text[0]|0x20 != 'a' && text[0]|0x20 != 'p' {
		return 0
	}
	n := 1
	if n < len(text) && text[n] == '.' {
		n++
	}
	if n == len(text) || text[n]|0x20 != 'm' || plainAt(text, n+1) {
		return 0
	}
	return n + 1
}

// wordBefore is where the letters and apostrophes before i begin.
func wordBefore(text string, i int) int {
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(text[:i])
		if !unicode.IsLetter(r) && r != '\'' && r != '’' {
			break
		}
		i -= n
	}
	return i
}

// plainBefore is where the ASCII letters and digits before i begin.
func plainBefore(text string, i int) int {
	for i > 0 && plainAt(text, i-1) {
		i--
	}
	return i
}

// plainAt reports whether an ASCII letter, a digit or _ stands at i.
func plainAt(text string, i int) bool {
	return i < len(text) && (letter.ASCII(text[i]) || letter.Digit(text[i]) || text[i] == '_')
}

// hanHolesIn finds words behind which a number stands, with none behind them: a blank, or
// a little word, 将近在. A word alone counts, and not the end or beginning of another one:
// 约 of 约翰, 第 of 门第.
func hanHolesIn(h *reading.Han) []reading.Span {
	var out []reading.Span
	for from := 0; from < len(h.Runes); from++ {
		w := prefixOf(h.Runes[from:], hanHole)
		if w == nil {
			continue
		}
		end := from + len(w)
		to := end
		for to < len(h.Runes) && h.Runes[to] == ' ' {
			to++
		}
		if hole(h, w, from, end, to) {
			s := h.Span(from, end)
			out = append(out, reading.Span{s[0], s[1]})
		}
		from = to - 1
	}
	return out
}

// prefixOf returns the first of some words that a text begins with.
func prefixOf(text []rune, words [][]rune) []rune {
	for _, w := range words {
		if len(text) >= len(w) && text[0] == w[0] && slices.Equal(text[:len(w)], w) {
			return w
		}
	}
	return nil
}

// hole reports whether the word from rune from to end, behind which blanks go up to to,
// has nothing of what it wants.
func hole(h *reading.Han, word []rune, from, end, to int) bool {
	if to == len(h.Runes) || !startsWord(h, from) || !endsWord(h, end) {
		return false
	}
	next := h.Runes[to]
	blank := to > end && letter.Han(next)
	little := to == end && len(word) > 1 && strings.ContainsRune("在被的，。", next)
	return (blank || little) && !quantity.Numeral(next)
}

func startsWord(h *reading.Han, at int) bool {
	i := sort.Search(len(h.Words), func(i int) bool { return h.Words[i].At >= at })
	return i < len(h.Words) && h.Words[i].At == at
}

func endsWord(h *reading.Han, end int) bool {
	i := sort.Search(len(h.Words), func(i int) bool { return h.Words[i].End >= end })
	return i < len(h.Words) && h.Words[i].End == end
}

// holeClashes finds the figures that other versions have where one has a hole.
func (u *Unit) holeClashes(book ledgers) {
	for _, v := range align.Versions {
		if !u.Has(v) {
			continue
		}
		holes := u.holes(v)
		if len(holes) == 0 {
			continue
		}
		a, b := v.Others()
		if !u.Has(a) {
			a, b = b, a
		}
		for i := range u.Quantities[a] {
			x := &u.Quantities[a][i]
			if book[a][v].Found[i] || x.Kind == quantity.Name || u.settled(a, x) || u.Has(b) && quantity.Among(*x, u.near(a, i, b)) == nil {
				continue
			}
			cl := Clash{Family: x.Family(), A: a, B: v, How: InHole, At: holes[0]}
			cl.Values[a] = x
			if u.Has(b) {
				cl.Odd, cl.Witness, cl.Values[b] = new(v), b, quantity.Among(*x, u.near(a, i, b))
			}
			u.list = append(u.list, cl)
			break
		}
	}
}

// goneClashes finds, where there are but two versions, a figure in digits that one has
// and the other lacks, which has nothing in its place.
func (u *Unit) goneClashes(pairs []align.Pair, book ledgers) {
	if len(pairs) != 1 || len(u.list) > 0 {
		return
	}
	for _, p := range [2]align.Pair{pairs[0], {pairs[0][1], pairs[0][0]}} {
		a, v := p[0], p[1]
		if slices.ContainsFunc(book[v][a].Met, func(met bool) bool { return !met }) {
			continue // what is left over there may be what became of it
		}
		for i := range u.Quantities[a] {
			x := &u.Quantities[a][i]
			if !figure(x) || x.Decade || book[a][v].Found[i] || u.turned(v, *x) {
				continue
			}
			cl := Clash{Family: x.Family(), A: a, B: v, How: InValue}
			cl.Values[a] = x
			u.list = append(u.list, cl)
			return
		}
	}
}
