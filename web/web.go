// Package web holds the browser editor as Vite built it.
package web

import (
	"embed"
	"io/fs"
)

//go:embed dist
var dist embed.FS

// App returns the files of the built editor, index.html at the root, or false
// when the program was built without it.
func App() (fs.FS, bool) {
	app, err := fs.Sub(dist, "dist/app")
	if err != nil {
		return nil, false
	}
	if _, err := fs.Stat(app, "index.html"); err != nil {
		return nil, false
	}
	return app, true
}
