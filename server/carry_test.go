package server

import (
	"testing"

	"triptych/align"
	"triptych/align/need"
	"triptych/align/zh"
)

func TestPropose(t *testing.T) {
	need.Dictionaries(t, zh.Available())
	for _, c := range []struct {
		name, base, source, target string
		to                         align.Version
		how, want                  string
		unsure                     bool
	}{
		{"an empty cell is filled with the region's words", "", "他说：“软件更新了。”", "", align.Hant, "fill", "他說：「軟體更新了。」", false},
		{"and the other way round", "", "「網路」說明", "", align.Hans, "fill", "“网络”说明", false},
		{"an edit goes into the text that stands there", "这个软件很慢。", "这个新软件很慢。", "這套軟體太慢了。", align.Hant, "carry", "這套新軟體太慢了。", true},
		{"without an edit since it is the whole text", "这个软件很慢。", "这个软件很慢。", "這套軟體太慢了。", align.Hant, "convert", "這個軟體很慢。", false},
		{"an apostrophe is no quotation mark", "", "O’Neill说", "", align.Hant, "fill", "O’Neill說", false},
	} {
		work := carrying{
			carried: carried{From: align.Hans + align.Hant - c.to, Segs: []carriedSegment{{Seg: "a", Text: c.target}}},
			source:  c.source, target: c.target, base: c.base, region: "TW",
		}
		if err := work.propose(c.to); err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if work.How != c.how || work.Segs[0].New != c.want || work.Sure == c.unsure {
			t.Errorf("%s: %s %q (sure %v), want %s %q", c.name, work.How, work.Segs[0].New, work.Sure, c.how, c.want)
		}
	}
}
