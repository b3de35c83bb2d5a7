package live

import (
	"testing"
	"time"
)

// listeners are connections without a socket: what wakes them finds them gone, and
// what they have not heard they hear when flush is called.
func listeners(r *room, n int) []*conn {
	list := make([]*conn, n)
	for i := range list {
		c := &conn{closed: make(chan struct{})}
		c.writing.Store(again)
		c.dead.Store(true)
		list[i], r.conns[c] = c, struct{}{}
	}
	return list
}

func over(told <-chan struct{}) bool {
	select {
	case <-told:
		return true
	default:
		return false
	}
}

// TestTelling: what was told is over when everybody wrote it, and whoever has not
// written what was told before is not waited for.
func TestTelling(t *testing.T) {
	r := &room{conns: map[*conn]struct{}{}, tellEnd: time.NewTimer(time.Hour)}
	list := listeners(r, 3)
	r.tell(nil)
	first := r.telling
	list[0].flush()
	list[1].flush()
	if over(first) {
		t.Fatal("over before the last one wrote")
	}
	list[0].writing.Store(again)
	list[1].writing.Store(again)
	r.tell(nil) // the last one still does not read
	second := r.telling
	list[0].flush()
	if over(second) {
		t.Fatal("over although one of two has not written")
	}
	list[1].flush()
	if !over(second) || over(first) {
		t.Fatal("somebody who does not read is waited for")
	}
	list[2].flush()
	if !over(first) {
		t.Fatal("not over although all have written")
	}
	r.conns = nil
	r.tell(nil)
	if !over(r.telling) {
		t.Fatal("nobody listens, and it is not over")
	}
}
