package server_test

import (
	"fmt"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"golang.org/x/tools/txtar"

	"triptych/align"
	"triptych/server"
	"triptych/server/wire"
)

// TestRefused sends the messages of testdata/refused.txtar and expects the
// answers given there, and no row to change.
func TestRefused(t *testing.T) {
	data, err := os.ReadFile("testdata/refused.txtar")
	if err != nil {
		t.Fatal(err)
	}
	h := newHouse(t, fast, "Hello😀 | 你好 | 你好", "Two | 二 | 二")
	p := h.peer("p")
	replace := strings.NewReplacer("SEG", seg(p, align.En, 0), "HANT", seg(p, align.Hant, 0), "UNIT", p.Order[0], "NEXT", p.Order[1],
		"LONG", strings.Repeat("x", 100_000), "HUGE", strings.Repeat("x", 300_000))
	for i, f := range txtar.Parse(data).Files {
		code, name, _ := strings.Cut(f.Name, " ")
		id := fmt.Sprintf("r%d", i)
		message := replace.Replace(strings.ReplaceAll(strings.TrimSpace(string(f.Data)), "ID", id))
		if err := p.SendRaw([]byte(message)); err != nil {
			t.Fatal(err)
		}
		h.until(p, func() bool { return p.Nacks[id].Code != "" })
		if n := p.Nacks[id]; n.Code != code {
			t.Errorf("%s: refused with %s (%s), want %s", name, n.Code, n.Why, code)
		}
	}
	if p.At != 1 {
		t.Errorf("%d events", p.At)
	}
	h.verify()
}

// TestRights: no message of a role without the right changes any row, also when
// the role changes while the connection lasts.
func TestRights(t *testing.T) {
	var role atomic.Value
	role.Store("admin")
	opt := fast
	opt.Role = func() string { return role.Load().(string) }
	h := newHouse(t, opt, "One | 一 | 一", "Two | 二 | 二")
	p := h.peer("p")
	messages := map[string]wire.ClientMessage{
		"edit":    {T: "text", Seg: seg(p, align.En, 0), Text: "changed"},
		"state":   {T: "set", What: "state", Unit: p.Order[0], Side: "en", Val: "draft"},
		"rework":  {T: "set", What: "state", Unit: p.Order[0], Side: "en", Val: "rework", Reason: "r"},
		"approve": approve(p, 0, align.Pairs[0]),
		"waive":   {T: "set", What: "waive", Unit: p.Order[0], Check: "cmp.same", Pair: "en:zh-Hans", Reason: "r"},
		"struct":  {T: "struct", Kind: "merge", Unit: p.Order[0], To: p.Order[1], Base: 1},
		"realign": {T: "struct", Kind: "realign", Unit: p.Order[0], To: p.Order[1], Base: 1},
	}
	for who, refused := range map[string]string{
		"viewer":    "edit state rework approve waive struct realign",
		"commenter": "edit state rework approve waive struct realign", "translator": "rework approve waive realign", "editor": "realign",
	} {
		role.Store(who)
		for right := range strings.SplitSeq(refused, " ") {
			if n := h.send(p, messages[right]); n == nil || n.Code != "rights" {
				t.Errorf("%s %s: %+v", who, right, n)
			}
		}
	}
	if p.At != 1 {
		t.Fatalf("%d events", p.At)
	}
	role.Store("manager")
	for _, right := range []string{"edit", "state", "approve", "waive", "rework", "realign", "struct"} {
		if right == "approve" {
			messages[right] = approve(h.peer("fresh"), 0, align.Pairs[0])
		}
		m := messages[right]
		m.Base = max(m.Base, p.At*m.Base) // 0 stays: the revision of a text
		if n := h.send(p, m); n != nil {
			t.Errorf("manager %s: %s", right, n.Why)
		}
	}
}

// TestRate: beyond the burst, changes are refused with rate, and may be sent
// again.
func TestRate(t *testing.T) {
	h := newHouse(t, server.Options{}, "One | 一 | 一")
	p := h.peer("p")
	for i := range 130 {
		m := wire.ClientMessage{T: "text", Seg: seg(p, align.En, 0), Base: 0, Text: fmt.Sprint("One", i)}
		if _, err := p.Send(m); err != nil {
			t.Fatal(err)
		}
	}
	h.until(p, func() bool { return len(p.Acked)+len(p.Nacks) >= 130 })
	if len(p.Acked) < 100 || len(p.Nacks) == 0 {
		t.Fatalf("%d taken, %d refused", len(p.Acked), len(p.Nacks))
	}
	for id, n := range p.Nacks {
		if n.Code != "rate" {
			t.Fatalf("%s: %+v", id, n)
		}
		time.Sleep(100 * time.Millisecond)
		before := len(p.Acked)
		if err := p.Resend(id); err != nil {
			t.Fatal(err)
		}
		h.until(p, func() bool { return len(p.Acked) > before })
		break
	}
}

// TestHello: what a connection that begins otherwise is told.
func TestHello(t *testing.T) {
	h := newHouse(t, fast, "One | 一 | 一")
	for name, c := range map[string]struct{ message, code string }{
		"not hello":   {`{"t":"op"}`, "bad"},
		"not JSON":    {`hello`, "bad"},
		"version":     {`{"t":"hello","v":2,"doc":"x","client":"c"}`, "version"},
		"no client":   {`{"t":"hello","v":1,"doc":"x"}`, "bad"},
		"no document": {`{"t":"hello","v":1,"doc":"x","client":"c"}`, "gone"},
	} {
		ws, _, err := websocket.DefaultDialer.Dial(h.url(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := ws.WriteMessage(websocket.TextMessage, []byte(c.message)); err != nil {
			t.Fatal(err)
		}
		var bye []wire.Bye
		if err := ws.ReadJSON(&bye); err != nil || len(bye) != 1 || bye[0].T != "bye" || bye[0].Code != c.code {
			t.Errorf("%s: %+v, %v", name, bye, err)
		}
		ws.Close()
	}
	// A page of another site may not speak for the person.
	_, resp, err := websocket.DefaultDialer.Dial(h.url(), http.Header{"Origin": {"https://elsewhere.example"}})
	if err == nil || resp.StatusCode != http.StatusForbidden {
		t.Errorf("another origin: %v", err)
	}
	// A client that sends a frame beyond every limit.
	ws, _, err := websocket.DefaultDialer.Dial(h.url(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer ws.Close()
	_ = ws.WriteMessage(websocket.TextMessage, make([]byte, 5<<20))
	for err == nil {
		_, _, err = ws.ReadMessage()
	}
	// Ten connections of one client at most: the oldest makes room.
	oldest := h.peer("crowd")
	for range 10 {
		h.peer("crowd")
	}
	_ = oldest.Until(5*time.Second, func() bool { return oldest.Bye != nil })
	if oldest.Bye == nil || oldest.Bye.Code != "limit" {
		t.Errorf("an eleventh connection: the oldest heard %+v", oldest.Bye)
	}
}
