package server_test

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"triptych/align"
	"triptych/server/wire"
)

// raw is a connection on which everything received is kept as it came.
type raw struct {
	t        *testing.T
	ws       *websocket.Conn
	messages []json.RawMessage
	frames   int
	longest  int
}

func (h *house) raw(client string) *raw {
	h.t.Helper()
	return h.rawHello(wire.ClientMessage{T: "hello", V: 1, Doc: h.doc, Client: client, Name: client})
}

func (h *house) rawHello(hello wire.ClientMessage) *raw {
	h.t.Helper()
	ws, _, err := websocket.DefaultDialer.Dial(h.url(), nil)
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() { ws.Close() })
	r := &raw{t: h.t, ws: ws}
	r.send(hello)
	return r
}

func (r *raw) send(m wire.ClientMessage) {
	r.t.Helper()
	if err := r.ws.WriteJSON(m); err != nil {
		r.t.Fatal(err)
	}
}

// wait receives until a message of a type has come that fits, and decodes it.
func wait[T any](r *raw, kind string, fits func(*T) bool) *T {
	r.t.Helper()
	_ = r.ws.SetReadDeadline(time.Now().Add(10 * time.Second))
	for {
		for len(r.messages) > 0 {
			message := r.messages[0]
			r.messages = r.messages[1:]
			v := new(T)
			if strings.HasPrefix(string(message), `{"t":"`+kind+`"`) && json.Unmarshal(message, v) == nil && fits(v) {
				return v
			}
		}
		_, data, err := r.ws.ReadMessage()
		if err != nil {
			r.t.Fatalf("waiting for %s: %v", kind, err)
		}
		r.frames++
		r.longest = max(r.longest, len(data))
		if err := json.Unmarshal(data, &r.messages); err != nil {
			r.t.Fatal(err)
		}
	}
}

// TestPresence: everybody hears where the others are, nobody of themselves, and
// who comes later hears it too; whoever leaves is gone.
func TestPresence(t *testing.T) {
	h := newHouse(t, fast, "One | 一 | 一")
	p := h.peer("p")
	en := seg(p, align.En, 0)
	a, b := h.raw("a"), h.raw("b")
	any := func(*wire.Snap) bool { return true }
	wait(a, "snap", any)
	wait(b, "snap", any)
	a.send(wire.ClientMessage{T: "pres", Seg: en, Anchor: 1, Head: 2, Composing: true})
	seen := wait(b, "pres", func(p *wire.Presence) bool { return p.Seg == en })
	if seen.Name != "a" || seen.Anchor != 1 || seen.Head != 2 || !seen.Composing || seen.Conn == "" {
		t.Fatalf("%+v", seen)
	}
	c := h.raw("c")
	if late := wait(c, "pres", func(*wire.Presence) bool { return true }); late.Conn != seen.Conn || late.Seg != en {
		t.Fatalf("%+v", late)
	}
	b.send(wire.ClientMessage{T: "pres", Seg: en})
	if other := wait(a, "pres", func(*wire.Presence) bool { return true }); other.Name != "b" {
		t.Fatalf("a was told of %s", other.Name)
	}
	a.ws.Close()
	wait(b, "gone", func(g *wire.Gone) bool { return g.Conn == seen.Conn })
	b.send(wire.ClientMessage{T: "ping"})
	wait(b, "pong", func(*struct{ T string }) bool { return true })
}

// TestSnapshotInParts: a long document comes in parts of at most 256 KiB, and what
// is around the unit that the page shows comes before them.
func TestSnapshotInParts(t *testing.T) {
	lines := make([]string, 2000)
	for i := range lines {
		lines[i] = fmt.Sprintf("%d %s | %s | %s", i, strings.Repeat("word ", 40), strings.Repeat("字", 60), strings.Repeat("字", 60))
	}
	h := newHouse(t, fast, lines...)
	var ids []string
	for _, near := range []int{-1, 0, 1234, 1999} {
		hello := wire.ClientMessage{T: "hello", V: 1, Doc: h.doc, Client: fmt.Sprint("near", near), Unit: "is not there"}
		if near >= 0 {
			hello.Unit = ids[near]
		}
		a := h.rawHello(hello)
		order, parts := make([]string, len(lines)), 0
		for {
			s := wait(a, "snap", func(*wire.Snap) bool { return true })
			if s.Part != parts || s.Of != len(lines) {
				t.Fatalf("part %d of %d units after %d", s.Part, s.Of, parts)
			}
			if first := max(0, near); parts == 0 && (s.At > first || s.At+len(s.Units) <= first || len(s.Units) > 100) {
				t.Fatalf("near unit %d come %d units from %d on", near, len(s.Units), s.At)
			}
			for i, u := range s.Units {
				if had := order[s.At+i]; had != "" && had != u.ID {
					t.Fatalf("place %d holds %s and %s", s.At+i, had, u.ID)
				}
				order[s.At+i] = u.ID
			}
			if parts++; parts == s.Parts {
				break
			}
		}
		if slices.Contains(order, "") || parts < 4 || a.longest > 256<<10 {
			t.Fatalf("%d parts, the longest message has %d bytes, or a unit is missing", parts, a.longest)
		}
		ids = order
	}
}

// TestOrphan: the text of a refused edit is put aside, and the refusal is
// answered again in the same words.
func TestOrphan(t *testing.T) {
	h := newHouse(t, fast, "One | 一 | 一")
	p := h.peer("p")
	const lost = `{"t":"text","id":"x-1","seg":"nowhere","base":0,"text":"what I wrote"}`
	for range 2 {
		if err := p.SendRaw([]byte(lost)); err != nil {
			t.Fatal(err)
		}
		delete(p.Nacks, "x-1")
		h.until(p, func() bool { return p.Nacks["x-1"].Code == "gone" && p.Nacks["x-1"].Keep })
		h.close()
		h.open()
		p.URL = h.url()
		if err := p.Dial(); err != nil {
			t.Fatal(err)
		}
		h.until(p, p.Loaded)
	}
	h.close()
	defer h.open()
	db, err := sql.Open("sqlite3", h.path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var n int
	var message string
	if err := db.QueryRow(`SELECT count(*), min(message) FROM orphan`).Scan(&n, &message); err != nil || n != 1 || !strings.Contains(message, "what I wrote") {
		t.Fatal(n, message, err)
	}
}
