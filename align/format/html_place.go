package format

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"triptych/align"
)

// The reader of pages works on a tree, which does not know where in the file a text
// stands. The file is read a second time here, tag by tag, and each segment is looked
// for among what it shows, in order and between the same blocks.

// shown is what the file of a page shows: its characters without white space, each with
// its place.
type shown struct {
	text    string
	places  []glyph      // of each byte of text: the raw bytes of its character
	pieces  []piece      // the texts between tags
	begins  map[int]bool // bytes of text before which a block begins or ends
	heading map[int]bool // bytes of text that stand in a heading
}

// unshown are the elements whose text is none of the page's.
var unshown = map[atom.Atom]bool{atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Title: true,
	atom.Textarea: true, atom.Iframe: true, atom.Svg: true, atom.Button: true, atom.Select: true}

func newShown(text string) *shown {
	s := &shown{begins: map[int]bool{0: true}, heading: map[int]bool{}}
	var b strings.Builder
	at, apart, headings := 0, 0, 0
	for z := html.NewTokenizer(strings.NewReader(text)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		raw := len(z.Raw())
		switch kind {
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			step := map[html.TokenType]int{html.StartTagToken: 1, html.EndTagToken: -1}[kind]
			if unshown[a] {
				apart = max(0, apart+step)
			}
			if _, block := blockKind(a, align.Text); block || a == atom.Br || a == atom.Span {
				s.begins[b.Len()] = true
			}
			if a >= atom.H1 && len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' {
				headings = max(0, headings+step)
			}
		case html.TextToken:
			if apart == 0 {
				s.add(&b, text, at, at+raw, headings > 0)
			}
		}
		at += raw
	}
	s.text = b.String()
	s.begins[len(s.text)] = true
	return s
}

// add takes in the text between two tags.
func (s *shown) add(b *strings.Builder, text string, from, to int, heading bool) {
	s.pieces = append(s.pieces, piece{from: from, to: to, way: htmlWay})
	for at := from; at < to; {
		says, size := htmlWay.next(text[at:to])
		for _, r := range says {
			if unicode.IsSpace(r) {
				continue
			}
			if heading {
				s.heading[b.Len()] = true
			}
			for range len(string(r)) {
				s.places = append(s.places, glyph{r, at, at + size, len(s.pieces) - 1})
			}
			b.WriteRune(r)
		}
		at += size
	}
}

// find looks for a text from byte after on, as a whole block or what line breaks part; a
// heading where one stands, before any other place. -1: it is not there.
func (s *shown) find(segment align.Segment, after int) (from, to int) {
	needle := squeeze(segment.Text)
	other := -1
	for at := after; needle != ""; {
		i := strings.Index(s.text[at:], needle)
		if i < 0 {
			break
		}
		begin, end := at+i, at+i+len(needle)
		if s.begins[begin] && s.begins[end] {
			if segment.Kind != align.Heading || s.heading[begin] {
				return begin, end
			}
			if other < 0 {
				other = begin
			}
		}
		at = begin + len(needle)
	}
	return other, other + len(needle)
}

// placed gives the texts of a page their places in its file. What was put together, such
// as a text and the number of a note, has none.
func (in *input) placed(segments []align.Segment) *content {
	c := in.segments(segments)
	s := newShown(in.text)
	after := 0
	for i := range c.texts {
		f := &c.texts[i]
		from, to := s.find(f.Segment, after)
		if from < 0 {
			continue
		}
		if i > 0 { // the title may stand anywhere
			after = to
		}
		for k := s.places[from].piece; k <= s.places[to-1].piece; k++ {
			p := s.pieces[k]
			p.from = max(p.from, s.places[from].from)
			p.to = min(p.to, s.places[to-1].to)
			f.pieces = append(f.pieces, p)
		}
		f.key = place("", f.pieces[0].from)
	}
	return c
}

// htmlWay is text between the tags of a page.
var htmlWay = &way{
	next: func(raw string) (string, int) {
		if raw[0] != '&' {
			return nextRune(raw)
		}
		end := strings.IndexByte(raw[:min(len(raw), 34)], ';')
		if end < 0 {
			return nextRune(raw)
		}
		if says := html.UnescapeString(raw[:end+1]); says != raw[:end+1] {
			return says, end + 1
		}
		return nextRune(raw)
	},
	quote: func(s string) string { return htmlQuoter.Replace(s) },
}

var htmlQuoter = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\u00a0", "&nbsp;")
