package align_test

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"

	"triptych/align"
)

// articleUnits reads the units of one of the project's own articles.
func articleUnits(t *testing.T, name string) (units [][3]string) {
	data, err := os.ReadFile("check/testdata/articles/" + name + ".jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		var u struct {
			En   string `json:"en"`
			Hans string `json:"zh-Hans"`
			Hant string `json:"zh-Hant"`
		}
		if err := json.Unmarshal([]byte(line), &u); err != nil {
			t.Fatal(err)
		}
		units = append(units, [3]string{u.En, u.Hans, u.Hant})
	}
	return units
}

// Two translations that were left half done have hardly a word in common where one
// goes on behind a gap and the other holds the English text still. Alone they are lined
// up across each other for pages; English, which meets both, says where they meet.
func TestThirdVersionSaysWhereTheOthersMeet(t *testing.T) {
	var all [][3]string
	for _, name := range []string{"streets", "flood", "battery", "classroom"} {
		all = append(all, articleUnits(t, name)...)
	}
	var doc align.Document
	var want []align.Unit
	add := func(u *align.Unit, v align.Version, text string) {
		u.Segs[v] = []int{len(doc[v])}
		doc[v] = append(doc[v], align.Segment{Text: text, Kind: align.Text})
	}
	for n, texts := range all[:44] {
		var u align.Unit
		add(&u, align.En, texts[align.En])
		if n < 8 || n >= 24 {
			add(&u, align.Hans, texts[align.Hans])
		}
		if n < 8 {
			add(&u, align.Hant, texts[align.Hant])
		} else if n < 27 {
			add(&u, align.Hant, texts[align.En])
		}
		want = append(want, u)
	}
	units, err := align.Units(doc, align.Options{Lexicon: lex(t)})
	if err != nil {
		t.Fatal(err)
	}
	right := 0
	for _, w := range want {
		for _, u := range units {
			if reflect.DeepEqual(w.Segs, u.Segs) {
				right++
			}
		}
	}
	if right < len(want)-1 {
		t.Errorf("%d of %d units are right: %s", right, len(want), shapes(units))
	}
}

// A heading that one version lacks, where another has nothing at all, is not swallowed
// by the paragraph behind it though both speak of the same.
func TestHeadingThatIsNotTranslatedStandsAlone(t *testing.T) {
	doc := align.Document{
		segments(`Storm closes the harbour of Tamsui
Ferry lines removed from the timetable
The following ferry lines are removed from the timetable.
Line 4 to Bali and line 7 to Fisherman's Wharf stop in October.`),
		segments(`暴风雨令淡水港关闭
时刻表中删除了以下渡轮航线。
前往八里的4号线和前往渔人码头的7号线于10月停航。`),
		segments(`暴風雨令淡水港關閉`),
	}
	units, err := align.Units(doc, align.Options{Lexicon: lex(t)})
	if err != nil {
		t.Fatal(err)
	}
	want := "[0][0][0] [1][][] [2][1][] [3][2][]"
	if got := shapes(units); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
