package server

import (
	"encoding/json"
	"net/http"
	"slices"
	"testing"

	"github.com/gorilla/websocket"

	"triptych/server/inbox"
	"triptych/server/people"
	"triptych/server/wire"
)

// notices is what somebody's inbox has, as "kind: text", and how many are unread.
func (c *castle) notices(p *inhabitant) (list []inbox.Notice, said []string, unread int) {
	c.t.Helper()
	code, text := c.put(p, "GET", "/api/inbox", nil)
	var out struct {
		Notices []inbox.Notice
		Unread  int
	}
	if err := json.Unmarshal([]byte(text), &out); err != nil || code != http.StatusOK || out.Notices == nil {
		c.t.Fatal(code, text, err)
	}
	for _, n := range out.Notices {
		said = append(said, n.Kind+": "+n.Text)
	}
	slices.Sort(said)
	return out.Notices, said, out.Unread
}

// TestInbox: who is mentioned, answered or sent a cell back is told so once, and nobody
// of what they may not read.
func TestInbox(t *testing.T) {
	c := newCastle(t)
	boss := c.settle("admin", "everywhere")
	ann, bea := c.settle("translator", "document"), c.settle("commenter", "document")
	unit, segs := c.unit(0)
	name := func(p *inhabitant) string {
		_, all := c.talk(boss, c.doc)
		return all[slices.IndexFunc(all, func(n wire.Named) bool { return n.ID == p.id })].Name
	}
	want := func(p *inhabitant, unread int, want ...string) []inbox.Notice {
		t.Helper()
		list, said, n := c.notices(p)
		if !slices.Equal(said, want) || n != unread {
			t.Errorf("%s has %q, %d unread; want %q, %d", p.name, said, n, want, unread)
		}
		return list
	}
	say := func(p *inhabitant, id string, body map[string]any) {
		t.Helper()
		body["id"] = id
		if _, no := c.utter(p, "POST", "comments", body); no != "" {
			t.Fatal(no)
		}
	}
	want(ann, 0)
	say(ann, "c1", map[string]any{"unit": unit, "text": "Look, @" + name(bea) + ", @" + name(ann), "to": []string{bea.id, ann.id}})
	want(ann, 0) // nobody is told of what they said themselves
	want(bea, 1, "mention: Look, @"+name(bea)+", @"+name(ann))
	// An answer that also mentions is told once, as the mention.
	say(bea, "c2", map[string]any{"thread": "c1", "text": "Seen, @" + name(ann), "to": []string{ann.id}})
	say(boss, "c3", map[string]any{"thread": "c1", "text": "Thanks"})
	want(ann, 2, "mention: Seen, @"+name(ann), "reply: Thanks")
	list := want(bea, 2, "mention: Look, @"+name(bea)+", @"+name(ann), "reply: Thanks")

	// Read, and unread again; nobody touches another's.
	for _, try := range []struct {
		who    *inhabitant
		seen   bool
		unread int
	}{{ann, true, 2}, {bea, true, 1}, {bea, false, 2}} {
		if code, text := c.put(try.who, "PUT", "/api/inbox/seen", map[string]any{"ids": []string{list[0].ID}, "seen": try.seen}); code != 200 {
			t.Error(code, text)
		}
		if _, _, n := c.notices(bea); n != try.unread {
			t.Errorf("%d unread, want %d", n, try.unread)
		}
	}
	// Taken back, it is not told; put otherwise, it is told as it is, and whom it mentions now.
	if _, no := c.utter(boss, "PATCH", "comments/c3", map[string]any{"gone": true}); no != "" {
		t.Fatal(no)
	}
	want(ann, 1, "mention: Seen, @"+name(ann))
	text := "Seen, @" + name(ann) + " and @" + name(boss)
	if _, no := c.utter(bea, "PATCH", "comments/c2", map[string]any{"text": text, "to": []string{ann.id, boss.id}}); no != "" {
		t.Fatal(no)
	}
	want(ann, 1, "mention: "+text)
	want(boss, 1, "mention: "+text)

	c.sendBack(ann, boss, unit, segs[0])
	want(ann, 2, "mention: "+text, "rework: Say it shorter")

	// Whoever may not read the document any more is told nothing of it.
	if err := c.dir.SetRole(c.dir.BySession(boss.cookie, ""), bea.id, people.Role{Kind: people.Document, Place: c.doc}); err != nil {
		t.Fatal(err)
	}
	want(bea, 0)
	if err := c.st.Delete(c.doc); err != nil {
		t.Fatal(err)
	}
	want(ann, 0)
}

// sendBack has one person write in a cell and another send it back.
func (c *castle) sendBack(writer, editor *inhabitant, unit, seg string) {
	c.t.Helper()
	for _, turn := range []struct {
		who *inhabitant
		say map[string]any
	}{
		{writer, map[string]any{"t": "text", "seg": seg, "base": 0, "text": "Another text"}},
		{editor, map[string]any{"t": "set", "what": "state", "unit": unit, "side": "en", "val": "rework", "reason": "Say it shorter"}},
	} {
		ws, _, err := websocket.DefaultDialer.Dial("ws"+c.http.URL[len("http"):]+"/api/live", c.header(turn.who))
		if err != nil {
			c.t.Fatal(err)
		}
		turn.say["id"] = "m"
		for _, m := range []map[string]any{{"t": "hello", "v": 1, "doc": c.doc, "client": "client-" + turn.who.id}, turn.say} {
			if err := ws.WriteJSON(m); err != nil {
				c.t.Fatal(err)
			}
		}
		for done := false; !done; {
			var all []struct{ T, ID, Why string }
			if err := ws.ReadJSON(&all); err != nil {
				c.t.Fatal(err)
			}
			for _, m := range all {
				if m.T == "nack" {
					c.t.Fatal(m.Why)
				}
				done = done || m.T == "ev" && m.ID == "m"
			}
		}
		ws.Close()
	}
}
