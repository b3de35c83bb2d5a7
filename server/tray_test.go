package server

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"triptych/server/record"
)

// send makes a request with a body of JSON, and returns the status and the answer.
func (c *castle) send(p *inhabitant, method, path, body string) (int, string) {
	c.t.Helper()
	req, err := http.NewRequest(method, c.http.URL+path, strings.NewReader(body))
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
	var text json.RawMessage
	_ = json.NewDecoder(resp.Body).Decode(&text)
	return resp.StatusCode, string(text)
}

// TestTray: what was deleted is listed to who may put it back, with who deleted it; it is
// taken out for good only while it is deleted and by its title, and the record says so.
func TestTray(t *testing.T) {
	c := newCastle(t)
	boss, local, reader := c.settle("admin", "everywhere"), c.settle("manager", "document"), c.settle("viewer", "everywhere")
	if status, body := c.send(boss, "DELETE", "/api/tray/"+c.doc, `{"title":"Ours"}`); status != http.StatusConflict || !strings.Contains(body, "tray.there") {
		t.Errorf("one that is there: %d %s", status, body)
	}
	for _, doc := range []string{c.doc, c.other} {
		if status, body := c.send(boss, "DELETE", "/api/documents/"+doc, ""); status != http.StatusNoContent {
			t.Fatal(status, body)
		}
	}
	var list []struct {
		ID, Title, By  string
		Deleted, Until int64
		Can            []string
	}
	for p, want := range map[*inhabitant]string{boss: c.other + c.doc, local: c.doc} {
		_, body := c.send(p, "GET", "/api/tray", "")
		if err := json.Unmarshal([]byte(body), &list); err != nil {
			t.Fatal(body)
		}
		ids := ""
		for _, d := range list {
			ids += d.ID
			if !strings.HasPrefix(d.By, "admin of everywhere") || d.Until-d.Deleted != 30*24*3600*1000 {
				t.Errorf("%+v", d)
			}
		}
		if len(ids) != len(want) || !strings.Contains(ids, c.doc) {
			t.Errorf("%s sees %s, want %s", p.name, ids, want)
		}
	}
	if status, _ := c.send(reader, "GET", "/api/tray", ""); status != http.StatusForbidden {
		t.Error("a viewer sees the tray:", status)
	}
	if status, _ := c.send(local, "DELETE", "/api/tray/"+c.doc, `{"title":"Ours"}`); status != http.StatusForbidden {
		t.Error("a manager takes out for good:", status)
	}
	for _, wrong := range []string{``, `{}`, `{"title":"Theirs"}`, `{"title":"ours"}`} {
		if status, body := c.send(boss, "DELETE", "/api/tray/"+c.doc, wrong); status != http.StatusBadRequest {
			t.Errorf("%q: %d %s", wrong, status, body)
		}
	}
	if status, body := c.send(boss, "DELETE", "/api/tray/"+c.doc, `{"title":" Ours "}`); status != http.StatusNoContent {
		t.Fatal(status, body)
	}
	if status, _ := c.send(boss, "POST", "/api/documents/"+c.doc+"/restore", ""); status != http.StatusNotFound {
		t.Error("it comes back:", status)
	}
	if status, _ := c.send(boss, "POST", "/api/documents/"+c.other+"/restore", ""); status != http.StatusNoContent {
		t.Error("its neighbour does not come back:", status)
	}
	acts, err := record.Before(t.Context(), c.st, 0, c.doc, 1)
	if err != nil || len(acts) != 1 || acts[0].Act != "purge" || acts[0].Body["title"] != "Ours" || acts[0].Who != boss.id {
		t.Errorf("the record: %+v %v", acts, err)
	}
}
