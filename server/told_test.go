package server_test

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"triptych/align"
	"triptych/align/message"
	"triptych/server"
	"triptych/server/wire"
)

// rawWords are words of engines, libraries and this program's inside, which nobody is
// to read in an answer.
var rawWords = []string{
	"sql", "constraint", "no rows", "json:", "unmarshal", "cannot unmarshal", "runtime error", "panic", "goroutine",
	".go:", "triptych/", "server.", "wire.ClientMessage", "multipart:", "websocket:", "strconv", "invalid character", "EOF",
}

// assertPlain fails where an answer holds a raw word, or is a refusal whose key has
// no sentence.
func assertPlain(t *testing.T, what, answer string) {
	t.Helper()
	var in any
	if json.Unmarshal([]byte(answer), &in) != nil {
		t.Errorf("%s: no JSON: %.200s", what, answer)
		return
	}
	for _, said := range sentences(in) {
		if _, ok := message.Template("en", said["key"].(string)); !ok {
			t.Errorf("%s: the key %v has no sentence", what, said["key"])
		}
		text := fmt.Sprint(said["why"], said["message"], said["remedy"], said["args"])
		for _, word := range rawWords {
			if strings.Contains(strings.ToLower(text), strings.ToLower(word)) {
				t.Errorf("%s: %q in: %.300s", what, word, text)
			}
		}
	}
}

// sentences collects what in an answer is a refusal: what has a key.
func sentences(in any) (all []map[string]any) {
	switch in := in.(type) {
	case []any:
		for _, v := range in {
			all = append(all, sentences(v)...)
		}
	case map[string]any:
		if key, ok := in["key"].(string); ok && key != "" {
			all = append(all, in)
		}
		for _, v := range in {
			all = append(all, sentences(v)...)
		}
	}
	return all
}

// broken are bodies that no route can take, each in its own way.
var broken = []string{
	``, `hello`, `{`, `{"title":`, `[]`, `[1,2]`, `"x"`, `null`, `7`, `{} {}`, "\xff\xfe", "{\"title\":\"\xff\"}",
	`{"title":7}`, `{"title":{"a":1}}`, `{"title":["x"]}`, `{"title":"\ud800"}`, `{"title":"\u0000"}`,
	`{"title":"T","versions":[]}`, `{"title":"T","versions":{"fr":{}}}`, `{"title":"T","versions":{"en":7}}`,
	`{"title":"T","versions":{"en":{"segments":{}}}}`, `{"title":"T","versions":{"en":{"segments":[7]}}}`,
	`{"title":"T","versions":{"en":{"segments":[{"text":7}]}}}`, `{"title":"T","versions":{"en":{"segments":[{"text":"a\udc00"}]}},"units":[{"segs":{"en":[0]}}]}`,
	`{"title":"T","versions":{"en":{"segments":[{"text":"a"}]}},"units":[{"segs":{"en":[0.5]}}]}`,
	`{"title":"T","versions":{"en":{"segments":[{"text":"a"}]}},"units":[{"segs":{"en":[-1]}}]}`,
	`{"title":"T","versions":{"en":{"segments":[{"text":"a"}]}},"units":[{"segs":{"en":[99999999999999999999]}}]}`,
	`{"title":"T","versions":{"en":{"segments":[{"text":"a"}]}},"units":[{"segs":{"en":[0]},"confidence":1e999}]}`,
	`{"unit":7,"to":"fr"}`, `{"unit":"x","to":"en"}`, `{"unit":"x","to":"zh-Hans"}`, `{"unit":"\ud800","to":"zh-Hans"}`, `{"to":7}`,
	`{"profile":"XX"}`, `{"profile":7}`, `{"checks":{"no.such":"off"}}`, `{"checks":{"num.value":"maybe"}}`, `{"checks":[]}`, `{"allow":"x"}`,
	`{"allow":["\udfff"]}`, `{"glossary":"one column"}`, `{"glossary":"a\t/"}`, `{"glossary":"a\tb\tc\tbad"}`, `{"glossary":["x"]}`, `{"glossary":"\ud834"}`,
	`{"glossary":"` + strings.Repeat("x", 2<<20) + `"}`, strings.Repeat("[", 20_000), `{"title":"` + strings.Repeat("x", 600) + `"}`,
}

// TestRoutesToldPlainly sends every route what it cannot take: no answer is a 5xx,
// and every refusal is a sentence of the table, without a word from inside.
func TestRoutesToldPlainly(t *testing.T) {
	h := newHouse(t, fast, "One | 一 | 一", "Two | 二 | 二")
	p := h.peer("p")
	unit := p.Order[0]
	routes := []string{
		"GET /api/documents", "POST /api/documents", "PATCH /api/documents/{id}", "POST /api/documents/{id}/accept",
		"POST /api/documents/{id}/restore", "GET /api/documents/{id}/export?format=", "GET /api/documents/{id}/export?format=%22%0A;drop", "GET /api/documents/{id}/history",
		"GET /api/documents/{id}/history?seg=%FF%00'", "GET /api/documents/{id}/findings", "GET /api/documents/{id}/checks",
		"PUT /api/documents/{id}/checks", "POST /api/documents/{id}/carry", "GET /api/documents/{id}/sentences?unit=%00",
		"GET /api/documents/{id}/sentences?unit=" + unit, "GET /api/documents/{id}/explain?unit='--", "POST /api/preview",
		"POST /api/preview?segments=x", "GET /api/ledger", "GET /api/about", "GET /api/live", "GET /api/%00%1B[2J", "TRACE /api/documents", "PUT /api/preview",
	}
	for _, route := range routes {
		method, path, _ := strings.Cut(route, " ")
		for _, id := range []string{h.doc, "none", "%00", "%F0%9F", strings.Repeat("x", 3000)} {
			if !strings.Contains(path, "{id}") && id != h.doc {
				continue
			}
			for _, kind := range []string{"application/json", "text/plain", "", "multipart/form-data", "multipart/form-data; boundary=x"} {
				bodies := broken
				if method == "GET" || kind != "application/json" {
					bodies = broken[:5]
				}
				for _, body := range bodies {
					assertTold(t, h, method, strings.Replace(path, "{id}", id, 1), kind, body)
				}
			}
		}
	}
	h.verify()
}

func assertTold(t *testing.T, h *house, method, path, kind, body string) {
	t.Helper()
	req, err := http.NewRequest(method, h.http.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	answer, _ := io.ReadAll(resp.Body)
	what := fmt.Sprintf("%s %.80s (%s) %.60q", method, path, kind, body)
	if resp.StatusCode >= 500 && resp.StatusCode != http.StatusNotImplemented {
		t.Errorf("%s: %s: %.200s", what, resp.Status, answer)
	}
	if len(answer) == 0 || strings.Contains(path, "/export") && resp.StatusCode == 200 {
		return
	}
	assertPlain(t, what, string(answer))
}

// TestMessagesToldPlainly sends broken messages over the websocket, as TestRoutesToldPlainly does.
func TestMessagesToldPlainly(t *testing.T) {
	h := newHouse(t, fast, "One | 一 | 一", "Two | 二 | 二")
	p := h.peer("p")
	en, unit := seg(p, align.En, 0), p.Order[0]
	hello := fmt.Sprintf(`{"t":"hello","v":1,"doc":%q,"client":"c","name":"N"}`, h.doc)
	var messages []string
	for _, row := range wire.Messages {
		what := `"kind":"` + row.Of + `","what":"` + row.Of + `"`
		for _, rest := range []string{
			``, `"seg":"x"`, `"seg":7`, `"seg":"` + en + `","base":-1`, `"seg":"` + en + `","base":99999`, `"seg":"` + en + `","ops":7`,
			`"seg":"` + en + `","ops":{}`, `"seg":"` + en + `","ops":[[{}]]`, `"seg":"` + en + `","ops":[[0,7]]`, `"seg":"` + en + `","ops":["x"]`,
			`"seg":"` + en + `","ops":[-3]`, `"seg":"` + en + `","ops":[[0,"a\nb"]]`, `"seg":"` + en + `","ops":[1e9]`, `"seg":"` + en + `","text":"\ud800"`,
			`"seg":"` + en + `","text":"\u0000"`, `"unit":"x","side":"fr","val":"x"`, `"unit":"` + unit + `","side":"fr","val":"x"`, `"unit":"` + unit + `","side":"en","val":"x"`,
			`"unit":"` + unit + `","pair":"x"`, `"unit":"` + unit + `","pair":"en:zh-Hans","check":"no.such","reason":"r"`, `"unit":"` + unit + `","to":"x","at":-1,"dir":9`,
		} {
			body := `{"t":"` + row.T + `","id":"m%d",` + what
			if rest != "" {
				body += "," + rest
			}
			messages = append(messages, body+"}")
		}
	}
	messages = append(messages, `{"t":7}`, `[]`, `hello`, `{"t":"nothing","id":"m%d"}`, `{"t":"op","id":{}}`)
	for i, m := range messages {
		if strings.Contains(m, "%d") {
			m = fmt.Sprintf(m, i)
		}
		for _, answer := range talk(t, h, hello, m) {
			assertPlain(t, m, answer)
		}
		if i%2 == 0 {
			for _, answer := range talk(t, h, m) {
				assertPlain(t, m, answer)
			}
		}
	}
	h.verify()
}

// talk sends messages on a connection of their own, then one that the document
// itself refuses, and returns the answers up to that refusal or the end.
func talk(t *testing.T, h *house, messages ...string) (answers []string) {
	t.Helper()
	ws, _, err := websocket.DefaultDialer.Dial(h.url(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer ws.Close()
	for _, m := range append(messages, `{"t":"text","id":"last","seg":"none","text":"x"}`) {
		if ws.WriteMessage(websocket.TextMessage, []byte(m)) != nil {
			break
		}
	}
	_ = ws.SetReadDeadline(time.Now().Add(10 * time.Second))
	for {
		_, data, err := ws.ReadMessage()
		if err != nil {
			return answers
		}
		answers = append(answers, string(data))
		if strings.Contains(string(data), `"id":"last"`) {
			return answers
		}
	}
}

// TestGeneralSentence: an error that has no sentence of its own is told by an id
// that the log has beside what happened.
func TestGeneralSentence(t *testing.T) {
	var logged bytes.Buffer
	opt := fast
	opt.Log = slog.New(slog.NewTextHandler(&logged, nil))
	h := newHouse(t, opt, "One | 一 | 一")
	db, err := sql.Open("sqlite3", h.path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(`ALTER TABLE tally RENAME TO gone`); err != nil {
		t.Fatal(err)
	}
	var out struct {
		Error struct {
			Code, Key, Message string
			Args               map[string]string
		}
	}
	if code := h.call("GET", "/api/documents", "", &out); code != 500 || out.Error.Key != "failed" || out.Error.Args["id"] == "" {
		t.Fatalf("%d %+v", code, out)
	}
	assertPlain(t, "an engine's error", fmt.Sprintf(`{"key":"failed","why":%q}`, out.Error.Message))
	if _, err := db.Exec(`ALTER TABLE gone RENAME TO tally`); err != nil {
		t.Fatal(err)
	}
	db.Close()
	if line := `msg="fault ` + out.Error.Args["id"] + `" error=`; !strings.Contains(logged.String(), line) {
		t.Errorf("%q is not in the log: %s", line, logged.String())
	}
}

// TestLoneSurrogates: half a character is refused over HTTP as it is on the wire,
// wherever a text is taken, and nothing is stored.
func TestLoneSurrogates(t *testing.T) {
	h := newHouse(t, fast, "One | 一 | 一")
	for what, c := range map[string]struct{ method, path, body string }{
		"a title":     {"PATCH", "/api/documents/" + h.doc, `{"title":"a\ud800b"}`},
		"a new title": {"POST", "/api/documents", `{"title":"\udc00","versions":{"en":{"segments":[{"text":"a"}]}},"units":[{"segs":{"en":[0]}}]}`},
		"a text":      {"POST", "/api/documents", `{"title":"T","versions":{"en":{"segments":[{"text":"\ud83d x"}]}},"units":[{"segs":{"en":[0]}}]}`},
		"a reason":    {"POST", "/api/documents", `{"title":"T","versions":{"en":{"segments":[{"text":"a"}]}},"units":[{"segs":{"en":[0]},"why":["\ud800"]}]}`},
		"a word":      {"PUT", "/api/documents/" + h.doc + "/checks", `{"allow":["\ud800"]}`},
		"a glossary":  {"PUT", "/api/documents/" + h.doc + "/checks", `{"glossary":"a\tb\ud800"}`},
		"not UTF-8":   {"PATCH", "/api/documents/" + h.doc, "{\"title\":\"a\xed\xa0\x80\"}"},
	} {
		var out struct {
			Error struct {
				Key  string
				Args map[string]string
			}
		}
		if code := h.call(c.method, c.path, c.body, &out); code != 400 || out.Error.Args["reason"] != "request.json.text" {
			t.Errorf("%s: %d %+v", what, code, out)
		}
	}
	var list []listed
	if h.call("GET", "/api/documents", "", &list); len(list) != 1 || list[0].Title != "A test" {
		t.Errorf("%+v", list)
	}
	if code := h.call("PATCH", "/api/documents/"+h.doc, `{"title":"\ud83d\ude00"}`, nil); code != 200 {
		t.Errorf("a whole pair: %d", code)
	}
}

// TestOnlyJSON: a body is taken as JSON and nothing else, which a form of another
// site cannot send.
func TestOnlyJSON(t *testing.T) {
	h := newHouse(t, fast, "One | 一 | 一")
	for kind, want := range map[string]int{
		"application/json": 200, "Application/JSON; charset=utf-8": 200,
		"text/plain": 415, "": 415, "application/x-www-form-urlencoded": 415, "text/plain; application/json": 415, "application/jsonx": 415,
	} {
		req, _ := http.NewRequest("PATCH", h.http.URL+"/api/documents/"+h.doc, strings.NewReader(`{"title":"T"}`))
		if kind != "" {
			req.Header.Set("Content-Type", kind)
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != want {
			t.Errorf("%q: %s, want %d", kind, resp.Status, want)
		}
	}
}

// TestDeletedAnswersNothing: a deleted document is told as such on every route of
// its own, until it is restored.
func TestDeletedAnswersNothing(t *testing.T) {
	h := newHouse(t, fast, "One | 一 | 一")
	p := h.peer("p")
	en, unit := seg(p, align.En, 0), p.Order[0]
	of := "/api/documents/" + h.doc
	asked := []struct{ method, path, body string }{
		{"GET", of + "/history?seg=" + en, ""}, {"GET", of + "/checks", ""}, {"PUT", of + "/checks", `{}`},
		{"GET", of + "/findings", ""}, {"GET", of + "/explain?unit=" + unit, ""}, {"GET", of + "/sentences?unit=" + unit, ""},
		{"POST", of + "/carry", `{"unit":"` + unit + `","to":"zh-Hant"}`}, {"GET", of + "/export", ""},
		{"PATCH", of, `{"title":"T"}`}, {"POST", of + "/accept", ""}, {"DELETE", of, ""},
	}
	if code := h.call("DELETE", of, "", nil); code != 204 {
		t.Fatal(code)
	}
	for _, c := range asked {
		var out struct{ Error struct{ Code, Key string } }
		if code := h.call(c.method, c.path, c.body, &out); code != 410 || out.Error.Code != "gone" || out.Error.Key != "fault.deleted" {
			t.Errorf("%s %s: %d %+v", c.method, c.path, code, out.Error)
		}
	}
	if answers := talk(t, h, fmt.Sprintf(`{"t":"hello","v":1,"doc":%q,"client":"c"}`, h.doc)); !strings.Contains(strings.Join(answers, ""), "fault.deleted") {
		t.Errorf("a page that opens it hears %s", answers)
	}
	if code := h.call("POST", of+"/restore", "", nil); code != 204 {
		t.Fatal(code)
	}
	if code := h.call("GET", of+"/history?seg="+en, "", nil); code != 200 {
		t.Errorf("restored: %d", code)
	}
}

// TestNamesOfPeople: others see a name as one line without anything that turns
// or hides what stands around it.
func TestNamesOfPeople(t *testing.T) {
	h := newHouse(t, fast, "One | 一 | 一")
	for sent, want := range map[string]string{
		`Ann`: "Ann", ` 王　小明 `: "王 小明", `A\nB\r\tC`: "A B C", `\u001b[31mred`: "[31mred", `evil\u202etxt`: "eviltxt", `\u2066x\u2069`: "x",
		``: "Guest", `  \u3000 `: "Guest", `\u200b\u200d`: "Guest", `\u3164\u2800`: "Guest", `\u0301`: "Guest", `👩\u200d🔬`: "👩\u200d🔬",
	} {
		answers := talk(t, h, fmt.Sprintf(`{"t":"hello","v":1,"doc":%q,"client":"c","name":"%s"}`, h.doc, sent))
		var got []struct{ You wire.Person }
		if len(answers) == 0 || json.Unmarshal([]byte(answers[0]), &got) != nil || got[0].You.Name != want {
			t.Errorf("%s: %+v, want %q", sent, got, want)
		}
	}
}

// TestTitles: so it is with what documents are called, and the file of an export
// has a name that every system takes.
func TestTitles(t *testing.T) {
	h := newHouse(t, server.Options{}, "One | 一 | 一")
	for sent, want := range map[string][2]string{
		`a\u001b]0;x\u0007b`: {"a]0;xb", `a]0;xb.tsv`},
		`one\ntwo`:           {"one two", `one two.tsv`},
		`CON`:                {"CON", `_CON.tsv`},
		`..`:                 {"..", `document.tsv`},
		`ann\u202etxt.exe`:   {"anntxt.exe", `anntxt.exe.tsv`},
	} {
		var one listed
		if code := h.call("PATCH", "/api/documents/"+h.doc, `{"title":"`+sent+`"}`, &one); code != 200 || one.Title != want[0] {
			t.Errorf("%s: %d %q", sent, code, one.Title)
		}
		resp, err := http.Get(h.http.URL + "/api/documents/" + h.doc + "/export?format=tsv")
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if got := resp.Header.Get("Content-Disposition"); !strings.Contains(got, `filename="`+want[1]+`"; filename*=UTF-8''`) {
			t.Errorf("%s: %s", sent, got)
		}
	}
	if code := h.call("PATCH", "/api/documents/"+h.doc, `{"title":"\u202e \u200b"}`, nil); code != 400 {
		t.Errorf("a title that shows nothing: %d", code)
	}
}
