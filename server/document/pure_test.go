package document

import (
	"go/parser"
	"go/token"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestPure: nothing here can read a clock, a file, the network or a database by
// itself.
func TestPure(t *testing.T) {
	impure := []string{"context", "crypto/rand", "database/sql", "io/fs", "log", "math/rand", "math/rand/v2", "net", "net/http", "os", "sync", "time"}
	files, err := parser.ParseDir(token.NewFileSet(), ".", func(f fs.FileInfo) bool { return !strings.HasSuffix(f.Name(), "_test.go") }, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for name, f := range files["document"].Files {
		for _, spec := range f.Imports {
			if path, _ := strconv.Unquote(spec.Path.Value); slices.Contains(impure, path) {
				t.Errorf("%s imports %s", name, path)
			}
		}
	}
}
