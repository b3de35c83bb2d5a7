package main

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// offline lists the files of the commands that work on files and databases
// alone. (align can ask a server for vectors: embeddings.go.)
var offline = []string{"align.go", "backup.go", "check.go", "check_report.go", "export.go", "input.go", "import.go", "memory.go", "output.go", "verify.go"}

// No command that works without a network may need the package that serves
// one: what it does would hang on code that it never runs. Only packages of this
// program count, for the library that finds the article of a saved page can fetch
// pages as well.
func TestOfflineCommandsNeedNoServer(t *testing.T) {
	var queue []string
	from := map[string]string{}
	for _, name := range offline {
		for _, path := range imports(t, name) {
			from[path] = name
			queue = append(queue, path)
		}
	}
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		if path == "net/http" || path == "triptych/server" {
			t.Errorf("%s comes in by %s", path, from[path])
		}
		folder, ours := strings.CutPrefix(path, "triptych/")
		if !ours {
			continue
		}
		files, err := filepath.Glob("../../" + folder + "/*.go")
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: no files (%v)", path, err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			for _, next := range imports(t, file) {
				if from[next] == "" {
					from[next] = path
					queue = append(queue, next)
				}
			}
		}
	}
	if from["triptych/align/format"] == "" {
		t.Error("nothing reads files: does this test still look at anything?")
	}
}

func imports(t *testing.T, file string) (paths []string) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range f.Imports {
		path, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}
