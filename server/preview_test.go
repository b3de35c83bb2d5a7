package server_test

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// form is a preview's body: an English and a Chinese file of so many paragraphs.
func form(t *testing.T, paragraphs int) (*bytes.Buffer, string) {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for version, line := range map[string]string{"en": "The bank lent $%d to the farmers of the valley.\n\n", "zh-Hans": "银行借给山谷里的农民%d美元。\n\n"} {
		part, err := form.CreateFormFile(version, version+".txt")
		if err != nil {
			t.Fatal(err)
		}
		for i := range paragraphs {
			fmt.Fprintf(part, line, 1000+i)
		}
	}
	form.Close()
	return &body, form.FormDataContentType()
}

// TestUnreadPreviewsKeepNoPlace: however many previews there are whose answers
// nobody reads, the next one is made.
func TestUnreadPreviewsKeepNoPlace(t *testing.T) {
	h := newHouse(t, fast, "x|x|x")
	small := httptest.NewUnstartedServer(h.srv)
	small.Listener = narrow{small.Listener}
	small.Start()
	defer small.Close()
	for range 4 {
		body, kind := form(t, 300)
		conn, err := net.Dial("tcp", small.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		_ = conn.(*net.TCPConn).SetReadBuffer(1024)
		fmt.Fprintf(conn, "POST /api/preview HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n", kind, body.Len())
		if _, err := io.Copy(conn, body); err != nil {
			t.Fatal(err)
		}
	}
	body, kind := form(t, 3)
	resp, err := http.Post(small.URL+"/api/preview", kind, body)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if answer, err := io.ReadAll(resp.Body); err != nil || !strings.Contains(string(answer), `{"preview":`) {
		t.Fatal(err, string(answer))
	}
}
