package clash

import (
	"regexp"
	"slices"
	"strings"

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
	englishHole = regexp.MustCompile(`(?i)([\p{L}'’]+) (per cent\b|percent\b|million\b|billion\b|trillion\b)|\b(at|until|before|after|from|around|by) ([ap]\.?m\b)`)
	hanHole     = hanHoles(list.Words(list.Read(words, "hole_before_zh.txt")))
)

func hanHoles(before []string) *regexp.Regexp {
	slices.SortFunc(before, func(a, b string) int { return len(b) - len(a) })
	return regexp.MustCompile(`(?:` + strings.Join(before, "|") + `) *`)
}

// holes returns the places of version v that want a figure.
func (u *Unit) holes(v align.Version) []reading.Span {
	if v == align.En {
		return englishHoles(u.Text[v])
	}
	return hanHolesIn(u.Han(v))
}

func englishHoles(text string) []reading.Span {
	var out []reading.Span
	at := reading.RuneCounter{Text: text}
	for _, m := range englishHole.FindAllStringSubmatchIndex(text, -1) {
		if m[2] >= 0 && !holesBefore[strings.ToLower(strings.ReplaceAll(text[m[2]:m[3]], "’", "'"))] {
			continue
		}
		start := at.Rune(m[0])
		out = append(out, reading.Span{start, at.Rune(m[1])})
	}
	return out
}

// hanHolesIn finds words behind which a number stands, with none behind them: a blank, or
// a little word, 将近在. A word alone counts, and not the end or beginning of another one:
// 约 of 约翰, 第 of 门第.
func hanHolesIn(h *reading.Han) []reading.Span {
	starts, ends := map[int]bool{}, map[int]bool{}
	for _, w := range h.Words {
		starts[w.At], ends[w.End] = true, true
	}
	var out []reading.Span
	at := reading.RuneCounter{Text: h.Folded}
	for _, m := range hanHole.FindAllStringIndex(h.Folded, -1) {
		word := strings.TrimRight(h.Folded[m[0]:m[1]], " ")
		from := at.Rune(m[0])
		end := from + len([]rune(word))
		to := from + len([]rune(h.Folded[m[0]:m[1]]))
		if to >= len(h.Runes) || !starts[from] || !ends[end] {
			continue
		}
		next := h.Runes[to]
		blank := to > end && letter.Han(next)
		little := to == end && word != "第" && len([]rune(word)) > 1 && strings.ContainsRune("在被的，。", next)
		if !blank && !little || quantity.Numeral(next) {
			continue
		}
		s := h.Span(from, end)
		out = append(out, reading.Span{s[0], s[1]})
	}
	return out
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
			if book[a][v].Found[i] || x.Kind == quantity.Name || u.settled(a, x) || u.Has(b) && quantity.Among(*x, u.Quantities[b]) == nil {
				continue
			}
			cl := Clash{Family: x.Family(), A: a, B: v, How: InHole, At: holes[0]}
			cl.Values[a] = x
			if u.Has(b) {
				cl.Odd, cl.Witness, cl.Values[b] = new(v), b, quantity.Among(*x, u.Quantities[b])
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
