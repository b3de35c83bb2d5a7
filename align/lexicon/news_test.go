package lexicon_test

import (
	"os"
	"strings"
	"testing"

	"triptych/align/letter"
	"triptych/align/zh"
)

// TestNews holds the program's own word list to its form: three columns,
// groups with a heading, sorted within a group, no English word twice, no
// rendering twice, and each Chinese column in its own script.
func TestNews(t *testing.T) {
	data, err := os.ReadFile("news.tsv")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	last := ""
	for i, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		if line == "" || line[0] == '#' {
			last = ""
			continue
		}
		cols := strings.Split(line, "\t")
		if len(cols) != 3 {
			t.Errorf("line %d: %d columns, want 3: %q", i+1, len(cols), line)
			continue
		}
		english := strings.ToLower(cols[0])
		if seen[english] != 0 {
			t.Errorf("line %d: %q stands in line %d already", i+1, cols[0], seen[english])
		}
		seen[english] = i + 1
		if english <= last {
			t.Errorf("line %d: %q is out of order", i+1, cols[0])
		}
		last = english
		if strings.TrimSpace(cols[0]) != cols[0] || letter.HasHan(cols[0]) {
			t.Errorf("line %d: bad English column %q", i+1, cols[0])
		}
		renderings(t, i+1, cols[1], zh.HantOnly)
		renderings(t, i+1, cols[2], zh.HansOnly)
	}
	if len(seen) < 3000 {
		t.Errorf("%d entries", len(seen))
	}
}

// renderings checks one Chinese column; foreign tells the characters of the
// other script.
func renderings(t *testing.T, line int, column string, foreign func(rune) bool) {
	seen := map[string]bool{}
	for _, word := range strings.Split(column, "/") {
		if word == "" || seen[word] || strings.ContainsAny(word, " …，。()（）") {
			t.Errorf("line %d: bad rendering %q in %q", line, word, column)
		}
		seen[word] = true
		for _, r := range word {
			if foreign(r) {
				t.Errorf("line %d: %c of the other script in %q", line, r, word)
			}
		}
	}
}
