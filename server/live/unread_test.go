package live

import (
	"strings"
	"testing"

	"triptych/server/wire"
)

// TestUnread: what waits for a client that never reads is bounded in bytes, and
// then the connection ends with a word why.
func TestUnread(t *testing.T) {
	c := &conn{srv: &Rooms{}, closed: make(chan struct{})}
	c.writing.Store(again) // there is no socket to write to
	c.dead.Store(true)
	id := strings.Repeat("x", 64)
	for range 100_000 {
		c.refuse(&wire.ClientMessage{ID: id}, wire.CodeBad, wire.Said{Why: "no"})
		if c.waiting > directMost {
			t.Fatalf("%d bytes wait", c.waiting)
		}
	}
	if !c.overfull() || len(c.direct) != 0 || !strings.Contains(string(c.bye), `"bye.unread"`) {
		t.Fatalf("full %v, %d wait, bye %s", c.full, len(c.direct), c.bye)
	}
}

// TestEcho: a refusal repeats no more than 64 bytes of anything in the message.
func TestEcho(t *testing.T) {
	for _, long := range []string{strings.Repeat("字", 100_000), strings.Repeat("\U0001F600", 50), strings.Repeat("x", 65)} {
		c := &conn{srv: &Rooms{}}
		c.writing.Store(again)
		c.refuse(&wire.ClientMessage{ID: long}, wire.CodeBad, wire.Said{})
		c.visitor = whole
		c.receive(&wire.ClientMessage{T: long, ID: long})
		c.receive(&wire.ClientMessage{T: "set", What: long, ID: long})
		c.receive(&wire.ClientMessage{T: "op", ID: long})
		for _, frame := range c.direct {
			if n := len(frame); n > 500 || !strings.Contains(string(frame), `…"`) {
				t.Errorf("%d bytes: %.600s", n, frame)
			}
		}
	}
}
