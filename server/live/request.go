package live

import (
	"triptych/server/document"
	"triptych/server/feed"
	"triptych/server/finding"
	"triptych/server/store"
	"triptych/server/wire"
)

// Rename gives a document another title and returns when that is committed. Of
// whoever asks for it the zero value is somebody who has no account.
func (s *Rooms) Rename(doc, title string, who store.Person) error {
	return s.put(doc, who, func(r *room) document.Event { return r.doc.Rename(title) })
}

// Configure gives a document other settings of its checks, as JSON that
// finding.Settings wrote, and returns when that is committed.
func (s *Rooms) Configure(doc, settings string, who store.Person) error {
	return s.put(doc, who, func(r *room) document.Event {
		h := r.doc.Configure(settings)
		r.checks.Configure(r.doc, settings)
		return h
	})
}

// Recheck has the documents that are open checked as those around them are by now.
func (s *Rooms) Recheck() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for r := range s.running {
		if s.closing {
			return
		}
		s.work.Go(func() { r.call(func(r *room) { r.checks.Configure(r.doc, r.doc.Checks) }) })
	}
}

// put makes a change to a document and returns when it is committed.
func (s *Rooms) put(doc string, who store.Person, change func(*room) document.Event) error {
	return s.with(doc, func(r *room) error {
		return r.put(who, func() document.Event { return change(r) })
	})
}

// Shut says goodbye to everybody in a document that was taken out of the store.
func (s *Rooms) Shut(doc string, bye wire.Bye) {
	s.mu.Lock()
	open := s.rooms[doc]
	delete(s.rooms, doc)
	s.mu.Unlock()
	if open != nil {
		open.call(func(r *room) { r.end(bye) })
	}
}

// Tell sends a frame that has no number to everybody who has a document open.
func (s *Rooms) Tell(doc string, frame []byte) {
	if r := s.opened(doc); r != nil {
		r.call(func(r *room) { r.say(feed.Entry{Frame: frame}) })
	}
}

// Look runs f on the goroutine that owns an open document, with its checks; false
// when it is not open. f may only read, and must not wait.
func (s *Rooms) Look(doc string, f func(*document.Document, *finding.Checker)) bool {
	r := s.opened(doc)
	return r != nil && r.call(func(r *room) { f(r.doc, r.checks) })
}
