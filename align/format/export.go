package format

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"triptych/align"
)

// Export is a whole document with its texts, states and approvals, as it leaves
// the program.
type Export struct {
	Title    string          `json:"title"`
	Versions []align.Version `json:"versions"`
	Units    []ExportUnit    `json:"units"`
}

// ExportUnit is one unit. Cells has an entry for each of the document's versions.
type ExportUnit struct {
	ID    string                       `json:"id"`
	Cells map[align.Version]ExportCell `json:"cells"`
	Pairs []ExportPair                 `json:"pairs"`
}

// ExportCell is one version's side of a unit.
type ExportCell struct {
	State    string          `json:"state"` // missing, draft, done, rework
	Segments []ExportSegment `json:"segments"`
}

// ExportSegment is one paragraph.
type ExportSegment struct {
	ID   string     `json:"id"`
	Kind align.Kind `json:"kind"`
	Text string     `json:"text"`
}

// ExportPair says how a pair of cells stands.
type ExportPair struct {
	Pair  string `json:"pair"`           // as align.Pair.String writes it: "en:zh-Hans"
	State string `json:"state"`          // approved, stale, open
	By    string `json:"by,omitempty"`   // who approved
	At    int64  `json:"at,omitempty"`   // when, in Unix milliseconds
	Note  string `json:"note,omitempty"` // the reason, where one was given
}

// ExportFormat is one kind of file that a document is exported to.
type ExportFormat struct {
	Name      string
	Extension string
	MediaType string
	Write     func(e *Export, w io.Writer) error
}

// Exports lists the kinds of files that a document is exported to.
var Exports = []ExportFormat{
	{"json", ".json", "application/json", (*Export).WriteJSON},
	{"tsv", ".tsv", "text/tab-separated-values; charset=utf-8", (*Export).WriteTSV},
	{"tmx", ".tmx", "application/x-tmx+xml", (*Export).WriteTMX},
	{"xliff", ".xlf", "application/x-xliff+xml", (*Export).WriteXLIFF},
}

// ExportByName finds a kind of file.
func ExportByName(name string) (ExportFormat, error) {
	for _, f := range Exports {
		if f.Name == name {
			return f, nil
		}
	}
	return ExportFormat{}, fmt.Errorf("cannot export as %q: use %s", name, strings.Join(ExportNames(), " or "))
}

// ExportNames lists the names of the kinds of files.
func ExportNames() []string {
	var names []string
	for _, f := range Exports {
		names = append(names, f.Name)
	}
	return names
}

// WriteJSON writes everything, indented.
func (e *Export) WriteJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(e)
}

// ReadExport reads what Export.WriteJSON writes.
func ReadExport(r io.Reader) (*Export, error) {
	var e Export
	if err := json.NewDecoder(r).Decode(&e); err != nil {
		return nil, fmt.Errorf("read export: %w", err)
	}
	return &e, nil
}

// WriteTSV writes one row per unit: its id, the text of each version, the state
// of each version, the state of each pair of versions that the document has.
// The segments of a cell stand on lines of their own; WriteRow says how fields
// are escaped.
func (e *Export) WriteTSV(w io.Writer) error {
	out := bufio.NewWriter(w)
	out.WriteString(byteOrder)
	row := []string{"unit"}
	has := [3]bool{}
	for _, v := range e.Versions {
		row = append(row, v.String())
		has[v] = true
	}
	for _, v := range e.Versions {
		row = append(row, v.String()+" state")
	}
	var pairs []string
	for _, p := range align.Pairs {
		if has[p[0]] && has[p[1]] {
			pairs = append(pairs, p.String())
		}
	}
	WriteRow(out, append(row, pairs...))
	for _, u := range e.Units {
		WriteRow(out, e.row(u, pairs))
	}
	return out.Flush()
}

func (e *Export) row(u ExportUnit, pairs []string) []string {
	row := []string{u.ID}
	for _, v := range e.Versions {
		var texts []string
		for _, s := range u.Cells[v].Segments {
			texts = append(texts, s.Text)
		}
		row = append(row, strings.Join(texts, "\n"))
	}
	for _, v := range e.Versions {
		row = append(row, u.Cells[v].State)
	}
	for _, name := range pairs {
		state := ""
		for _, p := range u.Pairs {
			if p.Pair == name {
				state = p.State
			}
		}
		row = append(row, state)
	}
	return row
}
