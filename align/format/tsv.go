package format

import (
	"bufio"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// byteOrder begins a table: spreadsheets take a file without it for the
// machine's old encoding.
const byteOrder = "\uFEFF"

// WriteRow writes one row with tabs between its fields and "\r\n" behind it.
//
// A field with a tab, a line end or a quotation mark is put into quotation
// marks, those inside doubled, as RFC 4180 has it for commas; so is one with blanks
// at its ends, which readers leave out otherwise. A field that a spreadsheet would
// compute gets a space before it, so that "- a list item" stays text and nobody's
// text runs as a formula.
func WriteRow(w *bufio.Writer, fields []string) {
	for i, f := range fields {
		if i > 0 {
			w.WriteByte('\t')
		}
		outer := strings.TrimSpace(f) != f
		if computed(f) {
			f = " " + f
		}
		if outer || strings.ContainsAny(f, "\t\r\n\"") {
			f = `"` + strings.ReplaceAll(f, `"`, `""`) + `"`
		}
		w.WriteString(f)
	}
	w.WriteString("\r\n")
}

// computed reports whether a spreadsheet may take a field for a formula: behind
// blanks, which some leave out, and in the wide forms, which some make narrow; or
// whether it begins with a tab or "\r", which some take for the next field. It is
// so with a space before it if it is so without.
func computed(f string) bool {
	rest := strings.TrimLeftFunc(f, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) })
	first, _ := utf8.DecodeRuneInString(rest)
	return strings.ContainsRune("=+-@＝＋－＠", first) || strings.ContainsAny(f[:len(f)-len(rest)], "\t\r")
}

// ReadTSV reads rows as WriteTSV and Export.WriteTSV write them, and gives back
// what they were given. Spaces before and behind a field without quotation marks
// are left out. The error names the row (1-based) where a
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
		switch {
		case text[0] != '"':
			field = strings.TrimSpace(field)
		case field != "" && field[0] == ' ' && computed(field):
			field = field[1:]
		}
		row = append(row, field)
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
