package format

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// piece is a stretch of a file in which a text stands, or a part of it.
type piece struct {
	part     string // the member of an archive; "" in other files
	from, to int    // bytes of the decoded text of that part
	way      *way
}

// way is how text is written in a place.
type way struct {
	// next reads one unit of raw: what it says, "" for nothing, and how many bytes it is.
	next func(raw string) (says string, size int)
	// quote writes text.
	quote func(text string) string
	// whole says that a text is written again from its first byte to its last, because
	// what stands around it (quotation marks) depends on all of it.
	whole bool
}

// glyph is a character as it stands in a file.
type glyph struct {
	r        rune
	from, to int
	piece    int
}

// glyphs reads the characters of a text in its pieces. part gives the text of a part.
func (f *found) glyphs(part func(name string) string) []glyph {
	var all []glyph
	for i, p := range f.pieces {
		raw := part(p.part)
		for at := p.from; at < p.to; {
			says, size := p.way.next(raw[at:p.to])
			if size <= 0 {
				break
			}
			for _, r := range says {
				all = append(all, glyph{r, at, at + size, i})
			}
			at += size
		}
	}
	return all
}

// trace finds the characters of text among glyphs: the places of both are the same but
// for white space, which readers join and leave out. Where a reader put a space between
// two lines or pieces, its place has no bytes. false: text is not what stands there.
func trace(text []rune, all []glyph) ([]glyph, bool) {
	out := make([]glyph, 0, len(text))
	at := 0
	for _, r := range text {
		for at < len(all) && all[at].r != r && unseen(all[at].r) && !(blankRune(r) && unicode.IsSpace(all[at].r)) {
			at++
		}
		switch {
		case at < len(all) && (all[at].r == r || blankRune(r) && unicode.IsSpace(all[at].r)):
			g := all[at]
			for at++; blankRune(r) && at < len(all) && unicode.IsSpace(all[at].r) && all[at].piece == g.piece; at++ {
				g.to = all[at].to
			}
			out = append(out, g)
		case blankRune(r) && at < len(all):
			out = append(out, glyph{r, all[at].from, all[at].from, all[at].piece})
		default:
			return nil, false
		}
	}
	for ; at < len(all); at++ {
		if !unseen(all[at].r) {
			return nil, false
		}
	}
	return out, true
}

func blankRune(r rune) bool { return r == ' ' || r == '\n' }

// unseen reports whether readers may leave a character out.
func unseen(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
}

// cut is a stretch of a part that another text stands for.
type cut struct {
	part     string
	from, to int
	text     string // as it is written there
}

// change gives the cuts that make one text of another: what both begin and end with
// stays as it is, and so do the marks between the pieces.
func (f *found) change(to string, part func(name string) string) []cut {
	if f.fresh != nil {
		p := f.pieces[0]
		return []cut{{p.part, p.from, p.to, f.fresh(p.way.quote(to))}}
	}
	first := f.pieces[0]
	if first.way.whole {
		cuts := []cut{{first.part, first.from, first.to, first.way.quote(to)}}
		return append(cuts, f.empty(1)...)
	}
	old, now := []rune(f.Text), []rune(to)
	places, ok := trace(old, f.glyphs(part))
	if !ok || len(old) == 0 {
		cuts := []cut{{first.part, first.from, first.to, first.way.quote(to)}}
		return append(cuts, f.empty(1)...)
	}
	begin, end := common2(old, now)
	text := string(now[begin : len(now)-end])
	middle := places[begin : len(places)-end]
	if len(middle) == 0 { // something was put in
		at, p := places[0].from, f.pieces[places[0].piece]
		if begin > 0 {
			at, p = places[begin-1].to, f.pieces[places[begin-1].piece]
		}
		return []cut{{p.part, at, at, p.way.quote(text)}}
	}
	var cuts []cut
	for i := 0; i < len(middle); {
		p := f.pieces[middle[i].piece]
		next := i
		for next < len(middle) && middle[next].piece == middle[i].piece {
			next++
		}
		cuts = append(cuts, cut{p.part, middle[i].from, middle[next-1].to, p.way.quote(text)})
		text = ""
		i = next
	}
	return cuts
}

// empty takes the text out of the pieces from the n-th on.
func (f *found) empty(n int) []cut {
	var cuts []cut
	for _, p := range f.pieces[n:] {
		if p.to > p.from {
			cuts = append(cuts, cut{p.part, p.from, p.to, ""})
		}
	}
	return cuts
}

// common2 counts the characters that two texts begin with, and those that they end with.
func common2(a, b []rune) (begin, end int) {
	for begin < len(a) && begin < len(b) && a[begin] == b[begin] {
		begin++
	}
	for end < len(a)-begin && end < len(b)-begin && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	return begin, end
}

// splice puts cuts into the text of one part.
func splice(text string, cuts []cut) string {
	slices.SortStableFunc(cuts, func(a, b cut) int { return a.from - b.from })
	var out strings.Builder
	at := 0
	for _, c := range cuts {
		if c.from < at {
			continue // two texts in one place: the first counts
		}
		out.WriteString(text[at:c.from])
		out.WriteString(c.text)
		at = c.to
	}
	out.WriteString(text[at:])
	return out.String()
}

// The ways of texts without marks of their own.

// plainWay is text as it is; a line break inside of it would end the paragraph.
var plainWay = &way{next: nextRune, quote: func(s string) string { return strings.ReplaceAll(s, "\n", " ") }}

func nextRune(raw string) (string, int) {
	_, size := utf8.DecodeRuneInString(raw)
	return raw[:size], size
}

// place is the key of a text that has none of its own: where it begins in its part.
func place(part string, from int) string {
	if part == "" {
		return "@" + strconv.Itoa(from)
	}
	return part + "@" + strconv.Itoa(from)
}
