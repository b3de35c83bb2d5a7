package format

import (
	"bufio"
	"mime"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestFileName: whatever a document is called, its file can be kept anywhere and
// hides nothing.
func TestFileName(t *testing.T) {
	long := strings.Repeat("预算", 40)
	for title, want := range map[string]string{
		"Budget speech": "Budget speech.tsv", "预算演说": "预算演说.tsv", "a/b\\c:d*e?f\"g<h>i|j": "a-b-c-d-e-f-g-h-i-j.tsv",
		"CON": "_CON.tsv", "con.txt": "_con.txt.tsv", "NUL": "_NUL.tsv", "Com1": "_Com1.tsv", "lpt9.x": "_lpt9.x.tsv", "COM¹": "_COM¹.tsv",
		"CONIN$": "_CONIN$.tsv", "Connie": "Connie.tsv", "com": "com.tsv", "aux ": "_aux.tsv",
		".htaccess": "htaccess.tsv", "..": "document.tsv", "../../etc/passwd": "etc-passwd.tsv", "": "document.tsv", " . ": "document.tsv",
		"end. . ": "end.tsv", "-rf": "rf.tsv", "~root": "root.tsv", "a\nb\tc": "a b c.tsv", "a\x00\x1bb": "a--b.tsv",
		"ann\u202etxt.exe": "anntxt.exe.tsv", "\u200b\ufeffx": "x.tsv", "\xffx": "x.tsv", "...CON": "_CON.tsv",
		long: long[:114] + ".tsv", strings.Repeat("x", 115) + ". y": strings.Repeat("x", 115) + ".tsv",
	} {
		got := FileName(title, ".tsv")
		if got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
		if len(got) > nameMost || !utf8.ValidString(got) {
			t.Errorf("%q: %d bytes: %q", title, len(got), got)
		}
		kind, args, err := mime.ParseMediaType(Attachment(got))
		if err != nil || kind != "attachment" || args["filename"] == "" {
			t.Errorf("%q: %s: %v", title, Attachment(got), err)
		}
	}
	if got := Attachment("预 a%'.tsv"); got != `attachment; filename="_ a_'.tsv"; filename*=UTF-8''%E9%A2%84%20a%25%27.tsv` {
		t.Error(got)
	}
}

// TestComputed: nothing that a spreadsheet would compute is written as it is, and
// all of it is read back equal.
func TestComputed(t *testing.T) {
	fields := []string{
		"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "  \t-x", "＝1", "＋1", "－1", "＠x", "\u00a0=1", "\u200b=1", "\ufeff=1",
		"- a list item", "plain", " led by a blank", "ends with one ", "", "\"=1\"", "\"", "\t", "a\tb\n=c", "=1\t=2",
	}
	var b strings.Builder
	w := bufio.NewWriter(&b)
	WriteRow(w, fields)
	w.Flush()
	rows, err := ReadTSV(b.String())
	if err != nil || len(rows) != 1 || !slices.Equal(rows[0], fields) {
		t.Errorf("%v\n got %q\nwant %q", err, rows, fields)
	}
	for _, f := range fields {
		b.Reset()
		WriteRow(w, []string{f})
		w.Flush()
		cell := strings.TrimPrefix(strings.TrimSuffix(b.String(), "\r\n"), `"`)
		if strings.ContainsAny(cell[:min(1, len(cell))], "=+-@\t\r") || strings.HasPrefix(cell, "＝") || strings.HasPrefix(cell, "＠") {
			t.Errorf("%q is written as %q", f, b.String())
		}
	}
}
