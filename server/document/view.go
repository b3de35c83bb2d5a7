package document

import (
	"bytes"

	"triptych/align"
	"triptych/align/check"
	"triptych/server/still"
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
		if w, ok := d.waiverOf(u, &f); ok {
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

// Freeze takes the document as it is now.
func (d *Document) Freeze() *still.Document { return d.freeze(d.Units, len(d.Segs)) }

// freeze takes some units as they are now, of so many segments about.
func (d *Document) freeze(units []*Unit, segs int) *still.Document {
	pairs := d.Pairs()
	f := still.New(d.Versions, pairs, len(units), segs)
	for _, u := range units {
		z := still.Unit{ID: u.ID, Confidence: u.confidence, Why: u.why, Hashes: u.Hashes, Findings: u.Findings}
		for _, v := range d.Versions {
			if z.State[v] = u.cellState(v); z.State[v] == "converted" || z.State[v] == "rework" {
				z.Made[v] = u.made[v]
			}
		}
		for k, p := range pairs {
			z.Pairs[k], _ = d.PairStatus(u, p)
		}
		if len(d.waivers) > 0 && len(u.Findings) > 0 {
			status := d.Status(u)
			z.Findings, z.Waived = status.Findings, status.Waived
		}
		f.Add(z, func(v int, add func(wire.SegmentView)) {
			for _, s := range u.Segs[v] {
				add(wire.SegmentView{ID: s.ID, Kind: s.Kind, Rev: s.Rev, Text: s.Text})
			}
		})
	}
	return f
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
	return wire.DocInfo{ID: d.ID, Title: d.Title, Versions: d.Versions, Units: len(d.Units), Required: d.Required, Signed: d.Signed}
}

// Found gives a unit its findings.
func (d *Document) Found(u *Unit, list []check.Finding) {
	u.Findings, u.told = list, nil
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

// Touches is the version whose text, or the division of it into paragraphs, a message
// changes; "" where it changes none, or those of all.
func (d *Document) Touches(m *wire.ClientMessage) string {
	seg := d.Segs[m.Seg]
	switch {
	case m.T == "set" && m.What == "state":
		return m.Side
	case m.T == "set" || m.Kind == "realign" || m.Kind == "undo":
		return ""
	case seg != nil:
		return seg.version.String()
	}
	return m.Side
}

// State is what a cell is shown as.
func (d *Document) State(u *Unit, v align.Version) string { return u.cellState(v) }
