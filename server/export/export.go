// Package export makes of a document what files of it are written from.
package export

import (
	"triptych/align"
	"triptych/align/format"
	"triptych/server/document"
	"triptych/server/store"
)

// Of is a document as a file holds it. Segments without text, where a
// translation is still to be written, are left out. It ends early with the error that
// gone returns once nobody waits for it.
func Of(d *store.Document, gone func() error) (*format.Export, error) {
	doc := document.Open(d, 0, nil, document.Past{})
	out := &format.Export{Title: d.Title, Versions: d.Versions, Units: []format.ExportUnit{}}
	for _, u := range doc.Units {
		if err := gone(); err != nil {
			return nil, err
		}
		eu := format.ExportUnit{ID: u.ID, Cells: map[align.Version]format.ExportCell{}, Pairs: []format.ExportPair{}}
		for _, v := range d.Versions {
			cell := format.ExportCell{State: doc.State(u, v), Segments: []format.ExportSegment{}}
			for _, seg := range u.Segs[v] {
				if seg.Text != "" {
					cell.Segments = append(cell.Segments, format.ExportSegment{ID: seg.ID, Kind: seg.Kind, Text: seg.Text})
				}
			}
			eu.Cells[v] = cell
		}
		for _, p := range doc.Pairs() {
			status, _ := doc.PairStatus(u, p)
			pair := format.ExportPair{Pair: p.String(), State: string(status)}
			if last, ok := doc.Given(u, p); ok && status != "open" {
				pair.By, pair.At = last.Who.Name, last.At
			}
			eu.Pairs = append(eu.Pairs, pair)
		}
		out.Units = append(out.Units, eu)
	}
	return out, nil
}
