package main

import (
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFolders: a server makes its folder for backups, never what that would be in, and
// a check of the settings leaves nothing behind.
func TestFolders(t *testing.T) {
	dir := t.TempDir()
	later, lost := filepath.Join(dir, "later"), filepath.Join(dir, "none", "deep")
	var notes []string
	for _, path := range []string{dir, later, lost} {
		set := serveSetup{addr: "127.0.0.1:0", path: filepath.Join(dir, "t.db"), logAs: "text", backups: backupSetup{dir: path, every: 1e12, most: 1}}
		if err := set.try(func(note string) { notes = append(notes, note) }); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
	if len(notes) != 2 || !strings.Contains(notes[0], later+" is not there yet: the server makes it") || !strings.Contains(notes[1], "install -d -m 700 "+lost) {
		t.Errorf("%q", notes)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
		t.Fatal("a check leaves something behind:", left, err)
	}
	if err := makeFolder("--backup", lost); err == nil || !strings.Contains(err.Error(), "is not there") {
		t.Error(err)
	}
	startServe(t, "--db", filepath.Join(dir, "t.db"), "--backup", later)
	if info, err := os.Stat(later); err != nil || info.Mode().Perm() != 0o700 {
		t.Fatal(info, err)
	}
	if os.Getuid() != 0 {
		if err := os.Chmod(later, 0o500); err != nil {
			t.Fatal(err)
		}
		if err := makeFolder("--backup", later); err == nil || !strings.Contains(err.Error(), "sudo -u triptych") {
			t.Error(err)
		}
	}
}

// TestServedAlready: settings are checked while they are served with.
func TestServedAlready(t *testing.T) {
	dir := t.TempDir()
	r := startServe(t, "--db", filepath.Join(dir, "t.db"))
	var notes []string
	set := serveSetup{addr: r.addr, path: filepath.Join(dir, "t.db"), logAs: "text"}
	if err := set.try(func(note string) { notes = append(notes, note) }); err != nil || len(notes) != 1 || !strings.Contains(notes[0], "it is likely that one") {
		t.Error(notes, err)
	}
	set.path = filepath.Join(dir, "other.db")
	if err := set.try(func(string) {}); err == nil || !strings.Contains(err.Error(), "something listens at") {
		t.Error(err)
	}
}

// TestPublic: the link for the first account leads where people reach the server.
func TestPublic(t *testing.T) {
	proxied := []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}
	for _, c := range []struct {
		set          serveSetup
		scheme, want string
		port         int
	}{
		{serveSetup{}, "http", "http://127.0.0.1:8080", 8080},
		{serveSetup{hosts: "a.example"}, "http", "http://a.example:8080", 8080},
		{serveSetup{hosts: "a.example:81,b"}, "http", "http://a.example:81", 8080},
		{serveSetup{hosts: "localhost", tls: tlsSetup{names: "a.example,b.example"}}, "https", "https://a.example", 443},
		{serveSetup{hosts: "a.example"}, "http", "http://a.example", 80},
		{serveSetup{hosts: "a.example"}, "https", "https://a.example:8443", 8443},
		{serveSetup{hosts: "a.example", proxies: proxied}, "http", "https://a.example", 8080},
		{serveSetup{hosts: "[::1]"}, "http", "http://[::1]:8080", 8080},
	} {
		if got := c.set.public(c.scheme, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: c.port}); got != c.want {
			t.Errorf("%+v: %s, want %s", c.set, got, c.want)
		}
	}
}
