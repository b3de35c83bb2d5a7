package server_test

import (
	"testing"

	"triptych/align"
	"triptych/align/check"
	"triptych/server/peer"
	"triptych/server/wire"
)

// TestStatusAfterReconnect: who was away is told the statuses that came about
// meanwhile, whether the events are still in memory or not, and also those of
// events that were received just before the connection was lost.
func TestStatusAfterReconnect(t *testing.T) {
	for _, restart := range []bool{false, true} {
		h := newHouse(t, fast, "One 300 | 一300 | 一300", "Two | 二 | 二", "Three | 三 | 三", "Four | 四 | 四")
		a, b := h.peer("a"), h.peer("b")
		pair := align.Pairs[0].String()
		en := seg(a, align.En, 0)
		h.edit(a, en, 4, 5, "4")
		h.idle(a)
		a.Close() // with the edit acknowledged, and perhaps without the findings
		delete(a.Status, a.Order[0])
		h.until(b, func() bool { return b.At == a.At && len(find(unit(b, 0), "num.value")) > 0 })
		again := func() {
			t.Helper()
			if restart {
				b.Close()
				h.close()
				h.open()
				a.URL, b.URL = h.url(), h.url()
				redial(h, b)
			}
			redial(h, a)
		}
		again()
		h.until(a, func() bool { return len(find(unit(a, 0), "num.value")) > 0 })
		a.Close()
		if n := h.send(b, approve(b, 1, align.Pairs[0])); n != nil {
			t.Fatal(n.Why)
		}
		if n := h.step(b, wire.ClientMessage{Kind: "merge", Unit: b.Order[2], To: b.Order[3]}); n != nil {
			t.Fatal(n.Why)
		}
		h.until(b, func() bool { return unit(b, 1).Pairs[pair] == check.Approved && len(b.Order) == 3 })
		again()
		h.until(a, func() bool {
			return a.At == b.At && unit(a, 1).Pairs[pair] == check.Approved && unit(a, 2).Findings != nil
		})
		if a.Resyncs > 0 || b.Resyncs > 0 {
			t.Error("a snapshot was sent, which tells everything")
		}
	}
}

func redial(h *house, p *peer.Peer) {
	h.t.Helper()
	if err := p.Dial(); err != nil {
		h.t.Fatal(err)
	}
	h.until(p, p.Loaded)
}
