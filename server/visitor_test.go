package server

import (
	"net/http"
	"strings"
	"testing"

	"github.com/gorilla/websocket"

	"triptych/server/people"
	"triptych/server/wire"
)

// join opens a document as somebody and returns its welcome.
func (c *castle) join(p *inhabitant, doc string) (*websocket.Conn, map[string]any) {
	c.t.Helper()
	ws, _, err := websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(c.http.URL, "http")+"/api/live", c.header(p))
	if err != nil {
		c.t.Fatal(p.name, err)
	}
	c.t.Cleanup(func() { ws.Close() })
	_ = ws.WriteJSON(wire.ClientMessage{T: "hello", V: 1, Doc: doc, Client: "client", Name: "Somebody else"})
	return ws, c.heard(ws, "welcome", "bye")
}

// TestRoleChangesWhileOpen: who may do less from now on is told in the open document,
// and what they type then is refused and kept; who may see it no more is shown out.
func TestRoleChangesWhileOpen(t *testing.T) {
	c := newCastle(t)
	boss, p := c.settle("admin", "everywhere"), c.settle("editor", "document")
	by := c.dir.BySession(boss.cookie, "")
	ws, welcome := c.join(p, c.doc)
	if welcome["role"] != "editor" || welcome["you"].(map[string]any)["name"] == "Somebody else" {
		t.Fatalf("welcome: %v", welcome)
	}
	role := people.Role{Kind: people.Document, Place: c.doc, Role: "translator", Versions: []string{"zh-Hant"}}
	if err := c.dir.SetRole(by, p.id, role); err != nil {
		t.Fatal(err)
	}
	told := c.heard(ws, "role")
	if only := told["only"].([]any); told["role"] != "translator" || len(only) != 1 || only[0] != "zh-Hant" {
		t.Fatalf("role: %v", told)
	}
	op := wire.ClientMessage{T: "text", ID: "1", Seg: c.segment(c.doc), Text: "typed while it changed"}
	_ = ws.WriteJSON(op)
	if no := c.heard(ws, "nack"); no["code"] != "rights" || no["key"] != "no.right_version" || no["keep"] != true {
		t.Fatalf("nack: %v", no)
	}
	_ = ws.WriteJSON(wire.ClientMessage{T: "set", ID: "2", What: "approve"})
	if no := c.heard(ws, "nack"); no["key"] != "no.right" {
		t.Fatalf("nack: %v", no)
	}
	if err := c.dir.SetRole(by, p.id, people.Role{Kind: people.Document, Place: c.doc}); err != nil {
		t.Fatal(err)
	}
	if bye := c.heard(ws, "bye"); bye["code"] != "rights" {
		t.Fatalf("bye: %v", bye)
	}
}

// TestConnectionsEndWithTheSession: signing out, being kept out and another password
// end what is open elsewhere.
func TestConnectionsEndWithTheSession(t *testing.T) {
	c := newCastle(t)
	boss := c.dir.BySession(c.settle("admin", "everywhere").cookie, "")
	p := c.settle("viewer", "everywhere")
	first := c.dir.BySession(p.cookie, "")
	for _, end := range []func() error{
		func() error { return c.dir.SignOut(c.dir.BySession(p.cookie, "")) },
		func() error { c.enter(p); return c.dir.EndSession(first, "") },
		func() error {
			return c.dir.Reset(t.Context(), "p1@example.org", "another long password, of kites")
		},
		func() error { return c.dir.Disable(boss, p.id, true) },
	} {
		if first.Ended() {
			if err := c.dir.Reset(t.Context(), "p1@example.org", castlePassword); err != nil {
				t.Fatal(err)
			}
			first = c.enter(p)
		}
		c.enter(p)
		ws, welcome := c.join(p, c.doc)
		if welcome["t"] != "welcome" {
			t.Fatal(welcome)
		}
		cookie := p.cookie
		if err := end(); err != nil {
			t.Fatal(err)
		}
		if bye := c.heard(ws, "bye"); bye["code"] != "login" {
			t.Errorf("bye: %v", bye)
		}
		p.cookie = cookie
		if key := c.ask(p, "GET", "/api/documents"); key != "no.login" {
			t.Errorf("it answers still: %q", key)
		}
	}
}

// TestOrigins: what changes anything with a cookie, and the websocket, says that a page
// of this server asks; a token needs no page.
func TestOrigins(t *testing.T) {
	c := newCastle(t)
	p := c.settle("admin", "everywhere")
	token, err := c.dir.NewToken(c.dir.BySession(p.cookie, ""), "x", "admin", 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, origin := range []string{"", "https://evil.example", c.http.URL} {
		for _, what := range []string{"POST /api/preview", "GET /api/live", "GET /api/documents"} {
			for _, by := range []string{p.cookie, token} {
				method, path, _ := strings.Cut(what, " ")
				req, _ := http.NewRequest(method, c.http.URL+path, nil)
				if by == token {
					req.Header.Set("Authorization", "Bearer "+token)
				} else {
					req.Header.Set("Cookie", sessionCookie+"="+by)
				}
				if origin != "" {
					req.Header.Set("Origin", origin)
				}
				resp, err := http.DefaultClient.Do(req)
				if err != nil {
					t.Fatal(err)
				}
				resp.Body.Close()
				reads := what == "GET /api/documents"
				refuse := !reads && (origin == "https://evil.example" || origin == "" && by != token)
				if (resp.StatusCode == http.StatusForbidden) != refuse {
					t.Errorf("%s from %q, token %v: %d", what, origin, by == token, resp.StatusCode)
				}
			}
		}
	}
}
