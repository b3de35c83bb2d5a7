package store

import (
	"triptych/align"
	"triptych/align/check"
)

// Body is what the database keeps of an event beyond its columns, as JSON. Rows
// of every age have this form, so fields may be added and none may change.
type Body struct {
	BodyColumns

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
	Kind  string     `json:"kind,omitempty"`
	Old   []string   `json:"old,omitempty"`
	New   []BodyUnit `json:"new,omitempty"`
	Moved []Moved    `json:"moved,omitempty"`
}

// BodyColumns are zero in every row: the row has columns for them. They were part
// of the first rows, and a row is written as it always was.
type BodyColumns struct {
	T  string `json:"t"`
	S  int64  `json:"s"`
	K  string `json:"k"`
	By string `json:"by"`
	At int64  `json:"at"`
}

// BodyUnit is a unit after a structural step. Findings is null in every row:
// what is found is derived.
type BodyUnit struct {
	ID         string                      `json:"id"`
	Confidence float64                     `json:"confidence"`
	Why        []string                    `json:"why,omitempty"`
	Aside      bool                        `json:"aside,omitempty"`
	Cells      map[align.Version]BodyCell  `json:"cells"`
	Findings   *struct{}                   `json:"findings"`
	Pairs      map[string]check.PairStatus `json:"pairs"`
	Hashes     map[align.Version]string    `json:"hashes"`
}

// BodyCell is one version's side of a unit.
type BodyCell struct {
	State string        `json:"state"`
	Made  string        `json:"made,omitempty"`
	Segs  []BodySegment `json:"segs"`
}

// BodySegment is a segment at a revision.
type BodySegment struct {
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
