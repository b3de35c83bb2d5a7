package format

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"triptych/align"
)

// testdata/inspect.txtar: the files of one document, named "case/version", then
// "case/want": one line per problem, "code version" and, with a swap, "↔ version".
func TestInspectCases(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/inspect.txtar")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{} // by name, for files that only name another
	files := map[align.Version]*File{}
	for _, file := range archive.Files {
		name, part, _ := strings.Cut(file.Name, "/")
		data := string(file.Data)
		if other, ok := strings.CutPrefix(strings.TrimSpace(data), "= "); ok {
			data = texts[other]
		}
		texts[file.Name] = data
		if part != "want" {
			v, err := align.ParseVersion(part)
			if err != nil {
				t.Fatal(err)
			}
			if files[v], err = Read(part+".txt", []byte(data), v, Line); err != nil {
				t.Fatal(err)
			}
			continue
		}
		var got strings.Builder
		for _, p := range Inspect(files) {
			fmt.Fprintf(&got, "%s %s", p.Code, p.Version)
			if p.Swap != nil {
				fmt.Fprintf(&got, " ↔ %s", p.Swap[1])
			}
			got.WriteString("\n")
			if p.Message == "" || p.Remedy == "" || p.Fatal {
				t.Errorf("%s: %+v", name, p)
			}
		}
		if got.String() != data {
			t.Errorf("%s: got\n%swant\n%s", name, &got, data)
		}
		files = map[align.Version]*File{}
	}
}

func TestInspectNothing(t *testing.T) {
	p := Inspect(nil)
	if len(p) != 1 || p[0].Code != CodeEmpty || !p[0].Fatal {
		t.Errorf("got %+v", p)
	}
}

func TestInspectCounts(t *testing.T) {
	file := func(n int) *File {
		return &File{Segments: make([]align.Segment, n)}
	}
	got := Inspect(map[align.Version]*File{align.En: file(90), align.Hans: file(30), align.Hant: file(31)})
	if len(got) != 1 || got[0].Code != CodeMany || *got[0].Version != align.En {
		t.Errorf("got %+v", got)
	}
	if got := Inspect(map[align.Version]*File{align.En: file(50), align.Hans: file(30), align.Hant: file(31)}); len(got) != 0 {
		t.Errorf("got %+v", got)
	}
}
