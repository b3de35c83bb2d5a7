// Package still is a document as it was at one moment, for whoever writes it out
// while it goes on changing. It costs some 350 bytes a unit and 60 a segment; texts
// and findings are shared with the document, which never alters them in place.
//
// The guarantee: what Append writes is what JSON makes of the UnitViews at that
// moment, and any number of goroutines may ask for it.
package still

import (
	"slices"

	"triptych/align"
	"triptych/align/check"
	"triptych/server/wire"
)

// Document is what the document is at its moment.
type Document struct {
	versions []align.Version
	pairs    []align.Pair
	units    []Unit
	segs     []wire.SegmentView
}

// Unit is what a UnitView is written from, but for its segments.
type Unit struct {
	ID          string
	Confidence  float64
	Why         []string
	State, Made [3]string // as they are shown
	Hashes      [3]string
	Pairs       [3]check.PairStatus // as the document's pairs
	Findings    []check.Finding
	Waived      []wire.Waived

	cells [4]int // that of version v: segments from cells[v] to cells[v+1]
}

// New makes one without units, with room for some.
func New(versions []align.Version, pairs []align.Pair, units, segs int) *Document {
	d := &Document{slices.Clone(versions), pairs, make([]Unit, 0, units), make([]wire.SegmentView, 0, segs)}
	slices.Sort(d.versions) // as maps are written
	return d
}

// Add puts a unit behind the others; cell gives the segments of a version, in order.
func (d *Document) Add(u Unit, cell func(v int, add func(wire.SegmentView))) {
	for v := range 3 {
		u.cells[v] = len(d.segs)
		cell(v, func(s wire.SegmentView) { d.segs = append(d.segs, s) })
	}
	u.cells[3] = len(d.segs)
	d.units = append(d.units, u)
}

// Len is how many units there are.
func (d *Document) Len() int { return len(d.units) }

// ID is the id of unit i.
func (d *Document) ID(i int) string { return d.units[i].ID }

// Index is the place of a unit, -1 = it is not there.
func (d *Document) Index(unit string) int {
	return slices.IndexFunc(d.units, func(u Unit) bool { return u.ID == unit })
}

// Size is about how many bytes a unit takes when it is written: short by what its
// text has to be escaped and by the longer words of findings.
func (d *Document) Size(i int) int {
	u := &d.units[i]
	size := 450 + 600*(len(u.Findings)+len(u.Waived))
	for _, s := range d.segs[u.cells[0]:u.cells[3]] {
		size += 80 + len(s.Text)
	}
	return size
}

// aside reports whether the unit holds nothing of the article itself.
func (d *Document) aside(u *Unit) bool {
	found := false
	for _, seg := range d.segs[u.cells[0]:u.cells[3]] {
		if seg.Text == "" {
			continue
		}
		if seg.Kind != align.NonContent {
			return false
		}
		found = true
	}
	return found
}

// View is unit i as messages hold it.
func (d *Document) View(i int) wire.UnitView {
	u := &d.units[i]
	view := wire.UnitView{
		ID: u.ID, Confidence: u.Confidence, Why: u.Why, Aside: d.aside(u), Cells: map[align.Version]wire.CellView{},
		Status: wire.Status{
			Findings: append([]check.Finding{}, u.Findings...), Waived: u.Waived,
			Pairs: map[string]check.PairStatus{}, Hashes: map[align.Version]string{},
		},
	}
	for _, v := range d.versions {
		segs := append([]wire.SegmentView{}, d.segs[u.cells[v]:u.cells[v+1]]...)
		view.Cells[v] = wire.CellView{State: u.State[v], Made: u.Made[v], Segs: segs}
		view.Hashes[v] = u.Hashes[v]
	}
	for k, p := range d.pairs {
		view.Pairs[p.String()] = u.Pairs[k]
	}
	return view
}
