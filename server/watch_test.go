package server

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"runtime"
	"testing"
	"time"

	"triptych/server/store"
)

// TestReadyWhileTheDatabaseHangs: however often somebody asks, one of them waits.
func TestReadyWhileTheDatabaseHangs(t *testing.T) {
	c := newCastle(t)
	held, release := make(chan struct{}), make(chan struct{})
	written := make(chan error, 1)
	go func() {
		written <- c.st.Write(func(store.Tx) error { close(held); <-release; return nil })
	}()
	<-held
	before := runtime.NumGoroutine()
	for range 100 {
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		if err := c.srv.Ready(ctx); err == nil {
			t.Fatal("it is ready")
		}
		cancel()
	}
	if more := runtime.NumGoroutine() - before; more > 20 {
		t.Errorf("%d goroutines more", more)
	}
	close(release)
	if err := <-written; err != nil {
		t.Fatal(err)
	}
	if err := c.srv.Ready(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestStrictTransport: a browser that came over TLS is told to go on so, also where a
// proxy took it over TLS.
func TestStrictTransport(t *testing.T) {
	c := newCastle(t)
	for _, proxy := range []string{"127.0.0.1/32", "192.0.2.1/32"} {
		srv := New(c.st, Options{Proxies: []netip.Prefix{netip.MustParsePrefix(proxy)}})
		for _, proto := range []string{"", "http", "https"} {
			w := httptest.NewRecorder()
			r, _ := http.NewRequest("GET", "http://localhost/", nil)
			r.RemoteAddr = "127.0.0.1:9"
			r.Header.Set("X-Forwarded-Proto", proto)
			srv.ServeHTTP(w, r)
			if told, want := w.Header().Get("Strict-Transport-Security") != "", proto == "https" && proxy == "127.0.0.1/32"; told != want {
				t.Errorf("%q by %s: told %v, want %v", proto, proxy, told, want)
			}
		}
		if err := srv.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}
}
