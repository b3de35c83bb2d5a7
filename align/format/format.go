// Package format stands between files and the versions of a document: it reads
// a file into segments, says what is wrong with it, writes what was changed back
// into the same file, and writes units and whole documents out.
//
// A file is decoded (UTF-8, UTF-16, GB 18030, Big5, windows-1252), split into
// segments, and each segment gets a kind. Guarantee: no text is lost. Every line
// that shows anything is in exactly one segment, in order; a file that cannot
// be read whole is refused with a Problem that names the place and the remedy.
//
// Second guarantee: what is written back into a file (Patch) differs from it in the
// bytes of the texts that were changed, and in no other.
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
	Keys     []string  // of the segments, by which Patch finds them again
	Problems []Problem // what was noticed; none of them fatal
	Rows     bool      // the segments of two files with one key say the same
}

// Format is one kind of file.
type Format struct {
	Name       string
	Extensions []string               // in lower case, with the dot
	looks      *regexp.Regexp         // of the beginning of a text of this kind with any other name; nil: only the name tells
	is         func(text string) bool // of a text without a telling name, where its beginning is not enough
	begins     func(data []byte) bool // the same of a file that is no text; nil for texts
	read       func(in *input) (*content, *Problem)
	back       bool // Patch can write into such a file
	many       bool // a file may hold several versions and names them
}

// All lists the formats. Of two that claim a file the first counts; a file that nobody
// claims is text.
var All = []Format{
	text, markdown, page,
	docx, pptx, xlsx, odt, epub,
	tmx, xliff, tbx, po, subtitles, table, catalogue, toml, yaml,
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
	return text
}

// fileTag is an extension that names a language or an encoding.
var fileTag = regexp.MustCompile(`^(en|zh|ja|ko)([-_][a-z]{2,4})?$|^(utf-?8|utf-?16|gbk?|gb2312|gb18030|big5(-hkscs)?)$`)

// of finds the format of a text by what it begins with, which counts more than its name.
func of(name, text string) Format {
	start := strings.ReplaceAll(strings.TrimLeft(text[:min(len(text), 1<<12)], "\ufeff \t\r\n"), "\r\n", "\n")
	for _, f := range All {
		if f.looks != nil && f.looks.MatchString(start) {
			return f
		}
	}
	named := ByName(name)
	for _, f := range All {
		if f.is != nil && named.Name == "text" && f.is(text) {
			return f
		}
	}
	return named
}

// Read makes segments of a file of one version; name says its format where its content
// does not. Of a file that holds several versions, those of the others are left out. The
// error, where there is one, is a *Problem. mode counts for plain text, and Line for
// Markdown and pages too.
func Read(name string, data []byte, v align.Version, mode Mode) (*File, error) {
	opened, err := Open(name, data, &v, mode)
	if err != nil {
		return nil, err
	}
	if f := opened.Files[v]; f != nil {
		return f, nil
	}
	return nil, fatal(CodeEmpty, message.Of("file.no_version", "version", v.String()), "file.empty.do").on(v)
}

// Opened is a file as it was read, with all the versions that it holds.
type Opened struct {
	Name   string
	Format string
	Files  map[align.Version]*File
	// Named says that the file itself names the versions of its texts.
	Named bool
	// Empty are the keys of places, by version, where a text can be put and none is.
	Empty map[align.Version][]string
}

// Open reads a file. v is the version that it was given for; nil leaves that to the
// file, which may hold several. The error, where there is one, is a *Problem.
func Open(name string, data []byte, v *align.Version, mode Mode) (*Opened, error) {
	in, problem := newInput(name, data, mode)
	var c *content
	if problem == nil {
		in.asked = v
		if v != nil {
			in.version = *v
		}
		c, problem = in.format.read(in)
	}
	if problem == nil {
		problem = c.check()
	}
	if problem != nil {
		if v != nil {
			problem.on(*v)
		}
		return nil, problem
	}
	if v == nil && !c.tagged {
		c.sort(in)
	}
	return c.opened(in), nil
}

// opened parts what was read into versions.
func (c *content) opened(in *input) *Opened {
	out := &Opened{Name: in.name, Format: in.format.Name, Files: map[align.Version]*File{}, Named: c.named, Empty: map[align.Version][]string{}}
	for _, f := range c.texts {
		file := out.Files[f.version]
		if file == nil {
			file = &File{Name: in.name, Encoding: in.encoding, Rows: c.rows}
			out.Files[f.version] = file
		}
		if f.Text != "" { // an empty one is a place to write into
			file.Segments = append(file.Segments, f.Segment)
			file.Keys = append(file.Keys, f.key)
		} else if f.pieces != nil {
			out.Empty[f.version] = append(out.Empty[f.version], f.key)
		}
	}
	for v, f := range out.Files {
		if len(f.Segments) == 0 {
			delete(out.Files, v)
		}
	}
	for _, v := range align.Versions {
		if f := out.Files[v]; f != nil {
			f.Problems = append(in.problems, c.problems...)
			f.Problems = slices.Clone(f.Problems)
			for i := range f.Problems {
				f.Problems[i].on(v)
			}
			in.problems, c.problems = nil, nil // told once
		}
	}
	return out
}

// check refuses what no document can be made of.
func (c *content) check() *Problem {
	if !slices.ContainsFunc(c.texts, func(f found) bool { return f.Text != "" }) {
		return fatal(CodeEmpty, message.Of("file.no_text"), "file.empty.do")
	}
	for _, s := range c.texts {
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
