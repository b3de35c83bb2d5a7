package format

import (
	"slices"
	"strconv"
	"strings"

	"triptych/align"
	"triptych/align/message"
)

// table is a table with a column for each language, as its first row says or as the
// texts show: CSV with commas or semicolons, TSV, and what this program itself exports.
var table = Format{Name: "table", Extensions: []string{".csv", ".tsv", ".tab"}, is: isCopied, read: readTable, back: true, many: true}

// field is a field of a table with its place, quotation marks included.
type field struct {
	text     string
	from, to int
	part     string // of a workbook: the sheet
	way      *way   // and how the cell is written; nil in a sheet for a cell that nothing is put into
}

func readTable(in *input) (*content, *Problem) {
	sign := separator(in.text)
	rows, problem := fields(in.text, sign)
	if problem != nil {
		return nil, problem
	}
	c, problem := in.columns(rows, &way{
		quote: func(s string) string { return quoteField(s, sign) }, whole: true,
		next: nextRune,
	})
	return c, problem
}

// isCopied reports whether a text is a table that was copied out of a document or a
// spreadsheet: as many fields in every line, with tabs between them, and columns of two of
// our languages at least.
func isCopied(text string) bool {
	head, _, more := strings.Cut(strings.TrimSpace(text), "\n")
	if !more || !strings.Contains(head, "\t") {
		return false
	}
	rows, problem := fields(text, '\t')
	if problem != nil {
		return false
	}
	rows = slices.DeleteFunc(rows, func(row []field) bool { return len(row) == 1 && strings.TrimSpace(row[0].text) == "" })
	for _, row := range rows {
		if len(row) != len(rows[0]) {
			return false
		}
	}
	heads, _ := tableHead(rows)
	return len(heads) >= 2
}

// separator is the sign between fields: the one that stands most often in the first line.
func separator(text string) byte {
	head, _, _ := strings.Cut(strings.ReplaceAll(text, "\r", "\n"), "\n")
	best := byte(',')
	for _, sign := range []byte{'\t', ';'} {
		if strings.Count(head, string(sign)) > strings.Count(head, string(best)) {
			best = sign
		}
	}
	return best
}

// fields parts a table.
func fields(text string, sign byte) (rows [][]field, problem *Problem) {
	var row []field
	for at := 0; at < len(text); {
		f := field{from: at}
		if text[at] == '"' {
			end := at + 1
			for {
				next := strings.IndexByte(text[end:], '"')
				if next < 0 {
					return nil, broken("file.table.quote", 1+strings.Count(text[:at], "\n"))
				}
				if end += next + 1; end == len(text) || text[end] != '"' {
					break
				}
				end++
			}
			f.text = strings.ReplaceAll(text[at+1:end-1], `""`, `"`)
			at = end
		}
		rest := at
		for at < len(text) && text[at] != sign && text[at] != '\n' && text[at] != '\r' {
			at++
		}
		f.text += text[rest:at]
		f.to = at
		row = append(row, f)
		if at < len(text) && text[at] == sign {
			if at++; at == len(text) {
				row = append(row, field{from: at, to: at})
			}
			continue
		}
		at += len(lineEnd(text[at:]))
		rows, row = append(rows, row), nil
	}
	if row != nil {
		rows = append(rows, row)
	}
	return rows, nil
}

func lineEnd(text string) string {
	switch {
	case strings.HasPrefix(text, "\r\n"):
		return "\r\n"
	case text != "":
		return text[:1]
	}
	return ""
}

// quoteField writes a field, in quotation marks where it needs them.
func quoteField(s string, sign byte) string {
	if strings.ContainsAny(s, "\"\r\n"+string(sign)) || strings.TrimSpace(s) != s {
		return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	return s
}

// columns makes texts of the columns of a table that hold one of our languages.
func (in *input) columns(rows [][]field, way *way) (*content, *Problem) {
	heads, first := tableHead(rows)
	if len(heads) == 0 {
		return nil, fatal(CodeEmpty, message.Of("file.columns"), "file.columns.do")
	}
	ours := first == 1 && len(rows[0]) > 0 && rows[0][0].text == "unit"
	keys := keyColumn(rows[first:], heads)
	c := &content{tagged: true, named: true, rows: true}
	for i, row := range rows[first:] {
		key := "row " + strconv.Itoa(i+1)
		if keys >= 0 {
			key = row[keys].text
		}
		for col, v := range heads {
			if col >= len(row) {
				continue
			}
			c.texts = append(c.texts, in.cell(row[col], v, key, first+i+1, ours, way)...)
		}
	}
	c.inOrder()
	return c, nil
}

// cell makes texts of one field: one, or as many as paragraphs where this program wrote it.
func (in *input) cell(f field, v align.Version, key string, line int, ours bool, way *way) (texts []found) {
	segment := align.Segment{Kind: align.Text, Line: line}
	if !ours {
		segment.Text = tidyString(f.text)
		own := found{Segment: segment, version: v, key: key}
		if f.way != nil {
			way = f.way
		}
		if way != nil {
			own.pieces = []piece{{part: f.part, from: f.from, to: f.to, way: way}}
		}
		return []found{own}
	}
	text := f.text
	if strings.HasPrefix(text, " ") && computed(text) {
		text = text[1:]
	}
	for n, part := range strings.Split(text, "\n") {
		segment.Text = strings.TrimSpace(part)
		texts = append(texts, found{Segment: segment, version: v, key: numbered(key, n)})
	}
	return texts
}

// tableHead finds the version of each column, by its head or by what it holds, and the
// first row of texts.
func tableHead(rows [][]field) (heads map[int]align.Version, first int) {
	heads = map[int]align.Version{}
	if len(rows) == 0 {
		return heads, 0
	}
	taken := map[align.Version]bool{}
	for pass := 0; pass < 2; pass++ { // a column of plain "zh" takes what the others leave
		for col, f := range rows[0] {
			v, plain, ok := languageTag(f.text)
			if !ok || plain != (pass == 1) {
				continue
			}
			if plain {
				v = chineseOf(column(rows[1:], col), nil)
			}
			if !taken[v] {
				taken[v], heads[col] = true, v
			}
		}
	}
	if len(heads) > 0 {
		return heads, 1
	}
	for col := range rows[0] {
		if v, sure := language([]align.Segment{{Text: column(rows, col)}}); sure && !taken[v] {
			taken[v], heads[col] = true, v
		}
	}
	for col := range rows[0] { // beside a column of which that is sure, a few characters tell
		_, known := heads[col]
		if v := languageOf(column(rows, col)); len(heads) > 0 && !known && v.IsChinese() && !taken[v] {
			taken[v], heads[col] = true, v
		}
	}
	if len(heads) < 2 {
		clear(heads)
	}
	return heads, 0
}

// column is all that a column says.
func column(rows [][]field, col int) string {
	var b strings.Builder
	for _, row := range rows {
		if col < len(row) {
			b.WriteString(row[col].text)
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// keyColumn is the first column that names every row, each with another name; -1 for none.
func keyColumn(rows [][]field, heads map[int]align.Version) int {
	if _, taken := heads[0]; taken || len(rows) == 0 {
		return -1
	}
	seen := map[string]bool{}
	for _, row := range rows {
		if len(row) == 0 || row[0].text == "" || seen[row[0].text] || strings.Contains(row[0].text, rowMark) {
			return -1
		}
		seen[row[0].text] = true
	}
	return 0
}

// inOrder puts the texts of each row into the order of the versions.
func (c *content) inOrder() {
	sorted := make([]found, 0, len(c.texts))
	for from := 0; from < len(c.texts); {
		to := from
		for to < len(c.texts) && Row(c.texts[to].key) == Row(c.texts[from].key) {
			to++
		}
		for _, v := range align.Versions {
			for _, f := range c.texts[from:to] {
				if f.version == v {
					sorted = append(sorted, f)
				}
			}
		}
		from = to
	}
	c.texts = sorted
}
