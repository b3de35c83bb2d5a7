package server_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"triptych/align"
	"triptych/align/check"
	"triptych/server/peer"
	"triptych/server/wire"
)

// foundIn is the answer about the findings of a document.
type foundIn struct {
	Done, Of int
	Units    []struct {
		Unit   string
		Number int
	}
}

func (h *house) findings(doc string) (f foundIn) {
	h.t.Helper()
	res, err := http.Get(h.http.URL + "/api/documents/" + doc + "/findings")
	if err != nil {
		h.t.Fatal(err)
	}
	defer res.Body.Close()
	if err := json.NewDecoder(res.Body).Decode(&f); err != nil {
		h.t.Fatal(err)
	}
	return f
}

// watchChecks counts how many units are checked, and makes the check of a unit
// with the word "wait" in it wait for release.
func watchChecks(t *testing.T) (ran *atomic.Int64, release func()) {
	all, gate := check.All, make(chan struct{})
	t.Cleanup(func() { check.All = all })
	ran = &atomic.Int64{}
	check.All = append(append([]check.Rule(nil), all...), check.Rule{ID: "test.watch", Version: 1, Find: func(c *check.Case) {
		ran.Add(1)
		if strings.Contains(c.Unit.Text[align.En], "wait") {
			<-gate
		}
	}})
	return ran, sync.OnceFunc(func() { close(gate) })
}

// book is n units without a Traditional text but for one, of which nothing is to
// be said; its check waits.
func book(n, waits int) []string {
	lines := make([]string, n)
	for i := range lines {
		lines[i] = fmt.Sprintf("Page %d | 第%d页 |", i+1, i+1)
	}
	lines[waits] = "We wait | 我们等 | 我們等"
	return lines
}

// TestFindingsOfClosed: the findings of a document that is not open are worked
// out once; meanwhile the answer has those that are known and says so. Opening
// the document then checks nothing again.
func TestFindingsOfClosed(t *testing.T) {
	ran, release := watchChecks(t)
	h := newHouse(t, fast, "One | 一 | 一")
	t.Cleanup(release)
	const units = 600
	h.doc = h.create("A book", book(units, 300)...)
	f := h.findings(h.doc)
	for end := time.Now().Add(20 * time.Second); f.Done == 0 && time.Now().Before(end); f = h.findings(h.doc) {
	}
	if f.Of != units || f.Done == 0 || f.Done > 300 || len(f.Units) != f.Done || f.Units[0].Number != 1 {
		t.Fatalf("%d of %d are checked, %d units listed", f.Done, f.Of, len(f.Units))
	}
	release()
	for end := time.Now().Add(20 * time.Second); f.Done < units && time.Now().Before(end); f = h.findings(h.doc) {
	}
	if f.Done != units || len(f.Units) != units-1 || f.Units[units-2].Number != units {
		t.Fatalf("%d of %d are checked, %d units listed", f.Done, f.Of, len(f.Units))
	}
	if again := h.findings(h.doc); len(again.Units) != units-1 || again.Done != units {
		t.Fatalf("the second time: %d of %d, %d units listed", again.Done, again.Of, len(again.Units))
	}
	p := h.peer("p")
	if p.Checked != (wire.Checked{}) || len(p.Status[p.Order[units-1]].Findings) == 0 {
		t.Fatalf("opened: %+v", p.Checked)
	}
	if n := ran.Load(); n != units {
		t.Fatalf("%d units were checked", n)
	}

	// What changes is checked again, and nothing else.
	h.edit(p, seg(p, align.En, 5), 0, 0, "A ")
	h.until(p, func() bool { return p.InFlight() == 0 })
	for end := time.Now().Add(20 * time.Second); ran.Load() == units && time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
	}
	if f = h.findings(h.doc); ran.Load() != units+1 || f.Of != units {
		t.Fatalf("%d units were checked after an edit", ran.Load()-units)
	}
}

// TestCheckingIsTold: who opens a document gets it before it is checked, hears how
// far the checks are, gets the findings of the first units first, and hears when
// all are done.
func TestCheckingIsTold(t *testing.T) {
	_, release := watchChecks(t)
	const units = 600
	h := newHouse(t, fast, book(units, 300)...)
	t.Cleanup(release)
	p := h.peer("p")
	has := func(p *peer.Peer, unit int) bool { return len(p.Status[p.Order[unit]].Findings) > 0 }
	h.until(p, func() bool { return p.Checked.Done > 0 && has(p, 0) })
	if c := p.Checked; c.Of != units || c.Done > 300 || has(p, units-1) {
		t.Fatalf("%+v", c)
	}
	late := h.peer("late") // who comes meanwhile hears of it as well
	if c := late.Checked; c.Of != units || c.Done >= units || !has(late, 0) {
		t.Fatalf("%+v", c)
	}
	if f := h.findings(h.doc); f.Of != units || f.Done >= units || len(f.Units) == 0 {
		t.Fatalf("%d of %d, %d units listed", f.Done, f.Of, len(f.Units))
	}
	release()
	for _, p := range []*peer.Peer{p, late} {
		h.until(p, func() bool { return p.Checked.Done == units })
		if !has(p, units-1) {
			t.Fatal("told of the end before the findings")
		}
	}
	if after := h.peer("after"); after.Checked != (wire.Checked{}) || !has(after, units-1) {
		t.Fatalf("%+v", after.Checked)
	}
}
