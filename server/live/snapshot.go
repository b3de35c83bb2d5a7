package live

import "triptych/server/still"

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

// writeSnapshot sends the parts in order. The checks of a long document begin once
// it was sent.
func (c *conn) writeSnapshot(s *snapshot) bool {
	whole := s.doc.Write(c.near, func(part []byte) bool { return !c.dead.Load() && c.write(part) })
	if whole && s.doc.Len() > 1 {
		c.room.post(command{do: func(r *room, _ command) { r.checks.Begin(r.doc) }})
	}
	return whole
}
