// Package check finds drift: where the versions of a unit are not in step.
//
// A check looks at one unit and returns findings. Checks are values in one
// explicit table, All; each runs on the touched unit alone, with the
// statistics of its document (Stats) beside it, and states the values it
// compared.
package check

import (
	"triptych/align"
	"triptych/align/reading"
)

// Severity says how bad a finding is.
type Severity string

// The severities, worst first.
const (
	Blocker Severity = "blocker"
	Error   Severity = "error"
	Warning Severity = "warning"
	Info    Severity = "info"
)

// Span is a half-open range [start, end) in runes of a cell's text, its
// segments joined by one newline.
type Span = reading.Span

// Finding is one thing a check noticed about a pair or a cell of a unit.
type Finding struct {
	ID       string                   `json:"id"` // the same for the same place, texts and check: what a waiver names
	Unit     string                   `json:"unit"`
	Check    string                   `json:"check"` // id of the check, such as "num.value"
	Rule     int                      `json:"rule"`  // version of the check that raised it
	Severity Severity                 `json:"severity"`
	Pair     []align.Version          `json:"pair"`          // two versions, or one for a finding about a cell
	Odd      *align.Version           `json:"odd,omitempty"` // the version that two others disagree with
	Spans    map[align.Version]Span   `json:"spans,omitempty"`
	Values   map[align.Version]string `json:"values,omitempty"` // what was compared, as shown to people: "300,000"
	Message  string                   `json:"message"`          // one English sentence of why
	Key      string                   `json:"key,omitempty"`    // message id, for translation in the interface
	Args     map[string]string        `json:"args,omitempty"`   // arguments of the message
	Fix      *Fix                     `json:"fix,omitempty"`
	Diff     []Change                 `json:"diff,omitempty"` // a word diff, for drift.stale and hh.diverge
	Tier     Tier                     `json:"tier,omitempty"`
	P        float64                  `json:"p,omitempty"` // how likely it is a real slip, 0 to 1
	grounds  Grounds                  // what P was reckoned from
}

// Fix is a replacement that is certain.
type Fix struct {
	Version align.Version `json:"version"`
	Span    Span          `json:"span"`
	Text    string        `json:"text"`
}

// Change is one run of a diff: Op is -1 (only in the first text), 0 (in both)
// or 1 (only in the second).
type Change struct {
	Op   int            `json:"op"`
	Text string         `json:"text"`
	In   *align.Version `json:"in,omitempty"` // the version whose text it is: that changed, or that is shown beside the other
}

// PairStatus is what approvals say of a pair.
type PairStatus string

// A pair is approved when an approval exists for its two present texts, stale
// when one exists only for other texts, and open otherwise.
const (
	Open     PairStatus = "open"
	Approved PairStatus = "approved"
	Stale    PairStatus = "stale"
)

// Pairing is the state of one pair as far as checks need it: for a stale pair
// the two texts that were approved last.
type Pairing struct {
	Status PairStatus
	Was    [2]string
}

// Unit is what checks read: the cells' texts (segments joined by one newline;
// "" = no text) and the state of the three pairs, in the order of align.Pairs.
type Unit struct {
	ID    string
	Text  [3]string
	Kind  [3]align.Kind // kind of the first segment of each cell
	Pairs [3]Pairing
	Want  [3]Wanted  // whether a version without text is missed here
	Made  [3]*Origin // of a version that was converted and that nobody has confirmed
}

// Origin says what a text was converted from.
type Origin struct {
	From     align.Version
	Rev, Now string // revision that was converted, and the present one
}

// Wanted says whether an empty cell is something to report. The zero value
// leaves it to the document: its versions are those that some unit has text in.
type Wanted int8

// What is wanted of a version.
const (
	AsDocument Wanted = iota
	Expected          // the version belongs here, even if no unit has text in it
	Absent            // the version is not part of this unit
)
