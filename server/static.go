package server

import (
	"io/fs"
	"net/http"
	"path"
	"strings"

	"triptych/web"
)

// editor serves the browser editor. Vite names everything under assets/ by its
// content, so those files may be kept for ever; the page itself is asked for
// each time. Paths that are no file are places inside the application.
func editor() http.Handler {
	app, ok := web.App()
	if !ok {
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, "This triptych was built without its editor: run 'make build' and start bin/triptych.", http.StatusNotImplemented)
		})
	}
	files := http.FileServerFS(app)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
		info, err := fs.Stat(app, name)
		switch {
		case err == nil && !info.IsDir() && strings.HasPrefix(name, "assets/"):
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		case err == nil && !info.IsDir():
			w.Header().Set("Cache-Control", "no-cache")
		case strings.HasPrefix(name, "assets/"):
			http.NotFound(w, r) // of an older build: the page must not come in its place
			return
		default:
			w.Header().Set("Cache-Control", "no-cache")
			http.ServeFileFS(w, r, app, "index.html")
			return
		}
		files.ServeHTTP(w, r)
	})
}
