package document

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestPure: nothing here can read a clock, a file, the network or a database by
// itself.
func TestPure(t *testing.T) {
	impure := []string{"context", "crypto/rand", "database/sql", "io/fs", "log", "math/rand", "math/rand/v2", "net", "net/http", "os", "sync", "time"}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range f.Imports {
			if path, _ := strconv.Unquote(spec.Path.Value); slices.Contains(impure, path) {
				t.Errorf("%s imports %s", name, path)
			}
		}
	}
}
