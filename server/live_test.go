package server_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"triptych/align"
	"triptych/server"
	"triptych/server/change"
	"triptych/server/peer"
	"triptych/server/store"
	"triptych/server/wire"
)

// house is a server on a database file with one document.
type house struct {
	t    *testing.T
	path string
	st   *store.Store
	srv  *server.Server
	http *httptest.Server
	doc  string
	opt  server.Options
}

// fast lifts the limit of operations per second, which tests would hit.
var fast = server.Options{Limits: wire.Limits{Rate: 1e6, Burst: 1e6}}

// newHouse serves a document whose units are given as lines "en | hans | hant".
func newHouse(t *testing.T, opt server.Options, lines ...string) *house {
	t.Helper()
	h := &house{t: t, path: filepath.Join(t.TempDir(), "t.db"), opt: opt}
	h.open()
	t.Cleanup(h.close)
	h.doc = h.create("A test", lines...)
	return h
}

func (h *house) open() {
	h.t.Helper()
	st, err := store.Open(h.path)
	if err != nil {
		h.t.Fatal(err)
	}
	h.start(st)
}

// start serves an open store.
func (h *house) start(st *store.Store) {
	h.st = st
	h.srv = server.New(st, h.opt)
	h.http = httptest.NewServer(h.srv)
}

func (h *house) close() {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if err := h.srv.Close(ctx); err != nil {
		h.t.Error("close:", err)
	}
	h.http.Close()
	if err := h.st.Close(); err != nil {
		h.t.Error("close:", err)
	}
}

// create makes a document; a cell may be empty, and holds several segments when
// "/" stands between them.
func (h *house) create(title string, lines ...string) string {
	h.t.Helper()
	d := &store.NewDocument{Title: title, Versions: align.Versions[:], Who: "Test"}
	for _, line := range lines {
		var u align.Unit
		for v, cell := range strings.Split(line, "|") {
			for text := range strings.SplitSeq(cell, "/") {
				if text = strings.TrimSpace(text); text != "" {
					u.Segs[v] = append(u.Segs[v], len(d.Segs[v]))
					d.Segs[v] = append(d.Segs[v], align.Segment{Text: text, Kind: align.Text})
				}
			}
		}
		d.Units = append(d.Units, u)
	}
	id, err := h.st.Create(d, nil)
	if err != nil {
		h.t.Fatal(err)
	}
	return id
}

func (h *house) url() string { return "ws" + strings.TrimPrefix(h.http.URL, "http") + "/api/live" }

// peer connects a client and waits until it has the document.
func (h *house) peer(name string) *peer.Peer {
	h.t.Helper()
	p := peer.New(h.url(), h.doc, name)
	if err := p.Dial(); err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(p.Close)
	h.until(p, p.Loaded)
	return p
}

func (h *house) until(p *peer.Peer, done func() bool) {
	h.t.Helper()
	if err := p.Until(10*time.Second, done); err != nil {
		h.t.Fatalf("%s: %v", p.Client, err)
	}
}

// idle waits until nothing is in flight.
func (h *house) idle(p *peer.Peer) {
	h.t.Helper()
	h.until(p, func() bool { return p.InFlight() == 0 })
}

// send sends a message and waits for its answer: nil when it was stored.
func (h *house) send(p *peer.Peer, m wire.ClientMessage) *wire.Nack {
	h.t.Helper()
	id, err := p.Send(m)
	if err != nil {
		h.t.Fatal(err)
	}
	h.idle(p)
	if n, ok := p.Nacks[id]; ok {
		return &n
	}
	return nil
}

// seg is the id of the n-th segment of a version.
func seg(p *peer.Peer, v align.Version, n int) string {
	for _, unit := range p.Order {
		for _, id := range p.Units[unit][v] {
			if n == 0 {
				return id
			}
			n--
		}
	}
	panic(fmt.Sprintf("no segment %d in %s", n, v))
}

func (h *house) edit(p *peer.Peer, seg string, from, to int, text string) {
	h.t.Helper()
	if err := p.Edit(seg, change.Replace(change.Units(p.Shown(seg)), from, to, text)); err != nil {
		h.t.Fatal(err)
	}
	if err := p.Flush(); err != nil {
		h.t.Fatal(err)
	}
}

func TestTwoPeople(t *testing.T) {
	h := newHouse(t, fast, "Hello world | 你好世界 | 你好世界", "Second | 第二 |")
	a, b := h.peer("a"), h.peer("b")
	en := seg(a, align.En, 0)
	h.edit(a, en, 5, 5, ", big")
	h.edit(b, en, 0, 5, "Goodbye")
	h.idle(a)
	h.idle(b)
	h.until(a, func() bool { return a.At == 3 })
	h.until(b, func() bool { return b.At == 3 })
	if a.Shown(en) != "Goodbye, big world" || b.Shown(en) != a.Shown(en) {
		t.Fatalf("%q and %q", a.Shown(en), b.Shown(en))
	}
	// A whole text, from the revision before those two edits.
	if n := h.send(a, wire.ClientMessage{T: "text", Seg: en, Base: 0, Text: "Hello worlds"}); n != nil {
		t.Fatal(n.Why)
	}
	h.until(b, func() bool { return b.At == 4 })
	if b.Shown(en) != "Goodbye, big worlds" {
		t.Fatal(b.Shown(en))
	}
	// Chinese beyond the first plane, in an empty cell.
	hant := seg(a, align.Hant, 1)
	h.edit(a, hant, 0, 0, "第二𠮷")
	h.idle(a)
	c := h.peer("c")
	if c.Shown(hant) != "第二𠮷" || c.Segs[hant].Rev != 1 {
		t.Fatalf("%q at %d", c.Shown(hant), c.Segs[hant].Rev)
	}
}

func TestReconnect(t *testing.T) {
	h := newHouse(t, fast, "Hello | 你好 | 你好")
	a, b := h.peer("a"), h.peer("b")
	en := seg(a, align.En, 0)
	a.Close()
	h.edit(a, en, 0, 0, "A")
	for i := range 20 {
		h.edit(b, en, 5+i, 5+i, "b")
		h.idle(b)
	}
	if err := a.Dial(); err != nil {
		t.Fatal(err)
	}
	h.idle(a)
	h.until(a, func() bool { return a.At == 22 })
	want := "AHello" + strings.Repeat("b", 20)
	if a.Shown(en) != want {
		t.Fatalf("%q, want %q", a.Shown(en), want)
	}
	// The same message again, on a new connection and after a restart.
	frame := fmt.Sprintf(`{"t":"op","id":"a-1","seg":%q,"base":0,"ops":[[0,"A"],5]}`, en)
	for range 2 {
		if err := a.SendRaw([]byte(frame)); err != nil {
			t.Fatal(err)
		}
		h.close()
		h.open()
		a.URL = h.url()
		if err := a.Dial(); err != nil {
			t.Fatal(err)
		}
		h.until(a, a.Loaded)
	}
	other := strings.Replace(frame, `"A"`, `"B"`, 1)
	if err := a.SendRaw([]byte(other)); err != nil {
		t.Fatal(err)
	}
	h.until(a, func() bool { return a.Nacks["a-1"].Code == "conflict" })
	c := h.peer("c")
	if c.Shown(en) != want {
		t.Fatalf("%q, want %q", c.Shown(en), want)
	}
}
