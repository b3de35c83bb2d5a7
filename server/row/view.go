package row

import (
	"triptych/align"
	"triptych/server/wire"
)

// UnitOf is what is kept of a unit's view.
func UnitOf(view *wire.UnitView) Unit {
	u := Unit{
		ID: view.ID, Confidence: view.Confidence, Why: view.Why, Aside: view.Aside,
		Cells: map[align.Version]Cell{}, Pairs: view.Pairs, Hashes: view.Hashes,
	}
	for v, cell := range view.Cells {
		c := Cell{State: cell.State, Made: cell.Made, Segs: []Segment{}}
		for _, seg := range cell.Segs {
			c.Segs = append(c.Segs, Segment(seg))
		}
		u.Cells[v] = c
	}
	return u
}

// View is a stored unit as the wire shows it, without findings.
func (u *Unit) View() wire.UnitView {
	view := wire.UnitView{
		ID: u.ID, Confidence: u.Confidence, Why: u.Why, Aside: u.Aside,
		Cells: map[align.Version]wire.CellView{}, Status: wire.Status{Pairs: u.Pairs, Hashes: u.Hashes},
	}
	for v, cell := range u.Cells {
		c := wire.CellView{State: cell.State, Made: cell.Made, Segs: []wire.SegmentView{}}
		for _, seg := range cell.Segs {
			c.Segs = append(c.Segs, wire.SegmentView(seg))
		}
		view.Cells[v] = c
	}
	return view
}
