package finding

import (
	"testing"
	"time"
)

// TestRest: checks rest while somebody types, longer the more is typed, but never
// without bounds, and not at all when nobody does.
func TestRest(t *testing.T) {
	for _, c := range []struct {
		changes int // stored, a second
		least   time.Duration
	}{{0, 0}, {1, restLeast}, {10 * restPer, 10}, {100_000, restMost}} {
		turns := newTurns()
		turns.at = time.Now().Add(-time.Second)
		for range c.changes {
			turns.changed()
		}
		if rest := turns.rest(time.Millisecond); rest < c.least*time.Millisecond || rest > restMost*time.Millisecond || c.changes == 0 && rest != 0 {
			t.Errorf("%d changes a second: %v", c.changes, rest)
		}
	}
	turns := newTurns()
	turns.typed.Store(time.Now().Add(-2 * typingPause).UnixMilli())
	turns.count.Store(1000)
	if rest := turns.rest(time.Millisecond); rest != 0 {
		t.Error("rests although nobody types any more:", rest)
	}
}
