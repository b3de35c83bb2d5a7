package align_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"triptych/align"
	"triptych/align/need"
)

// goldDocs calls f for each <doc>.gold in a folder below $TRIPTYCH_CORPORA,
// with the texts beside it, one segment a line.
func goldDocs(t *testing.T, folder string, f func(name string, doc align.Document, gold []align.Unit)) {
	root := need.Corpora(t)
	names, _ := filepath.Glob(filepath.Join(root, folder, "*.gold"))
	if len(names) == 0 {
		t.Fatalf("no texts in %s", folder)
	}
	for _, name := range names {
		file, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		gold, versions, err := align.ReadGold(file)
		file.Close()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		tags := [3]string{".en", ".zh-Hans", ".zh-Hant"}
		if versions == 2 {
			tags = [3]string{".en", ".zh", ""}
		}
		var doc align.Document
		for v, tag := range tags {
			if tag == "" {
				continue
			}
			data, err := os.ReadFile(strings.TrimSuffix(name, ".gold") + tag)
			if err != nil {
				t.Fatal(err)
			}
			for _, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
				doc[v] = append(doc[v], align.Segment{Text: line, Kind: align.Text})
			}
		}
		f(filepath.Base(name), doc, gold)
	}
}

// The gates lie a little below what the package documentation reports.
func TestCorporaOfNovels(t *testing.T) {
	var score align.Score
	var trust align.Reliability
	goldDocs(t, "mac-dev", func(_ string, doc align.Document, gold []align.Unit) {
		units, err := align.Units(doc, align.Options{Lexicon: lex(t), Level: align.BySentence})
		if err != nil {
			t.Fatal(err)
		}
		covers(t, doc, units)
		score.Add(align.ScoreBeads(gold, units, align.Hans, align.En))
		trust.Add(gold, units)
	})
	if strict, lax := align.F1(score.P, score.R), align.F1(score.LaxP, score.LaxR); strict < .905 || lax < .994 {
		t.Errorf("strict F1 %.3f, lax %.3f", strict, lax)
	}
	if sure := trust.Sure(); sure.Share() < .97 {
		t.Errorf("%.3f of %d sure units are right", sure.Share(), sure.All)
	}
}

func TestCorporaInThreeVersions(t *testing.T) {
	var asIs, changed align.Score
	var odd align.Tally
	var trust align.Reliability
	goldDocs(t, "trilingual/docs", func(name string, doc align.Document, gold []align.Unit) {
		units, err := align.Units(doc, align.Options{Lexicon: lex(t)})
		if err != nil {
			t.Fatal(err)
		}
		covers(t, doc, units)
		s, o := align.ScoreUnits(gold, units)
		if strings.Contains(name, "~") {
			changed.Add(s)
		} else {
			asIs.Add(s)
		}
		odd.Hit, odd.All = odd.Hit+o.Hit, odd.All+o.All
		trust.Add(gold, units)
	})
	if a, c := align.F1(asIs.P, asIs.R), align.F1(changed.P, changed.R); a < .995 || c < .98 || odd.Share() < .88 {
		t.Errorf("as they are %.4f, changed %.4f, not 1:1:1 %.3f", a, c, odd.Share())
	}
	if sure := trust.Sure(); sure.Share() < .97 {
		t.Errorf("%.3f of %d sure units are right", sure.Share(), sure.All)
	}
}
