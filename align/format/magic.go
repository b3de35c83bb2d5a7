package format

import (
	"bytes"

	"triptych/align/message"
)

// magic is the key of what a file is when its first bytes show that it is no
// text, such as "kind.pdf"; "" for what may be text.
func magic(data []byte) string {
	for _, m := range magics {
		if bytes.HasPrefix(data, []byte(m.start)) {
			if m.start == "PK\x03\x04" {
				return zipKind(data)
			}
			return m.what
		}
	}
	return ""
}

// oleStart begins what Office kept documents in before 2007, and keeps locked ones in still:
// a folder in a file, with one of this name in it.
const oleStart = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

var encryptedPackage = []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")

var magics = []struct{ start, what string }{
	{"%PDF-", "kind.pdf"},
	{"PK\x03\x04", ""},
	{"\x89PNG\r\n\x1a\n", "kind.png"},
	{"\xFF\xD8\xFF", "kind.jpeg"},
	{"GIF87a", "kind.gif"},
	{"GIF89a", "kind.gif"},
	{oleStart, "kind.office_old"},
	{"{\\rtf", "kind.rtf"},
	{"\x1F\x8B", "kind.gzip"},
	{"7z\xBC\xAF\x27\x1C", "kind.7z"},
	{"Rar!\x1A\x07", "kind.rar"},
	{"SQLite format 3\x00", "kind.sqlite"},
	{"\x7FELF", "kind.program"},
	{"MZ\x90\x00", "kind.program"},
	{"bplist00", "kind.plist"},
}

// zipKind tells what a ZIP archive holds by the names of its first members.
func zipKind(data []byte) string {
	head := data[:min(len(data), 4096)]
	switch {
	case bytes.Contains(head, []byte("application/epub+zip")):
		return "kind.epub"
	case bytes.Contains(head, []byte("word/")):
		return "kind.word"
	case bytes.Contains(head, []byte("xl/")):
		return "kind.excel"
	case bytes.Contains(head, []byte("ppt/")):
		return "kind.powerpoint"
	case bytes.Contains(head, []byte("application/vnd.oasis.opendocument")):
		return "kind.opendocument"
	case bytes.Contains(head, []byte("[Content_Types].xml")):
		return "kind.office"
	}
	return "kind.zip"
}

func binaryProblem(what string) *Problem {
	if what == "kind.pdf" || what == "kind.office_old" {
		return fatal(CodeBinary, message.Of("file.binary", "what", what), "file.binary.export")
	}
	return fatal(CodeBinary, message.Of("file.binary", "what", what), "file.binary.do")
}
