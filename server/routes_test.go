package server

import (
	"context"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"triptych/server/store"
	"triptych/server/wire"
)

// TestRoutes: every route asks for a right that somebody has and that not
// everybody needs to have, and refuses a request whose role does not include it.
func TestRoutes(t *testing.T) {
	st, err := store.Open(filepath.Join(t.TempDir(), "t.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	s := New(st, Options{Role: func(r *http.Request) string { return r.Header.Get("Role") }})
	defer s.Close(context.Background())
	for _, route := range s.table() {
		method, path, ok := strings.Cut(route.pattern, " ")
		if !ok || !wire.May("admin", route.right) {
			t.Errorf("%s asks for %q", route.pattern, route.right)
			continue
		}
		if method != "GET" && wire.May("viewer", route.right) {
			t.Errorf("a viewer may %s", route.pattern)
		}
		for _, role := range []string{"nobody", "viewer"} {
			r := httptest.NewRequest(method, strings.Replace(path, "{id}", "none", 1), strings.NewReader("{}"))
			r.Host = "localhost"
			r.Header.Set("Role", role)
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			refused := w.Code == http.StatusForbidden && strings.Contains(w.Body.String(), `"code":"rights"`)
			if refused == wire.May(role, route.right) {
				t.Errorf("%s as %s: %d %s", route.pattern, role, w.Code, w.Body)
			}
		}
	}
}
