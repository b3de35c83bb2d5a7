package format

import (
	"bytes"
	"fmt"
)

// magic names what a file is when its first bytes show that it is no text.
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

var magics = []struct{ start, what string }{
	{"%PDF-", "a PDF document"},
	{"PK\x03\x04", ""},
	{"\x89PNG\r\n\x1a\n", "a PNG picture"},
	{"\xFF\xD8\xFF", "a JPEG picture"},
	{"GIF87a", "a GIF picture"},
	{"GIF89a", "a GIF picture"},
	{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Microsoft Office document (.doc, .xls)"},
	{"{\\rtf", "an RTF document"},
	{"\x1F\x8B", "a gzip archive"},
	{"7z\xBC\xAF\x27\x1C", "a 7z archive"},
	{"Rar!\x1A\x07", "a RAR archive"},
	{"SQLite format 3\x00", "an SQLite database"},
	{"\x7FELF", "a program"},
	{"MZ\x90\x00", "a program"},
	{"bplist00", "a property list or web archive"},
}

// zipKind tells what a ZIP archive holds by the names of its first members.
func zipKind(data []byte) string {
	head := data[:min(len(data), 4096)]
	switch {
	case bytes.Contains(head, []byte("application/epub+zip")):
		return "an EPUB book"
	case bytes.Contains(head, []byte("word/")):
		return "a Word document (.docx)"
	case bytes.Contains(head, []byte("xl/")):
		return "an Excel workbook (.xlsx)"
	case bytes.Contains(head, []byte("ppt/")):
		return "a PowerPoint presentation (.pptx)"
	case bytes.Contains(head, []byte("application/vnd.oasis.opendocument")):
		return "an OpenDocument file"
	case bytes.Contains(head, []byte("[Content_Types].xml")):
		return "a Microsoft Office document (.docx, .xlsx)"
	}
	return "a ZIP archive"
}

func binaryProblem(what string) *Problem {
	return &Problem{Code: CodeBinary, Fatal: true,
		Message: fmt.Sprintf("This is not a text file; it looks like %s.", what),
		Remedy:  "Save the document as plain text (UTF-8) and take that file."}
}
