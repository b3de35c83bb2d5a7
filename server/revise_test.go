package server_test

import (
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"triptych/server/export"
	"triptych/server/revised"
	"triptych/server/wire"
)

// revise sends another edition; base "" asks for a preview.
func (h *house) revise(version, text, base string, out any) int {
	h.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, value := range map[string]string{"version": version, "base": base, "text": text} {
		if err := form.WriteField(name, value); err != nil {
			h.t.Fatal(err)
		}
	}
	form.Close()
	resp, err := http.Post(h.http.URL+"/api/documents/"+h.doc+"/revise", form.FormDataContentType(), &body)
	if err != nil {
		h.t.Fatal(err)
	}
	defer resp.Body.Close()
	data, _ := io.ReadAll(resp.Body)
	if err := json.Unmarshal(data, out); err != nil {
		h.t.Fatalf("%v: %s", err, data)
	}
	return resp.StatusCode
}

const revisedText = `A headline about the peace

The treaty of 1648 ended a war of thirty long years.

Historians still argue about how many people had died.

Trade came back slowly. And towns more slowly still, as anybody could see.`

func newRevisedHouse(t *testing.T) *house {
	return newHouse(t, fast, "A headline about the peace|和平|和平", "The treaty of 1648 ended a war of thirty years.|条约|條約",
		"Nobody who signed it had lived through its beginning.|没有人|沒有人",
		"Trade came back slowly.|贸易|貿易", "And towns more slowly still, as anybody could see.|城镇|城鎮")
}

// TestReviseDocument: a preview changes nothing; applied, what is unchanged stays approved and
// what was edited is stale; all see the same; one undo brings it back; and the database is
// what its events say throughout.
func TestReviseDocument(t *testing.T) {
	h := newRevisedHouse(t)
	p, other := h.peer("p"), h.peer("other")
	before := layout(p)
	for _, unit := range p.Order {
		if n := h.approveNow(p, unit); n != nil {
			t.Fatal(n.Why)
		}
	}
	h.idle(p)
	kept := p.Order[0]
	var preview revised.Preview
	if status := h.revise("en", revisedText, "", &preview); status != 200 {
		t.Fatal(status)
	}
	if c := preview.Counts; c["unchanged"] != 1 || c["edited"] != 1 || c["new"] != 1 || c["deleted"] != 1 || c["merged"] != 2 || preview.Stale != 3 {
		t.Fatalf("%v, %d stale", c, preview.Stale)
	}
	if got := layout(p); got != before {
		t.Fatal(got)
	}
	var done struct{ Changed bool }
	if status := h.revise("en", revisedText, preview.Base, &done); status != 200 || !done.Changed {
		t.Fatal(status, done)
	}
	want := strings.Join([]string{"A headline about the peace|和平|和平", "The treaty of 1648 ended a war of thirty long years.|条约|條約",
		"Historians still argue about how many people had died.||", "|没有人|沒有人",
		"Trade came back slowly. And towns more slowly still, as anybody could see.|贸易/城镇|貿易/城鎮"}, "\n")
	h.until(p, func() bool { return layout(p) == want })
	h.until(other, func() bool { return layout(other) == want })
	h.verify()
	if got := h.pairs(); got != "approved stale open stale stale" || p.Order[0] != kept {
		t.Fatal(got)
	}
	var tray []struct{ Text, Version string }
	if h.call("GET", "/api/documents/"+h.doc+"/tray", "", &tray); len(tray) != 2 || tray[0].Version != "en" {
		t.Fatal(tray)
	}
	var again revised.Preview
	if h.revise("en", revisedText, "", &again); again.Counts["unchanged"] != 4 || len(again.Steps) != 4 {
		t.Fatal(again.Counts)
	}
	if h.revise("en", revisedText, again.Base, &done); done.Changed {
		t.Fatal("the same text again changed something")
	}
	if n := h.step(p, wire.ClientMessage{Kind: "undo"}); n != nil {
		t.Fatal(n.Why)
	}
	h.until(p, func() bool { return layout(p) == before })
	h.until(other, func() bool { return layout(other) == before })
	h.verify()
	if got := h.pairs(); got != "approved approved approved approved approved" {
		t.Fatal(got)
	}
	if h.call("GET", "/api/documents/"+h.doc+"/tray", "", &tray); len(tray) != 0 {
		t.Fatal(tray)
	}
}

// pairs is what the pairs of English and Simplified are, as a newcomer is told.
func (h *house) pairs() string {
	d, err := h.st.Load(h.t.Context(), h.doc)
	if err != nil {
		h.t.Fatal(err)
	}
	out, err := export.Of(d, func() error { return nil })
	if err != nil {
		h.t.Fatal(err)
	}
	var all []string
	for _, u := range out.Units {
		all = append(all, u.Pairs[0].State)
	}
	return strings.Join(all, " ")
}

// TestReviseLate: a preview of texts that are others by now is refused; what is typed after
// a revision outlasts its undo, but for a paragraph that was new, which stands in its way.
func TestReviseLate(t *testing.T) {
	h := newRevisedHouse(t)
	p := h.peer("p")
	var preview, refused revised.Preview
	h.revise("en", revisedText, "", &preview)
	edited, gone := seg(p, 0, 1), seg(p, 0, 2)
	h.edit(p, seg(p, 0, 0), 0, 1, "The")
	h.idle(p)
	if status := h.revise("en", revisedText, preview.Base, &refused); status != http.StatusConflict {
		t.Fatal(status)
	}
	h.revise("en", revisedText, "", &preview)
	h.revise("en", revisedText, preview.Base, &refused)
	h.until(p, func() bool { return len(p.Order) == 5 && p.Units[p.Order[3]][0] != nil && p.Segs[gone] == nil })
	if n := h.send(p, wire.ClientMessage{T: "op", Seg: gone, Ops: json.RawMessage(`[[0,"x"],53]`)}); n == nil || n.Code != wire.CodeGone || !n.Keep {
		t.Fatalf("typed in what was taken out: %+v", n)
	}
	h.edit(p, edited, 0, 3, "This")
	fresh := seg(p, 0, 2)
	h.edit(p, fresh, 0, 0, "So ")
	h.idle(p)
	if n := h.step(p, wire.ClientMessage{Kind: "undo"}); n == nil || n.Code != wire.CodeConflict {
		t.Fatalf("undone though somebody wrote in what was new: %+v", n)
	}
	h.edit(p, fresh, 0, len(p.Segs[fresh].Text), "")
	h.idle(p)
	h.close()
	h.open()
	p = h.peer("q")
	if n := h.step(p, wire.ClientMessage{Kind: "undo"}); n != nil {
		t.Fatal(n.Why)
	}
	h.verify()
	if got := p.Segs[edited].Text; got != "This treaty of 1648 ended a war of thirty years." {
		t.Fatal(got)
	}
}
