package server_test

import (
	"database/sql"
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"triptych/align"
	"triptych/server/change"
	"triptych/server/peer"
	"triptych/server/wire"
)

// TestSlowReader: a client that reads nothing holds nobody up and makes the
// server keep nothing for it but a place in the log; when it reads again it is
// told to begin afresh and has everything.
func TestSlowReader(t *testing.T) {
	opt := fast
	opt.Keep = 1 << 20 // beyond which the network holds the rest
	h := newHouse(t, opt, "One | 一 | 一")
	slow, quick := h.peer("slow"), h.peer("quick")
	en := seg(quick, align.En, 0)
	for i := range 120 {
		big := fmt.Sprintf("%d %s", i, strings.Repeat("word ", 16000))
		length := change.Units(quick.Shown(en))
		if err := quick.Edit(en, change.Replace(length, 0, length, big)); err != nil {
			t.Fatal(err)
		}
		if err := quick.Flush(); err != nil {
			t.Fatal(err)
		}
		h.idle(quick)
	}
	var memory runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&memory)
	if mb := memory.HeapAlloc >> 20; mb > 100 {
		t.Errorf("%d MiB in use after 10 MB of edits", mb)
	}
	there := func() bool { return slow.Loaded() && slow.At == quick.At }
	if err := slow.Until(10*time.Second, there); err != nil {
		// Where this takes more than a minute, it was closed for good reason.
		if err := slow.Dial(); err != nil {
			t.Fatal(err)
		}
		h.until(slow, there)
		return
	}
	if slow.Segs[en].Text != quick.Segs[en].Text {
		t.Error("the slow one has another text")
	}
	if slow.Resyncs == 0 {
		t.Error("10 MB waited for the slow one")
	}
}

// TestBrokenChain: a document in which an event was tampered with can be read
// and not changed, and is said to be so.
func TestBrokenChain(t *testing.T) {
	for what, damage := range map[string]string{
		"is missing":    `DELETE FROM event WHERE seq = 3`,
		"its hash":      `UPDATE event SET who = 'somebody else' WHERE seq = 3`,
		"its head says": `DELETE FROM event WHERE seq = 5`,
	} {
		h := newHouse(t, fast, "One | 一 | 一")
		p := h.peer("p")
		for i := range 4 {
			h.edit(p, seg(p, align.En, 0), i, i, "x")
			h.idle(p)
		}
		h.close()
		db, err := sql.Open("sqlite3", h.path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec(damage); err != nil {
			t.Fatal(err)
		}
		db.Close()
		h.open()
		q := peer.New(h.url(), h.doc, "q")
		if err := q.Dial(); err != nil {
			t.Fatal(err)
		}
		if err := q.Until(5*time.Second, q.Loaded); err != nil || q.Shown(seg(q, align.En, 0)) != "xxxxOne" {
			t.Fatalf("%s: %v", what, err)
		}
		n := h.send(q, wire.ClientMessage{T: "text", Seg: seg(q, align.En, 0), Base: 4, Text: "y"})
		if n == nil || n.Code != "readonly" || n.Key != "fault.broken" {
			t.Errorf("%s: %+v", what, n)
		}
		q.Close()
		req, err := http.NewRequest(http.MethodPatch, h.http.URL+"/api/documents/"+h.doc, strings.NewReader(`{"title":"New"}`))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/json")
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != http.StatusServiceUnavailable {
			t.Errorf("%s: a new title was answered with %s", what, res.Status)
		}
	}
}

// TestBackup: a copy made while people write is a document at one moment, with
// an epoch of its own, so that browsers begin afresh from it.
func TestBackup(t *testing.T) {
	h := newHouse(t, fast, "One | 一 | 一")
	p := h.peer("p")
	en := seg(p, align.En, 0)
	stop, stopped := make(chan struct{}), make(chan int)
	go func() {
		n := 0
		for ; ; n++ {
			select {
			case <-stop:
				stopped <- n
				return
			default:
			}
			if err := p.Edit(en, change.Replace(change.Units(p.Shown(en)), 0, 0, "x")); err != nil || p.Flush() != nil {
				t.Error(err)
			}
			if err := p.Until(5*time.Second, func() bool { return p.InFlight() == 0 }); err != nil {
				t.Error(err)
			}
		}
	}()
	time.Sleep(50 * time.Millisecond)
	copied := h.path + ".copy"
	if err := h.st.Backup(t.Context(), copied, nil); err != nil {
		t.Fatal(err)
	}
	close(stop)
	written := <-stopped
	if err := h.st.Backup(t.Context(), copied, nil); err == nil {
		t.Error("a backup was written over")
	}
	h.close()
	h.path = copied
	h.open()
	h.verify()
	p.URL = h.url()
	if err := p.Dial(); err != nil {
		t.Fatal(err)
	}
	h.until(p, p.Loaded)
	if n := int(p.Segs[en].Rev); n > written || p.Segs[en].Text != strings.Repeat("x", n)+"One" {
		t.Errorf("revision %d of %d, %q", n, written, p.Segs[en].Text)
	}
}
