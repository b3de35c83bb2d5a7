package zh

import (
	"strings"
	"testing"

	"triptych/align/need"
)

// TestNewsWords holds region.tsv to its form: two columns, each in its script,
// sorted, no mainland word twice, and no pair that folding makes equal anyway.
func TestNewsWords(t *testing.T) {
	need.Dictionaries(t, Available())
	last := ""
	for i, line := range strings.Split(strings.TrimSuffix(regionFile, "\n"), "\n") {
		if line[0] == '#' {
			continue
		}
		cols := strings.Split(line, "\t")
		if len(cols) != 2 {
			t.Fatalf("line %d: %d columns", i+1, len(cols))
		}
		if cols[0] <= last {
			t.Errorf("line %d: %s is out of order or there twice", i+1, cols[0])
		}
		last = cols[0]
		if _, hant := Script(cols[0]); hant > 0 {
			t.Errorf("line %d: Traditional character in %s", i+1, cols[0])
		}
		if hans, _ := Script(cols[1]); hans > 0 {
			t.Errorf("line %d: Simplified character in %s", i+1, cols[1])
		}
	}
}

func TestFoldNewsWords(t *testing.T) {
	for _, pair := range [][2]string{
		{"东盟的集装箱船", "東協的貨櫃船"},
		{"可再生能源增长10%", "再生能源成長10%"},
		{"离码头800米，每年300万吨", "離碼頭800公尺，每年300萬公噸"},
		{"2027年工作计划", "2027年工作計畫"},
	} {
		if a, b := FoldRegion(pair[0]), FoldRegion(pair[1]); Available() && a != b {
			t.Errorf("%s is %s, %s is %s", pair[0], a, pair[1], b)
		}
	}
	if a, b := FoldRegion("临时补贴"), FoldRegion("長期補貼"); Available() && a == b {
		t.Errorf("different words fold to %s", a)
	}
}
