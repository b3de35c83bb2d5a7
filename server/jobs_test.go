package server

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"triptych/server/job"
	"triptych/server/wire"
)

// occupy takes every place for heavy work, in the name of somebody, until the test ends
// or they are called off.
func (c *castle) occupy(by string) {
	c.t.Helper()
	for range jobsMost {
		began := make(chan struct{})
		go func() {
			_ = c.srv.jobs.Do(c.t.Context(), job.Asked{Kind: job.Align, By: by, Doc: c.other}, func(ctx context.Context, _ func(float64)) error {
				close(began)
				<-ctx.Done()
				return ctx.Err()
			})
		}()
		<-began
	}
}

// jobs are those that somebody sees.
func (c *castle) jobs(p *inhabitant) (all []job.Job) {
	c.t.Helper()
	code, text := c.put(p, "GET", "/api/jobs", nil)
	if code != 200 || json.Unmarshal([]byte(text), &all) != nil {
		c.t.Fatal(code, text)
	}
	return all
}

// waitFor waits until somebody sees so many.
func (c *castle) waitFor(p *inhabitant, n int) []job.Job {
	for {
		if all := c.jobs(p); len(all) == n {
			return all
		}
	}
}

// previewing sends a file for a proposal and returns the lines of the answer.
func (c *castle) previewing(p *inhabitant, text string) <-chan string {
	c.t.Helper()
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	part, _ := w.CreateFormFile("en", "a.txt")
	_, _ = io.WriteString(part, text)
	w.Close()
	req, err := http.NewRequestWithContext(c.t.Context(), "POST", c.http.URL+"/api/preview", &form)
	if err != nil {
		c.t.Fatal(err)
	}
	req.Header = c.header(p)
	req.Header.Set("Content-Type", w.FormDataContentType())
	answered := make(chan string, 1)
	go func() {
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			answered <- err.Error()
			return
		}
		defer resp.Body.Close()
		all, _ := io.ReadAll(resp.Body)
		answered <- string(all)
	}()
	return answered
}

// TestJobs: people see their own heavy work, and call it off, whoever runs the place
// everybody's; what was called off says so, changes nothing, and gives its place back.
func TestJobs(t *testing.T) {
	c := newCastle(t)
	boss, one, two := c.settle("admin", "everywhere"), c.settle("manager", "everywhere"), c.settle("manager", "document")
	c.occupy(two.id)
	answered := c.previewing(one, "A text.\n")
	mine := c.waitFor(one, 1)
	if j := mine[0]; j.Kind != job.Align || !j.Mine || j.Wait != jobsMost || j.Who != "" {
		t.Errorf("%+v", j)
	}
	for _, j := range c.waitFor(boss, jobsMost+1)[:jobsMost] {
		if j.Mine || !strings.HasPrefix(j.Who, two.name) || j.Title != "Theirs" {
			t.Errorf("%+v", j)
		}
	}
	if j := c.waitFor(two, jobsMost)[0]; !j.Mine || j.Title != "" {
		t.Errorf("the title of a document that they may not see: %+v", j)
	}
	if code, text := c.put(two, "DELETE", "/api/jobs/"+mine[0].ID, nil); code != 404 || !strings.Contains(text, "job.gone") {
		t.Error("another's:", code, text)
	}
	if code, text := c.put(one, "DELETE", "/api/jobs/"+mine[0].ID, nil); code != 204 {
		t.Error(code, text)
	}
	if text := <-answered; !strings.Contains(text, `"stage":"wait"`) || !strings.Contains(text, "job.called_off") || strings.Contains(text, "preview") {
		t.Error(text)
	}
	for _, j := range c.jobs(boss) {
		if code, text := c.put(boss, "DELETE", "/api/jobs/"+j.ID, nil); code != 204 {
			t.Error(code, text)
		}
	}
	c.waitFor(boss, 0)
	if text := <-c.previewing(one, "A text.\n"); !strings.Contains(text, `"preview"`) {
		t.Error(text)
	}
}

// TestAlignAgainOff: lining up again that waits is called off, and the document is as it
// was; asked for anew, it is done.
func TestAlignAgainOff(t *testing.T) {
	c := newCastle(t)
	boss := c.settle("manager", "everywhere")
	d, err := c.st.Load(t.Context(), c.doc)
	if err != nil {
		t.Fatal(err)
	}
	ws, _ := c.join(boss, c.doc)
	again := func(id string) wire.ClientMessage {
		return wire.ClientMessage{T: "struct", ID: id, Kind: "realign", Unit: d.Units[0].ID, To: d.Units[1].ID, Base: d.Head}
	}
	c.occupy("somebody")
	if err := ws.WriteJSON(again("first")); err != nil {
		t.Fatal(err)
	}
	j := c.waitFor(boss, 1)[0]
	if j.Kind != job.Realign || !j.Mine || j.Title != "Ours" {
		t.Errorf("%+v", j)
	}
	if code, text := c.put(boss, "DELETE", "/api/jobs/"+j.ID, nil); code != 204 {
		t.Error(code, text)
	}
	if got := c.heard(ws, "nack", "ev"); got["key"] != "job.called_off" || got["id"] != "first" {
		t.Error(got)
	}
	if now, err := c.st.Load(t.Context(), c.doc); err != nil || now.Head != d.Head {
		t.Error(now.Head, err)
	}
	for _, j := range c.srv.jobs.List(func(string) bool { return true }) {
		if err := c.srv.jobs.CallOff(j.ID, func(string) bool { return true }); err != nil {
			t.Error(err)
		}
	}
	if err := ws.WriteJSON(again("second")); err != nil {
		t.Fatal(err)
	}
	if got := c.heard(ws, "nack", "ev"); got["t"] != "ev" {
		t.Error(got)
	}
}

// TestAlignAgainOverRestart: lining up again that waits while the server stops is not
// answered as done or refused for good: it is told to come again, and does, and is done
// once.
func TestAlignAgainOverRestart(t *testing.T) {
	c := newCastle(t)
	boss := c.settle("manager", "everywhere")
	d, err := c.st.Load(t.Context(), c.doc)
	if err != nil {
		t.Fatal(err)
	}
	ws, _ := c.join(boss, c.doc)
	again := wire.ClientMessage{T: "struct", ID: "again", Kind: "realign", Unit: d.Units[0].ID, To: d.Units[1].ID, Base: d.Head}
	c.occupy("somebody")
	if err := ws.WriteJSON(again); err != nil {
		t.Fatal(err)
	}
	c.waitFor(boss, 1)
	answered := c.previewing(boss, "A text.\n")
	c.waitFor(boss, 2)
	if err := c.srv.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := c.heard(ws, "nack", "ev", "bye"); got["code"] != wire.CodeRestart {
		t.Error(got)
	}
	if text := <-answered; !strings.Contains(text, `"code":"restart"`) {
		t.Error("a proposal that waited:", text)
	}
	c.srv = New(c.st, Options{People: c.dir})
	c.http.Config.Handler = c.srv
	ws, _ = c.join(boss, c.doc)
	for range 2 {
		if err := ws.WriteJSON(again); err != nil {
			t.Fatal(err)
		}
		if got := c.heard(ws, "nack", "ev"); got["t"] != "ev" || fmt.Sprint(got["s"]) != fmt.Sprint(d.Head+1) {
			t.Error(got)
		}
	}
}

// TestExportOff: the export of a long document waits for its turn and is called off in a
// sentence; that of a short one waits for nothing.
func TestExportOff(t *testing.T) {
	c := newCastle(t)
	boss := c.settle("manager", "everywhere")
	long := c.createLong("A book", exportAtOnce+1)
	c.occupy("somebody")
	type answer struct {
		code int
		text string
	}
	answered := make(chan answer, 1)
	export := func() {
		code, text := c.put(boss, "GET", "/api/documents/"+long+"/export?format=tsv", nil)
		answered <- answer{code, text}
	}
	go export()
	j := c.waitFor(boss, 1)[0]
	if j.Kind != job.Export || !j.Mine || j.Title != "A book" || j.Wait != jobsMost {
		t.Errorf("%+v", j)
	}
	if code, text := c.put(boss, "GET", "/api/documents/"+c.doc+"/export?format=tsv", nil); code != 200 || !strings.Contains(text, "Text") {
		t.Error("a short one:", code, text)
	}
	if code, text := c.put(boss, "DELETE", "/api/jobs/"+j.ID, nil); code != 204 {
		t.Error(code, text)
	}
	if a := <-answered; a.code < 400 || a.code >= 500 || !strings.Contains(a.text, "job.called_off") {
		t.Error(a)
	}
	for _, j := range c.srv.jobs.List(func(string) bool { return true }) {
		if err := c.srv.jobs.CallOff(j.ID, func(string) bool { return true }); err != nil {
			t.Error(err)
		}
	}
	go export()
	if a := <-answered; a.code != 200 || strings.Count(a.text, "Text") < 3*exportAtOnce {
		t.Error("in its turn:", a.code, len(a.text))
	}
}
