package server

import (
	"testing"

	"triptych/align"
	"triptych/align/lexicon"
)

func TestMatchSentences(t *testing.T) {
	words, err := lexicon.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	texts := [3]string{
		"The ferry has 300 seats. It was built in Denmark in 2004. Nobody sails at night 🚢.",
		"渡轮有300个座位。它于2004年在丹麦建造。夜里没有人出航🚢。",
		"渡輪有300個座位，2004年在丹麥建造。夜裡沒有人出航🚢。",
	}
	groups := matchSentences(texts, words)
	at := [3]int{}
	for _, g := range groups {
		for _, v := range align.Versions {
			span, ok := g[v]
			if !ok {
				continue
			}
			if span[0] < at[v] || span[1] <= span[0] || span[1] > len([]rune(texts[v])) {
				t.Errorf("%s: span %v after %d of %d runes", v, span, at[v], len([]rune(texts[v])))
			}
			at[v] = span[1]
		}
	}
	last := groups[len(groups)-1]
	for v, want := range []string{"Nobody sails at night 🚢.", "夜里没有人出航🚢。", "夜裡沒有人出航🚢。"} {
		span := last[align.Version(v)]
		if got := string([]rune(texts[v])[span[0]:span[1]]); got != want {
			t.Errorf("%s: the last group is %q, want %q", align.Version(v), got, want)
		}
	}
}
