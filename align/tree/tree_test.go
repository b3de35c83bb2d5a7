package tree

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write what was found into the cases")

// TestCases holds each case to its groups: a config, the files of a folder, and what they
// come to, or why not.
func TestCases(t *testing.T) {
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatal("no cases:", err)
	}
	for _, name := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			part := map[string]*txtar.File{}
			for i := range archive.Files {
				part[archive.Files[i].Name] = &archive.Files[i]
			}
			got := told(string(part["triptych.toml"].Data), strings.Fields(string(part["files"].Data)))
			if want := string(part["groups"].Data); got != want {
				if *update {
					part["groups"].Data = []byte(got)
					if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				t.Errorf("got\n%swant\n%s", got, want)
			}
		})
	}
}

func told(config string, files []string) string {
	c, err := Read(config)
	if err != nil {
		return fmt.Sprintln("refused:", err)
	}
	groups, err := c.Groups(files)
	if err != nil {
		return fmt.Sprintln("refused:", err)
	}
	var b strings.Builder
	for _, g := range groups {
		fmt.Fprintf(&b, "%d:", g.Set+1)
		for v, p := range g.Path {
			switch {
			case p != "":
				b.WriteString(" " + p)
			case g.Wanted[v]:
				b.WriteString(" missing")
			default:
				b.WriteString(" -")
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// FuzzGroups: whatever a config and a folder hold, a file of a set is in one group at most.
func FuzzGroups(f *testing.F) {
	cases, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range cases {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(archive.Files[0].Data), string(archive.Files[1].Data))
	}
	f.Fuzz(func(t *testing.T, config, files string) {
		c, err := Read(config)
		if err != nil {
			return
		}
		paths := strings.Fields(files)
		groups, err := c.Groups(paths)
		if err != nil {
			return
		}
		type use struct {
			set  int
			path string
		}
		seen := map[use]int{}
		for _, p := range paths {
			for i := range c.Sets {
				seen[use{i, p}]--
			}
		}
		for _, g := range groups {
			for _, p := range g.Path {
				if p == "" {
					continue
				}
				if seen[use{g.Set, p}]++; seen[use{g.Set, p}] > 0 {
					t.Errorf("%s is in two groups, or was not given", p)
				}
			}
		}
	})
}
