package format

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"triptych/align"
)

// fixtures are the small files of every format that the tests of this program have.
func fixtures(t testing.TB) (files []txtar.File) {
	t.Helper()
	for _, name := range []string{"testdata/read.txtar", "../intake/testdata/gather.txtar"} {
		archive, err := txtar.ParseFile(filepath.FromSlash(name))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if ext := filepath.Ext(f.Name); ext != ".want" {
				f.Name = f.Name[strings.Index(f.Name, "=")+1:]
				files = append(files, f)
			}
		}
	}
	return append(files, archives(t)...)
}

// TestBackAndForth holds every fixture that can be written back to its bytes.
func TestBackAndForth(t *testing.T) {
	kinds := map[string]bool{}
	for _, f := range fixtures(t) {
		opened, err := Open(f.Name, f.Data, nil, Auto)
		if err != nil || !KindOf(opened.Format).Back {
			continue
		}
		kinds[opened.Format] = true
		t.Run(f.Name, func(t *testing.T) { backAndForth(t, f.Name, f.Data, 20) })
	}
	for _, k := range Kinds() {
		if k.Back && !kinds[k.Name] {
			t.Errorf("no fixture is of the format %s", k.Name)
		}
	}
}

// TestFuzzed: make fuzz has every format that can be written back.
func TestFuzzed(t *testing.T) {
	makefile, err := os.ReadFile(filepath.FromSlash("../../Makefile"))
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, k := range Kinds() {
		if k.Back {
			want = append(want, k.Name)
		}
	}
	if line := "\nFUZZED := " + strings.Join(want, " ") + "\n"; !strings.Contains(string(makefile), line) {
		t.Errorf("the Makefile lacks the line%s", line)
	}
}

// FuzzPatch: with TRIPTYCH_FUZZ_FORMAT of that format alone. Whatever a file is, nothing changed gives its bytes, and a text that was
// changed is told or there when the file is read again.
func FuzzPatch(f *testing.F) {
	files := fixtures(f)
	if one := os.Getenv("TRIPTYCH_FUZZ_FORMAT"); one != "" {
		files = slices.DeleteFunc(files, func(file txtar.File) bool {
			opened, err := Open(file.Name, file.Data, nil, Auto)
			return err != nil || opened.Format != one
		})
		if len(files) == 0 {
			f.Fatalf("no fixture is of the format %s", one)
		}
	}
	for i, file := range files {
		f.Add(file.Data, uint8(i), uint8(0), "改")
	}
	f.Fuzz(func(t *testing.T, data []byte, which, nth uint8, text string) {
		name := files[int(which)%len(files)].Name
		v := align.Hans
		opened, err := Open(name, data, &v, Auto)
		if err != nil {
			if p := (*Problem)(nil); !errors.As(err, &p) || p.Remedy == "" || !p.Fatal {
				t.Fatalf("an error without a remedy: %v", err)
			}
			return
		}
		same, problems, err := Patch(name, data, &v, Auto, edits(opened, "", ""))
		if err != nil || len(problems) > 0 || !bytes.Equal(same, data) {
			t.Fatalf("without an edit: %v %v", err, problems)
		}
		file := opened.Files[v]
		if file == nil || !KindOf(opened.Format).Back {
			return
		}
		key := file.Keys[int(nth)%len(file.Keys)]
		if _, _, err := Patch(name, data, &v, Auto, []Edit{{v, key, text}}); err != nil {
			if p := (*Problem)(nil); !errors.As(err, &p) {
				t.Fatalf("an error without a remedy: %v", err)
			}
		}
	})
}
