package server_test

import (
	"database/sql"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"triptych/align"
	"triptych/server/peer"
	"triptych/server/store"
	"triptych/server/wire"
)

// copyOf copies the files of a database that nobody has open.
func copyOf(t *testing.T, path string, ends ...string) (restore func()) {
	t.Helper()
	kept := map[string][]byte{}
	for _, end := range ends {
		data, err := os.ReadFile(path + end)
		if err != nil {
			t.Fatal(err)
		}
		kept[end] = data
	}
	return func() {
		for end, data := range kept {
			if err := os.WriteFile(path+end, data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// serveHere opens the house as the one server of its file.
func (h *house) serveHere() {
	h.t.Helper()
	st, err := store.Serve(h.path, "here")
	if err != nil {
		h.t.Fatal(err)
	}
	h.start(st)
}

// sameTexts demands that a page shows what the server has.
func sameTexts(t *testing.T, h *house, p *peer.Peer) {
	t.Helper()
	fresh := h.peer("fresh")
	if p.At != fresh.At || p.Chain != fresh.Chain || p.Chain == "" {
		t.Fatalf("after event %d %q, the server after %d %q", p.At, p.Chain, fresh.At, fresh.Chain)
	}
	for id, s := range fresh.Segs {
		if p.Segs[id] == nil || p.Segs[id].Text != s.Text {
			t.Errorf("the page shows %+v, the server has %q", p.Segs[id], s.Text)
		}
	}
}

// TestPutBackWithItsRecord: the whole folder is put back, the record beside the
// file too, so that nothing on the server can tell; others write past it. The
// page says by its hash that it has another history.
func TestPutBackWithItsRecord(t *testing.T) {
	h := newHouse(t, fast, "One | 一 | 一", "Two | 二 | 二")
	h.close()
	h.serveHere()
	p := h.peer("p")
	en, other := seg(p, align.En, 0), seg(p, align.En, 1)
	h.edit(p, en, 0, 0, "before ")
	h.idle(p)
	p.Close()
	h.close()
	restore := copyOf(t, h.path, "", "-heads")
	h.serveHere()
	p.URL = h.url()
	if err := p.Dial(); err != nil {
		t.Fatal(err)
	}
	h.until(p, func() bool { return p.Head == 2 })
	for range 3 {
		h.edit(p, en, 0, 0, "mine ")
		h.idle(p)
	}
	if p.Others != 0 || p.Chain == "" {
		t.Fatalf("%d, %q", p.Others, p.Chain)
	}
	p.Close()
	h.close()
	restore()
	h.serveHere()
	if len(h.st.Losing) > 0 {
		t.Fatal(h.st.Losing)
	}
	q := h.peer("q")
	for range 6 {
		h.edit(q, other, 0, 0, "theirs ")
		h.idle(q)
	}
	p.URL = h.url()
	if err := p.Dial(); err != nil {
		t.Fatal(err)
	}
	h.until(p, func() bool { return p.Others == 1 && p.Loaded() && p.At == q.At })
	sameTexts(t, h, p)
	if !strings.HasPrefix(p.Segs[en].Text, "before ") {
		t.Fatal(p.Segs[en].Text)
	}
}

// TestPutBackAlone: the file alone is put back, and the record beside it says
// what is missing: the document can be read and not changed, until somebody says
// to go on. A page that has what is missing gets everything again.
func TestPutBackAlone(t *testing.T) {
	h := newHouse(t, fast, "One | 一 | 一")
	h.close()
	restore := copyOf(t, h.path, "")
	h.serveHere()
	p := h.peer("p")
	en := seg(p, align.En, 0)
	for range 3 {
		h.edit(p, en, 0, 0, "mine ")
		h.idle(p)
	}
	p.Close()
	h.close()
	restore()
	h.serveHere()
	if len(h.st.Losing) != 1 || h.st.Losing[0].From != 2 || h.st.Losing[0].To != 4 {
		t.Fatal(h.st.Losing)
	}
	p.URL = h.url()
	if err := p.Dial(); err != nil {
		t.Fatal(err)
	}
	h.until(p, func() bool { return p.Others == 1 && p.Loaded() && p.At == 1 })
	if p.Halt == nil || !p.Halt.Accept || p.Halt.Key != "fault.missing" || p.Halt.Args["to"] != "4" {
		t.Fatalf("%+v", p.Halt)
	}
	if n := h.send(p, wire.ClientMessage{T: "text", Seg: en, Base: 0, Text: "again"}); n == nil || n.Code != wire.CodeReadOnly || n.Key != "fault.missing" {
		t.Fatalf("%+v", n)
	}
	accept := func() int {
		resp, err := http.Post(h.http.URL+"/api/documents/"+h.doc+"/accept", "application/json", nil)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		return resp.StatusCode
	}
	if code := accept(); code != http.StatusNoContent {
		t.Fatal(code)
	}
	if code := accept(); code/100 != 4 {
		t.Fatal("twice: ", code)
	}
	h.until(p, func() bool { return p.Bye != nil })
	if err := p.Dial(); err != nil {
		t.Fatal(err)
	}
	h.until(p, func() bool { return p.Head == 2 && p.At == 2 })
	if p.Halt != nil {
		t.Fatalf("%+v", p.Halt)
	}
	h.edit(p, en, 0, 0, "again ")
	h.idle(p)
	sameTexts(t, h, p)
	if losses, _, err := h.st.Losses(t.Context()); err != nil || len(losses) > 0 {
		t.Fatal(losses, err)
	}
	h.verify()
}

// TestBackupRestored: a backup has an epoch of its own; pages begin afresh, and
// it can be changed at once.
func TestBackupRestored(t *testing.T) {
	h := newHouse(t, fast, "One | 一 | 一")
	h.close()
	h.serveHere()
	p := h.peer("p")
	en := seg(p, align.En, 0)
	backup := filepath.Join(t.TempDir(), "b.db")
	if err := h.st.Backup(t.Context(), backup, nil); err != nil {
		t.Fatal(err)
	}
	h.edit(p, en, 0, 0, "mine ")
	h.idle(p)
	p.Close()
	h.close()
	if err := os.Rename(backup, h.path); err != nil {
		t.Fatal(err)
	}
	h.serveHere()
	if len(h.st.Losing) > 0 || len(h.st.Notes) != 1 {
		t.Fatal(h.st.Losing, h.st.Notes)
	}
	p.URL = h.url()
	if err := p.Dial(); err != nil {
		t.Fatal(err)
	}
	h.until(p, func() bool { return p.Head == 1 && p.Loaded() && p.At == 1 })
	h.edit(p, en, 0, 0, "again ")
	h.idle(p)
	sameTexts(t, h, p)
}

// TestCopiedOver: while the server runs the file is written over; nothing is
// acknowledged any more, and what people see stays what was stored.
func TestCopiedOver(t *testing.T) {
	h := newHouse(t, fast, "One | 一 | 一")
	h.close()
	restore := copyOf(t, h.path, "")
	h.serveHere()
	p := h.peer("p")
	en := seg(p, align.En, 0)
	h.edit(p, en, 0, 0, "mine ")
	h.idle(p)
	text := p.Segs[en].Text
	restore()
	id, err := p.Send(wire.ClientMessage{T: "text", Seg: en, Base: p.Segs[en].Rev, Text: "lost " + text})
	if err != nil {
		t.Fatal(err)
	}
	h.until(p, func() bool { return p.Nacks[id].Code != "" })
	if n := p.Nacks[id]; n.Code != wire.CodeFull || n.Key != "fault.nameless" {
		t.Fatalf("%+v", n)
	}
	if q := h.peer("q"); q.Segs[en].Text != text {
		t.Fatalf("%q", q.Segs[en].Text)
	}
	if err := h.st.Delete(h.doc); !errors.Is(err, store.ErrNameless) {
		t.Fatal(err)
	}
}

// TestOpeningNoticesText: a text that was altered in the file is noticed when the
// document is opened.
func TestOpeningNoticesText(t *testing.T) {
	h := newHouse(t, fast, "One | 一 | 一")
	p := h.peer("p")
	p.Close()
	h.close()
	db, err := sql.Open("sqlite3", h.path)
	if err == nil {
		_, err = db.Exec(`UPDATE segment SET text = 'Ome' WHERE text = 'One'`)
	}
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	h.open()
	if q := h.peer("q"); q.Halt == nil || q.Halt.Accept || q.Halt.Key != "fault.broken" {
		t.Fatalf("%+v", q.Halt)
	}
}
