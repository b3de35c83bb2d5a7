package live

import "triptych/server/still"

const (
	nearBefore = 12 // units of the first part before the one that the page shows
	nearAfter  = 36 // and from it on
)

// snapshot is a document as it was at head: what everybody who joined at that
// moment is sent. Those who send it write it, so that the room goes on.
type snapshot struct {
	index int64 // of the log: what follows
	doc   *still.Parts
}

// freeze makes a snapshot of the present state.
func (r *room) freeze() *snapshot {
	return &snapshot{index: r.log.End(), doc: r.doc.Freeze().Cut(r.doc.Committed, r.doc.Confirmed)}
}

// writeSnapshot sends the parts in order; before them, of a document of several
// parts, the units around the one that the page shows.
func (c *conn) writeSnapshot(s *snapshot) bool {
	var b []byte // one after the other
	early := 0
	if s.doc.Len() > 1 {
		early = 1
		if !c.write(s.doc.Near(nil, c.near, nearBefore, nearAfter)) {
			return false
		}
	}
	for i := range s.doc.Len() {
		b = s.doc.Part(b[:0], i, early)
		if c.dead.Load() || !c.write(b) {
			return false
		}
	}
	if early > 0 {
		c.room.post(command{do: func(r *room, _ command) { r.checks.Begin(r.doc) }})
	}
	return true
}
