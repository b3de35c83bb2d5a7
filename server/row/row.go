// Package row holds what the rows of events say beyond their columns: the JSON of the
// column body, as the server writes and reads it.
//
// The guarantee: rows of every age have these forms, so fields may be added and none
// may change.
package row

import (
	"encoding/json"

	"triptych/align"
	"triptych/align/check"
	"triptych/server/wire"
)

// Body is what the database keeps of an event beyond its columns, as JSON.
type Body struct {
	Columns

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

	Signed *Signed `json:"signed,omitempty"` // sign, with its Reason

	// struct
	Kind  string   `json:"kind,omitempty"`
	Old   []string `json:"old,omitempty"`
	New   []Unit   `json:"new,omitempty"`
	Moved []Moved  `json:"moved,omitempty"`
}

// Signed is what somebody signed off: the document's hash, and what was still to do in
// the units that are not set apart.
type Signed struct {
	Sum       string `json:"sum"`
	Units     int    `json:"units"`
	Pairs     int    `json:"pairs"` // required ones
	Approved  int    `json:"approved"`
	Cells     int    `json:"cells"`
	Confirmed int    `json:"confirmed"`
	Errors    int    `json:"errors"` // open ones
}

// Encode is a body as a row holds it.
func (b Body) Encode() string { return string(wire.Encode(b)) }

// Read reads the body of an event; "" is one that says nothing.
func Read(text string) *Body {
	b := &Body{}
	if text != "" {
		// Written by Encode; the chain of hashes vouches for it.
		_ = json.Unmarshal([]byte(text), b)
	}
	return b
}

// Columns are zero in every row: the row has columns for them. They were part
// of the first rows, and a row is written as it always was.
type Columns struct {
	T  string `json:"t"`
	S  int64  `json:"s"`
	K  string `json:"k"`
	By string `json:"by"`
	At int64  `json:"at"`
}

// Unit is a unit after a structural step. Findings is null in every row:
// what is found is derived.
type Unit struct {
	ID         string                      `json:"id"`
	Confidence float64                     `json:"confidence"`
	Why        []string                    `json:"why,omitempty"`
	Aside      bool                        `json:"aside,omitempty"`
	Cells      map[align.Version]Cell      `json:"cells"`
	Findings   *struct{}                   `json:"findings"`
	Pairs      map[string]check.PairStatus `json:"pairs"`
	Hashes     map[align.Version]string    `json:"hashes"`
}

// Cell is one version's side of a unit.
type Cell struct {
	State string    `json:"state"`
	Made  string    `json:"made,omitempty"`
	Segs  []Segment `json:"segs"`
}

// Segment is a segment at a revision.
type Segment struct {
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
