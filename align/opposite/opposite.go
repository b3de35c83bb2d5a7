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
	"strings"
	"sync"

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
	chinese map[string][]sense
	longest int // of the Chinese words, runes
}

var poles = sync.OnceValue(readPoles)

func readPoles() *table {
	t := &table{english: map[string][]sense{}, chinese: map[string][]sense{}}
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
		}
		for _, w := range strings.Split(cols[2], "/") {
			text, over := strings.CutPrefix(w, "!")
			t.chinese[text] = append(t.chinese[text], sense{a, s.pole, over})
			t.longest = max(t.longest, len([]rune(text)))
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
	found := make([][]Stand, len(t.axes))
	say := func(list []sense, at reading.Span) {
		for _, x := range list {
			if !x.over {
				found[x.axis] = append(found[x.axis], Stand{t.axes[x.axis].name, x.pole, at})
			}
		}
	}
	if v == align.En {
		t.readEnglish(u.Runes[v], s, say)
	} else {
		t.readChinese(u.Han(v), s, say)
	}
	var out []Stand
	for _, all := range found {
		if len(all) > 0 && !slices.ContainsFunc(all, func(x Stand) bool { return x.Pole != all[0].Pole }) {
			out = append(out, all[0])
		}
	}
	return out
}

// readEnglish finds words and pairs of words.
func (t *table) readEnglish(text []rune, within reading.Span, say func([]sense, reading.Span)) {
	last, from := "", 0
	for i := within[0]; i < within[1]; {
		if !letter.Latin(text[i]) {
			i++
			continue
		}
		end := i
		for end < within[1] && (letter.Latin(text[end]) || letter.Digit(text[end])) {
			end++
		}
		w := strings.ToLower(string(text[i:end]))
		if w != "may" || text[i] == 'm' { // May is a month
			say(t.english[w], reading.Span{i, end})
		}
		say(t.english[last+" "+w], reading.Span{from, end})
		last, from, i = w, i, end
	}
}

// readChinese finds the longest words of the table; one of a single character only where
// the text was cut into it.
func (t *table) readChinese(h *reading.Han, within reading.Span, say func([]sense, reading.Span)) {
	alone := map[int]bool{}
	for _, w := range h.Words {
		if w.End-w.At == 1 {
			alone[w.At] = true
		}
	}
	for i := 0; i < len(h.Runes); i++ {
		if h.From[i] < within[0] || h.From[i] >= within[1] {
			continue
		}
		for n := min(t.longest, len(h.Runes)-i); n >= 1; n-- {
			list := t.chinese[string(h.Runes[i:i+n])]
			if len(list) == 0 || n == 1 && !alone[i] {
				continue
			}
			say(list, h.Span(i, i+n))
			i += n - 1
			break
		}
	}
}
