// Package format stands between files and the versions of a document: it reads
// a file into segments, says what is wrong with it, and writes units and whole
// documents out.
//
// A file is decoded (UTF-8, UTF-16, GB 18030, Big5, windows-1252), split into
// segments, and each segment gets a kind. Guarantee: no text is lost. Every line
// that shows anything is in exactly one segment, in order; a file that cannot
// be read whole is refused with a Problem that names the place and the remedy.
package format

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/message"
)

// MaxSegment is the length that a segment may have, in UTF-16 units.
const MaxSegment = 100_000

// Mode says how plain text is split.
type Mode string

const (
	Auto  Mode = "auto"  // decide from the text: by blank lines, or line by line
	Blank Mode = "blank" // a paragraph ends at a blank line; its lines are joined
	Line  Mode = "line"  // every line is a paragraph, none is split, joined or left out
)

// ParseMode reads a mode; "" is Auto.
func ParseMode(s string) (Mode, error) {
	switch m := Mode(s); m {
	case "":
		return Auto, nil
	case Auto, Blank, Line:
		return m, nil
	}
	return "", fmt.Errorf("unknown way to split %q: use auto, blank or line", s)
}

// File is one version of a document as it was read.
type File struct {
	Name     string
	Encoding string // as people call it: "UTF-8", "UTF-16LE", "GB18030", "Big5", "windows-1252"
	Segments []align.Segment
	Problems []Problem // what was noticed; none of them fatal
}

// Format is one kind of file.
type Format struct {
	Name       string
	Extensions []string // in lower case, with the dot
	// split makes segments of decoded text (UTF-8, NFC, lines ended by "\n", no
	// control characters but tab and line end). nil for pages, which article takes apart.
	split func(text string, mode Mode) []align.Segment
	// join makes a file of segments; nil when versions are not written so.
	join func(segments []align.Segment) string
}

// All lists the formats of single versions. The first is taken for files with
// an extension that nobody claims.
var All = []Format{
	{"text", []string{".txt", ".text", ""}, splitText, joinBlank},
	{"markdown", []string{".md", ".markdown", ".mdown", ".mkd"}, splitMarkdown, joinMarkdown},
	{"html", []string{".html", ".htm", ".xhtml"}, nil, nil},
}

// ByName finds the format of a file by its extension. Those of languages and encodings,
// which servers want behind it, are passed over: handler.html.zh-cn.utf8 is HTML.
func ByName(file string) Format {
	parts := strings.Split(strings.ToLower(filepath.Base(file)), ".")
	for i := len(parts) - 1; i > 0; i-- {
		for _, f := range All {
			if slices.Contains(f.Extensions, "."+parts[i]) {
				return f
			}
		}
		if !fileTag.MatchString(parts[i]) {
			break
		}
	}
	return All[0]
}

// fileTag is an extension that names a language or an encoding.
var fileTag = regexp.MustCompile(`^(en|zh|ja|ko)([-_][a-z]{2,4})?$|^(utf-?8|utf-?16|gbk?|gb2312|gb18030|big5(-hkscs)?)$`)

// htmlStart is the beginning of a page, whatever the name of its file.
var htmlStart = regexp.MustCompile(`(?i)^\s*(<\?xml[^>]*\?>\s*)?(<!--.*?-->\s*)*(<!doctype html|<html[\s>])`)

// of finds the format of a file by its name, and by its content where the name says nothing.
func of(name, text string) Format {
	f := ByName(name)
	if f.Name == "text" && htmlStart.MatchString(text[:min(len(text), 1<<12)]) {
		return named("html")
	}
	return f
}

// named finds the format of a name, which is in the table.
func named(name string) Format {
	return All[slices.IndexFunc(All, func(f Format) bool { return f.Name == name })]
}

// Read makes segments of a file; name says its format. The error, where there
// is one, is a *Problem. mode counts for plain text, and Line for Markdown too.
func Read(name string, data []byte, v align.Version, mode Mode) (*File, error) {
	text, encoding, err := decode(data, isHTML(name, data))
	if err != nil {
		return nil, err.on(v)
	}
	if p := structured(name, text); p != nil {
		return nil, p.on(v)
	}
	f := &File{Name: name, Encoding: encoding}
	clean, notes := normalise(text, mode == Line)
	f.Problems = append(notes, privateNote(clean)...)
	switch format := of(name, clean); {
	case format.Name == "html" && mode == Line:
		f.Segments = wholePage(clean)
	case format.Name == "html":
		var left []Problem
		f.Segments, left = article(clean, "")
		f.Problems = append(f.Problems, left...)
	case mode == Line:
		f.Segments = splitText(clean, mode)
	default:
		f.Segments = format.split(clean, mode)
	}
	if err := f.check(); err != nil {
		return nil, err.on(v)
	}
	for i := range f.Problems {
		f.Problems[i].on(v)
	}
	return f, nil
}

func isHTML(name string, data []byte) bool {
	return of(name, string(data[:min(len(data), 1<<12)])).Name == "html"
}

// check refuses what no document can be made of.
func (f *File) check() *Problem {
	if len(f.Segments) == 0 {
		return fatal(CodeEmpty, message.Of("file.no_text"), "file.empty.do")
	}
	for _, s := range f.Segments {
		if len(s.Text) <= MaxSegment { // bytes are never fewer than UTF-16 units
			continue
		}
		if n := utf16Len(s.Text); n > MaxSegment {
			return fatal(CodeLong, message.Of("file.long", "line", strconv.Itoa(s.Line),
				"length", strconv.Itoa(n), "most", strconv.Itoa(MaxSegment)), "file.long.do").at(s.Line)
		}
	}
	return nil
}

// utf16Len gives the length of s in UTF-16 units.
func utf16Len(s string) int {
	n := 0
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		n += max(1, utf16.RuneLen(r))
		s = s[size:]
	}
	return n
}

// WriteVersion writes segments as a file of the named format ("text" or
// "markdown"), which Read gives back as the same segments.
func WriteVersion(format string, segments []align.Segment) (string, error) {
	for _, f := range All {
		if f.Name == format && f.join != nil {
			return f.join(segments), nil
		}
	}
	return "", fmt.Errorf("cannot write a version as %q: use text or markdown", format)
}
