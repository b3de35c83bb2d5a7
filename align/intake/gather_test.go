package intake

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"triptych/align"
	"triptych/align/format"
)

// TestGather: testdata/gather.txtar has groups of files, each followed by the units that
// become of them.
func TestGather(t *testing.T) {
	archive, err := txtar.ParseFile(filepath.Join("testdata", "gather.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	var sources []Source
	for _, f := range archive.Files {
		name, want := strings.CutSuffix(f.Name, ".want")
		if !want {
			s := Source{Name: f.Name, Data: f.Data}
			if tag, rest, ok := strings.Cut(f.Name, "="); ok {
				v, err := align.ParseVersion(tag)
				if err != nil {
					t.Fatal(err)
				}
				s.Name, s.Version = rest, &v
			}
			sources = append(sources, s)
			continue
		}
		t.Run(name, func(t *testing.T) {
			if got := units(sources); got != string(f.Data) {
				t.Errorf("got\n%swant\n%s", got, f.Data)
			}
		})
		sources = nil
	}
}

// units writes what becomes of files: a line for each unit, or what is wrong.
func units(sources []Source) string {
	g, err := Gather(sources, format.Auto)
	if err != nil {
		return err.Error() + "\n"
	}
	p, err := g.Propose(context.Background(), nil)
	if err != nil {
		return err.Error() + "\n"
	}
	var b strings.Builder
	for _, problem := range p.Problems {
		if problem.Code != format.CodeOne {
			fmt.Fprintln(&b, "!", problem.Message)
		}
	}
	for _, u := range p.Units {
		var cells []string
		for _, v := range align.Versions {
			var texts []string
			for _, n := range u.Segs[v] {
				texts = append(texts, p.Segs[v][n].Text)
			}
			cells = append(cells, strings.Join(texts, " ¶ "))
		}
		fmt.Fprintln(&b, strings.TrimRight(strings.Join(cells, " | "), " |"))
	}
	return b.String()
}
