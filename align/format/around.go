package format

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"triptych/align"
	"triptych/align/message"
)

// What stands around an article. The reader of articles picks one container of a page
// and leaves the rest out: menus and teasers, but also the paragraphs of a neighbouring
// container, lists of links and a second article. Here the whole page is read beside
// it, and each block that it left out is taken in, set apart, or counted.

// block is a segment of a page with the element that it stands in.
type block struct {
	segment align.Segment
	node    *html.Node
	links   int // bytes of its text that are links
	found   bool
}

// around puts what the reader of articles left out into its place, and tells how many
// lines of the page are in no segment. A page in which the article cannot be found again
// is taken in whole, with what is surely not of the article set apart.
func around(doc *html.Node, article []align.Segment, title string) ([]align.Segment, []Problem) {
	var whole htmlBlocks
	whole.walk(doc, align.Text)
	whole.end()
	from, to := match(whole.blocks, article)
	if from < 0 {
		return article, nil
	}
	var all []align.Segment
	var left []string
	for i, b := range whole.blocks {
		if b.keep(i > from && i < to, near(b.node, whole.blocks[nearest(whole.blocks, i)].node)); b.found {
			all = append(all, b.segment)
		} else if b.segment.Text != title {
			left = append(left, b.segment.Text)
		}
	}
	if left == nil {
		return all, nil
	}
	says := message.Of("file.around", "n", strconv.Itoa(len(left)), "text", shorten(left[0], 40))
	return all, []Problem{*problem(CodeAround, says, "file.around.do")}
}

// keep takes in what the reader of articles left out. What stands inside of the article,
// such as a list of links, belongs to it; so do the sentences and headings of a
// neighbouring container. What else stands there, and sentences elsewhere, are set apart.
func (b *block) keep(inside, near bool) {
	if b.found || offside(b.node) {
		return
	}
	links := 2*b.links > len(b.segment.Text)
	text := terminal(b.segment.Text) || b.segment.Kind == align.Heading
	switch {
	case inside, near && text && !links:
		b.found = true
	case near && !links, isBody(b.segment.Text) && !links:
		b.found = true
		b.segment.Kind = align.NonContent
	}
}

// match finds the segments of an article among the blocks of its page, those outside of
// menus first, and returns the first and the last; -1 where one of them is not there.
func match(blocks []block, article []align.Segment) (from, to int) {
	want := map[string]int{}
	kinds := map[string]align.Kind{}
	for _, s := range article {
		want[squeeze(s.Text)]++
		kinds[squeeze(s.Text)] = s.Kind
	}
	missing := len(article)
	for _, menus := range []bool{false, true} {
		for i := range blocks {
			text := squeeze(blocks[i].segment.Text)
			if blocks[i].found || want[text] == 0 || offside(blocks[i].node) != menus {
				continue
			}
			want[text]--
			missing--
			blocks[i].found = true
			blocks[i].segment.Kind = kinds[text]
		}
	}
	if missing > 0 {
		return -1, -1
	}
	from = -1
	for i, b := range blocks {
		if b.found {
			if to = i; from < 0 {
				from = i
			}
		}
	}
	return from, to
}

// nearest is the found block that stands nearest to block i.
func nearest(blocks []block, i int) int {
	for step := 0; ; step++ {
		if i-step >= 0 && blocks[i-step].found {
			return i - step
		}
		if i+step < len(blocks) && blocks[i+step].found {
			return i + step
		}
	}
}

// near reports whether two elements stand in one container or in two neighbouring ones.
func near(a, b *html.Node) bool {
	above := map[*html.Node]bool{}
	for i := 0; i <= chosen.page.apart && b != nil; i++ {
		above[b] = true
		b = b.Parent
	}
	for i := 0; i <= chosen.page.apart && a != nil; i++ {
		if above[a] {
			return true
		}
		a = a.Parent
	}
	return false
}

// offside reports whether an element stands in a part of the page that is never of an
// article: a menu, a footer, comments, other articles to read.
func offside(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		switch n.DataAtom {
		case atom.Nav, atom.Footer, atom.Aside, atom.Form, atom.Header:
			return true
		case atom.Body, atom.Html, atom.Article, atom.Main:
			continue // their classes speak of the whole page
		}
		for _, a := range n.Attr {
			if a.Key == "class" || a.Key == "id" || a.Key == "role" {
				if asideClass(a.Val) {
					return true
				}
			}
		}
	}
	return false
}

// asideClass reports whether a name that the author of a page gave an element says that
// it stands around the article.
func asideClass(names string) bool {
	parts := strings.FieldsFunc(strings.ToLower(names), func(r rune) bool { return r == ' ' || r == '-' || r == '_' })
	for _, part := range parts {
		if pageWords("class")[part] {
			return true
		}
	}
	return false
}

// hidden reports whether an element shows nothing.
func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch {
		case a.Key == "hidden":
			return true
		case a.Key == "style" && strings.Contains(strings.ReplaceAll(strings.ToLower(a.Val), " ", ""), "display:none"):
			return true
		}
	}
	return false
}
