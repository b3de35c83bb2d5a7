package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"triptych/align"
	"triptych/server/people"
	"triptych/server/project"
	"triptych/server/store"
	"triptych/server/wire"
)

// allowance is a row of testdata/rights.tsv: who may do something, at least.
type allowance struct {
	transport, action, place, role string
	met                            bool
}

func allowances(t *testing.T) []*allowance {
	data, err := os.ReadFile("testdata/rights.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var all []*allowance
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSuffix(line, "\n"); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 4 {
			t.Fatalf("%q has %d columns", line, len(f))
		}
		all = append(all, &allowance{transport: f[0], action: f[1], place: f[2], role: f[3]})
	}
	return all
}

// castle is a server with accounts and two documents.
type castle struct {
	t     *testing.T
	st    *store.Store
	dir   *people.Directory
	srv   *Server
	http  *httptest.Server
	doc   string // where people have roles
	other string // where nobody has one of their own
	// The project that doc is in, and one that other is in.
	project, foreign string
	people           []*inhabitant
}

// inhabitant is somebody with one role at most, and where they have it.
type inhabitant struct {
	name, role, place string
	cookie, token     string
	id                string
}

const castlePassword = "seven lanterns over Keelung"

func newCastle(t *testing.T, with ...func(*Options)) *castle {
	t.Helper()
	c := &castle{t: t}
	var err error
	if c.st, err = store.Open(filepath.Join(t.TempDir(), "t.db")); err != nil {
		t.Fatal(err)
	}
	if c.dir, err = people.Open(context.Background(), c.st, people.Options{}); err != nil {
		t.Fatal(err)
	}
	opt := Options{People: c.dir}
	for _, set := range with {
		set(&opt)
	}
	c.srv = New(c.st, opt)
	c.http = httptest.NewServer(c.srv)
	t.Cleanup(func() {
		if err := c.srv.Close(context.Background()); err != nil {
			t.Error(err)
		}
		c.http.Close()
		c.dir.Close()
		c.st.Close()
	})
	c.doc, c.other = c.create("Ours"), c.create("Theirs")
	c.project, c.foreign = c.found("Our house", c.doc), c.found("Their house", c.other)
	return c
}

func (c *castle) create(title string) string { return c.createLong(title, 2) }

// createLong makes a document of so many units.
func (c *castle) createLong(title string, units int) string {
	d := &store.NewDocument{Title: title, Versions: align.Versions[:], Who: "Test"}
	for range units {
		u := align.Unit{}
		for v := range align.Versions {
			u.Segs[v] = []int{len(d.Segs[v])}
			d.Segs[v] = append(d.Segs[v], align.Segment{Text: "Text", Kind: align.Text})
		}
		d.Units = append(d.Units, u)
	}
	id, err := c.st.Create(d, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	return id
}

// found makes a project with a document in it.
func (c *castle) found(name, doc string) string {
	c.t.Helper()
	id, err := c.srv.projects.Create(name, func(string) project.Note { return nil })
	if err == nil {
		err = c.srv.projects.Put(doc, id, nil)
	}
	if err != nil {
		c.t.Fatal(err)
	}
	return id
}

// segment is one of a document.
func (c *castle) segment(doc string) string {
	d, err := c.st.Load(context.Background(), doc)
	if err != nil {
		c.t.Fatal(err)
	}
	return d.Units[0].Segs[align.En][0].ID
}

// settle makes somebody with a role, for all documents or one.
func (c *castle) settle(role, place string, versions ...string) *inhabitant {
	c.t.Helper()
	p := &inhabitant{name: role + " of " + place, role: role, place: place}
	r := people.Role{Kind: people.All, Role: role, Versions: versions}
	switch place {
	case "document":
		r.Kind, r.Place = people.Document, c.doc
	case "project":
		r.Kind, r.Place = people.Project, c.project
	}
	n := people.NewAccount{Name: fmt.Sprint(p.name, len(c.people)), Email: fmt.Sprint("p", len(c.people), "@example.org"), Password: castlePassword}
	who, err := c.dir.Add(context.Background(), n, r)
	if err != nil {
		c.t.Fatal(err)
	}
	p.id = who.ID
	c.people = append(c.people, p)
	c.enter(p)
	return p
}

// enter signs somebody in.
func (c *castle) enter(p *inhabitant) *people.Signed {
	c.t.Helper()
	i := slices.Index(c.people, p)
	var err error
	if p.cookie, err = c.dir.SignIn(context.Background(), fmt.Sprint("p", i, "@example.org"), castlePassword, people.From{Address: "127.0.0.1"}); err != nil {
		c.t.Fatal(p.name, err)
	}
	return c.dir.BySession(p.cookie, "")
}

// header is what somebody's browser or program sends along.
func (c *castle) header(p *inhabitant) http.Header {
	h := http.Header{"Origin": {c.http.URL}, "Content-Type": {"text/plain"}}
	if p.token != "" {
		h.Set("Authorization", "Bearer "+p.token)
	} else if p.cookie != "" {
		h.Set("Cookie", sessionCookie+"="+p.cookie)
	}
	return h
}

// refusals are what somebody without a right is told.
var refusals = []string{"no.right", "no.right_here", "no.login", "no.token", "fault.no_document", "no.project"}

// ask makes a request that carries nothing, and returns the key of a refusal for want
// of a right.
func (c *castle) ask(p *inhabitant, method, path string) string {
	c.t.Helper()
	req, err := http.NewRequest(method, c.http.URL+path, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	req.Header = c.header(p)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	var out struct{ Error struct{ Key string } }
	_ = json.NewDecoder(resp.Body).Decode(&out)
	if resp.StatusCode >= 500 {
		c.t.Errorf("%s: %s %s: %d", p.name, method, path, resp.StatusCode)
	}
	if slices.Contains(refusals, out.Error.Key) {
		return out.Error.Key
	}
	return ""
}

// households are one of each role, for all documents and for one; somebody whose
// program has a lower role than they; somebody who was kept out, one whose session is
// over, and nobody.
func (c *castle) households() []*inhabitant {
	for _, role := range []string{"viewer", "commenter", "translator", "editor", "qa", "manager", "admin"} {
		c.settle(role, "everywhere")
		if role != "admin" {
			c.settle(role, "document")
			c.settle(role, "project")
		}
	}
	all := slices.Clone(c.people)
	low := c.settle("admin", "everywhere")
	var err error
	if low.token, err = c.dir.NewToken(c.dir.BySession(low.cookie, ""), "x", "editor", 1); err != nil {
		c.t.Fatal(err)
	}
	low.name, low.role = "token", "editor"
	out := c.settle("admin", "everywhere")
	if err := c.dir.Disable(c.dir.BySession(low.cookie, ""), out.id, true); err != nil {
		c.t.Fatal(err)
	}
	out.name, out.role = "disabled", ""
	return append(all, low, out, &inhabitant{name: "nobody"}, &inhabitant{name: "forged", cookie: "forged"})
}

// may says what the table means for somebody in a document.
func (a *allowance) may(p *inhabitant, inOther bool) bool {
	rank := func(role string) int { return wire.Rank(role) }
	switch a.place {
	case "open":
		return true
	case "own":
		return p.role != "" && p.token == ""
	case "somewhere":
		return p.role != "" && rank(p.role) >= rank(a.role)
	case "everywhere":
		return p.place == "everywhere" && p.role != "" && rank(p.role) >= rank(a.role)
	case "project":
		return p.role != "" && rank(p.role) >= rank(a.role) && (p.place == "everywhere" || p.place == "project" && !inOther)
	}
	return p.role != "" && rank(p.role) >= rank(a.role) && (p.place == "everywhere" || !inOther)
}

// TestRoutes walks every route as everybody, in the document where people have a role
// and in another: the table in testdata says who may. A route without a row fails.
func TestRoutes(t *testing.T) {
	c := newCastle(t)
	everybody := c.households()
	rows, cases := allowances(t), 0
	for _, route := range c.srv.table() {
		i := slices.IndexFunc(rows, func(a *allowance) bool { return a.transport == "http" && a.action == route.pattern })
		if i < 0 {
			t.Errorf("%s has no row in testdata/rights.tsv", route.pattern)
			continue
		}
		row := rows[i]
		row.met = true
		method, path, _ := strings.Cut(route.pattern, " ")
		for _, p := range everybody {
			for _, other := range []bool{false, true} {
				doc, project := c.doc, c.project
				if other {
					doc, project = c.other, c.foreign
				}
				if other && row.place != "document" && row.place != "project" {
					continue
				}
				cases++
				path := path
				if route.pattern == restore {
					if err := c.st.Delete(doc); err != nil {
						t.Fatal(err)
					}
				}
				if method == "DELETE" && row.place == "everywhere" && strings.Contains(path, "{project}") {
					project = c.found("For a moment", c.create("In it"))
				}
				if strings.HasSuffix(path, "/history") {
					path += "?seg=" + c.segment(doc)
				}
				key := c.ask(p, method, strings.NewReplacer("{id}", doc, "{project}", project, "{person}", "x", "{session}", "x", "{token}", "x", "{passkey}", "x", "{invitation}", "x", "{comment}", "x", "{thread}", "x").Replace(path))
				if (key == "") != row.may(p, other) {
					t.Errorf("%s as %s, other document %v: refused with %q", route.pattern, p.name, other, key)
				}
				if (key == "fault.no_document" || key == "no.project") && p.place == "everywhere" && p.role != "" {
					t.Errorf("%s as %s: they may see it, and are told that there is none", route.pattern, p.name)
				}
				if err := c.st.Restore(doc); err != nil && !errors.Is(err, store.ErrNotFound) { // whoever may delete it did
					t.Fatal(err)
				}
				if p.cookie != "" && p.role != "" && c.dir.BySession(p.cookie, "") == nil {
					c.enter(p) // they signed out, as they may
				}
			}
		}
	}
	for _, row := range rows {
		if row.transport == "http" && !row.met {
			t.Errorf("there is no %s", row.action)
		}
	}
	t.Logf("%d cases", cases)
}

// TestMessages walks every message of the wire the same way.
func TestMessages(t *testing.T) {
	c := newCastle(t)
	everybody := append(c.households(), c.settle("translator", "document", "en"))
	rows, cases := allowances(t), 0
	for _, p := range everybody {
		for _, doc := range []string{c.doc, c.other} {
			cases += c.converse(p, doc, rows)
		}
	}
	for _, row := range rows {
		if row.transport == "ws" && !row.met {
			t.Errorf("there is no %s", row.action)
		}
	}
	t.Logf("%d cases", cases)
}

// converse sends every message as somebody; without the right to see the document
// there is no conversation.
func (c *castle) converse(p *inhabitant, doc string, rows []*allowance) (cases int) {
	c.t.Helper()
	row := func(action string) *allowance {
		i := slices.IndexFunc(rows, func(a *allowance) bool { return a.transport == "ws" && a.action == action })
		if i < 0 {
			c.t.Fatalf("%s has no row in testdata/rights.tsv", action)
		}
		rows[i].met = true
		return rows[i]
	}
	other := doc == c.other
	hello := row("hello").may(p, other)
	header := c.header(p)
	header.Del("Content-Type")
	ws, resp, err := websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(c.http.URL, "http")+"/api/live", header)
	if err != nil {
		if hello || p.role != "" || resp == nil || resp.StatusCode != http.StatusUnauthorized {
			c.t.Errorf("%s: %v %v", p.name, err, resp)
		}
		return 1
	}
	defer ws.Close()
	_ = ws.WriteJSON(wire.ClientMessage{T: "hello", V: 1, Doc: doc, Client: "c" + store.NewID(), Name: "x"})
	if got := c.heard(ws, "welcome", "bye"); (got["t"] == "welcome") != hello || !hello && got["key"] != "fault.no_document" {
		c.t.Errorf("%s says hello to %s: %v", p.name, doc, got)
	}
	for i, m := range wire.Messages {
		action := strings.TrimSpace(strings.Join([]string{m.T, m.Of, m.Val}, " "))
		may := row(action).may(p, other)
		if !hello {
			if may {
				c.t.Errorf("%s may %s and not come in", p.name, action)
			}
			continue
		}
		if m.T != "op" && m.T != "text" && m.T != "set" && m.T != "struct" {
			continue // what is not answered with a refusal by its id
		}
		cases++
		msg := wire.ClientMessage{T: m.T, ID: fmt.Sprint("m", i), Val: m.Val, Ops: []byte("[1]"), Unit: "none", Seg: "none"}
		if m.T == "struct" {
			msg.Kind = m.Of
		}
		if m.T == "set" {
			msg.What = m.Of
		}
		_ = ws.WriteJSON(msg)
		if got := c.heard(ws, "nack", "bye"); (got["key"] == "no.right") == may {
			c.t.Errorf("%s sends %s: %v", p.name, action, got)
		}
	}
	return cases + 1
}

// heard waits for a message of some types.
func (c *castle) heard(ws *websocket.Conn, kinds ...string) map[string]any {
	c.t.Helper()
	_ = ws.SetReadDeadline(time.Now().Add(20 * time.Second))
	for {
		_, data, err := ws.ReadMessage()
		if err != nil {
			c.t.Fatalf("waiting for %v: %v", kinds, err)
		}
		var all []map[string]any
		if err := json.NewDecoder(bytes.NewReader(data)).Decode(&all); err != nil {
			c.t.Fatal(err)
		}
		for _, m := range all {
			if slices.Contains(kinds, m["t"].(string)) {
				return m
			}
		}
	}
}
