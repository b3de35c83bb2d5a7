package server_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"triptych/align"
	"triptych/server/past"
	"triptych/server/wire"
)

// call makes a request and decodes the answer into out, if not nil.
func (h *house) call(method, path, body string, out any) int {
	h.t.Helper()
	req, err := http.NewRequest(method, h.http.URL+path, strings.NewReader(body))
	if err != nil {
		h.t.Fatal(err)
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		h.t.Fatal(err)
	}
	defer resp.Body.Close()
	data, _ := io.ReadAll(resp.Body)
	if out != nil {
		if err := json.Unmarshal(data, out); err != nil {
			h.t.Fatalf("%s %s: %v: %s", method, path, err, data)
		}
	}
	return resp.StatusCode
}

// listed is a document as GET /api/documents lists it.
type listed struct {
	ID, Title                                      string
	Units, Untranslated, Drifting, Approved, Pairs int
	Errors                                         int
}

func TestDocuments(t *testing.T) {
	h := newHouse(t, fast, "It cost $300,000. | 花费30万美元。 | 花費3萬美元。", "Two. | 二。 |", "Three. | 三。 | 三。")
	var list []listed
	if code := h.call("GET", "/api/documents", "", &list); code != 200 || len(list) != 1 {
		t.Fatal(code, list)
	}
	want := listed{h.doc, "A test", 3, 1, 1, 0, 9, 2}
	if got := list[0]; got.Units != want.Units || got.Untranslated != 1 || got.Drifting != 1 || got.Pairs != 9 || got.Errors == 0 {
		t.Fatalf("%+v", got)
	}
	// Somebody is in the document: the list shows what they approve.
	p := h.peer("p")
	if n := h.send(p, approve(p, 2, align.Pairs[0])); n != nil {
		t.Fatal(n.Why)
	}
	var one listed
	if code := h.call("PATCH", "/api/documents/"+h.doc, `{"title":" Renamed "}`, &one); code != 200 || one.Title != "Renamed" {
		t.Fatal(code, one)
	}
	h.until(p, func() bool { return p.At == 3 }) // the others are told, in the sequence
	h.call("GET", "/api/documents", "", &list)
	if list[0].Approved != 1 || list[0].Title != "Renamed" {
		t.Fatalf("%+v", list[0])
	}
	h.edit(p, seg(p, align.En, 1), 0, 3, "Zwei")
	h.idle(p)
	var history past.Page
	if code := h.call("GET", "/api/documents/"+h.doc+"/history?seg="+seg(p, align.En, 1), "", &history); code != 200 || len(history.Revisions) != 2 || history.Older || history.Revisions[0].Text != "Zwei." || history.Revisions[1].Text != "Two." || history.Revisions[0].By != "p" {
		t.Fatal(code, history)
	}
	var export struct{ Units []json.RawMessage }
	if code := h.call("GET", "/api/documents/"+h.doc+"/export?format=json", "", &export); code != 200 || len(export.Units) != 3 {
		t.Fatal(code, len(export.Units))
	}
	if code := h.call("DELETE", "/api/documents/"+h.doc, "", nil); code != 204 {
		t.Fatal(code)
	}
	h.call("GET", "/api/documents", "", &list)
	if len(list) != 0 {
		t.Fatalf("%+v", list)
	}
	if err := p.Until(5e9, func() bool { return p.Bye != nil }); err != nil || p.Bye.Code != "gone" {
		t.Fatal(err, p.Bye)
	}
	if code := h.call("POST", "/api/documents/"+h.doc+"/restore", "", nil); code != 204 {
		t.Fatal(code)
	}
	if q := h.peer("q"); q.Shown(seg(q, align.En, 1)) != "Zwei." {
		t.Fatal(q.Texts())
	}
	h.verify()
}

func TestHTTPRefusals(t *testing.T) {
	h := newHouse(t, fast, "One | 一 | 一")
	long := strings.Repeat("x", 100_001)
	segs := func(texts ...string) string {
		var all []string
		for _, s := range texts {
			all = append(all, fmt.Sprintf(`{"text":%q,"kind":"text"}`, s))
		}
		return `{"segments":[` + strings.Join(all, ",") + `]}`
	}
	doc := func(title, en, units string) string {
		return fmt.Sprintf(`{"title":%q,"versions":{"en":%s},"units":%s}`, title, en, units)
	}
	for name, c := range map[string]struct {
		method, path, body string
		status             int
	}{
		"no such path":      {"GET", "/api/nothing", "", 404},
		"no such document":  {"GET", "/api/documents/x/export", "", 404},
		"no such format":    {"GET", "/api/documents/" + h.doc + "/export?format=exe", "", 400},
		"rename nothing":    {"PATCH", "/api/documents/x", `{"title":"T"}`, 404},
		"rename to nothing": {"PATCH", "/api/documents/" + h.doc, `{"title":" "}`, 400},
		"delete nothing":    {"DELETE", "/api/documents/x", "", 404},
		"restore the alive": {"POST", "/api/documents/" + h.doc + "/restore", "", 404},
		"no history":        {"GET", "/api/documents/" + h.doc + "/history?seg=x", "", 404},
		"not JSON":          {"POST", "/api/documents", "hello", 400},
		"no title":          {"POST", "/api/documents", doc("", segs("a"), `[{"segs":{"en":[0]}}]`), 400},
		"no text":           {"POST", "/api/documents", `{"title":"T","versions":{},"units":[]}`, 400},
		"segment left out":  {"POST", "/api/documents", doc("T", segs("a", "b"), `[{"segs":{"en":[0]}}]`), 400},
		"segment twice":     {"POST", "/api/documents", doc("T", segs("a"), `[{"segs":{"en":[0]}},{"segs":{"en":[0]}}]`), 400},
		"in two units":      {"POST", "/api/documents", doc("T", segs("a", "b"), `[{"segs":{"en":[1]}},{"segs":{"en":[0,1]}}]`), 400},
		"empty unit":        {"POST", "/api/documents", doc("T", segs("a"), `[{"segs":{"en":[0]}},{"segs":{}}]`), 400},
		"unknown kind":      {"POST", "/api/documents", strings.Replace(doc("T", segs("a"), `[{"segs":{"en":[0]}}]`), `"kind":"text"`, `"kind":"poem"`, 1), 400},
		"NUL":               {"POST", "/api/documents", doc("T", `{"segments":[{"text":"a\u0000"}]}`, `[{"segs":{"en":[0]}}]`), 400},
		"long":              {"POST", "/api/documents", doc("T", segs(long), `[{"segs":{"en":[0]}}]`), 422},
		"preview of what":   {"POST", "/api/preview", "x", 400},
	} {
		var out struct{ Error wire.Nack }
		status := h.call(c.method, c.path, c.body, &out)
		if status != c.status || out.Error.Code == "" {
			t.Errorf("%s: %d %+v, want %d", name, status, out, c.status)
		}
	}
	var list []listed
	if h.call("GET", "/api/documents", "", &list); len(list) != 1 {
		t.Errorf("%d documents", len(list))
	}
	req, _ := http.NewRequest("DELETE", h.http.URL+"/api/documents/"+h.doc, nil)
	req.Header.Set("Sec-Fetch-Site", "cross-site")
	if resp, err := http.DefaultClient.Do(req); err != nil || resp.StatusCode != http.StatusForbidden {
		t.Errorf("from another site: %v, %v", resp.StatusCode, err)
	}
}

// TestPreviewCreate goes from files to a document as the browser does.
func TestPreviewCreate(t *testing.T) {
	h := newHouse(t, fast, "x|x|x")
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for version, text := range map[string]string{
		"en":      "A title\n\nThe bank lent $300,000.\n\nFarmers agreed in 2024.\n",
		"zh-Hans": "标题\n\n银行贷出30万美元。\n\n农民2024年同意。\n",
	} {
		part, err := form.CreateFormFile(version, version+".txt")
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(part, text)
	}
	form.Close()
	resp, err := http.Post(h.http.URL+"/api/preview", form.FormDataContentType(), &body)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var last struct {
		Preview json.RawMessage
		Error   *struct{ Message string }
	}
	for lines := bufio.NewScanner(resp.Body); lines.Scan(); {
		if err := json.Unmarshal(lines.Bytes(), &last); err != nil {
			t.Fatal(err)
		}
	}
	if last.Error != nil || last.Preview == nil {
		t.Fatalf("%+v", last)
	}
	var made struct{ ID string }
	if code := h.call("POST", "/api/documents", string(last.Preview), &made); code != 201 {
		t.Fatal(code, string(last.Preview))
	}
	h.doc = made.ID
	p := h.peer("p")
	if got := layout(p); got != "A title|标题|\nThe bank lent $300,000.|银行贷出30万美元。|\nFarmers agreed in 2024.|农民2024年同意。|" {
		t.Fatal(got)
	}
	h.verify()
}
