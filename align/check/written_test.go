package check

import (
	"fmt"
	"testing"

	"triptych/align"
	"triptych/align/carry"
	"triptych/align/need"
	"triptych/align/zh"
)

// TestWrittenIsNotFlagged expects that what fills a Traditional cell from its sibling
// raises no finding, in a document full of such cells.
func TestWrittenIsNotFlagged(t *testing.T) {
	need.Dictionaries(t, zh.Available())
	words := append(zh.TaiwanWords(), zh.RegionWords()...)
	for _, region := range []string{"TW", "HK"} {
		var units []Unit
		for i, w := range words {
			u := Unit{ID: fmt.Sprint(i)}
			u.Text[align.Hans] = "代表们昨天在会上谈到了" + w.Mainland + "，认为今后的工作还要继续做下去。"
			hant, err := carry.Convert(u.Text[align.Hans], align.Hans, region, nil)
			if err != nil {
				t.Fatal(err)
			}
			u.Text[align.Hant] = hant
			units = append(units, u)
		}
		told := 0
		settings := Settings{Profile: region}
		for i, found := range Document(units, settings) {
			for _, f := range found {
				if f.Severity != Info && f.Check != "aln.low" { // the units are nearly equal here
					if told++; told < 60 {
						t.Errorf("%s: %s %s: %v", region, units[i].Text[align.Hant], f.Check, f.Args)
					}
				}
			}
		}
		t.Logf("%s: %d of %d", region, told, len(units))
	}
}
