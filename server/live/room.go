package live

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"triptych/align/message"
	"triptych/server/change"
	"triptych/server/document"
	"triptych/server/feed"
	"triptych/server/finding"
	"triptych/server/moment"
	"triptych/server/past"
	"triptych/server/reply"
	"triptych/server/step"
	"triptych/server/store"
	"triptych/server/turn"
	"triptych/server/wire"
)

const (
	roomIdle    = 30 * time.Second // without connections, a room ends after this
	roomQueue   = 256              // commands of a turn, before what they did is stored
	turnWork    = 20_000           // places that edits of a turn meet, likewise
	pendingMax  = 2000             // events that wait for a commit before commands wait
	fullPause   = time.Second      // after a failed commit, changes are refused unread for this long
	presencePer = 50 * time.Millisecond
	catchUpMax  = 5000 // events; a client further behind gets a snapshot
)

// room owns one open document: one goroutine that starts with the first
// connection and ends a while after the last. It changes its state at once and
// commits in batches; what others hear of a change they hear after the commit.
type room struct {
	srv  *Rooms
	id   string
	refs int // connections and requests that use it; guarded by srv.mu

	ready chan struct{} // closed when the document is loaded, or err is set
	err   error
	in    *turn.Queue[string, command] // a line for each client, and one for all else
	quit  chan struct{}                // closed to stop
	ended chan struct{}                // closed when the goroutine is gone

	doc     *document.Document
	conns   map[*conn]struct{}
	clients map[string]*reply.Memory
	joining []*conn // wait for a moment without uncommitted changes
	log     *feed.Log

	pending   *transaction // not yet handed to the store
	inflight  *transaction // being committed
	committed chan error   // outcome of inflight
	lost      bool         // the document could not be read again: the room ends
	broken    error        // its events do not hang together: nothing may be changed
	refusing  time.Time    // until then changes are refused with failure
	failure   error        // of the last commit
	checks    *finding.Checker
	snapshot  *snapshot       // of the present committed state, nil = none made
	people    presenceBoard   // who is where
	telling   <-chan struct{} // closed when what was committed last is written; nil = it is
	tellEnd   *time.Timer
}

// command is one message, or other work, for the room.
type command struct {
	conn   *conn
	msg    *wire.ClientMessage
	who    store.Person // whose change it is; the connection's may be another by now
	ops    change.Set
	no     *document.Refusal // why a text cannot be what is wanted
	digest string
	do     func(*room, command)
}

func newRoom(srv *Rooms, id string) *room {
	return &room{
		srv: srv, id: id, refs: 1,
		ready: make(chan struct{}), in: turn.New[string, command](lineShare),
		quit: make(chan struct{}), ended: make(chan struct{}),
		conns: map[*conn]struct{}{}, clients: map[string]*reply.Memory{},
		log: feed.New(srv.keep), committed: make(chan error, 1), tellEnd: time.NewTimer(tellMost),
	}
}

// lineShare is what one client's messages may take up while they wait their turn.
var lineShare = turn.Share{Items: 64, Bytes: 1 << 20}

// post hands a command to the room, where it waits its turn among those of other
// clients; the caller waits while too many of its own do. A room that has ended takes
// nothing.
func (r *room) post(c command) {
	line, bytes := "", 0
	if c.conn != nil {
		line = c.conn.client
	}
	if c.msg != nil {
		bytes = len(c.msg.Text) + len(c.msg.Ops)
	}
	r.in.Put(line, c, bytes, r.ended)
}

// call runs f on the room's goroutine and waits for it; false when the room has
// ended before, or f did not come to its end.
func (r *room) call(f func(*room)) bool { return r.callFor(nil, f) }

// callFor is call in the turns of a connection's client.
func (r *room) callFor(c *conn, f func(*room)) bool {
	done, whole := make(chan struct{}), false
	r.post(command{conn: c, do: func(r *room, _ command) {
		defer close(done)
		f(r)
		whole = true
	}})
	select {
	case <-done:
		return whole
	case <-r.ended:
		return false
	}
}

// run is the room's goroutine.
func (r *room) run() {
	defer r.srv.ended(r)
	defer r.rescue()
	if r.err = r.open(); r.err != nil {
		r.srv.forget(r)
		close(r.ready)
		return
	}
	r.checks.First(r.doc)
	close(r.ready)
	idle := time.NewTimer(roomIdle)
	defer idle.Stop()
	for {
		in := r.in.Ready
		if len(r.joining) > 0 || r.pending.size() >= pendingMax {
			in = nil // first everything must be committed
		}
		select {
		case <-in:
			r.handle()
		case err := <-r.committed:
			r.finish(err)
		case <-r.telling:
			r.telling = nil
		case <-r.tellEnd.C:
			r.telling = nil
		case result := <-r.checks.Results:
			r.take(result)
		case <-r.checks.Due:
			r.checks.Start(r.doc)
		case <-r.people.due:
			r.tellPresence()
		case <-idle.C:
			if r.settled() && r.srv.retire(r) {
				r.drain()
				return
			}
			idle.Reset(roomIdle)
		case <-r.quit:
			r.drain()
			r.farewell()
			return
		}
		if r.lost {
			return
		}
		r.submit()
		r.admit()
	}
}

// handle does what waits, everybody's in turn, until that is worth storing.
func (r *room) handle() {
	r.doc.Worked = 0
	for range roomQueue {
		c, ok := r.in.Take()
		if !ok {
			return
		}
		r.do(c)
		if r.lost || len(r.joining) > 0 || r.pending.size() >= pendingMax || r.doc.Worked > turnWork {
			return
		}
	}
}

// verify looks whether the document is all there, and follows the chain of its
// events. One that is broken, or of which events are missing, is reported, and may
// be read but not changed, so that the damage does not spread.
func (r *room) verify() error {
	loss, err := r.srv.store.Loss(context.Background(), r.id)
	if err != nil {
		return err
	}
	if loss != nil {
		r.broken = loss
		r.srv.log.Complain("open", loss)
	}
	broken, err := r.srv.store.VerifyChain(context.Background(), r.id)
	if broken != nil {
		r.broken = fmt.Errorf("%w (%v)", store.ErrBroken, broken)
		r.srv.log.Complain("open", r.broken)
	}
	return err
}

// open reads the document, and looks at the same time whether it is all there:
// nobody comes in before both are done.
func (r *room) open() error {
	verified := make(chan error, 1)
	r.srv.work.Go(func() {
		defer func() {
			if p := recover(); p != nil {
				verified <- r.srv.log.Recovered("verify document "+r.id, p)
			}
		}()
		verified <- r.verify()
	})
	err := r.load()
	return errors.Join(<-verified, err)
}

// load reads the document.
func (r *room) load() error {
	d, err := r.srv.store.Load(context.Background(), r.id)
	if err != nil {
		return err
	}
	doc := document.Open(d, r.srv.limits.Segment, store.NewID, r.past())
	events, err := r.srv.store.Steps(context.Background(), r.id, step.Kept)
	if err == nil {
		err = doc.ReadSteps(events)
	}
	if err != nil {
		return err
	}
	if doc.Signed, err = moment.Signed(context.Background(), r.srv.store, r.id); err != nil {
		return err
	}
	r.doc = doc
	r.pending = r.emptyTransaction()
	if r.checks == nil {
		r.checks = r.srv.finder.Checker(d.ID, d.Checks, r.ended)
	}
	return nil
}

// past is where the document reads earlier revisions.
func (r *room) past() document.Past {
	st := r.srv.store
	return document.Past{
		Revisions: func(seg string, after, event int64, most int) ([]store.Event, error) {
			return past.Revisions(context.Background(), st, seg, after, event, most)
		},
		Text: func(seg string, rev int64) (string, error) {
			return past.At(context.Background(), st, r.id, seg, rev)
		},
	}
}

// take tells everybody of what the checks found.
func (r *room) take(result finding.Answer) {
	frames := r.checks.Take(r.doc, result)
	entries := make([]feed.Entry, len(frames))
	for i, frame := range frames {
		entries[i] = feed.Entry{Frame: frame}
	}
	if len(frames) > 0 {
		r.snapshot = nil
	}
	r.say(entries...)
}

// settled reports whether nothing waits to be done or to be committed.
func (r *room) settled() bool {
	return r.inflight == nil && r.pending.size() == 0 && r.in.Empty()
}

// drain commits what is pending before the room ends.
func (r *room) drain() {
	for r.inflight != nil || r.pending.size() > 0 {
		r.telling = nil
		r.submit()
		r.finish(<-r.committed)
	}
	if !r.lost {
		r.checks.Keep(r.doc)
	}
}

// farewell tells everybody that the server stops.
func (r *room) farewell() {
	r.end(wire.Bye{Code: wire.CodeRestart, Said: wire.Say(message.Of("bye.stopping"))})
}

func (r *room) end(bye wire.Bye) {
	for c := range r.conns {
		if bye.Code == wire.CodeRestart {
			bye.RetryAfter = 500 + rand.IntN(2500)
		}
		c.end(bye)
	}
}
