package server

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"triptych/align"
	"triptych/server/store"
	"triptych/server/wire"
)

// talk is what a castle says of the comments of a document.
func (c *castle) talk(p *inhabitant, doc string) (threads []wire.Thread, people []wire.Named) {
	c.t.Helper()
	code, text := c.put(p, "GET", "/api/documents/"+doc+"/comments", nil)
	var out struct {
		Threads []wire.Thread
		People  []wire.Named
	}
	if err := json.Unmarshal([]byte(text), &out); err != nil || code != http.StatusOK || out.Threads == nil || out.People == nil {
		c.t.Fatal(code, text, err)
	}
	return out.Threads, out.People
}

// utter sends something about comments, and returns the thread that it led to, or the
// key of the refusal.
func (c *castle) utter(p *inhabitant, method, path string, body map[string]any) (t wire.Thread, no string) {
	c.t.Helper()
	code, text := c.put(p, method, "/api/documents/"+c.doc+"/"+path, body)
	var out struct{ Error struct{ Key string } }
	if code >= 400 {
		_ = json.Unmarshal([]byte(text), &out)
		return t, out.Error.Key
	}
	if err := json.Unmarshal([]byte(text), &t); err != nil {
		c.t.Fatal(text)
	}
	return t, ""
}

// listen opens a document over the wire and returns what is heard of its comments.
func (c *castle) listen(p *inhabitant) <-chan wire.Thread {
	c.t.Helper()
	ws, _, err := websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(c.http.URL, "http")+"/api/live", c.header(p))
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() { ws.Close() })
	if err := ws.WriteJSON(map[string]any{"t": "hello", "v": 1, "doc": c.doc, "client": "client-" + p.id}); err != nil {
		c.t.Fatal(err)
	}
	heard, loaded := make(chan wire.Thread, 100), make(chan bool)
	go func() {
		defer close(heard)
		for {
			var all []struct {
				T       string
				Threads []wire.Thread
			}
			if ws.ReadJSON(&all) != nil {
				return
			}
			for _, m := range all {
				if m.T == "snap" {
					close(loaded)
				}
				for _, t := range m.Threads {
					heard <- t
				}
			}
		}
	}()
	<-loaded
	return heard
}

func (c *castle) unit(n int) (unit string, segs []string) {
	d, err := c.st.Load(context.Background(), c.doc)
	if err != nil {
		c.t.Fatal(err)
	}
	for _, v := range align.Versions {
		segs = append(segs, d.Units[n].Segs[v][0].ID)
	}
	return d.Units[n].ID, segs
}

// TestComments: what is said is told to all in the document and to nobody else, keeps
// its earlier words, and is its author's alone to alter.
func TestComments(t *testing.T) {
	c := newCastle(t)
	c.settle("admin", "everywhere")
	ann, bea, boss := c.settle("translator", "document"), c.settle("commenter", "document"), c.settle("manager", "everywhere")
	stranger := c.settle("viewer", "project")
	unit, segs := c.unit(0)
	heard := c.listen(ann)

	var bName string
	_, people := c.talk(ann, c.doc)
	for _, p := range people {
		if p.ID == bea.id {
			bName = p.Name
		}
	}
	if bName == "" || !slices.ContainsFunc(people, func(p wire.Named) bool { return p.ID == stranger.id }) {
		t.Fatalf("who reads the document can be mentioned: %v", people)
	}
	first := map[string]any{"id": "c1", "unit": unit, "seg": segs[1], "quote": "ex", "text": "@" + bName + " look", "to": []string{bea.id, boss.id, "nobody"}}
	thread, no := c.utter(ann, "POST", "comments", first)
	if no != "" || thread.Unit != unit || thread.Segs[0] != segs[1] || len(thread.Segs) != 3 || thread.Quote != "ex" {
		t.Fatal(no, thread)
	}
	if to := thread.Comments[0].To; len(to) != 1 || to[0].ID != bea.id {
		t.Errorf("mentioned are those who read it and whose names stand there: %v", to)
	}
	if again, no := c.utter(ann, "POST", "comments", first); no != "" || len(again.Comments) != 1 || again.Rev != thread.Rev {
		t.Error("the same again:", no, again)
	}
	for _, body := range []map[string]any{{"id": "c1", "unit": unit, "text": "Other"}} {
		if _, no := c.utter(bea, "POST", "comments", body); no != "wire.twice" {
			t.Error("another with its id:", no)
		}
	}
	if told := <-heard; told.ID != "c1" {
		t.Error(told)
	}
	<-heard // the repetition

	// A reply, put otherwise, taken back and brought back.
	thread, no = c.utter(bea, "POST", "comments", map[string]any{"id": "c2", "thread": "c1", "text": "Yes"})
	if no != "" || len(thread.Comments) != 2 {
		t.Fatal(no, thread)
	}
	for _, body := range []map[string]any{{"text": "No"}, {"gone": true}} {
		if _, no := c.utter(ann, "PATCH", "comments/c2", body); no != "comment.not_yours" {
			t.Error("somebody else's:", no)
		}
	}
	thread, _ = c.utter(bea, "PATCH", "comments/c2", map[string]any{"text": "Yes, 三百"})
	if r := thread.Comments[1]; r.Text != "Yes, 三百" || r.Edited == 0 || len(r.Was) != 1 || r.Was[0].Text != "Yes" {
		t.Error(r)
	}
	if _, no := c.utter(boss, "PATCH", "comments/c2", map[string]any{"text": "Mine"}); no != "comment.not_yours" {
		t.Error("nobody puts words into another's mouth:", no)
	}
	thread, no = c.utter(boss, "PATCH", "comments/c2", map[string]any{"gone": true})
	if r := thread.Comments[1]; no != "" || r.Gone == 0 || r.Text != "" || len(r.Was) != 0 {
		t.Error("taken back by who may delete the document:", no, r)
	}
	if _, no := c.utter(bea, "PATCH", "comments/c2", map[string]any{"text": "Again"}); no != "comment.gone" {
		t.Error(no)
	}
	thread, _ = c.utter(bea, "PATCH", "comments/c2", map[string]any{"gone": false})
	if r := thread.Comments[1]; r.Gone != 0 || r.Text != "Yes, 三百" {
		t.Error("brought back:", r)
	}

	// Resolved, and open again with an answer.
	thread, _ = c.utter(bea, "PUT", "threads/c1", map[string]any{"resolved": true})
	if thread.Resolved == nil || thread.Resolved.By != bName {
		t.Error(thread.Resolved)
	}
	thread, _ = c.utter(ann, "POST", "comments", map[string]any{"id": "c3", "thread": "c1", "text": "One more"})
	if thread.Resolved != nil {
		t.Error("an answer opens it again")
	}
	last := wire.Thread{}
	for last.Rev < thread.Rev {
		last = <-heard
	}
	if len(last.Comments) != 3 {
		t.Error(last)
	}
	if threads, people := c.talk(stranger, c.doc); len(threads) != 1 || len(people) != 0 {
		t.Error("a viewer reads them, and mentions nobody:", threads, people)
	}
	if threads, _ := c.talk(boss, c.other); len(threads) != 0 {
		t.Error("in another document:", threads)
	}
	if code, text := c.put(boss, "PATCH", "/api/documents/"+c.other+"/comments/c2", map[string]any{"gone": true}); code != 404 {
		t.Error("by the address of another document:", code, text)
	}
	d, err := c.st.Load(context.Background(), c.doc)
	if err != nil || d.Head != 1 {
		t.Error("comments change nothing in their document:", d.Head, err)
	}
}

// TestCommentsErased: what was taken back is erased after its time, and only that.
func TestCommentsErased(t *testing.T) {
	c := newCastle(t)
	ann := c.settle("admin", "everywhere")
	unit, _ := c.unit(0)
	for _, id := range []string{"stays", "goes"} {
		if _, no := c.utter(ann, "POST", "comments", map[string]any{"id": id, "unit": unit, "text": "Said " + id}); no != "" {
			t.Fatal(no)
		}
	}
	if _, no := c.utter(ann, "PATCH", "comments/goes", map[string]any{"gone": true}); no != "" {
		t.Fatal(no)
	}
	texts := func() []string {
		all, err := store.Read(context.Background(), c.st, func(row func(...any) error) (s string, err error) { return s, row(&s) }, `SELECT text FROM comment ORDER BY id`)
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	for _, try := range []struct {
		days int
		want []string
	}{{29, []string{"Said goes", "Said stays"}}, {31, []string{"", "Said stays"}}} {
		if err := c.srv.comments.Erase(time.Now().Add(time.Duration(try.days) * 24 * time.Hour)); err != nil {
			t.Fatal(err)
		}
		if got := texts(); !slices.Equal(got, try.want) {
			t.Errorf("after %d days: %q", try.days, got)
		}
	}
	if _, no := c.utter(ann, "PATCH", "comments/goes", map[string]any{"gone": false}); no != "comment.erased" {
		t.Error(no)
	}
}

// TestCommentsBounded: nobody makes others read without end, or leaves what cannot be
// shown.
func TestCommentsBounded(t *testing.T) {
	c := newCastle(t)
	ann := c.settle("admin", "everywhere")
	unit, _ := c.unit(0)
	for _, try := range []struct {
		body map[string]any
		no   string
	}{
		{map[string]any{"id": "x", "unit": unit, "text": strings.Repeat("長", 2001)}, "comment.long"},
		{map[string]any{"id": "x", "unit": unit, "text": " \u200b\n "}, "comment.empty"},
		{map[string]any{"id": "", "unit": unit, "text": "Said"}, "comment.empty"},
		{map[string]any{"id": strings.Repeat("x", 200), "unit": unit, "text": "Said"}, "comment.empty"},
		{map[string]any{"id": "x", "unit": unit, "quote": strings.Repeat("q", 201), "text": "Said"}, "comment.empty"},
		{map[string]any{"id": "x", "unit": "none", "text": "Said"}, "comment.no_unit"},
		{map[string]any{"id": "x", "thread": "none", "text": "Said"}, "comment.gone"},
	} {
		if _, no := c.utter(ann, "POST", "comments", try.body); no != try.no {
			t.Errorf("%.60v: %q, want %s", try.body, no, try.no)
		}
	}
	if thread, no := c.utter(ann, "POST", "comments", map[string]any{"id": "q", "unit": unit, "seg": "none", "quote": "Text", "text": "Said"}); no != "" || thread.Quote != "" {
		t.Error("words of no text that is there:", no, thread)
	}
	no := ""
	for n := 0; no == "" && n < 100; n++ {
		_, no = c.utter(ann, "POST", "comments", map[string]any{"id": fmt.Sprint("m", n), "unit": unit, "text": "Said"})
	}
	if no != "comment.fast" {
		t.Errorf("a hundred at once: %q", no)
	}
	// As if they had been said over days.
	fill := func(thread string, n int, key string) {
		t.Helper()
		err := c.st.Write(func(tx store.Tx) error {
			for i := range n {
				if _, err := tx.Exec(`INSERT INTO comment (id, doc, thread, who, at, text, mentions) VALUES ($1, $2, $3, $4, 1, 'Said', '[]')`, fmt.Sprint(key, i), c.doc, thread, ann.id); err != nil {
					return err
				}
			}
			_, err := tx.Exec(`UPDATE comment SET at = 1`)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	fill("m1", 199, "f")
	if _, no := c.utter(ann, "POST", "comments", map[string]any{"id": "t", "thread": "m1", "text": "Said"}); no != "comment.thread_full" {
		t.Errorf("in a full thread: %q", no)
	}
	fill("m2", 800, "g")
	if _, no := c.utter(ann, "POST", "comments", map[string]any{"id": "t", "unit": unit, "text": "Said"}); no != "comment.yours_full" {
		t.Errorf("of somebody with many: %q", no)
	}
}

// TestCommentsFollow: when the texts of a unit are joined into others, the thread is told
// with where they stand now, and without when they stand by themselves again.
func TestCommentsFollow(t *testing.T) {
	c := newCastle(t)
	ann := c.settle("admin", "everywhere")
	unit, segs := c.unit(1)
	first, into := c.unit(0)
	if _, no := c.utter(ann, "POST", "comments", map[string]any{"id": "c1", "unit": unit, "text": "Said"}); no != "" {
		t.Fatal(no)
	}
	ws, _, err := websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(c.http.URL, "http")+"/api/live", c.header(ann))
	if err != nil {
		t.Fatal(err)
	}
	defer ws.Close()
	say := func(m map[string]any) {
		if err := ws.WriteJSON(m); err != nil {
			t.Fatal(err)
		}
	}
	step := func(m map[string]any) {
		t.Helper()
		say(m)
		for {
			var all []struct {
				T, ID string
				Why   string
			}
			if err := ws.ReadJSON(&all); err != nil {
				t.Fatal(err)
			}
			for _, got := range all {
				if got.ID == m["id"] && got.T == "ev" {
					return
				}
				if got.T == "nack" {
					t.Fatal(got.Why)
				}
			}
		}
	}
	say(map[string]any{"t": "hello", "v": 1, "doc": c.doc, "client": "client-x"})
	step(map[string]any{"t": "struct", "id": "m", "base": 1, "kind": "merge", "unit": first, "to": unit})
	for i, seg := range into {
		step(map[string]any{"t": "struct", "id": fmt.Sprint("j", i), "base": 2 + i, "kind": "merge", "seg": seg})
	}
	threads, _ := c.talk(ann, c.doc)
	if got := threads[0].Segs; len(got) != 6 || !sameSet(got[3:], into) {
		t.Errorf("joined into %v: told %v", into, got)
	}
	for i := range into {
		step(map[string]any{"t": "struct", "id": fmt.Sprint("u", i), "base": 5 + i, "kind": "undo"})
	}
	if threads, _ = c.talk(ann, c.doc); !sameSet(threads[0].Segs, segs) {
		t.Errorf("by themselves again: %v, want %v", threads[0].Segs, segs)
	}
}

func sameSet(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}
