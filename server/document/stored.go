package document

import (
	"encoding/json"
	"strings"

	"triptych/align"
	"triptych/align/check"
	"triptych/server/store"
	"triptych/server/wire"
)

// stored is what the database keeps of an event beyond its columns, as JSON. Rows
// of every age have this form, so fields may be added and none may change.
type stored struct {
	columns

	// approve, withdraw, state, waive, unwaive; title and checks have a Val
	Unit    string   `json:"unit,omitempty"`
	Pair    string   `json:"pair,omitempty"`
	Side    string   `json:"side,omitempty"`
	Val     string   `json:"val,omitempty"`
	Made    string   `json:"made,omitempty"`
	Hashes  []string `json:"hashes,omitempty"`
	Check   string   `json:"check,omitempty"`
	Reason  string   `json:"reason,omitempty"`
	Finding string   `json:"finding,omitempty"`

	// struct
	Kind  string       `json:"kind,omitempty"`
	Old   []string     `json:"old,omitempty"`
	New   []storedUnit `json:"new,omitempty"`
	Moved []Moved      `json:"moved,omitempty"`
}

// columns are zero in every row: the row has columns for them. They were part of
// the first rows, and a row is written as it always was.
type columns struct {
	T  string `json:"t"`
	S  int64  `json:"s"`
	K  string `json:"k"`
	By string `json:"by"`
	At int64  `json:"at"`
}

// storedUnit is a unit after a structural step. Findings is null in every row:
// what is found is derived.
type storedUnit struct {
	ID         string                       `json:"id"`
	Confidence float64                      `json:"confidence"`
	Why        []string                     `json:"why,omitempty"`
	Aside      bool                         `json:"aside,omitempty"`
	Cells      map[align.Version]storedCell `json:"cells"`
	Findings   *struct{}                    `json:"findings"`
	Pairs      map[string]check.PairStatus  `json:"pairs"`
	Hashes     map[align.Version]string     `json:"hashes"`
}

type storedCell struct {
	State string          `json:"state"`
	Made  string          `json:"made,omitempty"`
	Segs  []storedSegment `json:"segs"`
}

type storedSegment struct {
	ID   string     `json:"id"`
	Kind align.Kind `json:"kind"`
	Rev  int64      `json:"rev"`
	Text string     `json:"text"`
}

// Moved says that the text of segment Seg from offset From on (UTF-16 units, at
// revision Rev) now stands in segment To, beginning at offset At.
type Moved struct {
	Seg   string `json:"seg"`
	Rev   int64  `json:"rev"`
	From  int    `json:"from"`
	To    string `json:"to"`
	At    int    `json:"at"`
	ToRev int64  `json:"toRev,omitempty"` // after which At counts, once a joined text stands by itself again; else 0
}

// json is the body as a row holds it.
func (s stored) json() string { return string(wire.Encode(s)) }

// readStored reads the body of an event.
func readStored(ev *store.Event) *stored {
	s := &stored{}
	if ev.Body != "" {
		// Written by json; the chain of hashes vouches for it.
		_ = json.Unmarshal([]byte(ev.Body), s)
	}
	return s
}

// storedView is what is kept of a unit's view.
func storedView(view *wire.UnitView) storedUnit {
	u := storedUnit{
		ID: view.ID, Confidence: view.Confidence, Why: view.Why, Aside: view.Aside,
		Cells: map[align.Version]storedCell{}, Pairs: view.Pairs, Hashes: view.Hashes,
	}
	for v, cell := range view.Cells {
		c := storedCell{State: cell.State, Made: cell.Made, Segs: []storedSegment{}}
		for _, seg := range cell.Segs {
			c.Segs = append(c.Segs, storedSegment(seg))
		}
		u.Cells[v] = c
	}
	return u
}

// view is the unit as the wire shows it, without findings.
func (u *storedUnit) view() wire.UnitView {
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
	e := &wire.Event{T: "ev", S: ev.Seq, K: ev.Kind, By: ev.Who.Name, At: ev.At, Seg: ev.Seg, Rev: ev.Rev}
	if ev.Body != "" {
		s := readStored(ev)
		e.Unit, e.Pair, e.Side, e.Val, e.Made, e.Hashes = s.Unit, s.Pair, s.Side, s.Val, s.Made, s.Hashes
		e.Check, e.Reason, e.Finding, e.Kind, e.Old = s.Check, s.Reason, s.Finding, s.Kind, s.Old
		for i := range s.New {
			e.New = append(e.New, s.New[i].view())
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
