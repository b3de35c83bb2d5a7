package server

import (
	"testing"

	"triptych/align"
	"triptych/align/check"
	"triptych/align/zh"
)

func TestPropose(t *testing.T) {
	if !zh.Available() {
		t.Skip("built without the conversion dictionaries")
	}
	stale := check.Pairing{Status: check.Stale, Was: [2]string{"这个软件很慢。", "這套軟體太慢了。"}}
	for _, c := range []struct {
		name, hans, hant string
		to               align.Version
		pair             check.Pairing
		how, want        string
	}{
		{"an empty cell is filled with the region's words", "他说：“软件更新了。”", "", align.Hant, check.Pairing{}, "fill", "他說：「軟體更新了。」"},
		{"and the other way round", "", "「網路」說明", align.Hans, check.Pairing{}, "fill", "“网络”说明"},
		{"an edit goes into the text that stands there", "这个新软件很慢。", "這套軟體太慢了。", align.Hant, stale, "carry", "這套新軟體太慢了。"},
		{"without an edit since it is the whole text", "这个软件很慢。", "這套軟體太慢了。", align.Hant, check.Pairing{}, "convert", "這個軟體很慢。"},
		{"an apostrophe is no quotation mark", "O’Neill说", "", align.Hant, check.Pairing{}, "fill", "O’Neill說"},
	} {
		u := check.Unit{Text: [3]string{"", c.hans, c.hant}, Pairs: [3]check.Pairing{2: c.pair}}
		got := carried{Segs: []carriedSegment{{Seg: "a", Text: u.Text[c.to]}}}
		if err := got.propose(u, c.to, "TW"); err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if got.How != c.how || got.Segs[0].New != c.want {
			t.Errorf("%s: %s %q, want %s %q", c.name, got.How, got.Segs[0].New, c.how, c.want)
		}
	}
}
