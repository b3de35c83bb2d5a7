package live

import (
	"context"
	"fmt"
	"strconv"

	"triptych/server/change"
	"triptych/server/document"
	"triptych/server/fault"
	"triptych/server/visit"
	"triptych/server/wire"
)

// Script carries out messages on a document, by somebody of this name who may do
// everything, and returns when all are committed. next makes the i-th message
// from the document as it is then, nil at the end; without ids.
func (s *Rooms) Script(ctx context.Context, doc, name string, next func(d *document.Document, i int) (*wire.ClientMessage, error)) error {
	return s.with(doc, func(r *room) error { return r.script(ctx, name, next) })
}

func (r *room) script(ctx context.Context, name string, next func(d *document.Document, i int) (*wire.ClientMessage, error)) error {
	who, err := r.srv.store.Person(ctx, name)
	if err != nil {
		return err
	}
	by := &conn{client: "script", person: wire.Person{Name: who.Name}, who: who, visitor: whole}
	done := make(chan error, 1)
	if !r.call(func(r *room) {
		err := r.play(by, next)
		if n := len(r.pending.says); n > 0 && err == nil {
			r.pending.says[n-1].done = done
		} else {
			done <- err
		}
	}) {
		return fault.ErrClosing
	}
	return <-done
}

// whole is the visitor of a script.
var whole = visit.Guest{Role: func() string { return "admin" }}

// play carries out the messages of a script.
func (r *room) play(by *conn, next func(*document.Document, int) (*wire.ClientMessage, error)) error {
	for i := 0; ; i++ {
		m, err := next(r.doc, i)
		if err != nil {
			return fmt.Errorf("step %d: %w", i+1, err)
		}
		if m == nil {
			return nil
		}
		m.ID = strconv.Itoa(i + 1)
		cmd := command{conn: by, msg: m, who: by.who}
		if m.T == "op" {
			if cmd.ops, err = change.Parse(m.Ops); err != nil {
				return fmt.Errorf("step %d: %w", i+1, err)
			}
		}
		if m.T == "text" {
			var base string
			if base, _, cmd.no = r.doc.Base(m); cmd.no == nil {
				cmd.ops = wanted(base, m)
			}
		}
		events, no := handlers[m.T](r, cmd)
		if no != nil {
			return fmt.Errorf("step %d: %s", i+1, no.Says)
		}
		for k, h := range events {
			r.record(cmd, h, part(k))
		}
	}
}
