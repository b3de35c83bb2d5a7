package live

import (
	"time"

	"triptych/server/fault"
	"triptych/server/feed"
	"triptych/server/store"
	"triptych/server/wire"
)

// transaction is a batch and what is said when it is committed.
type transaction struct {
	store.Batch
	says []saying
}

// saying is an event, or an answer to one connection.
type saying struct {
	event  *wire.Event // with By, At and everything that all may see
	client string
	msg    string
	bare   bool // the author knows the ops
	to     *conn
	nack   *wire.Nack
	done   chan error // told of the outcome; buffered
}

func (r *room) emptyTransaction() *transaction {
	return &transaction{Batch: store.Batch{Doc: r.id, Head: r.doc.Head, Chain: r.doc.Chain}}
}

func (t *transaction) size() int { return len(t.Events) + len(t.Orphans) }

// events are those of a batch that there may be.
func (t *transaction) events() []store.Event {
	if t == nil {
		return nil
	}
	return t.Events
}

// submit hands the pending changes to the store, unless it still works on the
// ones before.
func (r *room) submit() {
	if r.inflight != nil || r.telling != nil || r.pending.size() == 0 {
		return
	}
	t := r.pending
	r.inflight = t
	r.srv.finder.Typed()
	r.doc.Chain = t.EndChain()
	r.pending = r.emptyTransaction()
	committed := r.committed
	r.srv.store.Append(&t.Batch, func(err error) { committed <- err })
}

// finish is called with the outcome of a commit: everybody hears of the
// changes, or their authors hear that there are none.
func (r *room) finish(err error) {
	t := r.inflight
	r.inflight = nil
	if err != nil {
		r.fail(t, err)
		return
	}
	r.doc.Committed, r.doc.Confirmed = t.Head+int64(len(t.Events)), r.doc.Chain
	r.snapshot = nil
	r.srv.meter.Stored(len(t.Events))
	r.publish(t.says)
	r.checks.Schedule(r.doc)
}

// fail takes back everything since the last commit, and refuses changes for a
// moment.
func (r *room) fail(t *transaction, err error) {
	r.refusing, r.failure = time.Now().Add(fullPause), err
	r.takeBack(append(t.says, r.pending.says...), err)
}

// takeBack reads the document again, without what is not committed, and tells
// the authors of that. A document that cannot be read now is given up: memory
// holds what was never stored, and nobody may be shown it.
func (r *room) takeBack(says []saying, err error) {
	before := r.doc
	if loadErr := r.load(); loadErr != nil {
		r.srv.forget(r)
		r.end(wire.Bye{Code: fault.Code(loadErr), Said: r.srv.log.Say(loadErr), RetryAfter: 1000})
		r.lost, r.pending, r.joining = true, &transaction{}, nil
		return
	}
	r.checks.Carry(r.doc, before)
	code, told := fault.Code(err), r.srv.log.Say(err)
	for _, s := range says {
		if memory := r.clients[s.client]; memory != nil {
			memory.Forget(s.msg)
		}
		if s.done != nil {
			s.done <- err
		}
		if s.to != nil && s.to.ws != nil {
			s.to.send(wire.Nack{T: "nack", ID: s.msg, Code: code, Said: told})
		}
	}
	r.snapshot = nil
	if code == wire.CodeStale {
		for c := range r.conns {
			r.resync(command{conn: c})
		}
	}
}

// publish puts committed events into the log and wakes the connections.
func (r *room) publish(says []saying) {
	entries := make([]feed.Entry, 0, len(says))
	for i := len(says) - 1; i >= 0; i-- {
		if e := says[i].event; e != nil {
			e.Chain = wire.Short(r.doc.Confirmed)
			break
		}
	}
	for _, s := range says {
		if s.done != nil {
			s.done <- nil
		}
		if s.event == nil {
			s.to.send(s.nack)
			continue
		}
		e := feed.Entry{Seq: s.event.S, Frame: s.event.Encode(), Client: s.client}
		if s.client != "" {
			own := *s.event
			own.Own, own.ID = true, s.msg
			if s.bare {
				own.Ops = nil
			}
			e.Own = own.Encode()
		}
		entries = append(entries, e)
	}
	if len(entries) > 0 {
		r.log.Append(entries...)
		r.tell(says)
	}
}

// say appends to the log and wakes everybody.
func (r *room) say(entries ...feed.Entry) {
	if len(entries) == 0 {
		return
	}
	r.log.Append(entries...)
	for c := range r.conns {
		c.wake()
	}
}
