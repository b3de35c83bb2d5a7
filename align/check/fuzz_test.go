package check

import (
	"testing"

	"triptych/align"
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
		Explain(u, align.Pairs[0], nil, "zh-Hant")
		if _, err := CarryOver(hans, en, align.Hans, hant, "TW"); err != nil {
			t.Fatal(err)
		}
	})
}
