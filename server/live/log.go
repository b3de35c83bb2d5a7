package live

import (
	"slices"
	"sync"

	"github.com/gorilla/websocket"
)

// eventLog is what a room has to say, in order: events, and between them
// presence and statuses, which have no number. A connection's cursor is an
// index into it; nothing is queued per connection. What is older than the
// newest logEntries entries is forgotten, and a connection that is further
// behind gets a snapshot.
type eventLog struct {
	mu      sync.RWMutex
	base    int64 // index of entries[0]
	entries []entry
	bytes   int
	most    int // bytes that are kept, and as much again

	shared sync.Mutex // guards the batches below
	recent [4]sharedBatch
	turn   int
}

// entry is one message. Frames are JSON objects and never altered.
type entry struct {
	seq    int64  // of an event, else 0
	frame  []byte // as everybody gets it
	own    []byte // as the author's client gets it; nil = the same
	client string // the author's client, for own
	skip   *conn  // gets nothing of it: it is about them
	only   *conn  // nobody else gets it: an answer that must not overtake events
}

// sharedBatch is an array of frames that many connections send alike.
type sharedBatch struct {
	from, to int64
	msg      *websocket.PreparedMessage
}

const (
	logEntries = 16384
	batchBytes = 256 << 10 // of one message to a client, unless a single frame is larger
)

// append adds entries and drops old ones. Only the room calls it.
func (l *eventLog) append(entries ...entry) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.entries = append(l.entries, entries...)
	for _, e := range entries {
		l.bytes += len(e.frame) + len(e.own)
	}
	if len(l.entries) <= 2*logEntries && l.bytes <= 2*l.most {
		return
	}
	drop, size := 0, l.bytes
	for drop < len(l.entries) && (len(l.entries)-drop > logEntries || size > l.most) {
		size -= len(l.entries[drop].frame) + len(l.entries[drop].own)
		drop++
	}
	l.entries, l.base, l.bytes = slices.Clone(l.entries[drop:]), l.base+int64(drop), size
}

// end is the index behind the newest entry.
func (l *eventLog) end() int64 {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.base + int64(len(l.entries))
}

// after returns the index behind the event seq, where statuses begin that were
// worked out after it, or false when the log does not reach back that far.
func (l *eventLog) after(seq int64) (int64, bool) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	for i := len(l.entries) - 1; i >= 0; i-- {
		if e := &l.entries[i]; e.seq == seq {
			return l.base + int64(i) + 1, true
		} else if e.seq > 0 && e.seq < seq {
			break
		}
	}
	return 0, false
}

// event returns the frames of one event that is still in the log.
func (l *eventLog) event(seq int64) (entry, bool) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	for i := len(l.entries) - 1; i >= 0; i-- {
		if l.entries[i].seq == seq {
			return l.entries[i], true
		}
	}
	return entry{}, false
}

// special reports whether c gets something else of the entry than everybody.
func (e *entry) special(c *conn) bool {
	return e.skip == c || e.only == c || e.own != nil && e.client == c.client
}

// batch is what a connection at cursor from sends next.
type batch struct {
	to     int64                      // the cursor afterwards
	shared *websocket.PreparedMessage // either this
	own    []byte                     // or this, or neither: nothing to send
	lost   bool                       // the log no longer holds from
}

// next collects what c has not seen, up to batchBytes.
func (l *eventLog) next(c *conn, from int64) batch {
	l.mu.RLock()
	if from < l.base {
		l.mu.RUnlock()
		return batch{lost: true}
	}
	entries := l.entries[from-l.base:]
	size, n, special := 0, 0, false
	for n < len(entries) && (n == 0 || size+len(entries[n].frame) <= batchBytes) {
		e := &entries[n]
		special = special || e.special(c)
		size += len(e.frame) + 1
		n++
	}
	entries = entries[:n:n]
	l.mu.RUnlock()

	b := batch{to: from + int64(n)}
	switch {
	case n == 0:
	case special:
		b.own = join(entries, c, size)
	default:
		b.shared = l.share(from, b.to, entries, size)
	}
	return b
}

// share makes a batch once for all connections that are equally far.
func (l *eventLog) share(from, to int64, entries []entry, size int) *websocket.PreparedMessage {
	l.shared.Lock()
	defer l.shared.Unlock()
	for i := range l.recent {
		if r := &l.recent[i]; r.msg != nil && r.from == from && r.to == to {
			return r.msg
		}
	}
	data := join(entries, nil, size)
	if data == nil {
		return nil
	}
	msg, err := websocket.NewPreparedMessage(websocket.TextMessage, data)
	if err != nil {
		panic(err) // only for a message type that does not exist
	}
	l.recent[l.turn] = sharedBatch{from, to, msg}
	l.turn = (l.turn + 1) % len(l.recent)
	return msg
}

// join writes frames as one JSON array, as c gets them; nil when nothing is
// left for c.
func join(entries []entry, c *conn, size int) []byte {
	b := make([]byte, 0, size+2)
	for _, e := range entries {
		frame := e.frame
		if e.only != nil && e.only != c {
			continue
		}
		if c != nil {
			if e.skip == c {
				continue
			}
			if e.own != nil && e.client == c.client {
				frame = e.own
			}
		}
		b = append(append(b, ','), frame...)
	}
	if len(b) == 0 {
		return nil
	}
	b[0] = '['
	return append(b, ']')
}
