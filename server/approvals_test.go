package server_test

import (
	"testing"

	"triptych/align"
	"triptych/align/check"
	"triptych/server/wire"
)

// TestApprovalOfRepeatedText: an approval holds for every unit with its two
// texts. Everybody is told of all of them, and a server that reads the document
// again says the same.
func TestApprovalOfRepeatedText(t *testing.T) {
	h := newHouse(t, fast, "Notes | 注释 | 註釋", "Other | 其他 | 其他", "Notes | 注释 | 註釋")
	p := h.peer("p")
	pair := align.Pairs[0]
	expect := func(when string, first, last check.PairStatus) {
		t.Helper()
		h.until(p, func() bool {
			return unit(p, 0).Pairs[pair.String()] == first && unit(p, 2).Pairs[pair.String()] == last
		})
		h.close()
		h.open()
		p.URL = h.url()
		q := h.peer("fresh " + when)
		if a, b := unit(q, 0).Pairs[pair.String()], unit(q, 2).Pairs[pair.String()]; a != first || b != last {
			t.Fatalf("%s: %s and %s after the document was read again, %s and %s before", when, a, b, first, last)
		}
		q.Close()
		if err := p.Dial(); err != nil {
			t.Fatal(err)
		}
		h.until(p, p.Loaded)
	}
	withdraw := wire.ClientMessage{T: "set", What: "withdraw", Unit: p.Order[0], Pair: pair.String()}
	send := func(m wire.ClientMessage) {
		t.Helper()
		if n := h.send(p, m); n != nil {
			t.Fatal(n.Why)
		}
	}
	send(approve(p, 0, pair))
	expect("approved in the first", check.Approved, check.Approved)
	send(approve(p, 2, pair))
	send(withdraw)
	expect("withdrawn in the first", check.Open, check.Open)
	send(approve(p, 2, pair))
	expect("approved in the last", check.Approved, check.Approved)

	// Without a restart between: what memory does must be what the store does.
	send(approve(p, 0, pair))
	send(withdraw)
	send(approve(p, 2, pair))
	expect("withdrawn in the first of two, given again in the other", check.Approved, check.Approved)
	h.edit(p, seg(p, align.En, 0), 0, 0, "X")
	h.idle(p)
	expect("edited", check.Open, check.Approved)
}
