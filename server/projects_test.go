package server

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"triptych/align"
	"triptych/server/people"
	"triptych/server/record"
	"triptych/server/wire"
)

// put sends JSON as somebody and returns the status and the answer.
func (c *castle) put(p *inhabitant, method, path string, body any) (int, string) {
	c.t.Helper()
	req, err := http.NewRequest(method, c.http.URL+path, bytes.NewReader(wire.Encode(body)))
	if err != nil {
		c.t.Fatal(err)
	}
	req.Header = c.header(p)
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return resp.StatusCode, string(text)
}

// TestProjectsOfOthers: a role in a project holds in its documents, as long as they are
// in it; other projects, their names and their documents are not there for its holder.
func TestProjectsOfOthers(t *testing.T) {
	c := newCastle(t)
	c.settle("admin", "everywhere")
	boss, ours := c.settle("manager", "everywhere"), c.settle("manager", "project")
	guest := c.settle("viewer", "document")
	if code, text := c.put(ours, "GET", "/api/projects", nil); code != 200 || !strings.Contains(text, "Our house") || strings.Contains(text, "Their house") {
		t.Error(code, text)
	}
	if code, text := c.put(guest, "GET", "/api/projects", nil); code != 200 || strings.Contains(text, "house") {
		t.Error("of one document alone:", code, text)
	}
	if _, text := c.put(guest, "GET", "/api/documents", nil); strings.Contains(text, c.project) {
		t.Error("the project of their document is told to who is not in it:", text)
	}
	if _, text := c.put(ours, "GET", "/api/documents", nil); !strings.Contains(text, c.project) || strings.Contains(text, "Theirs") {
		t.Error(text)
	}
	// Into a project, or out of one, goes a document that one may move, and nothing else.
	for _, try := range []struct {
		who     *inhabitant
		doc, to string
		code    int
	}{
		{ours, c.doc, c.foreign, 404}, {ours, c.other, c.project, 404}, {ours, c.doc, "none", 404}, {guest, c.doc, c.project, 403},
		{boss, c.other, c.project, 204}, {ours, c.other, "", 204}, {ours, c.other, c.project, 404}, {boss, c.other, c.foreign, 204},
	} {
		if code, text := c.put(try.who, "PUT", "/api/documents/"+try.doc+"/project", map[string]string{"project": try.to}); code != try.code {
			t.Errorf("%+v: %d %s", try, code, text)
		}
	}
	// Roles are given in one's own project, no higher than one's own.
	for _, try := range []struct {
		place, role string
		code        int
	}{{c.project, "editor", 200}, {c.foreign, "editor", 404}, {c.project, "admin", 400}, {"none", "viewer", 404}} {
		role := people.Role{Kind: people.Project, Place: try.place, Role: try.role}
		if code, text := c.put(ours, "PUT", "/api/people/"+guest.id+"/roles", role); code != try.code {
			t.Errorf("%+v: %d %s", try, code, text)
		}
	}
	ws, welcome := c.join(guest, c.doc)
	if welcome["role"] != "editor" {
		t.Fatal(welcome)
	}
	if code, text := c.put(boss, "DELETE", "/api/projects/"+c.project, nil); code != 204 {
		t.Fatal(code, text)
	}
	if told := c.heard(ws, "role"); told["role"] != "viewer" {
		t.Error(told)
	}
	if code, _ := c.put(ours, "GET", "/api/documents", nil); code != 403 {
		t.Error("a role in a project that is no more:", code)
	}
	if fault, _, err := record.Verify(t.Context(), c.st); fault != "" || err != nil {
		t.Error(fault, err)
	}
}

// TestProjectNames: a name is one line that can be seen.
func TestProjectNames(t *testing.T) {
	c := newCastle(t)
	boss := c.settle("manager", "everywhere")
	for name, code := range map[string]int{"": 400, " \n": 400, strings.Repeat("x", 101): 400, "河流": 201, strings.Repeat("長", 100): 201, "Rivers\nand lakes": 201} {
		if got, text := c.put(boss, "POST", "/api/projects", map[string]string{"name": name}); got != code {
			t.Errorf("%q: %d %s", name, got, text)
		}
	}
	if code, text := c.put(boss, "PATCH", "/api/projects/"+c.project, map[string]any{"name": "Ours anew", "fourEyes": true}); code != 200 || !strings.Contains(text, "Ours anew") {
		t.Error(code, text)
	}
	if !c.srv.projects.FourEyes(c.doc) || c.srv.projects.FourEyes(c.other) || c.srv.projects.FourEyes("") {
		t.Error("four eyes")
	}
}

// tell sends a message and returns what answers it.
func (c *castle) tell(ws *websocket.Conn, m wire.ClientMessage) map[string]any {
	c.t.Helper()
	m.ID = strconv.FormatInt(time.Now().UnixNano(), 36)
	if err := ws.WriteJSON(m); err != nil {
		c.t.Fatal(err)
	}
	for {
		if got := c.heard(ws, "ev", "nack"); got["id"] == m.ID {
			return got
		}
	}
}

// TestFourEyes: where it is asked for, who changed a paragraph last does not approve
// it, nor who split it; somebody else does. Elsewhere everybody may.
func TestFourEyes(t *testing.T) {
	c := newCastle(t)
	boss := c.settle("admin", "everywhere")
	one, two := c.settle("editor", "everywhere"), c.settle("editor", "everywhere")
	d, err := c.st.Load(t.Context(), c.doc)
	if err != nil {
		t.Fatal(err)
	}
	unit, seg := d.Units[0].ID, d.Units[0].Segs[align.En][0].ID
	first, _ := c.join(one, c.doc)
	second, _ := c.join(two, c.doc)
	approve := func(english ...string) wire.ClientMessage {
		hashes := []string{align.ContentHash(english...), align.ContentHash("Text")}
		return wire.ClientMessage{T: "set", What: "approve", Unit: unit, Pair: "en:zh-Hans", Hashes: hashes, Reason: "a check may speak by then"}
	}
	if got := c.tell(first, wire.ClientMessage{T: "text", Seg: seg, Text: "Ours"}); got["t"] != "ev" {
		t.Fatal(got)
	}
	if got := c.tell(first, approve("Ours")); got["t"] != "ev" {
		t.Error("without four eyes:", got)
	}
	if code, text := c.put(boss, "PATCH", "/api/projects/"+c.project, map[string]any{"fourEyes": true}); code != 200 {
		t.Fatal(code, text)
	}
	no := c.tell(first, approve("Ours"))
	if no["t"] != "nack" || no["key"] != "no.own_words" || no["code"] != "rights" {
		t.Error(no)
	}
	// Nor among many, where the rest is approved.
	asked := func(m wire.ClientMessage) wire.Asked { return wire.Asked{Unit: m.Unit, Pair: m.Pair, Hashes: m.Hashes} }
	mine, others := asked(approve("Ours")), asked(approve("Text"))
	others.Unit = d.Units[1].ID
	many := wire.ClientMessage{T: "set", What: "approve", Many: []wire.Asked{mine}}
	if got := c.tell(first, many); got["key"] != "no.own_words" {
		t.Error("among many:", got)
	}
	many.Many = []wire.Asked{mine, others}
	if got := c.tell(first, many); got["t"] != "ev" || got["unit"] != others.Unit {
		t.Error("the rest of many:", got)
	}
	if got := c.tell(second, approve("Ours")); got["t"] != "ev" {
		t.Error("somebody else:", got)
	}
	if got := c.tell(second, wire.ClientMessage{T: "text", Seg: seg, Base: 1, Text: "Ours and theirs"}); got["t"] != "ev" {
		t.Fatal(got)
	}
	if got := c.tell(first, approve("Ours and theirs")); got["t"] != "ev" {
		t.Error("the other changed it since:", got)
	}
	if got := c.tell(second, approve("Ours and theirs")); got["key"] != "no.own_words" {
		t.Error(got)
	}
	last := c.tell(first, approve("Ours and theirs"))
	// Split off, a text is still whose it was, and of who split it.
	split := c.tell(second, wire.ClientMessage{T: "struct", Kind: "split", Seg: seg, At: 4, Base: int64(last["s"].(float64))})
	if split["t"] != "ev" {
		t.Fatal(split)
	}
	if got := c.tell(second, approve("Ours", " and theirs")); got["key"] != "no.own_words" {
		t.Error(got)
	}
	if got := c.tell(first, approve("Ours", " and theirs")); got["t"] != "ev" {
		t.Error(got)
	}
	if code, _ := c.put(boss, "PATCH", "/api/projects/"+c.project, map[string]any{"fourEyes": false}); code != 200 {
		t.Fatal(code)
	}
	if code, text := c.put(boss, "PUT", "/api/projects/four-eyes", map[string]any{"fourEyes": true}); code != 200 || !strings.Contains(text, `"fourEyes":true`) {
		t.Error(code, text)
	}
	if !c.srv.projects.FourEyes(c.other) {
		t.Error("everywhere is not everywhere")
	}
}

// TestProjectChecks: the documents of a project are checked by its settings and its
// glossary, each in addition to its own; others are not.
func TestProjectChecks(t *testing.T) {
	c := newCastle(t)
	boss := c.settle("manager", "project")
	settings := map[string]any{"profile": "TW", "checks": map[string]string{"num.value": "off"}, "glossary": "Text\t文本"}
	if code, text := c.put(boss, "PUT", "/api/projects/"+c.project+"/checks", settings); code != 200 {
		t.Fatal(code, text)
	}
	if code, _ := c.put(boss, "PUT", "/api/projects/"+c.project+"/checks", map[string]any{"profile": "XX"}); code != 400 {
		t.Error("nonsense:", code)
	}
	in, out := c.srv.finder.Around(c.doc), c.srv.finder.Around(c.other)
	if in.Profile != "TW" || in.Checks["num.value"] != "off" || in.Glossary == "" || out.Profile != "" || out.Glossary != "" {
		t.Errorf("%+v, elsewhere %+v", in, out)
	}
	found := func(doc string) (terms int) {
		t.Helper()
		boss := c.settle("viewer", "everywhere")
		for range 200 {
			_, text := c.put(boss, "GET", "/api/documents/"+doc+"/findings", nil)
			var got struct {
				Done, Of int
				Units    []struct{ Findings []struct{ Check string } }
			}
			if err := json.Unmarshal([]byte(text), &got); err != nil {
				t.Fatal(err, text)
			}
			if got.Done == got.Of {
				return strings.Count(text, `"term.`)
			}
			time.Sleep(20 * time.Millisecond)
		}
		t.Fatal("never checked")
		return 0
	}
	if a, b := found(c.doc), found(c.other); a == 0 || b != 0 {
		t.Errorf("%d terms in the project, %d elsewhere", a, b)
	}
	if err := c.srv.projects.Put(c.doc, "", nil); err != nil {
		t.Fatal(err)
	}
	c.srv.recheck()
	if a := found(c.doc); a != 0 {
		t.Errorf("%d terms of the project that it is in no more", a)
	}
}
