// Package live keeps the people who edit a document in step over websockets (the
// protocol of server/wire).
//
// A room is one open document; one goroutine owns it. It changes the document at
// once, stores what happened in batches, and puts it into the log; each connection
// has a cursor into the log, and no queue but for answers to its own messages.
// Rooms holds them all, with their connections, and owns every goroutine here:
// after Close none runs.
//
// The guarantees: an event leaves the server only after the transaction that
// stores it is on the disk; everybody gets the events of a document in one order
// without a gap; a reader that is slow costs nobody else anything.
package live

import (
	"cmp"
	"context"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"triptych/align/message"
	"triptych/server/eyes"
	"triptych/server/fault"
	"triptych/server/finding"
	"triptych/server/job"
	"triptych/server/lining"
	"triptych/server/meter"
	"triptych/server/store"
	"triptych/server/wire"
)

// Options of rooms; zero fields are the usual ones.
type Options struct {
	Limits wire.Limits
	Keep   int // bytes of events that a room keeps for readers that are behind; 0 = 8 MiB
	Log    fault.Log
	Meter  *meter.Meter // nil = nothing is counted
	Eyes   eyes.Rule
	Jobs   *job.Queue
	Each   int // connections of one person who has signed in; 0 = as many as they like
}

// Rooms are the open documents of a store and the connections to them.
type Rooms struct {
	store  *store.Store
	finder *finding.Finder
	limits wire.Limits
	keep   int
	log    fault.Log
	meter  *meter.Meter
	eyes   eyes.Rule
	lines  *lining.Liner
	most   int // connections of one person

	mu      sync.Mutex
	rooms   map[string]*room
	running map[*room]struct{} // those, and others that have not ended yet
	clients map[string][]*conn // the connections of a client, the oldest first
	open    map[*conn]struct{}
	closing bool
	done    chan struct{}
	work    sync.WaitGroup // every goroutine here
}

// New makes rooms for the documents of a store. Close them before the finder.
func New(st *store.Store, finder *finding.Finder, opt Options) *Rooms {
	s := &Rooms{
		store: st, finder: finder, limits: opt.Limits.Or(wire.UsualLimits), keep: cmp.Or(opt.Keep, 8<<20), log: opt.Log, meter: opt.Meter, eyes: opt.Eyes,
		rooms: map[string]*room{}, running: map[*room]struct{}{}, clients: map[string][]*conn{}, open: map[*conn]struct{}{},
		done: make(chan struct{}), lines: &lining.Liner{Jobs: opt.Jobs, Log: opt.Log}, most: opt.Each,
	}
	s.work.Go(func() { s.each(pingEvery, func(c *conn) { c.ping.Store(true); c.wake() }) })
	s.work.Go(func() { s.each(reviewEvery, (*conn).review) }) // may people still do what they were told?
	return s
}

// Load is how many rooms are open, and how many connections.
func (s *Rooms) Load() (rooms, connections int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.running), len(s.open)
}

// Ready says why nobody can join; nil when they can.
func (s *Rooms) Ready() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closing {
		return fault.ErrClosing
	}
	return nil
}

// each does something with every connection now and then, until the rooms close.
func (s *Rooms) each(every time.Duration, do func(*conn)) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-s.done:
			return
		case <-tick.C:
			s.mu.Lock()
			open := slices.Collect(maps.Keys(s.open))
			s.mu.Unlock()
			for _, c := range open {
				do(c)
			}
		}
	}
}

// farewellWait is how long a connection has to take its last messages, once
// everything is stored: one that takes nothing keeps nobody else.
const farewellWait = 2 * time.Second

// Close says goodbye to everybody, commits what is pending and returns when all
// rooms have ended or ctx is done, in which case something may not be stored.
func (s *Rooms) Close(ctx context.Context) error {
	s.mu.Lock()
	if s.closing {
		s.mu.Unlock()
		return nil
	}
	s.closing = true
	close(s.done)
	rooms := make([]*room, 0, len(s.running))
	for r := range s.running {
		rooms = append(rooms, r)
	}
	s.mu.Unlock()
	for _, r := range rooms {
		close(r.quit)
	}
	gone := make(chan struct{})
	go func() {
		for _, r := range rooms {
			<-r.ended
		}
		// Those who were about to join a room.
		s.mu.Lock()
		for c := range s.open {
			c.end(wire.Bye{Code: wire.CodeRestart, Said: wire.Say(message.Of("bye.stopping")), RetryAfter: 500 + rand.IntN(2500)})
		}
		s.mu.Unlock()
		late := time.AfterFunc(farewellWait, s.killAll)
		defer late.Stop()
		s.work.Wait()
		close(gone)
	}()
	select {
	case <-gone:
		return nil
	case <-ctx.Done():
		s.killAll()
		return ctx.Err()
	}
}

// killAll closes every connection at once.
func (s *Rooms) killAll() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.open {
		c.kill()
	}
}

// use returns the room of a document, starting it when need be; the caller
// lets go of it with release.
func (s *Rooms) use(doc string) (*room, error) {
	s.mu.Lock()
	if s.closing {
		s.mu.Unlock()
		return nil, fault.ErrClosing
	}
	r := s.rooms[doc]
	if r == nil {
		r = newRoom(s, doc)
		s.rooms[doc], s.running[r] = r, struct{}{}
		s.work.Go(r.run)
	} else {
		r.refs++
	}
	s.mu.Unlock()
	<-r.ready
	if r.err != nil {
		return nil, r.err
	}
	return r, nil
}

func (s *Rooms) release(r *room) {
	s.mu.Lock()
	r.refs--
	s.mu.Unlock()
}

// retire takes an unused room out of the list, and reports whether it may end.
func (s *Rooms) retire(r *room) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r.refs > 0 || s.closing {
		return false
	}
	if s.rooms[r.id] == r {
		delete(s.rooms, r.id)
	}
	return true
}

// ended takes note that a room's goroutine is at its end.
func (s *Rooms) ended(r *room) {
	s.mu.Lock()
	delete(s.running, r)
	s.mu.Unlock()
	close(r.ended)
}

// forget takes a room that cannot go on out of the list.
func (s *Rooms) forget(r *room) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.rooms[r.id] == r {
		delete(s.rooms, r.id)
	}
}
