package document

import (
	"bytes"
	"strings"

	"triptych/align"
	"triptych/align/check"
	"triptych/server/wire"
)

// Status derives what is shown of a unit.
func (d *Document) Status(u *Unit) wire.Status {
	s := wire.Status{
		Findings: []check.Finding{},
		Pairs:    map[string]check.PairStatus{},
		Hashes:   map[align.Version]string{},
	}
	for _, f := range u.Findings {
		if key, ok := d.waiverOf(u, &f); ok {
			w := d.waivers[key]
			s.Waived = append(s.Waived, wire.Waived{Finding: f, By: w.Who.Name, At: w.At, Reason: w.Reason})
		} else {
			s.Findings = append(s.Findings, f)
		}
	}
	for _, p := range d.Pairs() {
		s.Pairs[p.String()], _ = d.PairStatus(u, p)
	}
	for _, v := range d.Versions {
		s.Hashes[v] = u.Hashes[v]
	}
	return s
}

// unitView is everything a client shows of a unit.
func (d *Document) unitView(u *Unit) wire.UnitView {
	view := wire.UnitView{
		ID: u.ID, Confidence: u.confidence, Why: u.why, Aside: u.Aside(),
		Cells: map[align.Version]wire.CellView{}, Status: d.Status(u),
	}
	for _, v := range d.Versions {
		cell := wire.CellView{State: u.cellState(v), Segs: []wire.SegmentView{}}
		if cell.State == "converted" {
			cell.Made = u.made[v]
		}
		for _, seg := range u.Segs[v] {
			cell.Segs = append(cell.Segs, wire.SegmentView{ID: seg.ID, Kind: seg.Kind, Rev: seg.Rev, Text: seg.Text})
		}
		view.Cells[v] = cell
	}
	return view
}

// ViewJSON is the unitView as JSON, kept until the unit changes.
func (d *Document) ViewJSON(u *Unit) []byte {
	if u.view == nil {
		u.view = wire.Encode(d.unitView(u))
	}
	return u.view
}

// StatusJSON is the unit's UnitStatus as JSON, kept until the unit changes.
func (d *Document) StatusJSON(u *Unit) []byte {
	if u.told == nil {
		u.told = wire.Encode(wire.UnitStatus{T: "unit", Unit: u.ID, Status: d.Status(u)})
	}
	return u.told
}

// Info is what is true of the document as a whole.
func (d *Document) Info() wire.DocInfo {
	return wire.DocInfo{ID: d.ID, Title: d.Title, Versions: d.Versions, Units: len(d.Units), Required: d.Required}
}

// Found gives a unit its findings.
func (d *Document) Found(u *Unit, list []check.Finding) {
	u.Findings, u.view, u.told = list, nil, nil
}

// News is statusJSON, unless it is what went out last; then it is nil. It counts
// as having gone out.
func (d *Document) News(u *Unit) []byte {
	status := d.StatusJSON(u)
	if bytes.Equal(status, u.sent) {
		return nil
	}
	u.sent = status
	return status
}

// Recheck has every unit checked anew.
func (d *Document) Recheck() {
	for _, u := range d.Units {
		u.touch()
		d.Unchecked[u.ID] = true
	}
}

// Inherit takes the findings of units that are the same over from the document
// as it was read before, and returns the ids of those units. All are checked
// again; what is found of before counts for nothing.
func (d *Document) Inherit(before *Document) map[string]bool {
	same := map[string]bool{}
	for _, u := range d.Units {
		d.Unchecked[u.ID] = true
		old := before.ByID[u.ID]
		if old == nil {
			continue
		}
		u.Edits += old.Edits // more than any answer that is under way
		if old.Hashes == u.Hashes && old.Text(0) == u.Text(0) {
			u.Findings, u.sent = old.Findings, old.sent
			same[u.ID] = true
		}
	}
	return same
}

// Find returns the one segment of a version that holds a phrase, else nil.
func (d *Document) Find(v align.Version, phrase string) *segment {
	var found *segment
	for _, seg := range d.Segs {
		if seg.version == v && strings.Contains(seg.Text, phrase) {
			if found != nil {
				return nil
			}
			found = seg
		}
	}
	return found
}
