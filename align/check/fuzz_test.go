package check

import (
	"strings"
	"testing"

	"triptych/align"
	"triptych/align/carry"
)

// FuzzRun expects no panic, spans inside the texts and messages in every
// language, whatever the texts.
func FuzzRun(f *testing.F) {
	for _, u := range caseUnits(f) {
		f.Add(u.Text[0], u.Text[1], u.Text[2])
	}
	f.Add("a\x00\xff\u200b", "“「（『", "…--\n\n１２３ 万亿 第")
	f.Fuzz(func(t *testing.T, en, hans, hant string) {
		u := Unit{ID: "u", Text: [3]string{en, hans, hant}}
		u.Pairs[0] = Pairing{Status: Stale, Was: [2]string{hans, en}}
		u.Pairs[2] = Pairing{Status: Stale, Was: [2]string{hant, hant}}
		for _, fs := range Document([]Unit{u, {ID: "v", Text: [3]string{hant, en, hans}}}, Settings{Profile: "TW"}) {
			for _, g := range fs {
				if g.Unit == "u" {
					checkSpans(t, u, g)
				}
			}
		}
		Explain(t.Context(), u, nil, "zh-Hant")
		if _, err := carry.Over(hans, en, align.Hans, hant, "TW", nil); err != nil {
			t.Fatal(err)
		}
	})
}

// FuzzReadGlossary expects of any glossary an error that names a line or terms
// that can be looked for.
func FuzzReadGlossary(f *testing.F) {
	f.Add("NATO\t北约/北約\t纳托\terror\n# remark\nclimate change\t气候变化、氣候變遷\n", "NATO and climate change.", "北约与气候变化。")
	f.Add("\ufeffa\t\tb\n", "a", "b")
	f.Add("a\tb\tc\tloud\n\n\t\n", "", "\xff")
	f.Fuzz(func(t *testing.T, file, en, hans string) {
		g, err := ReadGlossary(strings.NewReader(file))
		if err != nil {
			return
		}
		for _, term := range g.Terms {
			if term.English == "" || len(term.Chinese)+len(term.Forbidden) == 0 {
				t.Fatalf("%+v", term)
			}
		}
		u := Unit{ID: "u", Text: [3]string{en, hans, hans}}
		for _, found := range Run(u, NewStats([]Unit{u}, Settings{Glossary: g})) {
			checkSpans(t, u, found)
		}
	})
}
