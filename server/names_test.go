package server_test

import (
	"testing"

	"triptych/align"
)

// TestApprovedNames: what was approved in one document says how the next one
// ought to write a name.
func TestApprovedNames(t *testing.T) {
	h := newHouse(t, fast, "Then Karlsen came to the town. | 然后卡尔森来到镇上。 | 然後卡爾森來到鎮上。", "They say that Karlsen paid. | 据说是卡尔森付的钱。 | 據說是卡爾森付的錢。")
	p := h.peer("p")
	for n := range 2 {
		if no := h.send(p, approve(p, n, align.Pairs[0])); no != nil {
			t.Fatal(no.Why)
		}
	}
	h.idle(p)
	h.doc = h.create("Another", "The house of Karlsen was sold. | 卡尔松的房子卖掉了。 | 卡爾松的房子賣掉了。")
	q := h.peer("q")
	h.until(q, func() bool { return len(find(unit(q, 0), "ent.unknown")) == 1 })
	if f := find(unit(q, 0), "ent.unknown")[0]; f.Args["x"] != "卡尔松" || f.Args["y"] != "卡尔森" || f.Pair[1] != align.Hans {
		t.Fatalf("%+v", f)
	}
}
