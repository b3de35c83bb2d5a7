package server_test

import (
	"bufio"
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
)

// written makes a request of a case: what it leaves out is filled in.
func (k *hostile) written(text string) []byte {
	head, body, _ := strings.Cut(text, "\n\n")
	body = strings.TrimSuffix(body, "\n")
	lines := strings.Split(strings.TrimSuffix(head, "\n"), "\n")
	has := func(name string) bool {
		for _, line := range lines[1:] {
			if strings.HasPrefix(strings.ToLower(line), name+":") {
				return true
			}
		}
		return false
	}
	if !has("host") {
		lines = append(lines, "Host: "+k.http.Listener.Addr().String())
	}
	if body != "" && !has("content-type") {
		lines = append(lines, "Content-Type: application/json")
	}
	if (body != "" || has("content-type")) && !has("content-length") {
		lines = append(lines, "Content-Length: "+strconv.Itoa(len(body)))
	}
	if !has("connection") {
		lines = append(lines, "Connection: close")
	}
	lines[0] += " HTTP/1.1"
	return []byte(strings.Join(lines, "\r\n") + "\r\n\r\n" + body)
}

// raw sends bytes and reads what comes back; the sender stops where the server does.
func (k *hostile) raw(request []byte) (*http.Response, string) {
	k.t.Helper()
	line, err := net.Dial("tcp", k.http.Listener.Addr().String())
	if err != nil {
		k.t.Fatal(err)
	}
	defer line.Close()
	_ = line.SetDeadline(time.Now().Add(60 * time.Second))
	go func() {
		_, _ = line.Write(request)
		if bytes.Contains(request, []byte("Content-Length: 500\r\n")) {
			_ = line.(*net.TCPConn).CloseWrite() // fewer bytes than were said
		}
	}()
	resp, err := http.ReadResponse(bufio.NewReader(line), nil)
	if err != nil {
		return &http.Response{Status: err.Error()}, ""
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(io.LimitReader(resp.Body, 8<<20))
	return resp, string(body)
}

// stored is what of the database a refused request must leave as it is.
func (k *hostile) stored() (rows string) {
	k.t.Helper()
	db, err := sql.Open("sqlite3", "file:"+k.path+"?mode=ro")
	if err != nil {
		k.t.Fatal(err)
	}
	defer db.Close()
	var documents, deleted, events int
	err = db.QueryRow(`SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM document WHERE deleted IS NOT NULL AND deleted != 0),
		(SELECT count(*) FROM event WHERE client IS NULL OR client NOT LIKE 'by%'), (SELECT group_concat(title, '|') FROM document)`).
		Scan(&documents, &deleted, &events, &rows)
	if err != nil {
		k.t.Fatal(err)
	}
	return fmt.Sprint(documents, deleted, events, rows)
}

// TestHostileHTTP: requests of every wrong shape.
func TestHostileHTTP(t *testing.T) {
	k := newHostile(t)
	by := k.peer("by")
	for i, c := range casesOf(t, "http") {
		if k.cases++; i%80 == 79 {
			by = k.peer(fmt.Sprint("by", i)) // one person may not edit so often
		}
		before := k.stored()
		resp, body := k.raw(k.written(k.scene(by, "case").fill(t, c.frames)))
		judge(t, "http", c, strconv.Itoa(resp.StatusCode), resp.Status+" "+body)
		k.answered("http: "+c.name, resp, body)
		if after := k.stored(); after != before && resp.StatusCode/100 != 2 {
			t.Errorf("%s: was answered with %s, and stored: %s, before %s", c.name, resp.Status, after, before)
		}
		k.bystand(by)
	}
	k.verify()
}

// answered demands of a refusal that it is one that the page can show.
func (k *hostile) answered(what string, resp *http.Response, body string) {
	k.t.Helper()
	if s := resp.StatusCode; s >= 500 && s != http.StatusServiceUnavailable && s != http.StatusInsufficientStorage {
		k.t.Errorf("%s: %s: %.300s", what, resp.Status, body)
	}
	if resp.StatusCode < 400 {
		return
	}
	k.plain(what, body)
	if resp.Header.Get("Content-Type") != "application/json" {
		return // net/http has refused what is no HTTP, or the editor's files have no such file
	}
	var out struct {
		Error struct{ Code, Message string }
	}
	if err := json.Unmarshal([]byte(body), &out); err != nil || out.Error.Code == "" || out.Error.Message == "" {
		k.t.Errorf("%s: %.300s", what, body)
	}
}

// upload is a file that somebody brings.
type upload struct {
	name    string
	file    string // its name
	content func() string
	want    []string // preview, or codes of errors
	long    bool     // only in the long form
}

func text(s string) func() string { return func() string { return s } }

func repeated(s string, n int) func() string { return func() string { return strings.Repeat(s, n) } }

// refusedFile are the codes with which a file may be refused.
var refusedFile = []string{"empty", "binary", "type", "encoding", "long", "bad", "limit", "markup", "zip", "size", "none", "text", "large", "broken"}

// taken: the file is read, or refused in words; both are right.
var taken = append([]string{"preview"}, refusedFile...)

var uploads = []upload{
	{"an empty file", "a.txt", text(""), refusedFile, false},
	{"blanks alone", "a.txt", text(" \n\t\n \u3000\n"), refusedFile, false},
	{"a byte order mark alone", "a.txt", text("\ufeff"), refusedFile, false},
	{"zeros", "a.txt", repeated("\x00", 5000), refusedFile, false},
	{"a program", "a.txt", text("\x7fELF\x02\x01\x01" + strings.Repeat("\x00\xff\x90", 3000)), refusedFile, false},
	{"a zip that says it is a text", "a.txt", text("PK\x03\x04\x14\x00\x00\x00\x08\x00" + strings.Repeat("\x9c\x01\xf7", 500)), refusedFile, false},
	{"a picture that says it is a text", "a.txt", text("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + strings.Repeat("\x00\x01\xfe", 500)), refusedFile, false},
	{"a text that says it is a document of Word", "a.docx", text("hello"), taken, false},
	{"a zip of nothing as a document of Word", "a.docx", text("PK\x05\x06" + strings.Repeat("\x00", 18)), refusedFile, false},
	{"bytes of no encoding", "a.txt", repeated("\xff\xfe\xfd\x00\x01", 1000), taken, false},
	{"UTF-16 broken off", "a.txt", text("\xff\xfea\x00b\x00c"), taken, false},
	{"UTF-16 with lone halves", "a.txt", text("\xff\xfe\x3d\xd8\x3d\xd8\x0a\x00\x00\xde"), taken, false},
	{"UTF-8 broken off", "a.txt", text("The text ends 字\xe5\xad"), taken, false},
	{"Latin bytes that say they are UTF-8", "a.html", text("<meta charset=utf-8><p>caf\xe9 au lait</p>"), taken, false},
	{"a charset that there is not", "a.html", text("<meta charset=klingon-8><p>Text</p>"), taken, false},
	{"a program to be carried out", "a.html", text("<p>Text</p><script>alert(1)</script><img src=x onerror=alert(1)>"), []string{"preview"}, false},
	{"HTML 5,000 deep", "a.html", func() string { return strings.Repeat("<div>", 5000) + "<p>Text</p>" }, taken, false},
	{"HTML 300,000 deep", "a.html", func() string { return strings.Repeat("<div>", 300_000) + "<p>Text</p>" }, taken, false},
	{"tables in tables, 10,000 deep", "a.html", func() string { return strings.Repeat("<table><tr><td>", 10_000) + "Text" }, taken, false},
	{"bold in italics, 20,000 deep", "a.html", func() string { return strings.Repeat("<b><i>", 20_000) + "Text" }, taken, false},
	{"XML that unfolds", "a.tmx", text(`<?xml version="1.0"?><!DOCTYPE t [<!ENTITY a "` + strings.Repeat("x", 100) + `"><!ENTITY b "` + strings.Repeat("&a;", 100) + `"><!ENTITY c "` + strings.Repeat("&b;", 100) + `">]><tmx version="1.4"><body><tu><tuv xml:lang="en"><seg>&c;</seg></tuv></tu></body></tmx>`), taken, false},
	{"XML that reads a file", "a.tmx", text(`<?xml version="1.0"?><!DOCTYPE t [<!ENTITY a SYSTEM "file:///etc/passwd">]><tmx version="1.4"><body><tu><tuv xml:lang="en"><seg>&a;</seg></tuv></tu></body></tmx>`), taken, false},
	{"XML broken off", "a.tmx", text(`<tmx version="1.4"><body><tu><tuv xml:lang="en"><seg>x`), taken, false},
	{"XML 100,000 deep", "a.xlf", repeated("<a>", 100_000), taken, false},
	{"rows without columns", "a.tsv", repeated("\n", 20_000), taken, false},
	{"100,000 columns", "a.tsv", repeated("a\t", 100_000), taken, false},
	{"a quotation that never ends", "a.csv", func() string { return `"` + strings.Repeat("x,", 100_000) }, taken, false},
	{"formulas", "a.csv", text("=cmd|' /C calc'!A0,x\n@SUM(1),y\n"), taken, false},
	{"JSON 100,000 deep", "a.json", repeated("[", 100_000), taken, false},
	{"a name that goes upwards", "../../../../tmp/evil.txt", text("The text."), []string{"preview"}, false},
	{"a name with ESC and marks of direction", "a\x1b[2J\u202etxt.exe", text("The text."), taken, false},
	{"a name of 5,000 letters", strings.Repeat("n", 5000) + ".txt", text("The text."), taken, false},
	{"20,000 lines", "a.txt", repeated("A line.\n", 20_000), taken, false},
	{"a line of 200,000 characters", "a.txt", repeated("word ", 40_000), taken, false},
	{"a line of 5 MB", "a.txt", repeated("word ", 1_000_000), taken, false},
	{"a line of 5 MB of Chinese without a stop", "a.txt", repeated("字", 1_700_000), taken, true},
	{"1,000,000 lines", "a.txt", repeated("A line.\n", 1_000_000), taken, true},
	{"1,000,000 empty paragraphs", "a.html", repeated("<p></p>", 1_000_000), taken, true},
}

// TestHostileUploads: what people may bring to a preview.
func TestHostileUploads(t *testing.T) {
	k := newHostile(t)
	by := k.peer("by")
	k.preview("a.txt", "The text.\n") // what is read once is no growth
	k.start = inUse()
	for _, u := range uploads {
		if u.long && !long {
			continue
		}
		k.cases++
		done := make(chan struct{})
		var got, detail string
		go func() {
			defer close(done)
			got, detail = k.preview(u.file, u.content())
		}()
		for ended := false; !ended; {
			k.bystand(by)
			select {
			case <-done:
				ended = true
			case <-time.After(pause):
			}
		}
		judge(t, "uploads", hostileCase{name: u.name, want: u.want}, got, detail)
		if got != "preview" {
			k.plain("uploads: "+u.name, detail)
		}
	}
	k.verify()
}

// preview brings one English file and says what came of it: preview or a code.
func (k *hostile) preview(name, content string) (got, detail string) {
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("en", name)
	if err == nil {
		_, err = io.WriteString(part, content)
	}
	if err != nil {
		return err.Error(), ""
	}
	form.Close()
	resp, err := http.Post(k.http.URL+"/api/preview", form.FormDataContentType(), &body)
	if err != nil {
		return err.Error(), ""
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return err.Error(), ""
	}
	lines := bytes.Split(bytes.TrimSpace(data), []byte("\n"))
	var last struct {
		Preview json.RawMessage
		Error   *struct{ Code string }
	}
	if err := json.Unmarshal(lines[len(lines)-1], &last); err != nil {
		return resp.Status, string(lines[len(lines)-1])
	}
	detail = string(lines[len(lines)-1][:min(len(lines[len(lines)-1]), 2100)])
	switch {
	case resp.StatusCode >= 500 && resp.StatusCode != 503 && resp.StatusCode != 507:
		return resp.Status, detail
	case last.Error != nil:
		return last.Error.Code, detail
	case last.Preview != nil:
		return "preview", detail
	}
	return "neither", detail
}
