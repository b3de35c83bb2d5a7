package server_test

import (
	"net/url"
	"strings"
	"testing"

	"triptych/align"
	"triptych/server/realigned"
	"triptych/server/wire"
)

// TestRealignPreview: what lining up again would change is shown and changes nothing;
// asked for by its sum it is done as shown, and refused where the texts moved meanwhile.
func TestRealignPreview(t *testing.T) {
	h := newHouse(t, fast,
		"The mayor opened the bridge on Monday./Three hundred people came to see it.|市长星期一为大桥揭幕。|市長星期一為大橋揭幕。",
		"The old ferry will stop in 2026.|三百人前来观看。|三百人前來觀看。",
		"|旧渡轮将于2026年停航。|舊渡輪將於2026年停航。")
	p := h.peer("p")
	place := func() string {
		return "/api/documents/" + h.doc + "/realign?" + url.Values{"unit": {p.Order[0]}, "to": {p.Order[len(p.Order)-1]}}.Encode()
	}
	before, at := layout(p), p.At
	var shown realigned.Preview
	if code := h.call("GET", place(), "", &shown); code != 200 {
		t.Fatal(code)
	}
	if len(shown.Blocks) != 1 || shown.Blocks[0].Number != 1 || len(shown.Blocks[0].Before) != 3 || len(shown.Blocks[0].After) != 3 {
		t.Fatalf("%+v", shown)
	}
	if got := shown.Blocks[0].After[1].Texts[align.Hant]; strings.Join(got, "/") != "三百人前來觀看。" {
		t.Fatal(got)
	}
	if layout(p) != before || p.At != at {
		t.Fatal("the preview changed something: " + layout(p))
	}
	realign := wire.ClientMessage{Kind: "realign", Unit: p.Order[0], To: p.Order[2], Hashes: []string{shown.Sum}}
	first := seg(p, align.En, 0)
	h.edit(p, first, 0, 3, "Our")
	h.idle(p)
	if n := h.step(p, realign); n == nil || n.Code != wire.CodeStale {
		t.Fatalf("texts that moved: %+v", n)
	}
	if code := h.call("GET", place(), "", &shown); code != 200 {
		t.Fatal(code)
	}
	realign.Hashes = []string{shown.Sum}
	if n := h.step(p, realign); n != nil {
		t.Fatal(n.Why)
	}
	var want []string
	for _, c := range shown.Blocks[0].After {
		var cells []string
		for _, v := range align.Versions {
			cells = append(cells, strings.Join(c.Texts[v], "/"))
		}
		want = append(want, strings.Join(cells, "|"))
	}
	if got := layout(p); got != strings.Join(want, "\n") {
		t.Fatalf("%s\nwas shown as\n%s", got, strings.Join(want, "\n"))
	}
	shown.Blocks = nil
	if code := h.call("GET", place(), "", &shown); code != 200 || len(shown.Blocks) != 0 {
		t.Fatalf("lined up again once more: %d %+v", code, shown.Blocks)
	}
	if n := h.step(p, wire.ClientMessage{Kind: "undo"}); n != nil {
		t.Fatal(n.Why)
	}
	if got := layout(p); got != strings.Replace(before, "The", "Our", 1) {
		t.Fatal(got)
	}
}
