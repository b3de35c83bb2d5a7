package server_test

import (
	"strings"
	"testing"

	"triptych/align"
	"triptych/align/need"
	"triptych/align/zh"
)

type proposed struct {
	How, Made string
	Sure      bool
	Segs      []struct{ Text, New string }
}

// TestCarryTakesTheEditsSinceTheTargetWasWritten: without any approval, what is
// carried over is what was edited since the other version was last touched.
func TestCarryTakesTheEditsSinceTheTargetWasWritten(t *testing.T) {
	need.Dictionaries(t, zh.Available())
	h := newHouse(t, fast, "NATO wants 300,000 troops. | 北约希望有30万名士兵。 | 北約盼有30萬名士兵。")
	p := h.peer("p")
	carry := func() (out proposed) {
		t.Helper()
		if code := h.call("POST", "/api/documents/"+h.doc+"/carry", `{"unit":"`+p.Order[0]+`","to":"zh-Hant"}`, &out); code != 200 {
			t.Fatal(code)
		}
		return out
	}
	if got := carry(); got.How != "convert" || got.Made != "zh-Hans@0" {
		t.Fatalf("nothing was edited: %+v", got)
	}
	h.edit(p, seg(p, align.Hans, 0), 5, 7, "40")
	h.idle(p)
	if got := carry(); got.How != "carry" || got.Segs[0].New != "北約盼有40萬名士兵。" || !got.Sure {
		t.Fatalf("%+v", got)
	}
	h.edit(p, seg(p, align.Hant, 0), 4, 6, "40")
	h.idle(p)
	if got := carry(); got.How != "convert" {
		t.Fatalf("it was carried over by hand: %+v", got)
	}
	h.edit(p, seg(p, align.Hans, 0), 0, 0, "据悉，")
	h.idle(p)
	if got := carry(); got.How != "carry" || got.Segs[0].New != "據悉，北約盼有40萬名士兵。" {
		t.Fatalf("%+v", got)
	}
}

func TestCarryOfAnApprovedPair(t *testing.T) {
	need.Dictionaries(t, zh.Available())
	h := newHouse(t, fast, "It is slow. | 这个软件很慢。 | 這個軟體太慢了。")
	p := h.peer("p")
	before := unit(p, 0).Hashes[align.Hans]
	h.edit(p, seg(p, align.Hans, 0), 2, 2, "新")
	h.idle(p)
	h.until(p, func() bool { return unit(p, 0).Hashes[align.Hans] != before })
	if n := h.send(p, approve(p, 0, align.Pairs[2])); n != nil { // 新 is left out on purpose
		t.Fatal(n.Why)
	}
	h.edit(p, seg(p, align.Hans, 0), 8, 8, "它死机。")
	h.idle(p)
	var got proposed
	if code := h.call("POST", "/api/documents/"+h.doc+"/carry", `{"unit":"`+p.Order[0]+`","to":"zh-Hant"}`, &got); code != 200 {
		t.Fatal(code)
	}
	if got.How != "carry" || strings.Contains(got.Segs[0].New, "新") || !strings.Contains(got.Segs[0].New, "它") {
		t.Fatalf("%+v", got)
	}
}

func TestExplain(t *testing.T) {
	h := newHouse(t, fast, "NATO wants 300,000 troops. | 北约希望有30万名士兵。 | 北約盼有30萬名士兵。")
	p := h.peer("p")
	var out struct {
		Reasons []struct{ Check, Key, Message string }
	}
	if code := h.call("GET", "/api/documents/"+h.doc+"/explain?unit="+p.Order[0], "", &out); code != 200 {
		t.Fatal(code)
	}
	met := false
	for _, r := range out.Reasons {
		met = met || r.Check == "num.value" && strings.Contains(r.Message, "300,000 = 30万 = 30萬")
	}
	if !met || len(out.Reasons) > 6 {
		t.Fatalf("%+v", out)
	}
	if code := h.call("GET", "/api/documents/"+h.doc+"/explain?unit=none", "", nil); code != 404 {
		t.Fatal(code)
	}
}
