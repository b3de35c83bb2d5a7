package server_test

import (
	"fmt"
	"strings"
	"testing"

	"triptych/align"
	"triptych/server/change"
	"triptych/server/wire"
)

// TestFarBehind: an edit that was made on an old text is mapped over what came since,
// also over what the database alone has; over more than that is worth it is refused,
// with the words kept, and so is a place for a split.
func TestFarBehind(t *testing.T) {
	h := newHouse(t, fast, "One | 一 | 一", "Two | 二 | 二")
	p := h.peer("p")
	short, long := seg(p, align.En, 0), seg(p, align.En, 1)
	for i := range 20 {
		h.edit(p, short, 0, 0, "x")
		h.idle(p)
		text := fmt.Sprint(i, strings.Repeat("word ", 16_000))
		length := change.Units(p.Shown(long))
		if err := p.Edit(long, change.Replace(length, 0, length, text)); err != nil {
			t.Fatal(err)
		}
		h.idle(p)
	}
	p.Close()
	h.close()
	h.open()
	p = h.peer("q") // nothing is in memory now
	op := wire.ClientMessage{T: "op", Seg: short, Ops: []byte(`[3,[0,"!"]]`)}
	text := wire.ClientMessage{T: "text", Seg: short, Text: "One?"}
	split := wire.ClientMessage{T: "struct", Kind: "split", Seg: long, At: 1, Base: 1}
	for _, m := range []wire.ClientMessage{op, text} {
		if no := h.send(p, m); no != nil {
			t.Errorf("%s: %s", m.T, no.Why)
		}
	}
	if got := p.Shown(short); got != strings.Repeat("x", 20)+"One!?" {
		t.Error(got)
	}
	op.Seg = long
	for _, m := range []wire.ClientMessage{op, split} {
		no := h.send(p, m)
		if no == nil || no.Code != wire.CodeStale || !strings.Contains(no.Why, "too much since") || no.Keep != (m.T == "op") {
			t.Errorf("%s: %+v", m.T, no)
		}
	}
}
