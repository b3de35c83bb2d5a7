package server

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"triptych/server/quota"
	"triptych/server/store"
)

// TestQuota: each bound refuses the one who reached it, with a status, a key and what to
// do, and nobody else; and what is counted is a route that there is.
func TestQuota(t *testing.T) {
	c := newCastle(t, func(o *Options) { o.Quota = quota.Limits{Documents: 2, Megabytes: 1, Exports: 3, Checks: 2} })
	table := c.srv.table()
	for _, counted := range quota.Routes() {
		if !slices.ContainsFunc(table, func(r route) bool { return r.pattern == counted }) {
			t.Errorf("%s is counted and is no route", counted)
		}
	}
	eager, other := c.settle("admin", "everywhere"), c.settle("admin", "everywhere")
	document := `{"title":"T","versions":{"en":{"segments":[{"text":"x"}]}},"units":[{"segs":{"en":[0]},"confidence":1}]}`
	large := `{"title":"` + strings.Repeat("x", 1<<20)
	third := `{"title":"` + strings.Repeat("x", 400<<10)
	for _, step := range []struct {
		name, method, path, body string
		times, status            int
		key                      string
	}{
		{"documents", "POST", "/api/documents", document, 2, http.StatusCreated, "quota.documents"},
		{"exports", "GET", "/api/documents/" + c.doc + "/export", "", 3, http.StatusOK, "quota.exports"},
		{"checks", "GET", "/api/documents/" + c.doc + "/findings", "", 2, http.StatusOK, "quota.checks"},
		{"a body beyond a day", "POST", "/api/preview", large, 0, 0, "quota.body"},
		{"bytes", "POST", "/api/preview", third, 2, http.StatusBadRequest, "quota.bytes"},
	} {
		for i := range step.times {
			if status, body := c.send(eager, step.method, step.path, step.body); status != step.status {
				t.Fatalf("%s, time %d: %d %.300s", step.name, i+1, status, body)
			}
		}
		want := http.StatusTooManyRequests
		if step.key == "quota.body" {
			want = http.StatusRequestEntityTooLarge
		}
		status, body := c.send(eager, step.method, step.path, step.body)
		if status != want || !strings.Contains(body, `"`+step.key+`"`) || !strings.Contains(body, `"remedy":"`) {
			t.Errorf("%s, once more: %d %.300s", step.name, status, body)
		}
		if step.times > 0 {
			if status, body := c.send(other, step.method, step.path, step.body); status != step.status {
				t.Errorf("%s of somebody else: %d %.300s", step.name, status, body)
			}
		}
	}
}

// TestQuotaUnbounded: alone on one machine nobody is bounded.
func TestQuotaUnbounded(t *testing.T) {
	c := newCastle(t, func(o *Options) {
		o.People, o.Quota = nil, quota.Limits{Documents: 1, Megabytes: 1, Exports: 1, Checks: 1}
	})
	for range 3 {
		if status, body := c.send(&inhabitant{}, "GET", "/api/documents/"+c.doc+"/export", ""); status != http.StatusOK {
			t.Fatalf("%d %.300s", status, body)
		}
	}
}

// TestQuotaOfConnections: who has as many documents open as they may is told so; closing
// one makes room.
func TestQuotaOfConnections(t *testing.T) {
	c := newCastle(t, func(o *Options) { o.Quota.Connections = 2 })
	eager, other := c.settle("editor", "everywhere"), c.settle("editor", "everywhere")
	first, _ := c.join(eager, c.doc)
	c.join(eager, c.other)
	if _, answer := c.join(eager, c.doc); answer["code"] != "limit" || answer["key"] != "quota.connections" {
		t.Error("a third:", answer)
	}
	if _, answer := c.join(other, c.doc); answer["t"] != "welcome" {
		t.Error("somebody else:", answer)
	}
	first.Close()
	for range 200 {
		if _, answer := c.join(eager, c.doc); answer["t"] == "welcome" {
			return
		}
	}
	t.Error("no room after one was closed")
}

// TestQuotaOfRefused: a document keeps as many refused edits of a person as was asked for.
func TestQuotaOfRefused(t *testing.T) {
	c := newCastle(t, func(o *Options) { o.Quota.Refused = 3 })
	d, err := c.st.Load(t.Context(), c.doc)
	if err != nil {
		t.Fatal(err)
	}
	who, err := c.st.Person(t.Context(), "Mei")
	if err != nil {
		t.Fatal(err)
	}
	for i := range 5 {
		done := make(chan error, 1)
		b := &store.Batch{Doc: d.ID, Head: d.Head, Chain: d.Chain, Orphans: []store.Orphan{{Client: "c", Msg: string(rune('a' + i)), Who: who, At: int64(i), Message: "{}"}}}
		c.st.Append(b, func(err error) { done <- err })
		if err := <-done; err != nil {
			t.Fatal(err)
		}
	}
	n, err := store.Read(t.Context(), c.st, func(row func(...any) error) (n int, err error) { return n, row(&n) }, `SELECT count(*) FROM orphan`)
	if err != nil || n[0] != 3 {
		t.Error(n, err)
	}
}
