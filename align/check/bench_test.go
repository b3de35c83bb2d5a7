package check

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"sort"
	"testing"
	"time"

	"triptych/align/need"
)

// corpus reads the labelled units of the folder that TRIPTYCH_CORPORA names.
func corpus(b testing.TB) []Unit {
	dir := need.Corpora(b)
	f, err := os.Open(filepath.Join(dir, "trilingual", "drift", "synthetic.jsonl"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	var units []Unit
	scan := bufio.NewScanner(f)
	scan.Buffer(nil, 16<<20)
	for scan.Scan() {
		var l struct{ En, Hans, Hant string }
		if err := json.Unmarshal(scan.Bytes(), &l); err != nil {
			b.Fatal(err)
		}
		units = append(units, Unit{ID: "u", Text: [3]string{l.En, l.Hans, l.Hant}})
	}
	return units
}

// BenchmarkRun checks one unit after another against the statistics of the
// document, as after an edit, and reports the 99th percentile.
func BenchmarkRun(b *testing.B) {
	units := corpus(b)
	stats := NewStats(units, Settings{})
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		Run(units[i%len(units)], stats)
		took = append(took, time.Since(start))
	}
	sort.Slice(took, func(i, j int) bool { return took[i] < took[j] })
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
}

// BenchmarkDocument checks a document of 5,000 units.
func BenchmarkDocument(b *testing.B) {
	units := corpus(b)
	for len(units) < 5000 {
		units = append(units, units[:min(len(units), 5000-len(units))]...)
	}
	for b.Loop() {
		Document(units, Settings{})
	}
}
