package align_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"triptych/align"
)

func TestSentences(t *testing.T) {
	files, _ := filepath.Glob("testdata/sentence/*.txtar")
	if len(files) == 0 {
		t.Fatal("no cases")
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		v := align.En
		if strings.Contains(name, ".zh") {
			v = align.Hans
		}
		for _, part := range txtar.Parse(data).Files {
			for line := range strings.Lines(string(part.Data)) {
				var want, got []string
				for _, s := range strings.Split(strings.TrimSpace(line), "|") {
					want = append(want, strings.TrimSpace(s))
				}
				text := strings.ReplaceAll(strings.TrimSpace(line), "|", "")
				for _, s := range align.Sentences(text, v) {
					got = append(got, text[s.Start:s.End])
				}
				if g, w := strings.Join(got, "|"), strings.Join(want, "|"); g != w {
					t.Errorf("%s\n got %s\nwant %s", part.Name, g, w)
				}
			}
		}
	}
}

func FuzzSentences(f *testing.F) {
	f.Add("U.S. President. “走吧。”他说。…… \xff", true)
	f.Fuzz(func(t *testing.T, text string, chinese bool) {
		v := align.En
		if chinese {
			v = align.Hant
		}
		at := 0
		for _, s := range align.Sentences(text, v) {
			if s.Start < at || s.End <= s.Start || strings.TrimSpace(text[at:s.Start]) != "" {
				t.Fatalf("%q: %v behind %d", text, s, at)
			}
			at = s.End
		}
		if strings.TrimSpace(text[at:]) != "" {
			t.Fatalf("%q: the end is in no sentence", text)
		}
	})
}
