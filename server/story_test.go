package server_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"triptych/align"
	"triptych/server/wire"
)

// storyEntry is an entry of a story.
type storyEntry struct {
	Seq, First          int64
	Kind, Step, By      string
	Unit, Version, Pair string
	Val, Reason         string
	Number, Many        int
	Texts               []string
	Diff                []struct {
		Op   int
		Text string
	}
}

// before is the text that an edit was made in.
func (e storyEntry) before() (text string) {
	for _, run := range e.Diff {
		if run.Op <= 0 {
			text += run.Text
		}
	}
	return text
}

func (h *house) story(query string) (all []storyEntry) {
	h.t.Helper()
	before := ""
	for {
		var page struct {
			Entries []storyEntry
			Older   bool
		}
		if code := h.call("GET", "/api/documents/"+h.doc+"/story?"+query+before, "", &page); code != http.StatusOK {
			h.t.Fatalf("status %d", code)
		}
		all = append(all, page.Entries...)
		if !page.Older {
			return all
		}
		before = fmt.Sprintf("&before=%d", all[len(all)-1].Seq)
	}
}

// kinds is a story in short, the oldest first.
func kinds(all []storyEntry) string {
	var list []string
	for _, e := range slices.Backward(all) {
		short := e.Kind
		if e.Step != "" {
			short = e.Step
		}
		list = append(list, short+" "+e.By)
	}
	return strings.Join(list, ", ")
}

// TestStory: typing in one go is one thing, what one message did to many too; a cell, a
// unit and the document have each their own.
func TestStory(t *testing.T) {
	h := newHouse(t, fast, "One. | 一。 | 一。", "Two. | 二。 | 二。")
	a, b := h.peer("a"), h.peer("b")
	en, hans := seg(a, align.En, 0), seg(a, align.Hans, 0)
	for _, letter := range []string{"x", "y", "z"} {
		h.edit(a, en, 0, 0, letter)
		h.idle(a)
	}
	h.edit(a, hans, 0, 0, "甲") // in another cell: the typing there is another thing
	h.idle(a)
	h.edit(a, en, 0, 0, "w")
	h.idle(a)
	h.until(b, func() bool { return b.At == a.At })
	h.edit(b, en, 0, 0, "B")
	h.idle(b)
	h.until(a, func() bool { return b.At == a.At })
	h.edit(a, en, 0, 0, "v")
	h.idle(a)
	if no := h.send(a, wire.ClientMessage{T: "set", What: "state", Side: "en", Val: "done", Many: []wire.Asked{{Unit: a.Order[0]}, {Unit: a.Order[1]}}}); no != nil {
		t.Fatal(no.Why)
	}
	if no := h.send(a, approve(a, 1, align.Pairs[0])); no != nil {
		t.Fatal(no.Why)
	}
	cell := h.story("unit=" + a.Order[0] + "&version=en")
	if got := kinds(cell); !strings.HasSuffix(got, ", edit a, edit b, edit a, state a") {
		t.Fatal(got)
	}
	if e := cell[3]; e.before() != "One." || e.Texts[0] != "wzyxOne." || e.First == e.Seq {
		t.Fatalf("%+v", e)
	}
	unit := h.story("unit=" + a.Order[0])
	if got := kinds(unit); !strings.HasSuffix(got, ", edit a, edit a, edit b, edit a, state a") {
		t.Fatal(got)
	}
	doc := h.story("")
	if doc[0].Kind != "approve" || doc[0].Number != 2 || doc[1].Kind != "state" || doc[1].Many != 2 || len(doc) != 7 {
		t.Fatalf("%s %+v", kinds(doc), doc)
	}
	if got := kinds(h.story("unit=" + a.Order[1] + "&version=zh-Hant")); strings.Contains(got, "edit") || strings.Contains(got, "approve") {
		t.Fatal(got)
	}
	if code := h.call("GET", "/api/documents/"+h.doc+"/story?version=fr", "", nil); code != http.StatusBadRequest {
		t.Fatal(code)
	}
}

// TestStoryOfPages: what is on one page is not on the next, and nothing is on none.
func TestStoryOfPages(t *testing.T) {
	h := newHouse(t, fast, "One. | 一。 | 一。")
	a := h.peer("a")
	for i := range 150 {
		val := []string{"done", "draft"}[i%2]
		if no := h.send(a, wire.ClientMessage{T: "set", What: "state", Unit: a.Order[0], Side: "en", Val: val}); no != nil {
			t.Fatal(no.Why)
		}
	}
	all := h.story("")
	if len(all) != 151 || all[0].Seq != 151 || all[150].Kind != "create" {
		t.Fatal(len(all))
	}
	for i, e := range all {
		if e.Seq != int64(151-i) {
			t.Fatalf("%+v", e)
		}
	}
}

// TestStoryFollowsText: a unit has the story of those that its text came from, and not of
// others that it came to stand beside.
func TestStoryFollowsText(t *testing.T) {
	h := newHouse(t, fast, "One. Uno. | 一。 | 一。", "Two. | 二。 | 二。", "Three. | 三。 | 三。")
	a := h.peer("a")
	for n, letter := range []string{"p", "q", "r"} {
		h.edit(a, seg(a, align.En, n), 0, 0, letter)
		h.idle(a)
	}
	do := func(m wire.ClientMessage) {
		t.Helper()
		if no := h.step(a, m); no != nil {
			t.Fatal(no.Why)
		}
	}
	edits := func(unit string) (letters string) {
		for _, e := range slices.Backward(h.story("unit=" + unit)) {
			if e.Kind == "edit" {
				letters += e.Texts[0][:1]
			}
		}
		return letters
	}
	first, second := a.Order[0], a.Order[1]
	do(wire.ClientMessage{Kind: "split", Seg: seg(a, align.En, 0), At: 6})
	do(wire.ClientMessage{Kind: "apart", Seg: a.Units[first][align.En][1], Dir: 0})
	made := a.Order[1]
	if made == second || edits(made) != "p" || edits(first) != "p" || edits(second) != "q" {
		t.Fatalf("%q %q %q", edits(made), edits(first), edits(second))
	}
	do(wire.ClientMessage{Kind: "undo"})
	do(wire.ClientMessage{Kind: "merge", Unit: first, To: second})
	if got := edits(a.Order[0]); got != "pq" {
		t.Fatal(got)
	}
	do(wire.ClientMessage{Kind: "undo"})
	if x, y, z := edits(a.Order[0]), edits(a.Order[1]), edits(a.Order[2]); x != "p" || y != "q" || z != "r" {
		t.Fatal(x, y, z)
	}
}
