package finding

import (
	"runtime"
	"sync/atomic"
	"time"
)

// turns lets some goroutines work at a time, and while somebody types for a third
// of the time: however many documents are typed in at once, their checks leave
// the processors to the edits. Findings come later then; acknowledgements do not.
type turns struct {
	places chan struct{}
	typed  atomic.Int64 // unix ms of the last change to any document
}

// typingPause is how long after a change the checks make room for the next.
const typingPause = 2 * time.Second

func newTurns() *turns {
	return &turns{places: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2))}
}

// changed says that somebody types.
func (t *turns) changed() { t.typed.Store(time.Now().UnixMilli()) }

// take waits for a turn and works, and reports whether it did before ended. The
// turn is kept for twice as long again, without the caller, while somebody types.
func (t *turns) take(ended <-chan struct{}, work func()) bool {
	select {
	case t.places <- struct{}{}:
	case <-ended:
		return false
	}
	began := time.Now()
	work()
	rest := 2 * time.Since(began)
	typing := time.Since(time.UnixMilli(t.typed.Load())) < typingPause
	if typing && rest > 200*time.Microsecond {
		time.AfterFunc(rest, func() { <-t.places })
	} else {
		<-t.places
	}
	return true
}
