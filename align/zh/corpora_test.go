package zh

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"triptych/align/need"
)

// TRIPTYCH_CORPORA names a folder with published texts, trilingual/docs, one
// paragraph to a line. Nearly no paragraph of them may hold a character that is
// said to be of the other script alone; the log shows those that do, which are
// slips of the translators.
func TestCorporaExclusive(t *testing.T) {
	needData(t)
	root := need.Corpora(t)
	for ending, stray := range map[string]func(rune) bool{".zh-Hans": HantOnly, ".zh-Hant": HansOnly} {
		files, err := filepath.Glob(filepath.Join(root, "trilingual", "docs", "*"+ending))
		if err != nil || len(files) == 0 {
			t.Fatalf("no texts in %s", root)
		}
		paragraphs, hits := 0, 0
		for _, file := range files {
			if strings.Contains(file, "~") {
				continue // the same text again
			}
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for i, text := range strings.Split(string(data), "\n") {
				paragraphs++
				if at := strings.IndexFunc(text, stray); at >= 0 {
					hits++
					t.Logf("%s:%d %.12s", filepath.Base(file), i+1, text[at:])
				}
			}
		}
		t.Logf("%s: %d of %d paragraphs", ending, hits, paragraphs)
		if hits*100 > paragraphs {
			t.Errorf("%s: too many", ending)
		}
	}
}
