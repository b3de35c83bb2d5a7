package live

import (
	"bytes"
	"context"
	"hash/fnv"
	"time"

	"triptych/align/message"
	"triptych/server/document"
	"triptych/server/wire"
)

// join adds a connection: a welcome, who is here, then what it has missed or a
// snapshot.
func (r *room) join(c *conn, m *wire.ClientMessage) {
	c.person.Color = r.colour(c.client)
	r.conns[c] = struct{}{}
	held := c.held()
	c.send(wire.Welcome{
		T: "welcome", Epoch: r.srv.store.Epoch(), Head: r.doc.Committed, Doc: r.doc.Info(), You: c.person,
		Role: held.Role, Can: r.can(held), Only: held.Only, Lim: r.srv.limits, Account: c.account(), Halt: r.halt(),
	})
	c.tell(held)
	if !r.checks.Complete() {
		c.send(r.checks.Progress(r.doc))
	}
	c.near = m.Unit
	r.memory(c.client).Conns++
	r.people.greet(c)
	if m.Since != nil && m.Epoch == r.srv.store.Epoch() {
		if r.shares(m) {
			r.catchUp(c, *m.Since)
			return
		}
		c.send(wire.Resync{T: "resync", Said: wire.Say(message.Of("resync.history")), History: true})
	}
	r.joining = append(r.joining, c)
}

// colour is another of the eight for each person here, as long as they suffice, and
// for a page that comes back the one that it had, unless somebody has it by now.
func (r *room) colour(client string) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(client)) // never fails
	first, taken := h.Sum32(), map[int]bool{}
	for other := range r.conns {
		if other.client == client {
			return other.person.Color
		}
		taken[other.person.Color] = true
	}
	for i := range uint32(8) {
		if n := int((first + i) % 8); !taken[n] {
			return n
		}
	}
	return int(first % 8)
}

// shares reports whether what a client has is of the same history as what the
// database has. A client of before hashes were sent says none and is believed.
func (r *room) shares(m *wire.ClientMessage) bool {
	switch since := *m.Since; {
	case m.Chain == "" || since < 1:
		return true
	case since > r.doc.Committed:
		return false
	case since == r.doc.Committed:
		return m.Chain == wire.Short(r.doc.Confirmed)
	}
	chain, err := r.srv.store.ChainAt(context.Background(), r.id, *m.Since)
	r.srv.log.Complain("look for an event", err)
	return err == nil && m.Chain == wire.Short(chain)
}

// catchUp sets the connection to go on after event since, or to begin afresh
// when that is too far back.
func (r *room) catchUp(c *conn, since int64) {
	if since < 1 || since > r.doc.Committed || r.doc.Committed-since > catchUpMax {
		r.resync(command{conn: c})
		return
	}
	index, ok := r.log.After(since)
	c.mu.Lock()
	c.snap, c.backlog, c.joined = nil, backlog{}, true
	if c.cursor = index; !ok {
		c.backlog = backlog{since, r.doc.Committed}
		c.cursor = r.log.End()
	}
	c.mu.Unlock()
	c.wake()
}

// resync makes a connection begin afresh.
func (r *room) resync(cmd command) {
	if _, ok := r.conns[cmd.conn]; !ok {
		return
	}
	cmd.conn.send(wire.Resync{T: "resync", Said: wire.Say(message.Of("resync.behind"))})
	r.joining = append(r.joining, cmd.conn)
}

// sync answers a client that has seen a gap.
func (r *room) sync(cmd command) {
	since := int64(0)
	if cmd.msg.Since != nil {
		since = *cmd.msg.Since
	}
	r.catchUp(cmd.conn, since)
}

// admit sends a snapshot to those who wait for one, as soon as nothing is
// uncommitted: a snapshot must not tell what may yet be taken back.
func (r *room) admit() {
	if len(r.joining) == 0 || r.inflight != nil || r.pending.size() > 0 {
		return
	}
	if r.snapshot == nil || r.snapshot.index != r.log.End() {
		r.snapshot = r.freeze()
	}
	for _, c := range r.joining {
		c.mu.Lock()
		c.snap, c.backlog, c.cursor, c.joined = r.snapshot, backlog{}, r.snapshot.index, true
		c.mu.Unlock()
		c.wake()
	}
	r.joining = nil
	if !r.snapshot.doc.Kept() {
		r.snapshot = nil // those who write it have it
	}
}

// leave removes a connection.
func (r *room) leave(cmd command) {
	c := cmd.conn
	if _, ok := r.conns[c]; !ok {
		return
	}
	delete(r.conns, c)
	for i, j := range r.joining {
		if j == c {
			r.joining = append(r.joining[:i:i], r.joining[i+1:]...)
			break
		}
	}
	if m := r.clients[c.client]; m != nil {
		m.Conns--
		m.Left = time.Now()
	}
	r.gone(c)
	r.pruneClients()
}

// sendStatuses sends the statuses of the units that some events touched to one
// connection.
func (r *room) sendStatuses(c *conn, events []*wire.Event) {
	seen := map[*document.Unit]bool{}
	var frames [][]byte
	tell := func(u *document.Unit) {
		if u != nil && !seen[u] {
			seen[u] = true
			frames = append(frames, r.doc.StatusJSON(u))
		}
	}
	for _, e := range events {
		if seg := r.doc.Segs[e.Seg]; seg != nil {
			tell(seg.Unit)
		}
		tell(r.doc.ByID[e.Unit])
		for _, view := range e.New {
			tell(r.doc.ByID[view.ID])
		}
	}
	if len(frames) > 0 {
		c.sendFrame(bytes.Join(frames, []byte(",")))
	}
}
