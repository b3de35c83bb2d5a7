package main

import (
	"bytes"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"triptych/server/store"
)

// TestHarmless: what a terminal would obey is shown by its code, whole characters
// and the layout stay, also where a character comes in parts.
func TestHarmless(t *testing.T) {
	for in, want := range map[string]string{
		"plain 文字\n\tx":            "plain 文字\n\tx",
		"a\x1b[31mred\x1b]0;t\x07": `a\u001b[31mred\u001b]0;t\u0007`,
		"x\r\ny\bz\x7f":            `x\u000d` + "\n" + `y\u0008z\u007f`,
		"\u009b2J":                 `\u009b2J`,
		"a\u202egpj.exe\u2066":     `a\u202egpj.exe\u2066`,
		"l\u2028p":                 `l\u2028p`,
		"tag\U000E0041":            `tag\U000e0041`,
		"\xff":                     "\uFFFD",
		"👩\u200d🔬":                 "👩\u200d🔬",
	} {
		for size := range 3 {
			var out bytes.Buffer
			w := harmless(&out)
			for rest := in; rest != ""; {
				n := min(size+1, len(rest))
				if _, err := w.Write([]byte(rest[:n])); err != nil {
					t.Fatal(err)
				}
				rest = rest[n:]
			}
			if got := out.String(); got != want {
				t.Errorf("%q in pieces of %d: %q, want %q", in, size+1, got, want)
			}
		}
	}
}

// TestTitleOnTerminal: a title that a terminal would obey reaches it harmless,
// wherever the program tells titles.
func TestTitleOnTerminal(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "t.db")
	file := filepath.Join(dir, "en.txt")
	if err := os.WriteFile(file, []byte("It cost \x1b]0;owned\x07 300 dollars.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, title := range []string{"a\x1b[2Jb", "c\u202ed"} { // of before titles were cleaned
		if _, err := st.Create(&store.NewDocument{Title: title}, nil); err != nil {
			t.Fatal(err)
		}
	}
	st.Close()
	for _, args := range [][]string{
		{"export", "--db", path, "--doc", "x\x1b[31m"}, {"export", "--db", path}, {"verify", "--db", path},
		{"import", "--db", path, "--anyway", "--title", "t\x1b[2J", "en=" + file}, {"check", "en=" + file, "zh-Hans=" + file}, {"\x1b[2J"},
	} {
		var out, errs bytes.Buffer
		if err := run(t.Context(), args, strings.NewReader(""), &out, &errs); err != nil {
			harmless(&errs).Write([]byte(err.Error()))
		}
		if all := out.String() + errs.String(); strings.ContainsAny(all, "\x1b\x07\u202e") {
			t.Errorf("%q: %q", args, all)
		}
	}
}

// TestHostNames: where others can reach the server, the names must be given.
func TestHostNames(t *testing.T) {
	at := func(ip string) net.Addr { return &net.TCPAddr{IP: net.ParseIP(ip), Port: 8080} }
	for _, c := range []struct{ given, ip, want string }{
		{"", "127.0.0.1", "localhost 127.0.0.1 ::1 127.0.0.1"},
		{"", "::1", "localhost 127.0.0.1 ::1 ::1"},
		{"", "0.0.0.0", ""}, {" , ", "::", ""}, {"", "192.0.2.7", ""},
		{"news.example, www.example:8080,[2001:db8::1]:80", "0.0.0.0", "news.example www.example 2001:db8::1 localhost 127.0.0.1 ::1"},
		{"news.example", "192.0.2.7", "news.example localhost 127.0.0.1 ::1 192.0.2.7"},
	} {
		names, err := hostNames(c.given, at(c.ip))
		if got := strings.Join(names, " "); got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%q at %s: %q, %v", c.given, c.ip, got, err)
		}
		if err != nil && !strings.Contains(err.Error(), "--host triptych.example.org") {
			t.Errorf("it does not say what to write: %v", err)
		}
	}
	path := filepath.Join(t.TempDir(), "t.db")
	err := run(t.Context(), []string{"serve", "--addr", "0.0.0.0:0", "--db", path}, strings.NewReader(""), io.Discard, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "--host") {
		t.Errorf("a server that others reach starts without names: %v", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a database was made for a server that did not start")
	}
}
