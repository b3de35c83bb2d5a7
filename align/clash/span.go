package clash

import (
	"slices"
	"strconv"
	"strings"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/list"
	"triptych/align/quantity"
	"triptych/align/reading"
)

// A span of time is said without a number as often as with one: "for a year", 一个小时,
// "half an hour". The word before the English one says that it is how long something
// took, and neither how often ("once a week") nor when ("one day").
var (
	spanUnits  = readSpans()
	spanBefore = list.In(words, "before_span.txt")
	hanUnits   = spanWords()
)

// bareSpan is a span of time that is said without a number.
type bareSpan struct {
	quantity.Quantity
	open bool // "a week or two", "a year and a half": it says nothing for sure
}

// readSpans reads how much each word for a span of time is.
func readSpans() map[string]quantity.Quantity {
	out := map[string]quantity.Quantity{}
	for word, rest := range list.Pairs(words, "spans.tsv") {
		value, unit, _ := strings.Cut(rest, "\t")
		n, err := strconv.ParseFloat(value, 64)
		if err != nil {
			panic("spans.tsv: " + word + " " + rest)
		}
		out[word] = quantity.Quantity{Kind: quantity.Number, Value: n, Unit: unit, Words: true, Weak: true}
	}
	return out
}

// spanWords lists the Chinese words, none of which begins another one.
func spanWords() [][]rune {
	var out []string
	for word := range spanUnits {
		if letter.HasHan(word) {
			out = append(out, word)
		}
	}
	return longestFirst(out)
}

// bareSpans returns the spans of time of v that are said without a number, worked out
// once.
func (u *Unit) bareSpans(v align.Version) []bareSpan {
	if !u.spansKnown[v] && u.Has(v) {
		u.spansKnown[v] = true
		if v == align.En {
			u.spans[v] = u.englishSpans()
		} else {
			u.spans[v] = u.hanSpans(v)
		}
	}
	return u.spans[v]
}

// bare makes a span of time of a unit that stands from rune start to end.
func (u *Unit) bare(v align.Version, unit string, half bool, start, end int) bareSpan {
	q := spanUnits[unit]
	if half {
		q.Value /= 2
	}
	q.Start, q.End, q.Text = start, end, u.Slice(v, reading.Span{start, end})
	return bareSpan{Quantity: q}
}

// englishSpans finds "for a year", "over half an hour".
func (u *Unit) englishSpans() (out []bareSpan) {
	text := u.Text[align.En]
	at := reading.RuneCounter{Text: text}
	before := func(i int) (start int) { // of the word with one blank behind it that ends at i
		if i == 0 || text[i-1] != ' ' {
			return i
		}
		return plainBefore(text, i-1)
	}
	for i := 0; i < len(text); {
		if !plainAt(text, i) {
			i++
			continue
		}
		start := i
		for plainAt(text, i) {
			i++
		}
		article := before(start)
		if article == start || !one(text[article:start-1]) {
			continue
		}
		unit := strings.ToLower(text[start:i])
		if _, ok := spanUnits[unit]; !ok {
			continue
		}
		first, half := article, false
		if f := before(article); f < article && strings.EqualFold(text[f:article-1], "half") && !strings.EqualFold(text[article:start-1], "one") {
			first, half = f, true
		}
		if f := before(first); f == first || !spanBefore[strings.ToLower(text[f:first-1])] {
			continue
		}
		from := at.Rune(first)
		s := u.bare(align.En, unit, half, from, at.Rune(i))
		s.open = strings.HasPrefix(text[i:], " or") || strings.HasPrefix(text[i:], " and")
		out = append(out, s)
	}
	return out
}

// one reports whether a word says that there is one of something.
func one(w string) bool {
	return len(w) <= 3 && (strings.EqualFold(w, "a") || strings.EqualFold(w, "an") || strings.EqualFold(w, "one"))
}

// hanSpans finds 一个小时 and 半年 in Chinese version v.
func (u *Unit) hanSpans(v align.Version) (out []bareSpan) {
	h := u.Han(v)
	for i := 0; i < len(h.Runes); i++ {
		if h.Runes[i] != '一' && h.Runes[i] != '半' {
			continue
		}
		at := i + 1
		if at < len(h.Runes) && h.Runes[at] == '个' {
			at++
		}
		unit := prefixOf(h.Runes[at:], hanUnits)
		if unit == nil {
			continue
		}
		s := h.Span(i, at+len(unit))
		out = append(out, u.bare(v, string(unit), h.Runes[i] == '半', s[0], s[1]))
		i = at + len(unit) - 1
	}
	return out
}

// spanIn returns the one span of time of a sentence of v, nil where it has none or
// several; bare says whether it is said without a number.
func (u *Unit) spanIn(v align.Version, sentence int) (span *quantity.Quantity, bare bool) {
	n, within := 0, u.Words(v).Sentences[sentence].Span
	for i := range u.Quantities[v] {
		q := &u.Quantities[v][i]
		if q.Kind == quantity.Number && quantity.Dimension(q.Unit) == "duration" && within[0] <= q.Start && q.End <= within[1] {
			span, n = q, n+1
		}
	}
	for _, b := range u.bareSpans(v) {
		if b.Start < within[0] || b.End > within[1] || span != nil && span.Start < b.End && b.Start < span.End {
			continue // 半小时 is a quantity already
		}
		if b.open {
			return nil, false
		}
		span, bare, n = &b.Quantity, true, n+1
	}
	if n != 1 || u.settled(v, span) {
		return nil, false
	}
	return span, bare
}

// spanClashes finds the one span of time of a sentence that another version gives
// otherwise, where one of them says it without a number.
func (u *Unit) spanClashes(pairs []align.Pair) {
	if !slices.ContainsFunc(align.Versions[:], func(v align.Version) bool { return len(u.bareSpans(v)) > 0 }) {
		return
	}
	if slices.ContainsFunc(pairs, func(p align.Pair) bool {
		return max(len(u.Words(p[0]).Sentences), len(u.Words(p[1]).Sentences)) > fitted.counted.many
	}) {
		return // a page in one paragraph
	}
	if len(pairs) == 3 {
		for _, t := range u.Triples() {
			u.spansApart(t, align.Versions[:])
		}
		return
	}
	for _, p := range pairs {
		for i := range u.Words(p[0]).Sentences {
			for j := range u.Words(p[1]).Sentences {
				if u.together(p[0], i, p[1], j) {
					var t reading.Triple
					t[p[0]], t[p[1]] = i, j
					u.spansApart(t, p[:])
				}
			}
		}
	}
}

// spansApart compares the spans of time of sentences that belong together.
func (u *Unit) spansApart(t reading.Triple, versions []align.Version) {
	var spans [3]*quantity.Quantity
	anyBare := false
	for _, v := range versions {
		span, bare := u.spanIn(v, t[v])
		if span == nil {
			return
		}
		spans[v], anyBare = span, anyBare || bare
	}
	if !anyBare {
		return
	}
	for _, v := range versions {
		a, b := v.Others()
		if spans[a] == nil {
			a, b = b, a
		}
		if quantity.Agree(*spans[v], *spans[a]) || spans[b] != nil && !quantity.Agree(*spans[a], *spans[b]) {
			continue
		}
		cl := Clash{Family: quantity.Counts, A: a, B: v, How: InValue}
		cl.Values[a], cl.Values[v] = spans[a], spans[v]
		if spans[b] != nil {
			cl.Odd, cl.Witness, cl.Values[b] = new(v), b, spans[b]
		}
		u.list = append(u.list, cl)
		return
	}
}
