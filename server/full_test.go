package server_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"triptych/align"
	"triptych/server/wire"
)

// TestDiskFull fills the disk under a document: changes are refused with full,
// reading goes on, and writing works again, without a restart, once there is
// room. It needs a small file system of its own, which only root can mount.
func TestDiskFull(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=4m"); err != nil {
		t.Skip("no small file system to fill: ", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	h := &house{t: t, path: filepath.Join(dir, "t.db"), opt: fast}
	h.open()
	t.Cleanup(h.close)
	h.doc = h.create("Full", "One | 一 | 一", "Two | 二 | 二")
	p := h.peer("p")
	en := seg(p, align.En, 0)
	h.edit(p, en, 0, 0, "before ")
	h.idle(p)

	ballast := filepath.Join(dir, "ballast")
	f, err := os.Create(ballast)
	if err != nil {
		t.Fatal(err)
	}
	block := make([]byte, 4096)
	for err == nil {
		_, err = f.Write(block)
	}
	f.Close()

	// The log has some room left in it; sooner or later there is none.
	var refused *wire.Nack
	taken := 0
	for refused == nil {
		id, err := p.Send(wire.ClientMessage{T: "text", Seg: en, Base: p.Segs[en].Rev, Text: p.Segs[en].Text + "x"})
		if err != nil {
			t.Fatal(err)
		}
		h.until(p, func() bool { return p.InFlight() == 0 || p.Nacks[id].Code != "" })
		if n, ok := p.Nacks[id]; ok {
			refused = &n
		} else if taken++; taken > 5000 {
			t.Fatal("5,000 edits on a full disk")
		}
	}
	if refused.Code != "full" {
		t.Fatalf("%+v", refused)
	}
	q := h.peer("q") // reading goes on
	if q.Segs[en].Text != p.Segs[en].Text {
		t.Fatalf("%q and %q", q.Segs[en].Text, p.Segs[en].Text)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	time.Sleep(1200 * time.Millisecond) // it is refused unread for a moment
	if err := p.Resend(refused.ID); err != nil {
		t.Fatal(err)
	}
	h.idle(p)
	h.until(q, func() bool { return q.At == p.At })
	if q.Segs[en].Text != p.Segs[en].Text || p.At != int64(taken)+3 {
		t.Fatalf("%q and %q after event %d", q.Segs[en].Text, p.Segs[en].Text, p.At)
	}
	h.verify()
}
