package format

import (
	"bufio"
	"io"
	"strings"

	"triptych/align"
)

// text is what a cell says, its paragraphs on lines of their own.
func (c ExportCell) text() string {
	var texts []string
	for _, s := range c.Segments {
		texts = append(texts, s.Text)
	}
	return strings.Join(texts, "\n")
}

// tmxTags are the languages as translation memories write them.
var tmxTags = [3]string{"en", "zh-CN", "zh-TW"}

// WriteTMX writes a translation memory (TMX 1.4b): a unit with the texts that it has in
// two versions or more.
func (e *Export) WriteTMX(w io.Writer) error {
	out := bufio.NewWriter(w)
	out.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="Triptych" creationtoolversion="1" segtype="paragraph" o-tmf="Triptych" adminlang="en" srclang="` + tmxTags[e.source()] + `" datatype="plaintext"/>
<body>
`)
	for _, u := range e.Units {
		var variants []string
		for _, v := range e.Versions {
			if text := u.Cells[v].text(); text != "" {
				variants = append(variants, `<tuv xml:lang="`+tmxTags[v]+`"><seg>`+xmlText(text)+"</seg></tuv>\n")
			}
		}
		if len(variants) < 2 {
			continue
		}
		out.WriteString(`<tu tuid="` + attributeText(u.ID) + "\">\n" + strings.Join(variants, "") + "</tu>\n")
	}
	out.WriteString("</body>\n</tmx>\n")
	return out.Flush()
}

// source is the version that others are translated from: English, where there is one.
func (e *Export) source() align.Version {
	if len(e.Versions) == 0 {
		return align.En
	}
	return e.Versions[0]
}

// WriteXLIFF writes XLIFF 1.2, which has one target language a file element: one element
// for each version that the first is translated to. Its states say how far a text is.
func (e *Export) WriteXLIFF(w io.Writer) error {
	out := bufio.NewWriter(w)
	out.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n")
	from := e.source()
	for _, v := range e.Versions {
		if v == from {
			continue
		}
		out.WriteString(`<file original="` + attributeText(e.Title) + `" source-language="` + tmxTags[from] + `" target-language="` + tmxTags[v] + "\" datatype=\"plaintext\">\n<body>\n")
		for _, u := range e.Units {
			source, target := u.Cells[from].text(), u.Cells[v].text()
			if source == "" {
				continue
			}
			out.WriteString(`<trans-unit id="` + attributeText(u.ID) + `" xml:space="preserve"><source>` + xmlText(source) + "</source>")
			if target != "" {
				out.WriteString(`<target state="` + e.xliffState(u, from, v) + `">` + xmlText(target) + "</target>")
			}
			out.WriteString("</trans-unit>\n")
		}
		out.WriteString("</body>\n</file>\n")
	}
	out.WriteString("</xliff>\n")
	return out.Flush()
}

// xliffState is the state of a target: what was approved is final.
func (e *Export) xliffState(u ExportUnit, from, v align.Version) string {
	for _, p := range u.Pairs {
		if p.Pair == (align.Pair{from, v}).String() && p.State == "approved" {
			return "final"
		}
	}
	switch u.Cells[v].State {
	case "done":
		return "translated"
	case "rework":
		return "needs-review-translation"
	}
	return "needs-translation"
}

// xmlText is text between tags, without what XML cannot hold.
func xmlText(s string) string {
	return xmlQuoter.Replace(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s))
}

// attributeText is text in an attribute.
func attributeText(s string) string {
	return strings.NewReplacer(`"`, "&quot;", "\n", " ").Replace(xmlText(s))
}
