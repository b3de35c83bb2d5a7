// Package trail is the way that a text took: its newest revisions, each with what changed,
// how that is taken back, and where text went that was split off.
//
// The guarantee: revisions are in order and without a gap.
package trail

import (
	"fmt"

	"triptych/server/change"
	"triptych/server/row"
	"triptych/server/store"
)

// Kept is how many revisions of a text stay in memory for mapping late edits over them;
// older ones are read from the database.
const Kept = 256

// Revision is one step of a text.
type Revision struct {
	Seq  int64 // of its event
	Ops  change.Set
	Undo change.Set
	Move *row.Moved // a split: where the text behind it went
	Join bool       // another text was put at the end
}

// Moves reports whether a text was split there or joined.
func (r *Revision) Moves() bool { return r.Move != nil || r.Join }

// Trail is the newest revisions of a text.
type Trail []Revision

// Add puts a revision behind the others, and forgets old ones that the database has:
// those up to the event committed.
func (t Trail) Add(rev Revision, committed int64) Trail {
	t = append(t, rev)
	old := len(t) - Kept
	for old > 0 && t[old-1].Seq > committed {
		old--
	}
	if old >= Kept {
		return append(Trail(nil), t[old:]...)
	}
	return t
}

// Before is the text as it was before the last n revisions; known is false when there are
// not as many.
func (t Trail) Before(text string, n int) (_ string, known bool, err error) {
	if n > len(t) {
		return "", false, nil
	}
	for i := len(t) - 1; i >= len(t)-n && err == nil; i-- {
		text, err = t[i].Undo.Apply(text)
	}
	return text, true, err
}

// Since are the revisions after an event. They are all of them when known: the text, at
// revision rev by now, may have older ones that are after it as well.
func (t Trail) Since(event, rev int64) (later Trail, known bool) {
	for i := range t {
		if t[i].Seq > event {
			return t[i:], i > 0 || int64(len(t)) == rev
		}
	}
	return nil, len(t) > 0 || rev == 0
}

// Read reads revisions from their events.
func Read(events []store.Event) (Trail, error) {
	revs := make(Trail, len(events))
	for i := range events {
		ev := &events[i]
		ops, err := change.Parse([]byte(ev.Ops))
		if err != nil {
			return nil, fmt.Errorf("revision %d of segment %s: %w", ev.Rev, ev.Seg, err)
		}
		revs[i] = Revision{Seq: ev.Seq, Ops: ops}
		if ev.Kind != "struct" {
			continue
		}
		body := row.Read(ev.Body)
		for k := range body.Moved {
			m := &body.Moved[k]
			switch {
			case m.Seg == ev.Seg && m.From > 0:
				revs[i].Move = m
			case m.To == ev.Seg:
				revs[i].Join = true
			}
		}
	}
	return revs, nil
}
