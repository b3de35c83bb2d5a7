package server

import (
	"context"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"triptych/server/store"
)

// TestHosts: only requests addressed to a known name are answered, and no header
// repeats what a request is addressed to.
func TestHosts(t *testing.T) {
	st, err := store.Open(filepath.Join(t.TempDir(), "t.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	usual := New(st, Options{})
	defer usual.Close(context.Background())
	named := New(st, Options{Hosts: []string{"news.example"}})
	defer named.Close(context.Background())
	ask := func(s *Server, host string) int {
		r := httptest.NewRequest("GET", "/api/documents", nil)
		r.Host = host
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if got := w.Header().Get("Cross-Origin-Resource-Policy"); got != "same-origin" {
			t.Errorf("%q: Cross-Origin-Resource-Policy: %q", host, got)
		}
		for name, values := range w.Header() {
			if host != "" && strings.Contains(strings.Join(values, " "), host) {
				t.Errorf("%q stands in %s: %q", host, name, values)
			}
		}
		return w.Code
	}
	for host, want := range map[string]int{
		"localhost:8080":              http.StatusOK,
		"LOCALHOST":                   http.StatusOK,
		"127.0.0.1:1":                 http.StatusOK,
		"[::1]:8080":                  http.StatusOK,
		"[::1]":                       http.StatusOK,
		"elsewhere.example:8080":      http.StatusMisdirectedRequest,
		"localhost.example":           http.StatusMisdirectedRequest,
		"x; script-src 'unsafe-eval'": http.StatusMisdirectedRequest,
		"":                            http.StatusMisdirectedRequest,
	} {
		if got := ask(usual, host); got != want {
			t.Errorf("%q: %d, want %d", host, got, want)
		}
	}
	if got := ask(named, "News.Example:80"); got != http.StatusOK {
		t.Errorf("the name given: %d", got)
	}
	if got := ask(named, "elsewhere.example"); got != http.StatusMisdirectedRequest {
		t.Errorf("another name than the one given: %d", got)
	}
}
