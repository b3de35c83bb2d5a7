package align_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"triptych/align"
)

func segments(text string) []align.Segment {
	out := []align.Segment{}
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, align.Segment{Text: line, Kind: align.Text})
		}
	}
	return out
}

// Each case of testdata/reanchor holds the parts old, new and want; want has a
// line for each change: kind, old ids, new ids.
func TestReanchor(t *testing.T) {
	files, _ := filepath.Glob("testdata/reanchor/*.txtar")
	if len(files) == 0 {
		t.Fatal("no cases")
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			part := map[string]string{}
			for _, f := range txtar.Parse(data).Files {
				part[f.Name] = string(f.Data)
			}
			v := align.En
			if strings.Contains(name, ".zh") {
				v = align.Hans
			}
			var got strings.Builder
			for _, c := range align.Reanchor(segments(part["old"]), segments(part["new"]), v) {
				fmt.Fprintln(&got, c.Kind, c.Old, c.New)
			}
			if got.String() != part["want"] {
				t.Errorf("got\n%swant\n%s", got.String(), part["want"])
			}
		})
	}
}

func TestReanchorCoversBothTexts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) (out []align.Segment) {
			for _, text := range rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(t, name) {
				out = append(out, align.Segment{Text: text})
			}
			return out
		}
		old, new := draw("old"), draw("new")
		var seen [2]map[int]bool
		seen[0], seen[1] = map[int]bool{}, map[int]bool{}
		last := -1
		for _, c := range align.Reanchor(old, new, align.En) {
			for side, ids := range [][]int{c.Old, c.New} {
				for _, i := range ids {
					if seen[side][i] {
						t.Fatalf("segment %d of side %d twice", i, side)
					}
					seen[side][i] = true
				}
			}
			for _, j := range c.New {
				if j != last+1 {
					t.Fatalf("new segment %d behind %d", j, last)
				}
				last = j
			}
		}
		if len(seen[0]) != len(old) || len(seen[1]) != len(new) {
			t.Fatalf("%d of %d old, %d of %d new", len(seen[0]), len(old), len(seen[1]), len(new))
		}
	})
}
