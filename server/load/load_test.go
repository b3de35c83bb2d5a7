package load_test

import (
	"context"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"triptych/align"
	"triptych/server"
	"triptych/server/load"
	"triptych/server/store"
	"triptych/server/wire"
)

// TestSwarm runs a small swarm against a real server and against the bare one:
// everybody receives the same events, also after all connections were dropped.
func TestSwarm(t *testing.T) {
	ctx := context.Background()
	st, err := store.Open(filepath.Join(t.TempDir(), "t.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	d := &store.NewDocument{Title: "T", Versions: align.Versions[:]}
	for i := range 3 {
		var u align.Unit
		for v := range d.Segs {
			d.Segs[v] = append(d.Segs[v], align.Segment{Text: "text", Kind: align.Text})
			u.Segs[v] = []int{i}
		}
		d.Units = append(d.Units, u)
	}
	id, err := st.Create(d, nil)
	if err != nil {
		t.Fatal(err)
	}
	stored, err := st.Load(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	doc := load.Doc{ID: id}
	for _, u := range stored.Units {
		doc.Segs = append(doc.Segs, load.Seg{ID: u.Segs[align.En][0].ID, Units: 4})
	}
	srv := server.New(st, server.Options{Limits: wire.Limits{Rate: 1e6, Burst: 1e6}})
	defer srv.Close(ctx)
	bare, err := load.NewBare(filepath.Join(t.TempDir(), "bare.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer bare.Close()
	for name, handler := range map[string]*httptest.Server{"triptych": httptest.NewServer(srv), "bare": httptest.NewServer(bare)} {
		url := "ws" + strings.TrimPrefix(handler.URL, "http") + "/api/live"
		swarm, err := load.Connect(ctx, load.Options{URL: url, Docs: []load.Doc{doc}, Clients: 8, Authors: 3})
		if err != nil {
			t.Fatal(name, err)
		}
		for _, rate := range []float64{50, 0} {
			r, err := swarm.Run(ctx, rate, 200*time.Millisecond)
			if err != nil || r.Edits == 0 || r.Ack.P50 == 0 {
				t.Fatal(name, r, err)
			}
		}
		if name == "triptych" {
			if _, err := swarm.Reconnect(ctx, st.Epoch()); err != nil {
				t.Fatal(err)
			}
		}
		if err := swarm.Agree(); err != nil {
			t.Fatal(name, err)
		}
		handler.Close()
	}
}
