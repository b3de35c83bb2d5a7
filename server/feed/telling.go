package feed

import "sync/atomic"

// Telling is one publishing under way. The next commit waits for it, so that what
// comes in meanwhile goes out together: a message for each reader and commit costs far
// more than a longer one.
type Telling struct {
	left atomic.Int32  // connections that have not written it, and who tells them
	over chan struct{} // closed when all have
}

// NewTelling is a publishing that lasts until all who are awaited, and whoever began
// it, have called Heard.
func NewTelling() *Telling {
	t := &Telling{over: make(chan struct{})}
	t.left.Store(1)
	return t
}

// Await adds somebody who has to write it.
func (t *Telling) Await() { t.left.Add(1) }

// Heard says that somebody has written everything.
func (t *Telling) Heard() {
	if t.left.Add(-1) == 0 {
		close(t.over)
	}
}

// Over is closed when all have.
func (t *Telling) Over() <-chan struct{} { return t.over }
