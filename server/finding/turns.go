package finding

import (
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// turns lets some goroutines work at a time, and while somebody types for a third
// of the time or less: however many documents are typed in at once, their checks
// leave the processors to the edits. Findings come later then; acknowledgements do not.
type turns struct {
	places chan struct{}
	typed  atomic.Int64 // unix ms of when changes to any document were stored last
	count  atomic.Int64 // of such stores

	mu   sync.Mutex
	seen int64     // the count
	at   time.Time // when it was
}

// While somebody types the checks rest after each turn, for so many times as long as
// it took: the more is typed, the longer.
const (
	typingPause = 2 * time.Second // how long after a change they do
	restLeast   = 2
	restMost    = 15
	restPer     = 40 // stores of changes a second for which they rest once more as long
)

func newTurns() *turns {
	return &turns{places: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2)), at: time.Now()}
}

// changed says that somebody types.
func (t *turns) changed() {
	t.typed.Store(time.Now().UnixMilli())
	t.count.Add(1)
}

// rest is how long to rest after so much work.
func (t *turns) rest(worked time.Duration) time.Duration {
	now := time.Now()
	if now.Sub(time.UnixMilli(t.typed.Load())) >= typingPause {
		return 0
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	rate := float64(t.count.Load()-t.seen) / max(now.Sub(t.at), time.Millisecond).Seconds()
	t.seen, t.at = t.count.Load(), now
	return worked * time.Duration(min(restMost, restLeast+rate/restPer))
}

// take waits for a turn and works, and reports whether it did before ended. The
// turn is kept without the caller, so that others rest too, while somebody types.
func (t *turns) take(ended <-chan struct{}, work func()) bool {
	select {
	case t.places <- struct{}{}:
	case <-ended:
		return false
	}
	began := time.Now()
	work()
	if rest := t.rest(time.Since(began)); rest > 200*time.Microsecond {
		time.AfterFunc(rest, func() { <-t.places })
	} else {
		<-t.places
	}
	return true
}
