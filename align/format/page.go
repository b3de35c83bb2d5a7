package format

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"triptych/align"
)

// paragraphs makes elements of the paragraphs of a page that are none in its markup:
// what two line breaks part, what begins behind a line break with an indent, and what
// a style makes a block. The reader of articles and the walk then see the same.
func paragraphs(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		paragraphs(c)
	}
	if n.Type != html.ElementNode || n.DataAtom == atom.Pre {
		return
	}
	if n.DataAtom == atom.Span && styledBlock(n) {
		n.Data, n.DataAtom = "p", atom.P
	}
	parts := brokenApart(n)
	if len(parts) < 2 {
		return
	}
	if n.DataAtom == atom.P {
		n.Data, n.DataAtom = "div", atom.Div
	}
	for _, part := range parts {
		if len(part) == 0 {
			continue
		}
		p := &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P}
		n.InsertBefore(p, part[0])
		for _, c := range part {
			n.RemoveChild(c)
			p.AppendChild(c)
		}
	}
}

// brokenApart returns the children of an element in the groups that line breaks part;
// children that are blocks stand in none.
func brokenApart(n *html.Node) [][]*html.Node {
	var parts [][]*html.Node
	var part []*html.Node
	broken, breaks := false, 0 // line breaks before the present child
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if _, block := blockKind(c.DataAtom, align.Text); block {
			parts, part, breaks = append(parts, part), nil, 0
			continue
		}
		switch {
		case c.DataAtom == atom.Br:
			breaks++
		case blank(c):
		case breaks >= 2 || breaks == 1 && indented(c):
			parts, part, broken, breaks = append(parts, part), nil, true, 0
		default:
			breaks = 0
		}
		part = append(part, c)
	}
	if !broken {
		return nil
	}
	return append(parts, part)
}

func blank(n *html.Node) bool {
	return n.Type == html.CommentNode || n.Type == html.TextNode && strings.TrimSpace(n.Data) == "" && !indented(n)
}

// indented reports whether a text begins with the indent of a Chinese paragraph: two
// wide or unbreakable blanks.
func indented(n *html.Node) bool {
	if n.Type != html.TextNode {
		return false
	}
	text := []rune(strings.TrimLeft(n.Data, " \t\r\n"))
	wide := func(i int) bool { return len(text) > i && strings.ContainsRune("\u3000\u00a0\u2003", text[i]) }
	return wide(0) && wide(1)
}

// styledBlock reports whether the style of an element makes it a block.
func styledBlock(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key != "style" {
			continue
		}
		style := strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return -1
			}
			return unicode.ToLower(r)
		}, a.Val)
		return strings.Contains(style, "display:block") || strings.Contains(style, "display:list-item")
	}
	return false
}

// headline returns the heading of the page: its one <h1>, unless that names the site,
// which the title has at its end then; "" where there is none.
func headline(doc *html.Node, title string) string {
	var found []string
	var look func(n *html.Node)
	look = func(n *html.Node) {
		switch n.DataAtom {
		case atom.Nav, atom.Header, atom.Footer, atom.Aside, atom.Template:
			return // names the site
		case atom.H1:
			if text := strings.Join(strings.Fields(textOf(n)), " "); text != "" {
				found = append(found, text)
			}
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			look(c)
		}
	}
	look(doc)
	if len(found) != 1 || strings.Contains(title, found[0]) && !strings.HasPrefix(title, found[0]) {
		return ""
	}
	return found[0]
}

// textOf returns the text of a tree.
func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var all strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		all.WriteString(textOf(c))
	}
	return all.String()
}

// pageTitle returns the title of a page; "" for none.
func pageTitle(n *html.Node) string {
	if n.DataAtom == atom.Title {
		return strings.Join(strings.Fields(textOf(n)), " ")
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if t := pageTitle(c); t != "" {
			return t
		}
	}
	return ""
}
