package visit

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// TestBehind: headers count from proxies that are named, and from the last hop that is
// none of them; from anybody else they say nothing.
func TestBehind(t *testing.T) {
	proxies, err := Proxies("127.0.0.1, 10.0.0.0/8,2001:db8::1")
	if err != nil || len(proxies) != 3 {
		t.Fatal(proxies, err)
	}
	for _, bad := range []string{"nonsense", "10.0.0.0/99", "127.0.0.1;10.0.0.1"} {
		if _, err := Proxies(bad); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
	for _, c := range []struct {
		from, hops, proto, address string
		tls                        bool
	}{
		{"127.0.0.1:9", "192.0.2.7", "https", "192.0.2.7", true},
		{"127.0.0.1:9", "198.51.100.1, 192.0.2.7", "http", "192.0.2.7", false},
		{"127.0.0.1:9", "192.0.2.7, 10.1.2.3", "https", "192.0.2.7", true},
		{"[2001:db8::1]:9", "2001:db8:5::7", "HTTPS", "2001:db8:5::7", true},
		{"127.0.0.1:9", "::ffff:192.0.2.7", "https", "192.0.2.7", true},
		{"127.0.0.1:9", "192.0.2.7, nonsense", "https", "127.0.0.1", true},
		{"127.0.0.1:9", "", "", "127.0.0.1", false},
		{"192.0.2.9:9", "198.51.100.1", "https", "192.0.2.9", false},
		{"192.0.2.9:9", "127.0.0.1", "https", "192.0.2.9", false},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = c.from
		r.Header.Set("X-Forwarded-Proto", c.proto)
		if c.hops != "" {
			r.Header.Set("X-Forwarded-For", c.hops)
		}
		Behind(proxies, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			if got := Address(r); got != c.address || OverTLS(r) != c.tls {
				t.Errorf("%+v: %s, TLS %v", c, got, OverTLS(r))
			}
		})).ServeHTTP(httptest.NewRecorder(), r)
	}
}
