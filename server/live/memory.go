package live

import (
	"context"

	"triptych/server/feed"

	"triptych/align/message"
	"triptych/server/reply"
	"triptych/server/row"
	"triptych/server/wire"
)

// memory is what is known of a client's earlier messages.
func (r *room) memory(client string) *reply.Memory {
	if m := r.clients[client]; m != nil {
		return m
	}
	m, err := reply.New(r.srv.store, r.id, client)
	r.srv.log.Complain("look for earlier messages", err)
	r.clients[client] = m
	return m
}

// answered finds what became of a client's message.
func (r *room) answered(client, id string) (reply.Answer, bool) {
	a, ok, err := r.memory(client).Find(r.srv.store, r.id, client, id)
	r.srv.log.Complain("look for an earlier message", err)
	return a, ok
}

// pruneClients forgets those who left a while ago; the database remembers.
func (r *room) pruneClients() {
	if len(r.clients) < 2*len(r.conns)+100 {
		return
	}
	for id, m := range r.clients {
		if m.Over() {
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
	case a.Digest != "" && a.Digest != cmd.digest:
		c.refuse(cmd.msg, wire.CodeConflict, wire.Say(message.Of("wire.twice")))
	case r.redirect(c, cmd.msg.ID):
		// It is being committed, and the answer is on its way.
	case a.Seq == 0:
		c.send(wire.Nack{T: "nack", ID: cmd.msg.ID, Code: wire.CodeGone, Said: a.Said, Keep: true})
	default:
		r.answerAgain(c, a.Seq)
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
	r.say(feed.Entry{Frame: wire.Encode(row.Wire(&events[0], true)), Only: c})
}
