// Package load drives a live server with many clients, through the public
// protocol, and measures what they see. A client here keeps no replica but the
// hash of every event it received; at the end those must be the same for
// everybody, and one real replica per document must match the database.
package load

import (
	"bytes"
	"context"
	"fmt"
	"hash/maphash"
	"net"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"

	"triptych/server/wire"
)

// Options say who does what. Clients are dealt out over the documents, and the
// first Authors of them write. Besides there is one observer for each document.
type Options struct {
	URL     string // ws://host/api/live
	Docs    []Doc
	Clients int
	Authors int
	Header  http.Header // of every connection's request; nil = none
	Opened  func()      // called when the documents are open and the observers there, if not nil

	epoch string // for hello after a reconnect
}

// Doc is a document and its segments: an author has one for itself.
type Doc struct {
	ID   string
	Segs []Seg
}

// Seg is a segment as the authors need to know it.
type Seg struct {
	ID    string
	Rev   int64
	Units int // UTF-16 units
}

// Swarm is a set of connected clients.
type Swarm struct {
	opt     Options
	clients []*client
	tracks  []*track // one per document
	stalled []*websocket.Conn

	observers []*client // one per document, among the clients
}

// track is when the events of one document were sent and received last, in
// nanoseconds since began, by sequence number.
type track struct {
	began    time.Time
	first    int64 // sequence number of entry 0
	sent     []atomic.Int64
	received []atomic.Int64
	count    []atomic.Int32 // clients that received it
}

// trackMost bounds the events of one document in one run.
const trackMost = 1 << 19

// client is one connection.
type client struct {
	name  string
	doc   int
	ws    *websocket.Conn
	track *track
	at    atomic.Int64 // newest event received

	seed   maphash.Seed
	hashes []uint64 // of the events received, from first on; 0 = own
	first  int64
	frames [][]byte // everything, kept by one client of each document

	seg    *Seg
	serial int
	acks   chan ack
	acked  []time.Duration
	failed error         // of the author
	err    error         // of the reader, once ended is closed
	ready  chan struct{} // closed when the document is here
	once   sync.Once
	ended  chan struct{} // closed when the reader has ended
	head   int64         // of the welcome
}

type ack struct {
	seq int64
	at  time.Time
}

// Connect connects all clients and waits until they have the document. When one
// cannot, those that could are closed again.
func Connect(ctx context.Context, opt Options) (_ *Swarm, err error) {
	s := &Swarm{opt: opt}
	defer func() {
		if err != nil {
			s.Close()
		}
	}()
	for range opt.Docs {
		s.tracks = append(s.tracks, &track{began: time.Now()})
	}
	seed := maphash.MakeSeed()
	for i := range opt.Clients {
		d := i % len(opt.Docs)
		c := &client{name: "c" + strconv.Itoa(i), doc: d, track: s.tracks[d], seed: seed, acks: make(chan ack, 1)}
		if i < opt.Authors {
			if n := i / len(opt.Docs); n < len(opt.Docs[d].Segs) {
				seg := opt.Docs[d].Segs[n]
				c.seg = &seg
			} else {
				return nil, fmt.Errorf("document %s has %d segments, too few for its authors", opt.Docs[d].ID, n)
			}
		}
		s.clients = append(s.clients, c)
	}
	for d := range opt.Docs {
		c := &client{name: "observer" + strconv.Itoa(d), doc: d, track: s.tracks[d], seed: seed, frames: [][]byte{}}
		s.observers = append(s.observers, c)
		if err := c.connect(ctx, opt, nil); err != nil {
			return nil, err
		}
	}
	if opt.Opened != nil {
		opt.Opened()
	}
	if err := s.each(64, func(c *client) error { return c.connect(ctx, opt, nil) }); err != nil {
		return nil, err
	}
	s.clients = append(s.clients, s.observers...)
	return s, nil
}

// each calls f for all clients, some at a time, and returns the first error.
func (s *Swarm) each(parallel int, f func(*client) error) error {
	work := make(chan *client)
	errs := make(chan error, len(s.clients))
	var all sync.WaitGroup
	for range parallel {
		all.Go(func() {
			for c := range work {
				if err := f(c); err != nil {
					errs <- fmt.Errorf("%s: %w", c.name, err)
				}
			}
		})
	}
	for _, c := range s.clients {
		work <- c
	}
	close(work)
	all.Wait()
	close(errs)
	return <-errs
}

// connect dials, says hello, and waits until everything up to the welcome came.
func (c *client) connect(ctx context.Context, opt Options, since *int64) error {
	dialer := websocket.Dialer{ReadBufferSize: 4096, WriteBufferSize: 512, HandshakeTimeout: 30 * time.Second}
	ws, _, err := dialer.DialContext(ctx, opt.URL, opt.Header)
	if err != nil {
		return err
	}
	hello := wire.ClientMessage{T: "hello", V: 1, Doc: opt.Docs[c.doc].ID, Client: c.name, Name: c.name, Since: since}
	if since != nil {
		hello.Epoch = opt.epoch
	}
	if err := ws.WriteJSON(hello); err != nil {
		return err
	}
	c.ws, c.ready, c.ended, c.once = ws, make(chan struct{}), make(chan struct{}), sync.Once{}
	go c.read()
	select {
	case <-c.ready:
		return nil
	case <-c.ended:
		return fmt.Errorf("closed before the document had come: %v", c.err)
	case <-time.After(60 * time.Second):
		return fmt.Errorf("the document did not come within a minute")
	}
}

var between = []byte(`},{"t":"`)

// read takes in batches until the connection ends.
func (c *client) read() {
	defer close(c.ended)
	for {
		_, data, err := c.ws.ReadMessage()
		now := time.Now()
		if err != nil {
			c.err = err
			return
		}
		if c.frames != nil {
			c.frames = append(c.frames, data)
		}
		// Quotes inside strings are escaped, so this stands between messages only.
		for rest := data[1 : len(data)-1]; len(rest) > 0; {
			message := rest
			if i := bytes.Index(rest, between); i >= 0 {
				message, rest = rest[:i+1], rest[i+2:]
			} else {
				rest = nil
			}
			if c.err = c.take(message, now); c.err != nil {
				c.ws.Close()
				return
			}
		}
	}
}

// take looks at one message: which event it is, and whether it is an answer.
func (c *client) take(message []byte, now time.Time) error {
	switch {
	case bytes.HasPrefix(message, []byte(`{"t":"ev","s":`)):
		return c.event(message, now)
	case bytes.HasPrefix(message, []byte(`{"t":"welcome"`)):
		c.head = number(message, `"head":`)
	case bytes.HasPrefix(message, []byte(`{"t":"snap"`)):
		if number(message, `"part":`) < number(message, `"parts":`)-1 {
			return nil
		}
		c.at.Store(number(message, `"head":`))
		c.first, c.hashes = c.at.Load()+1, nil
	case bytes.HasPrefix(message, []byte(`{"t":"nack"`)), bytes.HasPrefix(message, []byte(`{"t":"bye"`)):
		return fmt.Errorf("%s", message)
	}
	if c.at.Load() >= c.head && c.head > 0 {
		c.once.Do(func() { close(c.ready) })
	}
	return nil
}

func (c *client) event(message []byte, now time.Time) error {
	seq := number(message, `"s":`)
	if seq != c.at.Load()+1 {
		return fmt.Errorf("event %d after %d", seq, c.at.Load())
	}
	c.track.receive(seq, now)
	c.at.Store(seq) // after it was counted: who waits for this event then counts it
	own := false
	if i := bytes.Index(message, []byte(`"id":"`)); i >= 0 {
		id := message[i+6:]
		own = bytes.HasPrefix(id, []byte(c.name+"-"))
	}
	if own {
		c.hashes = append(c.hashes, 0)
		select {
		case c.acks <- ack{seq, now}:
		default: // of a run that is over
		}
	} else {
		c.hashes = append(c.hashes, maphash.Bytes(c.seed, message))
	}
	if seq >= c.head {
		c.once.Do(func() { close(c.ready) })
	}
	return nil
}

// number reads the number behind a key.
func number(message []byte, key string) int64 {
	i := bytes.Index(message, []byte(key))
	if i < 0 {
		return 0
	}
	n := int64(0)
	for _, b := range message[i+len(key):] {
		if b < '0' || b > '9' {
			break
		}
		n = n*10 + int64(b-'0')
	}
	return n
}

// start begins a measurement with the events after head.
func (t *track) start(head int64) {
	t.began, t.first = time.Now(), head+1
	t.sent = make([]atomic.Int64, trackMost)
	t.received = make([]atomic.Int64, trackMost)
	t.count = make([]atomic.Int32, trackMost)
}

func (t *track) receive(seq int64, now time.Time) {
	i := seq - t.first
	if t.sent == nil || i < 0 || i >= trackMost {
		return
	}
	at := int64(now.Sub(t.began))
	for old := t.received[i].Load(); at > old && !t.received[i].CompareAndSwap(old, at); old = t.received[i].Load() {
	}
	t.count[i].Add(1)
}

// stalledBuffer is what the system takes in for a client that does not read, in
// bytes: little, so that the server is soon left with the rest.
const stalledBuffer = 4096

// Stall connects n more clients that say hello and then read nothing.
func (s *Swarm) Stall(ctx context.Context, n int) error {
	dialer := websocket.Dialer{NetDialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
		c, err := (&net.Dialer{}).DialContext(ctx, network, addr)
		if err == nil {
			err = c.(*net.TCPConn).SetReadBuffer(stalledBuffer)
		}
		return c, err
	}}
	for i := range n {
		ws, _, err := dialer.DialContext(ctx, s.opt.URL, s.opt.Header)
		if err != nil {
			return err
		}
		s.stalled = append(s.stalled, ws)
		hello := wire.ClientMessage{T: "hello", V: 1, Doc: s.opt.Docs[i%len(s.opt.Docs)].ID, Client: "stalled" + strconv.Itoa(i), Name: "stalled"}
		if err := ws.WriteJSON(hello); err != nil {
			return err
		}
	}
	return nil
}

// Close drops all connections and waits for the readers.
func (s *Swarm) Close() {
	for _, c := range slices.Concat(s.clients, s.observers) { // twice is no harm
		if c.ws != nil {
			c.ws.Close()
			<-c.ended
		}
	}
	for _, ws := range s.stalled {
		ws.Close()
	}
}
