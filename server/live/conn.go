package live

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"triptych/server/feed"

	"github.com/gorilla/websocket"

	"triptych/align/message"
	"triptych/server/row"
	"triptych/server/store"
	"triptych/server/turn"
	"triptych/server/visit"
	"triptych/server/wire"
)

const (
	helloWait    = 5 * time.Second
	readWait     = 45 * time.Second // a client that is silent longer is gone
	byeWait      = time.Second      // a goodbye is given as long to be written
	writeWait    = 60 * time.Second // a reader that takes nothing for longer is closed
	pingEvery    = 20 * time.Second
	frameLimit   = 4 << 20 // a message beyond it ends the connection; one beyond Limits.Message is refused
	directMost   = 1 << 20 // bytes of answers that wait for one connection
	presenceRate = 100     // presence messages a second that are listened to
	syncRate     = 5       // requests a second for what was missed
)

// conn is one websocket. Its reader runs on the goroutine of the request; what
// goes out is written by a goroutine that lives while there is something to
// write. There is no queue but for answers to the client's own messages:
// everything else is read from the room's log at cursor.
type conn struct {
	srv    *Rooms
	ws     *websocket.Conn
	room   *room
	person wire.Person
	who    store.Person // who they are to the store; known from their first change on
	client string
	doc    string // that hello named
	near   string // the unit that its page shows, as hello named it

	visitor visit.Visitor

	mu      sync.Mutex
	direct  [][]byte  // answers, in order
	waiting int       // bytes of them, and of those being written
	snap    *snapshot // to be sent after them
	backlog backlog   // then this
	cursor  int64     // then the log from here
	joined  bool
	bye     []byte     // sent after everything else; then the connection is closed
	full    bool       // more waited than may: nothing more is taken
	out     bool       // it may see nothing more: its bye is all that is sent
	told    *wire.Held // what it was told that it may do; nil = nothing yet

	writing atomic.Int32 // idle, busy, again
	telling atomic.Pointer[feed.Telling]
	ping    atomic.Bool // a ping is due
	dead    atomic.Bool
	closed  chan struct{} // once it is dead

	ops, pres, syncs turn.Bucket // of the reader
}

// backlog is a range of events that are no longer in the log: (after, to]. An
// empty one that is not the zero value asks for statuses alone.
type backlog struct{ after, to int64 }

const (
	idle = iota
	busy
	again
)

// wake makes sure that a writer looks at the connection after this call.
func (c *conn) wake() {
	for {
		switch c.writing.Load() {
		case idle:
			if c.writing.CompareAndSwap(idle, busy) {
				c.srv.work.Go(c.flush)
				return
			}
		case busy:
			if c.writing.CompareAndSwap(busy, again) {
				return
			}
		default:
			return
		}
	}
}

// flush writes until nothing is left.
func (c *conn) flush() {
	for {
		c.writing.Store(busy)
		telling := c.telling.Load()
		for !c.dead.Load() && c.writeNext() {
		}
		if telling != nil {
			c.telling.Store(nil)
			telling.Heard()
		}
		if c.writing.CompareAndSwap(busy, idle) {
			return
		}
	}
}

// send queues one message for this connection alone.
func (c *conn) send(message any) { c.sendFrame(wire.Encode(message)) }

func (c *conn) sendFrame(frame []byte) {
	c.mu.Lock()
	if c.full {
		c.mu.Unlock()
		return
	}
	if c.full = c.waiting+len(frame) > directMost; c.full {
		c.direct = nil
	} else {
		c.direct, c.waiting = append(c.direct, frame), c.waiting+len(frame)
	}
	full := c.full
	c.mu.Unlock()
	if full {
		c.end(wire.Bye{Code: wire.CodeRate, Said: wire.Say(message.Of("bye.unread")), RetryAfter: 5000})
		time.AfterFunc(farewellWait, c.kill) // most likely it does not read this either
		return
	}
	c.wake()
}

// overfull reports whether the connection is about to end because it does not read
// what it is answered.
func (c *conn) overfull() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.full
}

// end sends a bye and closes once it is written.
func (c *conn) end(bye wire.Bye) {
	bye.T = "bye"
	c.mu.Lock()
	c.bye = wire.Encode(bye)
	c.mu.Unlock()
	c.wake()
}

// kill closes at once.
func (c *conn) kill() {
	if c.dead.CompareAndSwap(false, true) {
		close(c.closed)
		c.ws.Close()
	}
}

// writeNext writes one message, and reports whether there may be more.
func (c *conn) writeNext() bool {
	if c.ping.CompareAndSwap(true, false) {
		if err := c.ws.WriteControl(websocket.PingMessage, nil, time.Now().Add(writeWait)); err != nil {
			c.kill()
			return false
		}
	}
	c.mu.Lock()
	direct, snap, back := c.direct, c.snap, c.backlog
	cursor, joined, bye, out := c.cursor, c.joined, c.bye, c.out
	c.direct, c.snap, c.backlog = nil, nil, backlog{}
	c.mu.Unlock()
	switch {
	case out:
		return c.finish(bye)
	case len(direct) > 0:
		c.restore(snap, back)
		return c.writeDirect(direct)
	case snap != nil:
		c.restore(nil, back)
		return c.writeSnapshot(snap)
	case back != backlog{}:
		return c.writeBacklog(back)
	case !joined:
		return c.finish(bye)
	}
	b := c.room.log.Next(feed.Listener{By: c, Client: c.client}, cursor)
	switch {
	case b.Lost:
		c.mu.Lock()
		c.joined = false
		c.mu.Unlock()
		c.room.post(command{conn: c, do: (*room).resync})
		return false
	case b.To == cursor:
		return c.finish(bye)
	case b.Shared != nil:
		_ = c.ws.SetWriteDeadline(time.Now().Add(writeWait))
		if err := c.ws.WritePreparedMessage(b.Shared); err != nil {
			c.kill()
			return false
		}
	case b.Own != nil:
		if !c.write(b.Own) {
			return false
		}
	}
	c.advance(cursor, b.To)
	return true
}

// advance moves the cursor, unless a resync has moved it meanwhile.
func (c *conn) advance(from, to int64) {
	c.mu.Lock()
	if c.cursor == from {
		c.cursor = to
	}
	c.mu.Unlock()
}

// restore puts back what was taken and not written, unless something newer has
// come.
func (c *conn) restore(snap *snapshot, back backlog) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.snap == nil && c.backlog == (backlog{}) {
		c.snap, c.backlog = snap, back
	}
}

// writeDirect writes answers, which count as waiting until they are written.
func (c *conn) writeDirect(direct [][]byte) bool {
	size := 0
	for _, frame := range direct {
		size += len(frame)
	}
	if !c.write(wire.Array(direct)) {
		return false
	}
	c.mu.Lock()
	c.waiting -= size
	c.mu.Unlock()
	return true
}

func (c *conn) write(frame []byte) bool {
	_ = c.ws.SetWriteDeadline(time.Now().Add(writeWait))
	if err := c.ws.WriteMessage(websocket.TextMessage, frame); err != nil {
		c.kill()
		return false
	}
	return true
}

// finish says goodbye and closes the connection, when that is asked for.
func (c *conn) finish(bye []byte) bool {
	if bye == nil || !c.write(wire.Array([][]byte{bye})) {
		return false
	}
	_ = c.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.CloseGoingAway, ""), time.Now().Add(time.Second))
	c.kill()
	return false
}

// statusBack is how many events before those it missed a client is told the
// statuses of as well: they were worked out after it was gone.
const statusBack = 20

// writeBacklog sends events from the database, then the statuses of the units
// they touched, which have no number and are not stored.
func (c *conn) writeBacklog(back backlog) bool {
	for from := max(0, back.after-statusBack); from < back.to; {
		events, err := c.srv.store.Events(context.Background(), c.room.id, from, 200)
		if err != nil || len(events) == 0 {
			c.kill() // the client connects again, when the database may be read
			return false
		}
		var frames [][]byte
		var touched []*wire.Event
		size := 0
		for i := range events {
			if events[i].Seq > back.to || size > feed.BatchBytes {
				break
			}
			e := row.Wire(&events[i], events[i].Client == c.client)
			touched = append(touched, e)
			if from = e.S; e.S > back.after {
				frame := wire.Encode(e)
				frames, size = append(frames, frame), size+len(frame)
			}
		}
		if len(frames) > 0 && !c.write(wire.Array(frames)) {
			return false
		}
		c.room.post(command{conn: c, do: func(r *room, cmd command) { r.sendStatuses(cmd.conn, touched) }})
	}
	return true
}
