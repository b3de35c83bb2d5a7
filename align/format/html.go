package format

import (
	"cmp"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"triptych/align"
	"triptych/align/letter"
)

// page is a page of the web, of which the article counts: its title is the first heading.
var page = Format{Name: "html", Extensions: []string{".html", ".htm", ".xhtml"}, looks: htmlStart, read: readPage, back: true}

// htmlStart is the beginning of a page, whatever the name of its file.
var htmlStart = regexp.MustCompile(`(?i)^(<\?xml[^>]*\?>\s*)?(<!--.*?-->\s*)*(<!doctype html|<html[\s>])`)

func readPage(in *input) (*content, *Problem) {
	clean := in.clean()
	if in.mode == Line {
		return in.placed(wholePage(clean)), nil
	}
	segments, left := article(clean, "")
	in.problems = append(in.problems, left...)
	return in.placed(segments), nil
}

// article finds the article of a page, with what belongs to it elsewhere; where it finds
// none, the whole page. It returns what was left out as a problem.
func article(text, address string) ([]align.Segment, []Problem) {
	base, err := url.Parse(address)
	if err != nil {
		base = &url.URL{}
	}
	doc, err := html.Parse(strings.NewReader(text)) // not readability's reader, which guesses the encoding again
	if err != nil {
		return nil, nil
	}
	paragraphs(doc)
	heading := headline(doc, pageTitle(doc))
	found, err := safely(func() (readability.Article, error) { return readability.FromDocument(doc, base) })
	whole, _ := html.Parse(strings.NewReader(text)) // readability takes its tree apart
	paragraphs(whole)
	if err == nil && found.Node != nil {
		var blocks htmlBlocks
		blocks.walk(found.Node, align.Text)
		blocks.end()
		if len(blocks.segments) > 1 {
			var left []Problem
			title := cmp.Or(heading, found.Title())
			blocks.segments, left = around(whole, blocks.segments, title)
			blocks.title(title)
			return blocks.segments, left
		}
	}
	return everything(whole), nil
}

// everything makes segments of a whole page.
func everything(doc *html.Node) []align.Segment {
	var blocks htmlBlocks
	blocks.walk(doc, align.Text)
	blocks.end()
	classify(blocks.segments)
	return blocks.segments
}

// wholePage makes segments of all that a page shows.
func wholePage(text string) []align.Segment {
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil
	}
	paragraphs(doc)
	return everything(doc)
}

// safely runs f and gives a panic in it as an error: the pages that people save
// are wilder than the parser expects.
func safely(f func() (readability.Article, error)) (a readability.Article, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("find the article: %v", p)
		}
	}()
	return f()
}

// htmlBlocks collects the text of a tree, block by block.
type htmlBlocks struct {
	segments []align.Segment
	blocks   []block // the same, with where they stand
	text     strings.Builder
	kind     align.Kind
	node     *html.Node // of the block that is being collected
	links    int        // bytes of its text that are links
}

// end closes the block that is being collected.
func (b *htmlBlocks) end() {
	text := strings.Join(strings.Fields(b.text.String()), " ")
	b.text.Reset()
	if text != "" {
		b.segments = append(b.segments, align.Segment{Text: text, Kind: b.kind})
		b.blocks = append(b.blocks, block{segment: b.segments[len(b.segments)-1], node: b.node, links: b.links})
	}
	b.links = 0
}

// title puts the title before the rest unless the article begins with it.
func (b *htmlBlocks) title(title string) {
	title = strings.Join(strings.Fields(title), " ")
	if title == "" {
		return
	}
	for i := range b.segments[:min(3, len(b.segments))] {
		if b.segments[i].Text == title {
			b.segments[i].Kind = align.Heading
			return
		}
	}
	b.segments = append([]align.Segment{{Text: title, Kind: align.Heading}}, b.segments...)
}

func (b *htmlBlocks) walk(n *html.Node, kind align.Kind) {
	switch n.Type {
	case html.TextNode:
		if strings.TrimSpace(n.Data) != "" {
			b.kind, b.node = kind, n.Parent
			if within(n, atom.A) {
				b.links += len(strings.TrimSpace(n.Data))
			}
		}
		b.text.WriteString(n.Data)
		return
	case html.CommentNode, html.DoctypeNode:
		return
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Iframe, atom.Svg, atom.Button, atom.Select, atom.Textarea:
		return
	case atom.Br:
		b.text.WriteString("\n")
		return
	}
	if hidden(n) {
		return
	}
	switch {
	case n.DataAtom == atom.Sup:
		b.note(textOf(n))
		return
	case n.DataAtom == atom.Rt && n.Parent != nil && !hasBrackets(n):
		b.text.WriteString("(" + textOf(n) + ")") // how a word is read, above it on the page
		return
	}
	inner, block := blockKind(n.DataAtom, kind)
	if block {
		b.end()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.walk(c, inner)
	}
	if block {
		b.end()
	}
}

// within reports whether an element stands in another of a kind.
func within(n *html.Node, kind atom.Atom) bool {
	for n = n.Parent; n != nil; n = n.Parent {
		if n.DataAtom == kind {
			return true
		}
	}
	return false
}

// hasBrackets reports whether the page itself has brackets for the reading of a word.
func hasBrackets(rt *html.Node) bool {
	for c := rt.Parent.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Rp {
			return true
		}
	}
	return false
}

// note writes the number of a note apart from the word that it stands behind; other
// raised text (10<sup>th</sup>) stays where it is.
func (b *htmlBlocks) note(text string) {
	text = strings.TrimSpace(text)
	if text != "" && strings.Trim(text, "0123456789*†‡[]()") == "" && !endsInDigit(b.text.String()) {
		text = " [" + strings.Trim(text, "[]()") + "]"
	}
	b.text.WriteString(text)
}

// endsInDigit reports whether a text ends in a number, so that what is raised behind it
// is a power: 10².
func endsInDigit(text string) bool {
	return text != "" && letter.Digit(text[len(text)-1])
}

// blockKind gives the kind of text inside an element, and whether the element
// is a block.
func blockKind(a atom.Atom, outer align.Kind) (align.Kind, bool) {
	switch a {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return align.Heading, true
	case atom.Li, atom.Dt, atom.Dd:
		return align.ListItem, true
	case atom.Blockquote:
		return align.Quote, true
	case atom.Pre, atom.Nav, atom.Footer, atom.Form, atom.Aside:
		return align.NonContent, true
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Body, atom.Html, atom.Ul, atom.Ol, atom.Dl,
		atom.Table, atom.Tr, atom.Td, atom.Th, atom.Thead, atom.Tbody, atom.Tfoot, atom.Caption, atom.Figure, atom.Figcaption, atom.Hr, atom.Address, atom.Details, atom.Summary:
		return outer, true
	}
	return outer, false
}
