package format

import (
	"encoding/xml"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"triptych/align"
)

// xlsx is a workbook. Sheets with a column for each language are read as tables are, of
// other workbooks every cell with text. A text is written back into its own cell, beside
// the strings that cells share: another cell with the same text keeps it.
var xlsx = Format{Name: "xlsx", Extensions: []string{".xlsx", ".xlsm"}, back: true, many: true, read: readXLSX,
	begins: func(data []byte) bool { return holds(data, "xl/workbook.xml") }}

var sheetParts = regexp.MustCompile(`^xl/worksheets/sheet\d+\.xml$`)

func readXLSX(in *input) (*content, *Problem) {
	z, problem := in.openArchive()
	if problem != nil {
		return nil, problem
	}
	text, _, problem := in.member(z, "xl/sharedStrings.xml")
	if problem != nil {
		return nil, problem
	}
	shared, problem := sharedStrings(text)
	if problem != nil {
		return nil, problem
	}
	names := namesOf(z, sheetParts)
	slices.SortStableFunc(names, func(a, b string) int { return numberIn(a) - numberIn(b) })
	tables := &content{tagged: true, named: true, rows: true}
	cells := &content{}
	for _, name := range names {
		text, _, problem := in.member(z, name)
		if problem != nil {
			return nil, problem
		}
		s := sheet{name: name, xml: newXML(text), shared: shared}
		if problem := s.read(); problem != nil {
			return nil, problem
		}
		if heads, _ := tableHead(s.rows); len(heads) > 0 {
			c, _ := in.columns(s.rows, nil)
			for i := range c.texts {
				if len(names) > 1 {
					c.texts[i].key = strconv.Itoa(numberIn(name[len("xl/worksheets/"):])) + "/" + c.texts[i].key
				}
			}
			tables.texts = append(tables.texts, c.texts...)
			continue
		}
		cells.texts = append(cells.texts, s.texts(in.version)...)
	}
	if len(tables.texts) > 0 {
		return tables, nil
	}
	return cells, nil
}

// sharedStrings reads the texts that cells name by their number; how characters are read
// aloud (rPh) is none of the text.
func sharedStrings(text string) (all []string, problem *Problem) {
	x := newXML(text)
	var b strings.Builder
	apart, inText := 0, false
	for {
		tok, problem := x.next()
		if tok == nil || problem != nil {
			return all, problem
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if apart > 0 || t.Name.Local == "rPh" {
				apart++
			}
			inText = t.Name.Local == "t" && apart == 0
		case xml.EndElement:
			apart = max(0, apart-1)
			inText = false
			if t.Name.Local == "si" {
				all = append(all, b.String())
				b.Reset()
			}
		case xml.CharData:
			if inText {
				b.Write(t)
			}
		}
	}
}

// sheet reads the cells of one sheet.
type sheet struct {
	name   string
	xml    *xmlScan
	shared []string
	rows   [][]field
	words  []field // the cells that hold text, in order
}

// cellRead is a cell that is being read.
type cellRead struct {
	from              int
	ref, style, kind  string
	text              strings.Builder
	formula, open, in bool
}

func (s *sheet) read() *Problem {
	var c cellRead
	for {
		tok, problem := s.xml.next()
		if tok == nil || problem != nil {
			return problem
		}
		switch t := tok.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "row":
				s.rows = append(s.rows, nil)
			case "c":
				c = cellRead{from: s.xml.from, ref: attribute(t, "r"), style: attribute(t, "s"), kind: attribute(t, "t"), open: true}
			case "f":
				c.formula = true
			}
			c.in = c.open && (t.Name.Local == "v" || t.Name.Local == "t")
		case xml.EndElement:
			c.in = false
			if t.Name.Local == "c" && c.open && len(s.rows) > 0 {
				s.add(&c)
				c.open = false
			}
		case xml.CharData:
			if c.in {
				c.text.Write(t)
			}
		}
	}
}

// add puts a cell into its column.
func (s *sheet) add(c *cellRead) {
	text := c.text.String()
	if c.kind == "s" {
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || n < 0 || n >= len(s.shared) {
			return
		}
		text = s.shared[n]
	}
	f := field{text: text, from: c.from, to: s.xml.to, part: s.name}
	if !c.formula {
		f.way = cellWay(c.ref, c.style)
	}
	row := &s.rows[len(s.rows)-1]
	col := columnOf(c.ref, len(*row))
	if col > chosen.file.columns {
		return
	}
	for len(*row) <= col {
		*row = append(*row, field{})
	}
	(*row)[col] = f
	if (c.kind == "s" || c.kind == "inlineStr") && !c.formula {
		s.words = append(s.words, f)
	}
}

// columnOf is the number of the column that a cell names, from 0: B2 is in column 1.
func columnOf(ref string, next int) int {
	n := 0
	for _, r := range ref {
		if r < 'A' || r > 'Z' || n > 1<<20 {
			break
		}
		n = 26*n + int(r-'A') + 1
	}
	if n == 0 {
		return next
	}
	return n - 1
}

// cellWay writes a cell with a text of its own, in the style that it has.
func cellWay(ref, style string) *way {
	return &way{next: nextRune, whole: true, quote: func(text string) string {
		open := `<c r="` + xmlQuoter.Replace(ref) + `"`
		if style != "" {
			open += ` s="` + xmlQuoter.Replace(style) + `"`
		}
		return open + ` t="inlineStr"><is><t xml:space="preserve">` + xmlQuoter.Replace(text) + `</t></is></c>`
	}}
}

// texts are the cells with text of a sheet without columns of languages.
func (s *sheet) texts(v align.Version) (all []found) {
	for _, f := range s.words {
		if text := tidyString(f.text); text != "" {
			all = append(all, found{Segment: align.Segment{Text: text, Kind: align.Text}, version: v, key: place(s.name, f.from),
				pieces: []piece{{part: s.name, from: f.from, to: f.to, way: f.way}}})
		}
	}
	return all
}
