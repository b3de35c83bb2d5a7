package live

import (
	"encoding/json"
	"testing"

	"triptych/server/wire"
)

// TestCrowd: however many people are somewhere in a document, one more can join
// and hears of all of them: they do not count as so many answers that wait.
func TestCrowd(t *testing.T) {
	const people = 4000
	board := presenceBoard{frames: map[*conn][]byte{}}
	for range people {
		c := &conn{person: wire.Person{Conn: wire.ConnID(), Name: "One of many"}}
		board.frames[c] = wire.Encode(wire.Presence{T: "pres", Person: c.person})
	}
	late := &conn{}
	late.writing.Store(again) // there is no socket to write to
	board.greet(late)
	if late.dead.Load() {
		t.Fatal("the connection was closed")
	}
	var heard []wire.Presence
	if err := json.Unmarshal(wire.Array(late.direct), &heard); err != nil || len(heard) != people {
		t.Fatal(len(heard), err)
	}
}
