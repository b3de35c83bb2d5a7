package demo

import (
	"slices"
	"strings"
	"testing"

	"triptych/align"
	"triptych/align/check"
	"triptych/align/format"
	"triptych/align/lexicon"
	"triptych/align/need"
	"triptych/align/zh"
)

// seeded names what there is to be found: a check and a phrase of the unit.
var seeded = []struct{ check, phrase string }{
	{"num.value", "3萬戶"},
	{"hh.diverge", "長期補貼"},
	{"cmp.empty", "One ferry port in our survey"},
	{"scr.hans_in_hant", "問題從來不在技術"},
}

// TestFindings reads, aligns and checks the files as an import does: what was
// put there must be found, and nothing else, not even as possible: the demo is where
// people learn whether to believe a finding.
func TestFindings(t *testing.T) {
	need.Dictionaries(t, zh.Available())
	units := imported(t)
	found := make([]bool, len(seeded))
	for i, findings := range check.Document(units, check.Settings{}) {
		text := strings.Join(units[i].Text[:], "\n")
		for _, f := range findings {
			if f.Severity == check.Info {
				continue
			}
			n := 0
			for n < len(seeded) && (seeded[n].check != f.Check || !strings.Contains(text, seeded[n].phrase)) {
				n++
			}
			switch {
			case n < len(seeded):
				found[n] = true
			default:
				t.Errorf("%s: %s\n%s", f.Check, f.Message, text)
			}
		}
	}
	if i := slices.Index(found, false); i >= 0 {
		t.Errorf("nothing found for %+v", seeded[i])
	}
}

// imported reads and aligns the files and returns the units as checks see them.
func imported(t *testing.T) []check.Unit {
	t.Helper()
	var doc align.Document
	for v, data := range Files() {
		file, err := format.Read(v.String()+".txt", data, v, format.Auto)
		if err != nil {
			t.Fatal(err)
		}
		doc[v] = file.Segments
	}
	words, err := lexicon.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	aligned, err := align.Units(doc, align.Options{Lexicon: words})
	if err != nil {
		t.Fatal(err)
	}
	units := make([]check.Unit, len(aligned))
	for i, u := range aligned {
		for v, segs := range u.Segs {
			var texts []string
			for _, s := range segs {
				texts = append(texts, doc[v][s].Text)
				units[i].Kind[v] = doc[v][s].Kind
			}
			units[i].Text[v] = strings.Join(texts, "\n")
		}
		units[i].Pairs = [3]check.Pairing{{Status: check.Open}, {Status: check.Open}, {Status: check.Open}}
	}
	return units
}
