package server

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// TestHosts: only requests addressed to a known name are answered.
func TestHosts(t *testing.T) {
	answer := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	known := onlyTo([]string{"localhost", "127.0.0.1", "::1"}, answer)
	for host, want := range map[string]int{
		"localhost:8080":         http.StatusNoContent,
		"LOCALHOST":              http.StatusNoContent,
		"127.0.0.1:1":            http.StatusNoContent,
		"[::1]:8080":             http.StatusNoContent,
		"[::1]":                  http.StatusNoContent,
		"elsewhere.example:8080": http.StatusMisdirectedRequest,
		"localhost.example":      http.StatusMisdirectedRequest,
		"":                       http.StatusMisdirectedRequest,
	} {
		r := httptest.NewRequest("GET", "/api/documents", nil)
		r.Host = host
		w := httptest.NewRecorder()
		known.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("%q: %d, want %d", host, w.Code, want)
		}
	}
	w := httptest.NewRecorder()
	onlyTo(nil, answer).ServeHTTP(w, httptest.NewRequest("GET", "http://elsewhere.example/", nil))
	if w.Code != http.StatusNoContent {
		t.Errorf("no names given: %d", w.Code)
	}
}
