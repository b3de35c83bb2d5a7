package format

import (
	"bufio"
	"fmt"
	"strings"
)

// byteOrder begins a table: spreadsheets take a file without it for the
// machine's old encoding.
const byteOrder = "\uFEFF"

// writeRow writes one row with tabs between its fields and "\r\n" behind it.
//
// A field with a tab, a line end or a quotation mark is put into quotation
// marks, those inside doubled, as RFC 4180 has it for commas. A field that a
// spreadsheet would compute (it begins with = + - @) gets a space before it, so
// that "- a list item" stays text and nobody's text runs as a formula.
func writeRow(w *bufio.Writer, fields []string) {
	for i, f := range fields {
		if i > 0 {
			w.WriteByte('\t')
		}
		if f != "" && strings.ContainsRune("=+-@", rune(f[0])) {
			f = " " + f
		}
		if strings.ContainsAny(f, "\t\r\n\"") {
			f = `"` + strings.ReplaceAll(f, `"`, `""`) + `"`
		}
		w.WriteString(f)
	}
	w.WriteString("\r\n")
}

// ReadTSV reads rows as WriteTSV and Export.WriteTSV write them. Spaces before
// and behind a field are left out. The error names the row (1-based) where a
// quotation mark is missing.
func ReadTSV(text string) ([][]string, error) {
	text = strings.TrimPrefix(text, byteOrder)
	var rows [][]string
	var row []string
	for len(text) > 0 {
		field, rest, err := readField(text)
		if err != nil {
			return nil, fmt.Errorf("row %d, column %d: %w", len(rows)+1, len(row)+1, err)
		}
		row = append(row, strings.TrimSpace(field))
		text = rest
		if strings.HasPrefix(text, "\t") {
			text = text[1:]
			if text == "" {
				row = append(row, "")
			}
			continue
		}
		text = strings.TrimPrefix(text, "\r")
		text = strings.TrimPrefix(text, "\n")
		rows, row = append(rows, row), nil
	}
	if row != nil {
		rows = append(rows, row)
	}
	return rows, nil
}

// readField takes one field off; what remains begins with a tab or a line end,
// or is empty.
func readField(text string) (field, rest string, err error) {
	if !strings.HasPrefix(text, `"`) {
		end := strings.IndexAny(text, "\t\r\n")
		if end < 0 {
			end = len(text)
		}
		return text[:end], text[end:], nil
	}
	var b strings.Builder
	text = text[1:]
	for {
		before, after, found := strings.Cut(text, `"`)
		if !found {
			return "", "", fmt.Errorf("the closing quotation mark is missing")
		}
		b.WriteString(before)
		if !strings.HasPrefix(after, `"`) {
			// What stands behind the closing mark belongs to the field too.
			end := strings.IndexAny(after, "\t\r\n")
			if end < 0 {
				end = len(after)
			}
			b.WriteString(after[:end])
			return b.String(), after[end:], nil
		}
		b.WriteByte('"')
		text = after[1:]
	}
}
