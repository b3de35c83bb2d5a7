package server

import (
	"errors"
	"fmt"
	"runtime/debug"

	"triptych/align"
	"triptych/align/check"
	"triptych/server/document"
	"triptych/server/wire"
)

// A panic is an error in the program. It must cost no more than the message or
// the unit that led to it: what it may have left half done in memory is read
// again from the database, and people are told.

// errMishap is what people are told of a panic.
var errMishap = errors.New("an error in the program stopped this; the server's log says where. What was saved is safe: go on with something else, and report it")

// recovered writes a panic to the log and returns what to tell people of it.
func (s *Server) recovered(doing string, p any) error {
	s.complain(doing, fmt.Errorf("panic: %v\n%s", p, debug.Stack()))
	return errMishap
}

// do carries out a command.
func (r *room) do(c command) {
	defer func() {
		if p := recover(); p != nil {
			r.mishap(c, r.srv.recovered("carry out a message", p))
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
		r.refuse(c, &document.Refusal{Code: wire.CodeBad, Why: err.Error(), Keep: m.T == "op" || m.T == "text"})
	default:
		c.conn.end(wire.Bye{Code: wire.CodeFailed, Why: err.Error(), RetryAfter: 1000})
	}
}

// rescue ends a room that cannot go on; those in it connect to another one.
// It is deferred.
func (r *room) rescue() {
	p := recover()
	if p == nil {
		return
	}
	err := r.srv.recovered("document "+r.id, p)
	r.srv.forget(r)
	select {
	case <-r.ready:
	default:
		r.err = err
		close(r.ready)
	}
	r.end(wire.Bye{Code: wire.CodeFailed, Why: err.Error(), RetryAfter: 1000})
}

// learn is check.NewStats; nil when the checks fail.
func (s *Server) learn(units []check.Unit, settings check.Settings) (stats *check.Stats, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = s.recovered("learn from a document for its checks", p)
		}
	}()
	settings.Names = s.names.get(s)
	return check.NewStats(units, settings), nil
}

// runChecks is check.Run; when a check fails, a finding says so, lest the unit
// look as if it were in step.
func (s *Server) runChecks(u check.Unit, stats *check.Stats) (list []check.Finding) {
	defer func() {
		if p := recover(); p != nil {
			_ = s.recovered("check unit "+u.ID, p)
			list = []check.Finding{unchecked(u)}
		}
	}()
	return check.Run(u, stats)
}

// unchecked is the finding about a unit that could not be checked.
func unchecked(u check.Unit) check.Finding {
	at := align.En
	for _, v := range align.Versions {
		if u.Text[v] != "" {
			at = v
			break
		}
	}
	return check.Finding{
		Unit: u.ID, Check: "unchecked", Rule: 1, Severity: check.Warning, Pair: []align.Version{at},
		Message: "An error in the program kept this unit from being checked: compare its versions yourself. The text is safe.",
	}
}
