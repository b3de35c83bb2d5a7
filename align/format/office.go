package format

import (
	"archive/zip"
	"encoding/xml"
	"path"
	"regexp"
	"slices"
	"strings"

	"triptych/align"
)

// The documents of office programs and books are archives of XML, in which paragraphs
// hold pieces of text between marks: bold, links, notes. A text that changed is put
// where the old one stood, and the marks stay around what did not change.

// dialect says what the elements of such a document mean, by their names without space.
type dialect struct {
	paragraphs map[string]align.Kind // elements that a text begins and ends with
	text       map[string]bool       // elements that hold text; nil: all of them
	skip       map[string]bool       // elements whose text is none of the document's
	gaps       map[string]bool       // elements that stand for a blank
}

func set(names string) map[string]bool {
	m := map[string]bool{}
	for name := range strings.FieldsSeq(names) {
		m[name] = true
	}
	return m
}

var (
	wordDialect = dialect{
		paragraphs: map[string]align.Kind{"p": align.Text, "tc": align.Text},
		text:       set("t"), skip: set("del moveFrom Fallback"), gaps: set("tab br cr"),
	}
	slideDialect = dialect{
		paragraphs: map[string]align.Kind{"p": align.Text},
		text:       set("t"), skip: set("fld Fallback"), gaps: set("br tab"),
	}
	openDialect = dialect{
		paragraphs: map[string]align.Kind{"p": align.Text, "h": align.Heading},
		skip:       set("tracked-changes note-citation annotation forms sequence-decls"), gaps: set("s tab line-break"),
	}
	bookDialect = dialect{
		paragraphs: map[string]align.Kind{"p": align.Text, "div": align.Text, "section": align.Text, "body": align.Text, "li": align.ListItem, "dt": align.ListItem,
			"dd": align.ListItem, "td": align.Text, "th": align.Text, "caption": align.Text, "figcaption": align.Text, "blockquote": align.Quote, "figure": align.Text,
			"h1": align.Heading, "h2": align.Heading, "h3": align.Heading, "h4": align.Heading, "h5": align.Heading, "h6": align.Heading,
			"pre": align.NonContent, "nav": align.NonContent, "ul": align.Text, "ol": align.Text, "table": align.Text, "tr": align.Text},
		skip: set("head script style svg math rt rp"), gaps: set("br"),
	}
)

var (
	docx = Format{Name: "docx", Extensions: []string{".docx", ".docm"}, back: true, read: readDOCX,
		begins: func(data []byte) bool { return holds(data, "word/document.xml") }}
	pptx = Format{Name: "pptx", Extensions: []string{".pptx"}, back: true, read: readPPTX,
		begins: func(data []byte) bool { return holds(data, "ppt/presentation.xml") }}
	odt = Format{Name: "odt", Extensions: []string{".odt", ".odp"}, back: true, read: readODT,
		begins: func(data []byte) bool { return holds(data, "content.xml") && !holds(data, "xl/workbook.xml") }}
	epub = Format{Name: "epub", Extensions: []string{".epub"}, back: true, read: readEPUB,
		begins: func(data []byte) bool { return holds(data, "META-INF/container.xml") }}
)

// wordParts are the members of a Word document that hold text: the text itself first.
var wordParts = regexp.MustCompile(`^word/(document|footnotes|endnotes|header\d*|footer\d*|comments)\.xml$`)

func readDOCX(in *input) (*content, *Problem) {
	return in.readParts(wordDialect, func(z *zip.Reader) (names []string, problem *Problem) {
		names = namesOf(z, wordParts)
		slices.SortStableFunc(names, func(a, b string) int { return wordOrder(a) - wordOrder(b) })
		return names, nil
	})
}

// wordOrder puts headers, footers and comments, which stand around the text, behind it.
func wordOrder(name string) int {
	for i, part := range []string{"document", "footnotes", "endnotes", "header", "footer"} {
		if strings.HasPrefix(name, "word/"+part) {
			return i
		}
	}
	return 5
}

var slideParts = regexp.MustCompile(`^ppt/slides/slide\d+\.xml$`)

func readPPTX(in *input) (*content, *Problem) {
	return in.readParts(slideDialect, func(z *zip.Reader) ([]string, *Problem) {
		names := namesOf(z, slideParts)
		slices.SortStableFunc(names, func(a, b string) int { return numberIn(a) - numberIn(b) })
		return names, nil
	})
}

func readODT(in *input) (*content, *Problem) {
	return in.readParts(openDialect, func(z *zip.Reader) ([]string, *Problem) {
		manifest, _, problem := in.member(z, "META-INF/manifest.xml")
		if problem == nil && strings.Contains(manifest, "encryption-data") {
			problem = locked()
		}
		return []string{"content.xml"}, problem
	})
}

var (
	rootFile  = regexp.MustCompile(`full-path\s*=\s*["']([^"']+)["']`)
	bookItem  = regexp.MustCompile(`(?s)<(?:\w+:)?item\s[^>]*>`)
	bookRef   = regexp.MustCompile(`<(?:\w+:)?itemref\s[^>]*idref\s*=\s*["']([^"']+)["']`)
	itemID    = regexp.MustCompile(`\sid\s*=\s*["']([^"']+)["']`)
	itemPlace = regexp.MustCompile(`\shref\s*=\s*["']([^"']+)["']`)
)

// readEPUB reads the chapters of a book in the order of its spine.
func readEPUB(in *input) (*content, *Problem) {
	return in.readParts(bookDialect, func(z *zip.Reader) ([]string, *Problem) {
		container, _, problem := in.member(z, "META-INF/container.xml")
		m := rootFile.FindStringSubmatch(container)
		if problem != nil || m == nil {
			return nil, badMember("META-INF/container.xml")
		}
		book, there, problem := in.member(z, m[1])
		if problem != nil || !there {
			return nil, badMember(m[1])
		}
		places := map[string]string{}
		for _, item := range bookItem.FindAllString(book, -1) {
			id, href := itemID.FindStringSubmatch(item), itemPlace.FindStringSubmatch(item)
			if id != nil && href != nil {
				places[id[1]] = path.Join(path.Dir(m[1]), href[1])
			}
		}
		var names []string
		for _, ref := range bookRef.FindAllStringSubmatch(book, -1) {
			if name := places[ref[1]]; name != "" && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		return names, nil
	})
}

// namesOf lists the members of an archive whose names fit.
func namesOf(z *zip.Reader, fit *regexp.Regexp) (names []string) {
	for _, f := range z.File {
		if fit.MatchString(f.Name) {
			names = append(names, f.Name)
		}
	}
	return names
}

// readParts reads the texts of the members that hold some.
func (in *input) readParts(d dialect, list func(*zip.Reader) ([]string, *Problem)) (*content, *Problem) {
	z, problem := in.openArchive()
	if problem != nil {
		return nil, problem
	}
	names, problem := list(z)
	if problem != nil {
		return nil, problem
	}
	c := &content{}
	for _, name := range names {
		text, there, problem := in.member(z, name)
		if problem != nil {
			return nil, problem
		}
		if !there {
			continue
		}
		p := partReader{in: in, c: c, d: d, name: name, xml: newXML(text)}
		if problem := p.read(); problem != nil {
			problem.Args["part"] = name
			return nil, problem
		}
	}
	return c, nil
}

// partReader reads one member.
type partReader struct {
	in     *input
	c      *content
	d      dialect
	name   string
	xml    *xmlScan
	open   []string // elements that are open
	skip   int      // of them, from the one that is skipped on; 0 = none
	kinds  []align.Kind
	style  align.Kind // that the style of the paragraph gives it; "" = none
	pieces []piece
	text   strings.Builder
}

func (r *partReader) read() *Problem {
	for {
		tok, problem := r.xml.next()
		if tok == nil || problem != nil {
			r.end()
			return problem
		}
		switch t := tok.(type) {
		case xml.StartElement:
			r.start(t)
		case xml.EndElement:
			r.close(t.Name.Local)
		case xml.CharData:
			if r.skip == 0 && len(r.kinds) > 0 && (r.d.text == nil || r.d.text[r.open[len(r.open)-1]]) {
				p := r.xml.characters()
				p.part = r.name
				r.pieces = append(r.pieces, p)
				r.text.WriteString(says(r.xml.text, []piece{p}))
			}
		}
	}
}

func (r *partReader) start(e xml.StartElement) {
	name := e.Name.Local
	r.open = append(r.open, name)
	switch kind, block := r.d.paragraphs[name]; {
	case r.skip > 0:
	case r.d.skip[name]:
		r.skip = len(r.open)
	case block:
		r.end()
		if len(r.kinds) > 0 && kind == align.Text && name != "tc" {
			kind = r.kinds[len(r.kinds)-1] // a paragraph in a list or a quotation
		}
		r.kinds = append(r.kinds, kind)
	case r.d.gaps[name] && r.text.Len() > 0:
		r.text.WriteString(" ")
	case name == "pStyle" && headingStyle.MatchString(attribute(e, "val")):
		r.style = align.Heading
	case name == "numPr" && r.style == "", name == "list-item":
		r.style = align.ListItem
	case name == "ph" && (attribute(e, "type") == "title" || attribute(e, "type") == "ctrTitle"):
		r.style = align.Heading
	}
}

// headingStyle are the names of the styles of headings in Word.
var headingStyle = regexp.MustCompile(`(?i)^(heading|title|subtitle|标题|標題|[1-6]$)`)

func (r *partReader) close(name string) {
	if r.skip == 0 {
		if _, block := r.d.paragraphs[name]; block {
			r.end()
			r.kinds = r.kinds[:len(r.kinds)-1]
		}
	}
	if r.skip == len(r.open) {
		r.skip = 0
	}
	if name == "sp" || name == "list-item" || name == "p" && r.d.text["t"] && r.style != "" && !slices.Contains(r.open, "sp") {
		r.style = ""
	}
	r.open = r.open[:len(r.open)-1]
}

// end closes the text that is being collected.
func (r *partReader) end() {
	text, _ := normalise(r.text.String(), true)
	text = tidyXML(text)
	if r.d.text == nil {
		text = strings.Join(strings.Fields(text), " ")
	}
	if text != "" {
		f := found{Segment: align.Segment{Text: text, Kind: r.kinds[len(r.kinds)-1]}, version: r.in.version,
			key: place(r.name, r.pieces[0].from), pieces: r.pieces}
		if r.style != "" && f.Kind == align.Text {
			f.Kind = r.style
		}
		if strings.HasPrefix(r.name, "word/") && wordOrder(r.name) > 2 {
			f.Kind = align.NonContent
		}
		r.c.texts = append(r.c.texts, f)
	}
	r.pieces = nil
	r.text.Reset()
}
