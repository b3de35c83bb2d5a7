package beside

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestShrink: the file does not grow with the number of events.
func TestShrink(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.db-heads")
	h := OpenHeads(path, "epoch", true)
	for seq := range int64(4000) {
		h.Note([]Head{{Doc: "d", Title: "T", Seq: seq + 1, Chain: fmt.Sprintf("%064x", seq)}})
		h.Shrink()
	}
	text, err := os.ReadFile(path)
	if err != nil || len(text) > 2*leastToShrink || strings.Count(string(text), `"title":"T"`) != 1 {
		t.Fatal(len(text), err)
	}
	epoch, newest, err := ReadHeads(path)
	if err != nil || epoch != "epoch" || newest["d"].Seq != 4000 || newest["d"].Title != "T" {
		t.Fatal(epoch, newest, err)
	}
}

// TestDamaged: a line that is cut or changed is left out, and the ones around it
// count.
func TestDamaged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.db-heads")
	h := OpenHeads(path, "epoch", true)
	h.Note([]Head{{Doc: "a", Title: "A", Seq: 1, Chain: "x"}, {Doc: "b", Title: "B", Seq: 7, Chain: "y"}})
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text string
		want int
	}{{string(text), 2}, {string(text[:len(text)-9]), 1}, {strings.Replace(string(text), `"seq":1`, `"seq":2`, 1), 1}} {
		if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, newest, err := ReadHeads(path); err != nil || len(newest) != c.want {
			t.Error(newest, err, "want", c.want)
		}
	}
}
