// Package feed is what an open document has to say, in order: events, and between
// them presence and statuses, which have no number. Who listens has a cursor into
// it; nothing is queued for anybody. What is older than the newest kept entries is
// forgotten, and a listener that is further behind begins afresh.
//
// The guarantee: everybody hears the same entries in the same order, but for those
// that are another for their author or are for one listener alone.
package feed

import (
	"slices"
	"sync"

	"github.com/gorilla/websocket"
)

// Log is a feed. One goroutine appends, any number read.
type Log struct {
	mu      sync.RWMutex
	base    int64 // index of entries[0]
	entries []Entry
	bytes   int
	most    int // bytes that are kept, and as much again

	shared sync.Mutex // guards the batches below
	recent [4]sharedBatch
	turn   int
}

// New makes an empty feed that keeps so many bytes.
func New(most int) *Log { return &Log{most: most} }

// Entry is one message. Frames are JSON objects and never altered.
type Entry struct {
	Seq    int64  // of an event, else 0
	Frame  []byte // as everybody gets it
	Own    []byte // as the author's client gets it; nil = the same
	Client string // the author's client, for Own
	Skip   any    // the listener that gets nothing of it: it is about them
	Only   any    // nobody else gets it: an answer that must not overtake events
}

// Listener is who reads: a name that Skip and Only know them by, and their client.
type Listener struct {
	By     any
	Client string
}

// sharedBatch is an array of frames that many connections send alike.
type sharedBatch struct {
	from, to int64
	msg      *websocket.PreparedMessage
}

const (
	entriesMost = 16384
	BatchBytes  = 256 << 10 // of one message to a client, unless a single frame is larger
)

// Append adds entries and drops old ones. Only the room calls it.
func (l *Log) Append(entries ...Entry) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.entries = append(l.entries, entries...)
	for _, e := range entries {
		l.bytes += len(e.Frame) + len(e.Own)
	}
	if len(l.entries) <= 2*entriesMost && l.bytes <= 2*l.most {
		return
	}
	drop, size := 0, l.bytes
	for drop < len(l.entries) && (len(l.entries)-drop > entriesMost || size > l.most) {
		size -= len(l.entries[drop].Frame) + len(l.entries[drop].Own)
		drop++
	}
	l.entries, l.base, l.bytes = slices.Clone(l.entries[drop:]), l.base+int64(drop), size
}

// End is the index behind the newest entry.
func (l *Log) End() int64 {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.base + int64(len(l.entries))
}

// After returns the index behind the event seq, where statuses begin that were
// worked out after it, or false when the log does not reach back that far.
func (l *Log) After(seq int64) (int64, bool) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	for i := len(l.entries) - 1; i >= 0; i-- {
		if e := &l.entries[i]; e.Seq == seq {
			return l.base + int64(i) + 1, true
		} else if e.Seq > 0 && e.Seq < seq {
			break
		}
	}
	return 0, false
}

// Event returns the frames of one event that is still in the log.
func (l *Log) Event(seq int64) (Entry, bool) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	for i := len(l.entries) - 1; i >= 0; i-- {
		if l.entries[i].Seq == seq {
			return l.entries[i], true
		}
	}
	return Entry{}, false
}

// special reports whether c gets something else of the entry than everybody.
func (e *Entry) special(c Listener) bool {
	return e.Skip != nil && e.Skip == c.By || e.Only != nil && e.Only == c.By || e.Own != nil && e.Client == c.Client
}

// Batch is what a listener at a cursor is sent next.
type Batch struct {
	To     int64                      // the cursor afterwards
	Shared *websocket.PreparedMessage // either this
	Own    []byte                     // or this, or neither: nothing to send
	Lost   bool                       // the log no longer holds from
}

// Next collects what c has not seen, up to BatchBytes.
func (l *Log) Next(c Listener, from int64) Batch {
	l.mu.RLock()
	if from < l.base {
		l.mu.RUnlock()
		return Batch{Lost: true}
	}
	entries := l.entries[from-l.base:]
	size, n, special := 0, 0, false
	for n < len(entries) && (n == 0 || size+len(entries[n].Frame) <= BatchBytes) {
		e := &entries[n]
		special = special || e.special(c)
		size += len(e.Frame) + 1
		n++
	}
	entries = entries[:n:n]
	l.mu.RUnlock()

	b := Batch{To: from + int64(n)}
	switch {
	case n == 0:
	case special:
		b.Own = join(entries, c, size)
	default:
		b.Shared = l.share(from, b.To, entries, size)
	}
	return b
}

// share makes a batch once for all connections that are equally far.
func (l *Log) share(from, to int64, entries []Entry, size int) *websocket.PreparedMessage {
	l.shared.Lock()
	defer l.shared.Unlock()
	for i := range l.recent {
		if r := &l.recent[i]; r.msg != nil && r.from == from && r.to == to {
			return r.msg
		}
	}
	data := join(entries, Listener{}, size)
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
// left for c; the zero Listener is nobody in particular.
func join(entries []Entry, c Listener, size int) []byte {
	b := make([]byte, 0, size+2)
	for _, e := range entries {
		frame := e.Frame
		if e.Only != nil && e.Only != c.By {
			continue
		}
		if e.Skip != nil && e.Skip == c.By {
			continue
		}
		if e.Own != nil && e.Client == c.Client {
			frame = e.Own
		}
		b = append(append(b, ','), frame...)
	}
	if len(b) == 0 {
		return nil
	}
	b[0] = '['
	return append(b, ']')
}
