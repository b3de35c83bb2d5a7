package live

import (
	"context"

	"triptych/server/document"
	"triptych/server/fault"
	"triptych/server/store"
)

// View runs f with a document as it is now. f may only read, and must not wait.
func (s *Rooms) View(doc string, f func(*document.Document)) error {
	return s.Checked(doc, func(d *document.Document, _ bool) { f(d) })
}

// Checked is View with whether all units have their findings as they are.
func (s *Rooms) Checked(doc string, f func(d *document.Document, whole bool)) error {
	return s.with(doc, func(r *room) error {
		if r.call(func(r *room) { f(r.doc, r.checks.Done(r.doc) == len(r.doc.Units)) }) {
			return nil
		}
		return fault.ErrClosing
	})
}

// with runs do with the room of a document, which is open as long.
func (s *Rooms) with(doc string, do func(*room) error) error {
	r, err := s.use(doc)
	if err != nil {
		return err
	}
	defer s.release(r)
	return do(r)
}

// Change makes events of a document by one person, which are committed together, and
// returns when they are. Of whoever asks for it the zero value is somebody who has no
// account.
func (s *Rooms) Change(doc string, who store.Person, change func(*document.Document) ([]document.Event, error)) error {
	return s.with(doc, func(r *room) error {
		return r.write(who, func() ([]document.Event, error) { return change(r.doc) })
	})
}

// put makes a change to the document that no client's message asked for, records
// it and returns when it is committed.
func (r *room) put(who store.Person, change func() document.Event) error {
	return r.write(who, func() ([]document.Event, error) { return []document.Event{change()}, nil })
}

// write is put for several events, or none.
func (r *room) write(who store.Person, change func() ([]document.Event, error)) (err error) {
	if who.ID == "" {
		if who, err = r.srv.store.Person(context.Background(), "Manager"); err != nil {
			return err
		}
	}
	done := make(chan error, 1)
	if !r.call(func(r *room) {
		if r.broken != nil {
			done <- r.broken
			return
		}
		events, err := change()
		if err != nil || len(events) == 0 {
			done <- err
			return
		}
		for i := range events {
			events[i].Row.Who = who
			r.record(command{}, events[i], "")
		}
		r.pending.says[len(r.pending.says)-1].done = done
	}) {
		return fault.ErrClosing
	}
	select {
	case err := <-done:
		return err
	case <-r.ended:
		return fault.ErrClosing
	}
}
