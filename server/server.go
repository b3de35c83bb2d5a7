// Package server serves documents over HTTP and keeps the people who edit them
// in step over websockets (the protocol triptych.v1, message.go).
//
// A room is one open document; one goroutine owns it. The guarantees: an event
// leaves the server only after the transaction that stores it is on the disk;
// everybody gets the events of a document in one order without a gap; a reader
// that is slow costs nobody else anything.
package server

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"log"
	"math/big"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"triptych/align/check"
	"triptych/align/message"
	"triptych/server/fault"
	"triptych/server/finding"
	"triptych/server/store"
	"triptych/server/wire"
)

// Options of a server; the zero value serves everybody as admin.
type Options struct {
	Limits wire.Limits                // zero fields: 256 KiB, 100,000 units, 20 a second, bursts of 100
	Role   func(*http.Request) string // the role that a request has now
	Hosts  []string                   // names, without port, that requests may be addressed to; none = any
	Checks check.Settings
	Keep   int         // bytes of events that a room keeps for readers that are behind; 0 = 8 MiB
	Log    *log.Logger // nil = none
}

// Server is an http.Handler.
type Server struct {
	store   *store.Store
	limits  wire.Limits
	role    func(*http.Request) string
	keep    int
	log     fault.Log
	handler http.Handler

	mu      sync.Mutex
	rooms   map[string]*room
	running map[*room]struct{} // those, and others that have not ended yet
	clients map[string][]*conn // the connections of a client, the oldest first
	open    map[*conn]struct{}
	closing bool
	done    chan struct{}
	readers sync.WaitGroup
	finder  *finding.Finder
	heavy   chan struct{} // a place for each alignment under way
}

// heavyMost is how many alignments run at a time; others wait their turn.
const heavyMost = 2

// enterHeavy waits for a place among the alignments until ctx is done; the
// caller gives it back with leaveHeavy.
func (s *Server) enterHeavy(ctx context.Context) error {
	select {
	case s.heavy <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-s.done:
		return fault.ErrClosing
	}
}

func (s *Server) leaveHeavy() { <-s.heavy }

// connsPerClient bounds the connections of one browser tab. The oldest makes
// room for one more: most likely the network lost it and nobody has noticed yet.
const connsPerClient = 10

// New makes a server on an open store. Close it before the store.
func New(st *store.Store, opt Options) *Server {
	s := &Server{
		store: st, limits: opt.Limits.Or(wire.UsualLimits), role: opt.Role, keep: opt.Keep, log: fault.Log{To: opt.Log},
		rooms: map[string]*room{}, running: map[*room]struct{}{}, heavy: make(chan struct{}, heavyMost), clients: map[string][]*conn{}, open: map[*conn]struct{}{}, done: make(chan struct{}),
	}
	s.finder = finding.New(st, opt.Checks, s.log)
	if s.keep == 0 {
		s.keep = 8 << 20
	}
	if s.role == nil {
		s.role = func(*http.Request) string { return "admin" }
	}
	s.handler = onlyTo(opt.Hosts, s.routes())
	go s.pinger()
	s.readers.Go(func() { s.log.Complain("take out what was deleted long ago", st.Purge(time.Now())) })
	return s
}

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// pinger makes every connection send a ping now and then.
func (s *Server) pinger() {
	tick := time.NewTicker(pingEvery)
	defer tick.Stop()
	for {
		select {
		case <-s.done:
			return
		case <-tick.C:
			s.mu.Lock()
			for c := range s.open {
				c.ping.Store(true)
				c.wake()
			}
			s.mu.Unlock()
		}
	}
}

// farewellWait is how long a connection has to take its last messages, once
// everything is stored: one that takes nothing keeps nobody else.
const farewellWait = 2 * time.Second

// Close says goodbye to everybody, commits what is pending and returns when all
// rooms have ended or ctx is done, in which case something may not be stored.
func (s *Server) Close(ctx context.Context) error {
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
			c.end(wire.Bye{Code: wire.CodeRestart, Said: wire.Say(message.Of("bye.stopping")), RetryAfter: 500 + s.random(2500)})
		}
		s.mu.Unlock()
		late := time.AfterFunc(farewellWait, s.killAll)
		defer late.Stop()
		s.readers.Wait()
		s.finder.Close()
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
func (s *Server) killAll() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.open {
		c.kill()
	}
}

// use returns the room of a document, starting it when need be; the caller
// lets go of it with release.
func (s *Server) use(doc string) (*room, error) {
	s.mu.Lock()
	if s.closing {
		s.mu.Unlock()
		return nil, fault.ErrClosing
	}
	r := s.rooms[doc]
	if r == nil {
		r = newRoom(s, doc)
		s.rooms[doc], s.running[r] = r, struct{}{}
		go r.run()
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

func (s *Server) release(r *room) {
	s.mu.Lock()
	r.refs--
	s.mu.Unlock()
}

// retire takes an unused room out of the list, and reports whether it may end.
func (s *Server) retire(r *room) bool {
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
func (s *Server) ended(r *room) {
	s.mu.Lock()
	delete(s.running, r)
	s.mu.Unlock()
	close(r.ended)
}

// forget takes a room that cannot go on out of the list.
func (s *Server) forget(r *room) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.rooms[r.id] == r {
		delete(s.rooms, r.id)
	}
}

// upgrader takes over a request for a websocket; the Origin has been checked.
var upgrader = websocket.Upgrader{
	ReadBufferSize:  1024,
	WriteBufferSize: 4096,
	WriteBufferPool: &sync.Pool{},
	CheckOrigin:     sameOrigin,
}

// live is GET /api/live.
func (s *Server) live(w http.ResponseWriter, r *http.Request) error {
	s.mu.Lock()
	if s.closing {
		s.mu.Unlock()
		return fault.ErrClosing
	}
	s.readers.Add(1)
	s.mu.Unlock()
	defer s.readers.Done()
	ws, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return nil // Upgrade has answered
	}
	c := &conn{
		srv: s, ws: ws, role: func() string { return s.role(r) },
		person: wire.Person{Conn: randomID(), Color: s.random(8)},
		ops:    newBucket(s.limits.Rate, s.limits.Burst), pres: newBucket(presenceRate, 2*presenceRate),
		syncs: newBucket(syncRate, 4*syncRate),
	}
	s.mu.Lock()
	s.open[c] = struct{}{}
	closing := s.closing
	s.mu.Unlock()
	if closing {
		c.kill()
	}
	c.read()
	s.mu.Lock()
	delete(s.open, c)
	s.mu.Unlock()
	return nil
}

// join puts a connection into the room that its hello names.
func (s *Server) join(c *conn, m *wire.ClientMessage) error {
	s.mu.Lock()
	mine := s.clients[c.client]
	if len(mine) >= connsPerClient {
		oldest := mine[0]
		oldest.end(wire.Bye{Code: wire.CodeLimit, Said: wire.Say(message.Of("bye.twins", "most", strconv.Itoa(connsPerClient))), RetryAfter: 10_000})
		time.AfterFunc(farewellWait, oldest.kill)
		mine = mine[1:]
	}
	s.clients[c.client] = append(mine, c)
	s.mu.Unlock()
	r, err := s.use(m.Doc)
	if err != nil {
		s.uncount(c)
		return err
	}
	c.room = r
	r.post(command{conn: c, msg: m, do: func(r *room, cmd command) { r.join(cmd.conn, cmd.msg) }})
	return nil
}

// leave takes it out again.
func (s *Server) leave(c *conn) {
	c.room.post(command{conn: c, do: (*room).leave})
	s.release(c.room)
	s.uncount(c)
}

func (s *Server) uncount(c *conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	mine := slices.DeleteFunc(s.clients[c.client], func(other *conn) bool { return other == c })
	if s.clients[c.client] = mine; len(mine) == 0 {
		delete(s.clients, c.client)
	}
}

// random returns a number from 0 to n-1.
func (s *Server) random(n int64) int {
	k, err := rand.Int(rand.Reader, big.NewInt(n))
	if err != nil {
		panic(err) // the system has no randomness
	}
	return int(k.Int64())
}

func randomID() string {
	var b [8]byte
	_, _ = rand.Read(b[:])
	return hex.EncodeToString(b[:])
}
