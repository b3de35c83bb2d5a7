package row

import (
	"strings"

	"triptych/align"
	"triptych/server/store"
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

// viewOf is a stored unit as the wire shows it, without findings.
func viewOf(u *Unit) wire.UnitView {
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

// Wire is a stored event as the wire tells it, to its author with own.
func Wire(ev *store.Event, own bool) *wire.Event {
	e := &wire.Event{T: "ev", S: ev.Seq, K: ev.Kind, By: ev.Who.Name, At: ev.At, Seg: ev.Seg, Rev: ev.Rev, Chain: wire.Short(ev.Chain)}
	if ev.Body != "" {
		s := Read(ev.Body)
		e.Unit, e.Pair, e.Side, e.Val, e.Made, e.Hashes = s.Unit, s.Pair, s.Side, s.Val, s.Made, s.Hashes
		e.Check, e.Reason, e.Finding, e.Kind, e.Old = s.Check, s.Reason, s.Finding, s.Kind, s.Old
		for i := range s.New {
			e.New = append(e.New, viewOf(&s.New[i]))
		}
		for _, m := range s.Moved {
			e.Moved = append(e.Moved, wire.Moved(m))
		}
	}
	if ev.Ops != "" {
		e.Ops = []byte(ev.Ops)
	}
	if own {
		e.Own = true
		e.ID, _, _ = strings.Cut(ev.Msg, "\n") // behind it: which part of the message
	}
	return e
}
