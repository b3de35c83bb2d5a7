package live

import (
	"time"

	"triptych/server/feed"
)

// tellMost is how long a commit waits for the one before to be written.
const tellMost = 5 * time.Millisecond

// tell wakes all connections, the authors first. Those that have not even written
// what was told before are not waited for.
func (r *room) tell(authors []saying) {
	t := feed.NewTelling()
	wake := func(c *conn) {
		if c.telling.Load() == t {
			return
		}
		if c.telling.CompareAndSwap(nil, t) {
			t.Await()
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
	t.Heard()
	r.telling = t.Over()
	r.tellEnd.Reset(tellMost)
}
