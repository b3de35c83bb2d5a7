package format

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"triptych/align/message"
)

// xmlScan reads XML token by token with the place of each. It knows no entities but
// XML's five, follows nothing that a document type names, and goes only so deep.
type xmlScan struct {
	d        *xml.Decoder
	text     string
	depth    int
	from, to int // of the present token
}

func newXML(text string) *xmlScan {
	d := xml.NewDecoder(strings.NewReader(text))
	d.Entity = xml.HTMLEntity                                                            // of pages in books; none of them stands for more than a character
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // decoded before
	return &xmlScan{d: d, text: text}
}

// next gives the next token; nil at the end.
func (x *xmlScan) next() (xml.Token, *Problem) {
	x.from = int(x.d.InputOffset())
	tok, err := x.d.Token()
	x.to = int(x.d.InputOffset())
	if err == io.EOF {
		return nil, nil
	}
	if err != nil {
		return nil, x.bad(err)
	}
	switch tok.(type) {
	case xml.StartElement:
		if x.depth++; x.depth > chosen.file.depth {
			return nil, broken("file.xml.deep", x.line(x.from))
		}
	case xml.EndElement:
		x.depth--
	}
	return tok, nil
}

// bad says what is wrong with XML, and in which line.
func (x *xmlScan) bad(err error) *Problem {
	why := err.Error()
	if syntax := (*xml.SyntaxError)(nil); errors.As(err, &syntax) {
		why = syntax.Msg
	}
	line := x.line(min(x.to, len(x.text)))
	return fatal(CodeBroken, message.Of("file.xml", "line", strconv.Itoa(line), "why", why), "file.broken.do").at(line)
}

// line gives the line of a place, 1-based.
func (x *xmlScan) line(at int) int { return 1 + strings.Count(x.text[:at], "\n") }

// characters makes a piece of the present token, which is text. What stands in a CDATA
// section is written there as it is.
func (x *xmlScan) characters() piece {
	if strings.HasPrefix(x.text[x.from:x.to], "<![CDATA[") {
		return piece{from: x.from + len("<![CDATA["), to: x.to - len("]]>"), way: cdataWay}
	}
	return piece{from: x.from, to: x.to, way: xmlWay}
}

func attribute(e xml.StartElement, names ...string) string {
	for _, name := range names {
		for _, a := range e.Attr {
			if a.Name.Local == name {
				return a.Value
			}
		}
	}
	return ""
}

// xmlWay is text between tags.
var xmlWay = &way{
	next: func(raw string) (string, int) {
		switch {
		case strings.HasPrefix(raw, "\r\n"):
			return "\n", 2
		case raw[0] != '&':
			return nextRune(raw)
		}
		end := strings.IndexByte(raw[:min(len(raw), 12)], ';')
		if end < 0 {
			return nextRune(raw)
		}
		if says, ok := entity(raw[1:end]); ok {
			return says, end + 1
		}
		return nextRune(raw)
	},
	quote: func(s string) string { return xmlQuoter.Replace(s) },
}

var xmlQuoter = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;")

// cdataWay is text in a CDATA section, which alone its end would break.
var cdataWay = &way{next: nextRune, quote: func(s string) string { return strings.ReplaceAll(s, "]]>", "]]]]><![CDATA[>") }}

// entity reads what stands between & and ; in XML.
func entity(name string) (string, bool) {
	switch name {
	case "amp":
		return "&", true
	case "lt":
		return "<", true
	case "gt":
		return ">", true
	case "quot":
		return `"`, true
	case "apos":
		return "'", true
	}
	number, ok := strings.CutPrefix(name, "#")
	base := 10
	if hex, cut := strings.CutPrefix(number, "x"); cut {
		number, base = hex, 16
	}
	n, err := strconv.ParseUint(number, base, 32)
	if says := xml.HTMLEntity[name]; says != "" {
		return says, true
	}
	if !ok || err != nil || n > utf8.MaxRune {
		return "", false
	}
	return string(rune(n)), true
}

// says reads the text of pieces.
func says(text string, pieces []piece) string {
	var b strings.Builder
	for _, p := range pieces {
		for at := p.from; at < p.to; {
			s, size := p.way.next(text[at:p.to])
			b.WriteString(s)
			at += size
		}
	}
	return b.String()
}

// tidyXML is a text of XML as people read it: a line break with the indentation behind
// it is a space, none stands at the ends.
func tidyXML(s string) string {
	if !strings.ContainsAny(s, "\n\t") {
		return strings.TrimSpace(s)
	}
	lines := strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\t' })
	out := ""
	for _, l := range lines {
		out = joinLines(out, strings.TrimSpace(l))
	}
	return out
}
