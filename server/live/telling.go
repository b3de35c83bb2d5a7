package live

import (
	"sync/atomic"
	"time"
)

// telling is one publishing under way. The next commit waits for it, so that what
// comes in meanwhile goes out together: a message for each reader and commit costs far
// more than a longer one.
type telling struct {
	left atomic.Int32  // connections that have not written it
	over chan struct{} // closed when all have
}

// tellMost is how long a commit waits for the one before to be written.
const tellMost = 5 * time.Millisecond

// heard says that a connection has written everything.
func (t *telling) heard() {
	if t.left.Add(-1) == 0 {
		close(t.over)
	}
}

// tell wakes all connections, the authors first. Those that have not even written
// what was told before are not waited for.
func (r *room) tell(authors []saying) {
	t := &telling{over: make(chan struct{})}
	t.left.Store(1)
	wake := func(c *conn) {
		if c.telling.Load() == t {
			return
		}
		if c.telling.CompareAndSwap(nil, t) {
			t.left.Add(1)
		}
		c.wake()
	}
	for i := range authors {
		if c := authors[i].to; c != nil && c.ws != nil {
			if _, here := r.conns[c]; here {
				wake(c)
			}
		}
	}
	for c := range r.conns {
		wake(c)
	}
	t.heard()
	r.telling = t.over
	r.tellEnd.Reset(tellMost)
}
