package live

import (
	"context"
	"time"

	"triptych/server/feed"

	"triptych/align/message"
	"triptych/server/document"
	"triptych/server/wire"
)

// clientMemory is what the room knows of a client's earlier messages, so that a
// repeat gets its first answer. It holds the newest ones; for others, when there
// may be any, the database is asked.
type clientMemory struct {
	known map[string]answer
	older map[string]answer // of the generation before
	asks  bool              // the database may know more
	conns int
	left  time.Time
}

type answer struct {
	digest string
	seq    int64     // 0 = refused
	said   wire.Said // of a refusal whose text was kept
}

const (
	rememberFor  = 10 * time.Minute // after a client left
	rememberMost = 2000             // answers of a generation
)

func (r *room) memory(client string) *clientMemory {
	if m := r.clients[client]; m != nil {
		return m
	}
	m := &clientMemory{known: map[string]answer{}}
	var err error
	if m.asks, err = r.srv.store.Knows(context.Background(), r.id, client); err != nil {
		// A repeat that is not recognised is refused by the database.
		r.srv.log.Complain("look for earlier messages", err)
		m.asks = true
	}
	r.clients[client] = m
	return m
}

func (m *clientMemory) remember(id string, a answer) {
	if len(m.known) >= rememberMost {
		m.asks = m.asks || m.older != nil
		m.older, m.known = m.known, map[string]answer{}
	}
	m.known[id] = a
}

func (m *clientMemory) forget(id string) {
	delete(m.known, id)
	delete(m.older, id)
}

// answered finds what became of a client's message.
func (r *room) answered(client, id string) (answer, bool) {
	m := r.memory(client)
	if a, ok := m.known[id]; ok {
		return a, true
	}
	if a, ok := m.older[id]; ok {
		return a, true
	}
	if !m.asks {
		return answer{}, false
	}
	a, ok, err := r.srv.store.Answered(context.Background(), r.id, client, id)
	if err != nil {
		r.srv.log.Complain("look for an earlier message", err)
	}
	return answer{a.Digest, a.Seq, wire.Said{Why: a.Why}}, ok
}

// pruneClients forgets those who left a while ago; the database remembers.
func (r *room) pruneClients() {
	if len(r.clients) < 2*len(r.conns)+100 {
		return
	}
	for id, m := range r.clients {
		if m.conns <= 0 && time.Since(m.left) > rememberFor {
			delete(r.clients, id)
		}
	}
}

// repeat answers a message that came before, and reports whether it did.
func (r *room) repeat(cmd command) bool {
	c := cmd.conn
	a, ok := r.answered(c.client, cmd.msg.ID)
	switch {
	case !ok:
		return false
	case a.digest != "" && a.digest != cmd.digest:
		c.refuse(cmd.msg, wire.CodeConflict, wire.Say(message.Of("wire.twice")))
	case r.redirect(c, cmd.msg.ID):
		// It is being committed, and the answer is on its way.
	case a.seq == 0:
		c.send(wire.Nack{T: "nack", ID: cmd.msg.ID, Code: wire.CodeGone, Said: a.said, Keep: true})
	default:
		r.answerAgain(c, a.seq)
	}
	return true
}

// redirect has a client's message that waits for the disk answered to this
// connection, the earlier one being lost, and reports whether there is one.
func (r *room) redirect(c *conn, id string) (found bool) {
	for _, t := range []*transaction{r.inflight, r.pending} {
		if t == nil {
			continue
		}
		for i := range t.says {
			if s := &t.says[i]; s.client == c.client && s.msg == id {
				s.to, found = c, true
			}
		}
	}
	return found
}

// answerAgain sends an event to its author once more, behind everything that
// the author has not been sent yet.
func (r *room) answerAgain(c *conn, seq int64) {
	if e, ok := r.log.Event(seq); ok && e.Own != nil && e.Client == c.client {
		r.say(feed.Entry{Frame: e.Own, Only: c})
		return
	}
	events, err := r.srv.store.Events(context.Background(), r.id, seq-1, 1)
	if err != nil || len(events) == 0 {
		c.kill()
		return
	}
	r.say(feed.Entry{Frame: wire.Encode(document.Wire(&events[0], true)), Only: c})
}
