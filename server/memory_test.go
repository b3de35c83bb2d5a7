package server_test

import (
	"database/sql"
	"testing"
	"time"

	"triptych/align"
	"triptych/server/wire"
)

// TestAnswerAfterReconnect: a message that still waits for the disk when its
// author connects again is answered on the new connection, also when the commit
// fails, and what is put aside is not said to be before it is.
func TestAnswerAfterReconnect(t *testing.T) {
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
	if _, err := p.Send(wire.ClientMessage{T: "text", Seg: en, Text: "Two"}); err != nil {
		t.Fatal(err)
	}
	lost, err := p.Send(wire.ClientMessage{T: "text", Seg: "nowhere", Text: "lost"})
	if err != nil {
		t.Fatal(err)
	}
	time.Sleep(200 * time.Millisecond) // both have come in
	redial(h, p)                       // and are sent again
	if err := p.Until(300*time.Millisecond, func() bool { return len(p.Nacks) > 0 || len(p.Acked) > 0 }); err == nil {
		t.Fatalf("answered before the commit: %v %v", p.Nacks, p.Acked)
	}
	p.Close()
	// Another program moves the document, so that the commit fails.
	if _, err := db.Exec(`UPDATE document SET head = head + 1`); err != nil {
		t.Fatal(err)
	}
	if err := p.Dial(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(200 * time.Millisecond)
	if _, err := db.Exec(`COMMIT`); err != nil {
		t.Fatal(err)
	}
	h.until(p, func() bool { return p.Nacks[lost].Code == "stale" })
}
