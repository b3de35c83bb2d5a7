package finding

import (
	"context"

	"triptych/align"
	"triptych/align/check"
	"triptych/server/document"
	"triptych/server/wire"
)

// UnitFindings is a unit that something is to be said of, for lists over whole
// documents.
type UnitFindings struct {
	Unit     string                   `json:"unit"`
	Number   int                      `json:"number"` // 1 = the first unit of the document
	Texts    map[align.Version]string `json:"texts"`  // segments joined by one newline
	Findings []check.Finding          `json:"findings"`
	Waived   []wire.Waived            `json:"waived,omitempty"`

	Pairs map[string]check.PairStatus `json:"pairs"`
	By    []string                    `json:"by,omitempty"` // who edited it or approved a pair in it, sorted
}

// List is what is known of the findings of a document.
type List struct {
	Done  int            `json:"done"` // units that have been checked in their present state
	Of    int            `json:"of"`   // more than Done: ask again
	Units []UnitFindings `json:"units"`
}

// ListOf lists the findings of a document, done of whose units have been checked
// in their present state.
func ListOf(d *document.Document, done int) List {
	n := len(d.Units)
	return List{Done: done, Of: n, Units: listFindings(d, 0, n)}
}

// Known lists the findings of a document that was checked as it is at
// event seq; nil when it was not.
func (f *Finder) Known(ctx context.Context, id string, seq int64) (*List, error) {
	none := &List{}
	if !f.known.has(id, seq) {
		return nil, nil
	}
	d, err := f.store.Load(context.WithoutCancel(ctx), id)
	if err != nil {
		return none, err
	}
	doc := document.Open(d, 0, nil, document.Past{})
	if f.known.fill(doc, d.Head) == nil {
		return nil, nil
	}
	n := len(doc.Units)
	return &List{n, n, listFindings(doc, 0, n)}, nil
}

// listFindings lists the findings of the units from to to-1.
func listFindings(d *document.Document, from, to int) []UnitFindings {
	list := []UnitFindings{}
	for i, u := range d.Units[from:to] {
		if len(u.Findings) == 0 || u.Aside() {
			continue
		}
		status := d.Status(u)
		texts := map[align.Version]string{}
		for _, v := range d.Versions {
			texts[v] = u.Text(v)
		}
		list = append(list, UnitFindings{Unit: u.ID, Number: from + i + 1, Texts: texts, Findings: status.Findings, Waived: status.Waived, Pairs: status.Pairs})
	}
	return list
}
