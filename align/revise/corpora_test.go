package revise

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"triptych/align"
	"triptych/align/need"
)

// guide is what became of paragraphs of one of the Open Source Guides: two editions, and
// which paragraph of one is which of the other.
type guide struct {
	old, now []align.Segment
	became   map[int]int // of the old ones that are there still
	edited   int
}

// guides reads the real history of the guides; documents that have nothing that stayed
// tell nothing.
func guides(t *testing.T) map[string]*guide {
	f, err := os.Open(filepath.Join(need.Corpora(t), "trilingual", "drift", "real_osg_history.jsonl"))
	need.Data(t, err == nil, "the texts have no history of the guides")
	defer f.Close()
	all := map[string]*guide{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var row struct {
			Doc, Type string
			Old       string `json:"en_old"`
			New       string `json:"en_new"`
		}
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		g := all[row.Doc]
		if g == nil {
			g = &guide{became: map[int]int{}}
			all[row.Doc] = g
		}
		if row.Old != "" && row.New != "" {
			g.became[len(g.old)] = len(g.now)
			if align.ContentHash(row.Old) != align.ContentHash(row.New) {
				g.edited++
			}
		}
		if row.Old != "" {
			g.old = append(g.old, align.Segment{Text: row.Old, Kind: align.Text})
		}
		if row.New != "" {
			g.now = append(g.now, align.Segment{Text: row.New, Kind: align.Text})
		}
	}
	return all
}

// TestCorporaLikeness: of what people really did to the guides, nearly every edited
// paragraph is known again, and hardly one is taken for another.
func TestCorporaLikeness(t *testing.T) {
	edited, known, wrong, same := 0, 0, 0, 0
	for _, g := range guides(t) {
		edited += g.edited
		for _, s := range Compare(g.old, g.now) {
			if len(s.Old) == 0 || len(s.New) == 0 {
				continue
			}
			for _, i := range s.Old {
				j, there := g.became[i]
				switch {
				case there && j == s.New[0] && s.Kind == Unchanged:
					same++
				case there && j == s.New[0]:
					known++
				default:
					wrong++
					t.Logf("%s: %q\n%q", s.Kind, g.old[i].Text, g.now[s.New[0]].Text)
				}
			}
		}
	}
	t.Logf("%d unchanged; of %d edited %d known again, %d taken for others", same, edited, known, wrong)
	if known < edited*9/10 || wrong > edited/20 {
		t.Errorf("of %d edited %d known again, %d taken for others", edited, known, wrong)
	}
}
