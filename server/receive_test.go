package server_test

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"net"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"triptych/align"
	"triptych/server/wire"
)

// TestIDs: an id with a line break is refused, because the database names the
// further parts of a divided edit so.
func TestIDs(t *testing.T) {
	h := newHouse(t, fast, "One | 一 | 一")
	p := h.peer("p")
	m := wire.ClientMessage{T: "text", ID: "a\n2", Seg: seg(p, align.En, 0), Text: "changed"}
	frame, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.SendRaw(frame); err != nil {
		t.Fatal(err)
	}
	h.until(p, func() bool { return p.Nacks[m.ID].Code == "bad" })
	c := h.raw("line\nbreak")
	wait(c, "bye", func(b *wire.Bye) bool { return b.Code == "bad" })
}

// TestLateEditBeforeCommit: more edits of one paragraph wait for the disk than
// the room keeps for mapping, and each was made on the first text: none is lost.
func TestLateEditBeforeCommit(t *testing.T) {
	const edits = 700
	h := newHouse(t, fast, "One | 一 | 一")
	p := h.peer("p")
	en := seg(p, align.En, 0)
	db, err := sql.Open("sqlite3", h.path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if _, err := db.Exec(`BEGIN IMMEDIATE`); err != nil { // nobody else may write now
		t.Fatal(err)
	}
	r := h.raw("r")
	wait(r, "snap", func(*wire.Snap) bool { return true })
	for i := range edits {
		r.send(wire.ClientMessage{T: "op", ID: fmt.Sprint("m", i), Seg: en, Ops: json.RawMessage(`[3,[0,"x"]]`)})
	}
	r.send(wire.ClientMessage{T: "ping"})
	wait(r, "pong", func(*struct{ T string }) bool { return true })
	time.Sleep(300 * time.Millisecond) // the room takes them in
	if _, err := db.Exec(`ROLLBACK`); err != nil {
		t.Fatal(err)
	}
	for range edits {
		wait(r, "ev", func(ev *wire.Event) bool { return ev.Own })
	}
	h.until(p, func() bool { return p.At == edits+1 })
	if got := p.Segs[en].Text; got != "One"+strings.Repeat("x", edits) {
		t.Fatalf("%d characters", len(got))
	}
	h.verify()
}

// narrow is a listener whose connections hold little that is not read yet.
type narrow struct{ net.Listener }

func (n narrow) Accept() (net.Conn, error) {
	c, err := n.Listener.Accept()
	if tcp, ok := c.(*net.TCPConn); ok {
		_ = tcp.SetWriteBuffer(4 << 10)
	}
	return c, err
}

// TestCloseWithStoppedReader: a connection that takes nothing keeps nobody from
// stopping the server in order.
func TestCloseWithStoppedReader(t *testing.T) {
	h := newHouse(t, fast, "One | 一 | 一")
	h.http.Close()
	h.http = httptest.NewUnstartedServer(h.srv)
	h.http.Listener = narrow{h.http.Listener}
	h.http.Start()
	p, stopped := h.peer("p"), h.raw("stopped")
	_ = stopped.ws.NetConn().(*net.TCPConn).SetReadBuffer(4 << 10)
	en := seg(p, align.En, 0)
	for i := range 20 {
		if n := h.send(p, wire.ClientMessage{T: "text", Seg: en, Base: p.Segs[en].Rev, Text: strings.Repeat(string(rune('a'+i)), 60_000)}); n != nil {
			t.Fatal(n.Why)
		}
	}
	h.close() // fails the test when not everything has ended in time
	h.open()
}
