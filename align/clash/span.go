package clash

import (
	"regexp"
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
	spanUnits   = readSpans()
	englishSpan = regexp.MustCompile(`(?i)\b(?:` + strings.Join(list.Words(list.Read(words, "before_span.txt")), "|") + `) (a |an |one |half an |half a )(` + spanWords(false) + `)\b`)
	hanSpan     = regexp.MustCompile(`(一|半)个?(` + spanWords(true) + `)`)
)

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

// spanWords joins the words of one language for a regular expression.
func spanWords(han bool) string {
	var out []string
	for word := range spanUnits {
		if letter.HasHan(word) == han {
			out = append(out, word)
		}
	}
	slices.Sort(out)
	return strings.Join(out, "|")
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
	text, pattern := u.Text[v], englishSpan
	if v != align.En {
		text, pattern = u.Han(v).Folded, hanSpan
	}
	at := reading.RuneCounter{Text: text}
	for _, m := range pattern.FindAllStringSubmatchIndex(text, -1) {
		start, end := at.Rune(m[2]), at.Rune(m[len(m)-1])
		if v != align.En {
			s := u.Han(v).Span(start, end)
			start, end = s[0], s[1]
		}
		if start < within[0] || end > within[1] || span != nil && span.Start < end && start < span.End {
			continue // 半小时 is a quantity already
		}
		if rest := text[m[1]:]; v == align.En && (strings.HasPrefix(rest, " or") || strings.HasPrefix(rest, " and")) {
			return nil, false // a week or two, a year and a half
		}
		q := spanUnits[strings.ToLower(text[m[len(m)-2]:m[len(m)-1]])]
		if first := text[m[2]:m[3]]; strings.HasPrefix(first, "half") || first == "半" {
			q.Value /= 2
		}
		q.Start, q.End, q.Text = start, end, u.Slice(v, reading.Span{start, end})
		span, bare, n = &q, true, n+1
	}
	if n != 1 || u.settled(v, span) {
		return nil, false
	}
	return span, bare
}

// spanClashes finds the one span of time of a sentence that another version gives
// otherwise, where one of them says it without a number.
func (u *Unit) spanClashes(pairs []align.Pair) {
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
