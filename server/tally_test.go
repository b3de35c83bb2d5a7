package server_test

import (
	"context"
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"triptych/align/check"
	"triptych/server/demo"
	"triptych/server/peer"
)

// announced is what the list of documents says of one.
type announced struct {
	ID, Title              string
	Untranslated, Drifting int
	Counting               bool
}

func (h *house) listed(title string) announced {
	h.t.Helper()
	res, err := http.Get(h.http.URL + "/api/documents")
	if err != nil {
		h.t.Fatal(err)
	}
	defer res.Body.Close()
	var list []announced
	if err := json.NewDecoder(res.Body).Decode(&list); err != nil {
		h.t.Fatal(err)
	}
	for _, d := range list {
		if d.Title == title {
			return d
		}
	}
	h.t.Fatalf("no document %q", title)
	return announced{}
}

// flagged counts what the workbench's filters would show, by the rule of
// web/src/workbench/state.ts.
func flagged(p *peer.Peer) (untranslated, drifting int) {
	for _, id := range p.Order {
		if p.Aside[id] {
			continue
		}
		missing, drifts := false, false
		for _, pair := range p.Status[id].Pairs {
			drifts = drifts || pair == check.Stale
		}
		for _, f := range p.Status[id].Findings {
			if f.Tier == check.Possible {
				continue
			}
			switch f.Check {
			case "cmp.empty", "cmp.same", "cmp.latin_run":
				missing = true
			default:
				drifts = drifts || f.Severity != check.Info
			}
		}
		if missing {
			untranslated++
		}
		if drifts {
			drifting++
		}
	}
	return untranslated, drifting
}

// TestTally: the list of documents announces as many untranslated and drifting
// units as the workbench then shows, whether the document is open or not, also
// where a finding is about one version alone.
func TestTally(t *testing.T) {
	h := newHouse(t, fast, "Two of three, not one | 三中有二,没有一 | 三中有二，沒有一", "Four || 四", "Six | 六 | 六")
	if err := demo.Add(context.Background(), h.st); err != nil {
		t.Fatal(err)
	}
	for _, title := range []string{"A test", demo.Title} {
		before := h.listed(title)
		for end := time.Now().Add(20 * time.Second); before.Counting && time.Now().Before(end); before = h.listed(title) {
		}
		h.doc = before.ID
		p := h.peer("p" + before.ID)
		same := func() bool { u, d := flagged(p); return u == before.Untranslated && d == before.Drifting }
		if !same() {
			if err := p.Until(10*time.Second, same); err != nil {
				u, d := flagged(p)
				t.Fatalf("%s: %+v announced, %d untranslated and %d drifting shown", title, before, u, d)
			}
		}
		if now := h.listed(title); now.Untranslated != before.Untranslated || now.Drifting != before.Drifting {
			t.Errorf("%s: %+v while it is open, %+v before", title, now, before)
		}
		if before.Drifting == 0 || before.Untranslated == 0 {
			t.Errorf("%s: %+v: the test shows nothing", title, before)
		}
		p.Close()
	}
}
