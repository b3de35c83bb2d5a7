package server_test

import (
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
)

// TestOriginals: a document made of files keeps them, and gives them back byte for byte.
func TestOriginals(t *testing.T) {
	h := newHouse(t, fast, "x|x|x")
	const table = "\xEF\xBB\xBFkey,en,zh-Hans,note\r\na,\"One, two.\",一、二。,Keep\r\nb,Three.,,\r\n"
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", "words.csv")
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(part, table)
	form.WriteField("document", `{"title":"Words","versions":{"en":{"segments":[{"text":"One, two.","kind":"text"},{"text":"Three.","kind":"text"}]},
		"zh-Hans":{"segments":[{"text":"一、二。","kind":"text"}]}},
		"units":[{"segs":{"en":[0],"zh-Hans":[0]},"confidence":1},{"segs":{"en":[1],"zh-Hans":[]},"confidence":1}]}`)
	form.Close()
	get := func(method, path, kind string, in io.Reader) (int, string) {
		t.Helper()
		r, err := http.NewRequest(method, h.http.URL+path, in)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", kind)
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		text, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return resp.StatusCode, string(text)
	}
	code, text := get("POST", "/api/documents", form.FormDataContentType(), &body)
	var made struct{ ID string }
	if err := json.Unmarshal([]byte(text), &made); err != nil || code != http.StatusCreated {
		t.Fatal(code, text)
	}
	code, text = get("GET", "/api/documents/"+made.ID+"/originals", "", nil)
	if code != 200 || !strings.Contains(text, `"name":"words.csv"`) || !strings.Contains(text, `"version":"zh-Hans"`) || strings.Contains(text, `"version":"zh-Hant"`) {
		t.Errorf("%d %s", code, text)
	}
	for _, query := range []string{"", "?version=en", "?version=zh-Hans"} {
		if code, text = get("GET", "/api/documents/"+made.ID+"/originals/0"+query, "", nil); code != 200 || text != table {
			t.Errorf("%s: %d %q", query, code, text)
		}
	}
	for path, want := range map[string]int{"/originals/7": 404, "/originals/x": 400, "/originals/0?version=zh-Hant": 404, "/originals/0?version=fr": 404} {
		if code, text = get("GET", "/api/documents/"+made.ID+path, "", nil); code != want {
			t.Errorf("%s: %d %s", path, code, text)
		}
	}
	if code, text = get("GET", "/api/formats", "", nil); code != 200 || !strings.Contains(text, `".tmx"`) {
		t.Errorf("%d %s", code, text)
	}
}
