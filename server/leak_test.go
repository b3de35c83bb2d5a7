package server_test

import (
	"runtime"
	"strings"
	"testing"
	"time"

	"triptych/align"
	"triptych/server/wire"
)

// TestNothingRunsAfterClose: when Close has returned, no goroutine of the server
// runs any more: also none that aligned again, checked or wrote to somebody.
func TestNothingRunsAfterClose(t *testing.T) {
	h := newHouse(t, fast, "One two. | 一二。 | 一二。", "Three four. | 三四。 | 三四。")
	p, q := h.peer("p"), h.peer("q")
	if no := h.send(p, wire.ClientMessage{T: "text", Seg: seg(p, align.En, 0), Text: "One two five."}); no != nil {
		t.Fatal(no.Why)
	}
	again := wire.ClientMessage{T: "struct", ID: "again", Kind: "realign", Unit: p.Order[0], To: p.Order[1], Base: p.At}
	if _, err := q.Send(again); err != nil { // nobody waits for the answer
		t.Fatal(err)
	}
	h.close()
	var left []string
	for range 200 { // a goroutine that has done its last step may still be listed
		left = left[:0]
		stacks := make([]byte, 1<<20)
		stacks = stacks[:runtime.Stack(stacks, true)]
		for _, stack := range strings.Split(string(stacks), "\n\n")[1:] {
			for _, name := range []string{"triptych/server.", "triptych/server/live.", "triptych/server/finding.", "triptych/server/store."} {
				if strings.Contains(stack, name) {
					left = append(left, stack)
					break
				}
			}
		}
		if len(left) == 0 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if len(left) > 0 {
		t.Errorf("%d goroutines run:\n%s", len(left), strings.Join(left, "\n\n"))
	}
	h.open() // for the end of the test
}
