// Package opposite says which of two or more opposites a text speaks of: "rose" or
// "fell", 之前 or 之后, all or some.
//
// An axis has poles, and a pole words in both languages. A text that has words of one
// pole alone stands at it; one that has words of two says nothing, and so does one
// that has none, for what is not said in a known word is not denied.
package opposite

import (
	"embed"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/list"
	"triptych/align/reading"
)

//go:embed words
var words embed.FS

// axis is a row of opposites.
type axis struct {
	name  string
	poles []string
}

// sense is what a word stands for: a pole of an axis, none for a word that is read over.
type sense struct {
	axis, pole int
	over       bool
}

// table holds the axes and the words of both languages, those of English by the number
// of their words and those of Chinese by their first characters.
type table struct {
	axes    []axis
	english map[string][]sense
	heads   map[string]bool // words that those of two words begin with
	chinese map[string][]sense
	longest letter.Table // how many runes the longest Chinese word has that begins with one
}

var poles = sync.OnceValue(readPoles)

func readPoles() *table {
	t := &table{english: map[string][]sense{}, chinese: map[string][]sense{}, heads: map[string]bool{}}
	for name, rest := range list.Pairs(words, "poles.tsv") {
		cols := strings.Split(rest, "\t")
		if len(cols) != 3 {
			panic("poles.tsv: " + name + " " + rest)
		}
		a := slices.IndexFunc(t.axes, func(a axis) bool { return a.name == name })
		if a < 0 {
			a, t.axes = len(t.axes), append(t.axes, axis{name: name})
		}
		s := sense{axis: a, pole: len(t.axes[a].poles)}
		t.axes[a].poles = append(t.axes[a].poles, cols[0])
		for _, w := range strings.Split(cols[1], "/") {
			t.english[w] = append(t.english[w], s)
			if head, _, two := strings.Cut(w, " "); two {
				t.heads[head] = true
			}
		}
		for _, w := range strings.Split(cols[2], "/") {
			text, over := strings.CutPrefix(w, "!")
			t.chinese[text] = append(t.chinese[text], sense{a, s.pole, over})
			runes := []rune(text)
			t.longest.Raise(runes[0], len(runes))
		}
	}
	return t
}

// Stand is where a text stands on an axis: at a pole, for the word at Span.
type Stand struct {
	Axis string
	Pole int
	reading.Span
}

// Stands returns the axes on which the part of version v within s stands at one pole
// alone, in the order of the table.
func Stands(u *reading.Texts, v align.Version, s reading.Span) []Stand {
	t := poles()
	var found []stood
	say := func(list []sense, at reading.Span) {
		for _, x := range list {
			if !x.over {
				found = append(found, stood{x.axis, Stand{t.axes[x.axis].name, x.pole, at}})
			}
		}
	}
	if v == align.En {
		t.readEnglish(u.Runes[v], s, say)
	} else {
		t.readChinese(u.Han(v), s, say)
	}
	slices.SortStableFunc(found, func(a, b stood) int { return a.axis - b.axis })
	var out []Stand
	for len(found) > 0 {
		n := slices.IndexFunc(found, func(x stood) bool { return x.axis != found[0].axis })
		if n < 0 {
			n = len(found)
		}
		if !slices.ContainsFunc(found[:n], func(x stood) bool { return x.Pole != found[0].Pole }) {
			out = append(out, found[0].Stand)
		}
		found = found[n:]
	}
	return out
}

// stood is a word that stands at a pole of an axis, by its number.
type stood struct {
	axis int
	Stand
}

// Apart reports whether the sentences of all three versions stand on some axis, and not all at one pole of
// it: in most units none does, and it need not be known which sentences belong together.
func Apart(stands [3][][]Stand) bool {
	first := map[string]int{} // axis → a pole
	for _, s := range stands[align.En] {
		for _, x := range s {
			first[x.Axis] = x.Pole
		}
	}
	if len(first) == 0 {
		return false
	}
	several := map[string]int{} // axis → versions that stand on it, and 8 where they stand apart
	for v := range stands {
		for _, s := range stands[v] {
			for _, x := range s {
				pole, there := first[x.Axis]
				if !there {
					continue
				}
				several[x.Axis] |= 1 << v
				if x.Pole != pole {
					several[x.Axis] |= 8
				}
			}
		}
	}
	for _, set := range several {
		if set == 15 {
			return true
		}
	}
	return false
}

// readEnglish finds words and pairs of words.
func (t *table) readEnglish(text []rune, within reading.Span, say func([]sense, reading.Span)) {
	var room [64]byte
	pair := room[:0] // the word before, a blank and the word
	from, head := 0, false
	for i := within[0]; i < within[1]; {
		if !letter.Latin(text[i]) {
			i++
			continue
		}
		last, end := len(pair), i
		pair = append(pair, ' ')
		for end < within[1] && (letter.Latin(text[end]) || letter.Digit(text[end])) {
			pair = utf8.AppendRune(pair, unicode.ToLower(text[end]))
			end++
		}
		w := pair[last+1:]
		if string(w) != "may" || text[i] == 'm' { // May is a month
			say(t.english[string(w)], reading.Span{i, end})
		}
		if head {
			say(t.english[string(pair)], reading.Span{from, end})
		}
		head = t.heads[string(w)]
		pair = append(pair[:0], w...)
		from, i = i, end
	}
}

// readChinese finds the longest words of the table; one of a single character only where
// the text was cut into it.
func (t *table) readChinese(h *reading.Han, within reading.Span, say func([]sense, reading.Span)) {
	i, _ := slices.BinarySearch(h.From, within[0])
	for ; i < len(h.Runes) && h.From[i] < within[1]; i++ {
		for n := min(int(t.longest.Of(h.Runes[i])), len(h.Runes)-i); n >= 1; n-- {
			list := t.chinese[string(h.Runes[i:i+n])]
			if len(list) == 0 || n == 1 && !alone(h, i) {
				continue
			}
			say(list, h.Span(i, i+n))
			i += n - 1
			break
		}
	}
}

// alone reports whether the rune at i is a word for itself.
func alone(h *reading.Han, i int) bool {
	k := sort.Search(len(h.Words), func(k int) bool { return h.Words[k].At >= i })
	return k < len(h.Words) && h.Words[k].At == i && h.Words[k].End == i+1
}
