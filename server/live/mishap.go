package live

import (
	"triptych/server/document"
	"triptych/server/wire"
)

// do carries out a command.
func (r *room) do(c command) {
	defer func() {
		if p := recover(); p != nil {
			r.mishap(c, r.srv.log.Recovered("carry out a message", p))
		}
	}()
	c.do(r, c)
}

// mishap takes back what is not committed and refuses the command that led to
// the panic, so that it is not sent again; the others send theirs again.
func (r *room) mishap(c command, err error) {
	for r.inflight != nil {
		r.finish(<-r.committed)
	}
	r.takeBack(r.pending.says, err)
	switch m := c.msg; {
	case c.conn == nil:
	case m != nil && m.ID != "":
		r.refuse(c, &document.Refusal{Code: wire.CodeBad, Says: r.srv.log.Message(err), Keep: m.T == "op" || m.T == "text"})
	default:
		c.conn.end(wire.Bye{Code: wire.CodeFailed, Said: r.srv.log.Say(err), RetryAfter: 1000})
	}
}

// rescue ends a room that cannot go on; those in it connect to another one.
// It is deferred.
func (r *room) rescue() {
	p := recover()
	if p == nil {
		return
	}
	err := r.srv.log.Recovered("document "+r.id, p)
	r.srv.forget(r)
	select {
	case <-r.ready:
	default:
		r.err = err
		close(r.ready)
	}
	r.end(wire.Bye{Code: wire.CodeFailed, Said: r.srv.log.Say(err), RetryAfter: 1000})
}
