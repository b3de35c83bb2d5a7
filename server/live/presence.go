package live

import (
	"bytes"
	"time"

	"triptych/server/feed"
	"triptych/server/wire"
)

// presenceBoard is who is where, as others see it: told at most once per
// presencePer, and more seldom in a crowd, where everybody would hear of
// everybody.
type presenceBoard struct {
	places  map[*conn]*wire.Presence
	frames  map[*conn][]byte
	changed map[*conn]bool
	due     <-chan time.Time
}

// presence takes note of where somebody is.
func (r *room) presence(cmd command) {
	m := cmd.msg
	p := &wire.Presence{T: "pres", Person: cmd.conn.person, Seg: m.Seg, Anchor: m.Anchor, Head: m.Head, Composing: m.Composing}
	if seg := r.doc.Segs[m.Seg]; seg != nil {
		p.Rev = seg.Rev
	} else {
		p.Seg = ""
	}
	b := &r.people
	if b.places == nil {
		b.places, b.frames, b.changed = map[*conn]*wire.Presence{}, map[*conn][]byte{}, map[*conn]bool{}
	}
	b.places[cmd.conn] = p
	b.changed[cmd.conn] = true
	if b.due == nil {
		b.due = time.After(max(presencePer, time.Duration(len(r.conns))*time.Millisecond))
	}
}

// tellPresence tells of everybody who moved since the last time.
func (r *room) tellPresence() {
	b := &r.people
	b.due = nil
	var entries []feed.Entry
	for c := range b.changed {
		if p := b.places[c]; p != nil {
			b.frames[c] = wire.Encode(p)
			entries = append(entries, feed.Entry{Frame: b.frames[c], Skip: c})
		}
	}
	clear(b.changed)
	r.say(entries...)
}

// greet tells a new connection who is here already, in one message: a crowd must
// not count as so many answers that wait.
func (b *presenceBoard) greet(c *conn) {
	if len(b.frames) == 0 {
		return
	}
	frames := make([][]byte, 0, len(b.frames))
	for _, frame := range b.frames {
		frames = append(frames, frame)
	}
	c.sendFrame(bytes.Join(frames, []byte(",")))
}

// gone tells that a connection ended, to those who knew of it.
func (r *room) gone(c *conn) {
	b := &r.people
	known := b.frames[c] != nil
	delete(b.places, c)
	delete(b.frames, c)
	delete(b.changed, c)
	if known {
		r.say(feed.Entry{Frame: wire.Encode(wire.Gone{T: "gone", Conn: c.person.Conn})})
	}
}
