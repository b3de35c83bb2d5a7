package carry

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"triptych/align"
	"triptych/align/need"
	"triptych/align/zh"
)

// TestOver reads cases of testdata/over.txt: the edit, what stands in the
// other version, and what should stand there afterwards.
func TestOver(t *testing.T) {
	need.Dictionaries(t, zh.Available())
	data, err := os.ReadFile("testdata/over.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range txtar.Parse(data).Files {
		v := map[string]string{}
		for _, line := range strings.Split(strings.TrimSpace(string(f.Data)), "\n") {
			key, value, _ := strings.Cut(line, ": ")
			v[key] = value
		}
		from := align.Hans
		if v["from"] == "zh-Hant" {
			from = align.Hant
		}
		got, err := Over(v["before"], v["after"], from, v["there"], v["profile"], nil)
		if err != nil {
			t.Fatal(err)
		}
		if got.Text != v["want"] || got.Sure != (v["sure"] != "no") {
			t.Errorf("%s:\n got %s (sure %v)\nwant %s", f.Name, got.Text, got.Sure, v["want"])
		}
	}
}

// TestOverConverted expects that an edit carried into a text that is the
// plain conversion gives the conversion of the edited text.
func TestOverConverted(t *testing.T) {
	need.Dictionaries(t, zh.Available())
	words := []string{"北约", "理事会", "决定", "增加", "军事", "援助", "，", "。", "三十万", "对", "乌克兰", "NATO", " ", "软件", "说"}
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.SliceOfN(rapid.SampledFrom(words), 0, 8)
		text := func(p []string) string { return strings.Join(p, "") }
		head, old, now, tail := part.Draw(t, "head"), part.Draw(t, "old"), part.Draw(t, "now"), part.Draw(t, "tail")
		before, after := text(head)+text(old)+text(tail), text(head)+text(now)+text(tail)
		there, err := Convert(before, align.Hans, "TW", nil)
		if err != nil {
			t.Fatal(err)
		}
		want, _ := Convert(after, align.Hans, "TW", nil)
		got, err := Over(before, after, align.Hans, there, "TW", nil)
		if err != nil || got.Text != want {
			t.Fatalf("%q → %q into %q gives %q, want %q (%v)", before, after, there, got.Text, want, err)
		}
	})
}
