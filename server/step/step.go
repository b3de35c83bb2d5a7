// Package step is what the database keeps of the structural steps of a document, and the
// newest of them in order: what each rearranged, what it was before, which are taken back,
// and where the text of paragraphs went that are gone.
//
// The guarantee: steps of every age are read, and written as the same bytes.
package step

import (
	"encoding/json"
	"slices"

	"triptych/align"
	"triptych/server/change"
	"triptych/server/row"
	"triptych/server/store"
)

// Step is a structural step as the database keeps it: what the wire tells, and
// what is needed to undo it.
type Step struct {
	row.Body
	Was        []Unit     `json:"was"`
	Undoes     int64      `json:"undoes,omitempty"` // seq of the step that this one takes back
	Joined     string     `json:"joined,omitempty"` // the segment that was joined into Seg
	JoinedKind align.Kind `json:"joinedKind,omitempty"`
	Turns      bool       `json:"turns,omitempty"` // it had paragraphs change places

	// of a revision
	Group   int64       `json:"group,omitempty"` // seq of its first event: its steps have it all
	Texts   []Rewritten `json:"texts,omitempty"` // that it changed: one of its steps has them
	Dropped []Dropped   `json:"dropped,omitempty"`

	Seq int64  `json:"-"` // of its event
	Seg string `json:"-"` // whose text it changed, and to what revision
	Rev int64  `json:"-"`

	undone bool
	back   *Step // the one that it takes back, where that is kept
}

// Unit is a unit before the step.
type Unit struct {
	ID         string      `json:"id"`
	Segs       [3][]string `json:"segs"`
	State      [3]string   `json:"state"`
	Made       [3]string   `json:"made,omitzero"`
	Confidence float64     `json:"confidence"`
	Why        []string    `json:"why,omitempty"`
}

// Stands reports whether a unit holds the segments that it held.
func (u *Unit) Stands(then *Unit) bool {
	for v := range u.Segs {
		if !slices.Equal(u.Segs[v], then.Segs[v]) {
			return false
		}
	}
	return u.ID == then.ID
}

// Rewritten is a text that a revision changed, and the revision number that it got.
type Rewritten struct {
	Seg string `json:"seg"`
	Rev int64  `json:"rev"`
}

// Dropped is a segment whose text a revision took out of the document: it is kept with the
// step, from where it is shown and put back.
type Dropped struct {
	Unit    string     `json:"unit"` // where it stood
	Seg     string     `json:"seg"`
	Version string     `json:"version"`
	Kind    align.Kind `json:"kind"`
	Rev     int64      `json:"rev"`
	Text    string     `json:"text"`
}

// Steps are the newest structural steps of a document, the oldest first. Oldest
// is the event before which there may be others that are not among them.
type Steps struct {
	Oldest int64
	list   []*Step
}

// Kept is how many steps are read; up to twice as many stay.
const Kept = 200

// Read takes the newest structural events of a document, in order; there may be older
// ones when they are Kept. each is called with every step.
func Read(events []store.Event, each func(*Step)) (Steps, error) {
	all := Steps{}
	for i := range events {
		s := &Step{}
		if err := json.Unmarshal([]byte(events[i].Body), s); err != nil {
			return all, err
		}
		s.Seq, s.Seg, s.Rev = events[i].Seq, events[i].Seg, events[i].Rev
		all.Keep(s)
		each(s)
	}
	if len(events) == Kept {
		all.Oldest = events[0].Seq
	}
	return all, nil
}

// Keep adds a step.
func (all *Steps) Keep(s *Step) {
	for _, earlier := range all.list {
		if s.Undoes == earlier.Seq {
			earlier.undone, s.back = true, earlier
		}
	}
	all.list = append(all.list, s)
	if len(all.list) > 2*Kept {
		all.Oldest = all.list[Kept-1].Seq
		all.list = slices.Clone(all.list[Kept:])
	}
}

// Newest is the newest step that stands, or nil: neither taken back nor one that takes
// another back, but for one that does again what was taken back.
func (all *Steps) Newest() *Step {
	for _, s := range slices.Backward(all.list) {
		if !s.undone && (s.Undoes == 0 || s.Kind == "redo") {
			return s
		}
	}
	return nil
}

// Undone is the step by which the newest was taken back of those that can be done again,
// or nil: after another step none can. A revision is taken in again from its text.
func (all *Steps) Undone() *Step {
	for _, s := range slices.Backward(all.list) {
		switch {
		case s.Undoes == 0:
			return nil
		case s.Kind == "redo" || s.undone:
			continue
		case s.back == nil || s.back.Group != 0:
			return nil
		}
		return s
	}
	return nil
}

// Group lists the steps of a revision, in order; none when some of them are not kept.
func (all *Steps) Group(group int64) (list []*Step) {
	for _, s := range all.list {
		if s.Group == group && all.Oldest < group {
			list = append(list, s)
		}
	}
	return list
}

// Place is where the text of a segment went that was joined into another: to offset At of
// what was, with it, a text of Whole units at revision Rev.
type Place struct {
	To        string
	At, Whole int
	Rev       int64
}

// Went finds where the text of a segment went that was joined into another before the
// document was loaded, and its last revision: the last step that took it away tells; it
// may have come back and gone again.
func (all *Steps) Went(seg string) (p *Place, rev int64) {
	for _, s := range slices.Backward(all.list) {
		for _, m := range s.Moved {
			if m.Seg != seg {
				continue
			}
			if p := Find(m, s.New); p != nil && find(seg, s.New) == nil {
				return p, m.Rev
			}
		}
	}
	return nil, 0
}

// Find finds in the units after a step where a moved text stands.
func Find(m row.Moved, units []row.Unit) *Place {
	if s := find(m.To, units); s != nil {
		return &Place{To: m.To, At: m.At, Whole: change.Units(s.Text), Rev: s.Rev}
	}
	return nil
}

// Text is what a segment said after the step, "" = it stands in none of its units.
func (s *Step) Text(seg string) string {
	if then := find(seg, s.New); then != nil {
		return then.Text
	}
	return ""
}

func find(id string, units []row.Unit) *row.Segment {
	for _, u := range units {
		for _, cell := range u.Cells {
			for i := range cell.Segs {
				if cell.Segs[i].ID == id {
					return &cell.Segs[i]
				}
			}
		}
	}
	return nil
}
