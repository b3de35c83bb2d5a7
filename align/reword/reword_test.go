package reword_test

import (
	"strings"
	"testing"

	"triptych/align"
	"triptych/align/need"
	"triptych/align/reading"
	"triptych/align/reword"
	"triptych/align/zh"
)

// changed marks in both Chinese texts, with [ and ], where they differ.
type changed struct {
	en, hans, hant string
	kind           reword.Kind // "" = it says nothing
	odd            string
}

var cases = []changed{
	{"They asked for a guarantee.", "他们要求[保证]。", "他們要求[機制]。", reword.Word, "zh-Hant"},
	{"It was late for the first time.", "这是[首次]晚点。", "這是[首度]晚點。", "", ""},
	{"The crane is mine.", "起重机是[我]的。", "起重機是[他]的。", reword.Person, "zh-Hant"},
	{"Sales rose.", "销售[上升]了。", "銷售[下降]了。", reword.Pole, "zh-Hant"},
	{"A bus driver, she meets the boat.", "她[是公交司机，]去接船。", "她[]去接船。", reword.Lost, "zh-Hant"},
	{"She meets the boat.", "她去接船[]。", "她去接船[，院子也歸她使用]。", reword.Added, "zh-Hant"},
	{"She meets the boat.", "她去接船[]。", "她去接船[了]。", "", ""},
	{"Trains in Auckland are late.", "[奥克兰]的火车晚点。", "[惠靈頓]的火車晚點。", reword.Name, "zh-Hant"},
	{"Zheng Weihan agrees.", "郑维[翰]同意。", "鄭維[瀚]同意。", reword.Name, ""},
	{"The plan may be changed.", "计划可以[改动]。", "計劃可以[變動]。", reword.Akin, "zh-Hans"},
}

func TestChanges(t *testing.T) {
	need.Dictionaries(t, zh.Available())
	for _, c := range cases {
		hans, at := unmark(c.hans)
		hant, there := unmark(c.hant)
		frequency := &reading.Frequency{}
		u := reading.New([3]string{c.en, hans, hant}, frequency)
		for _, v := range align.Versions {
			u.Words(v)
		}
		*frequency = reading.FitFrequency([]*reading.Texts{u})
		got := reword.Changes(u, []reword.Place{{at, there}})
		if len(got) == 0 {
			if c.kind != "" {
				t.Errorf("%s | %s: nothing, want %s", c.hans, c.hant, c.kind)
			}
			continue
		}
		odd := ""
		if got[0].Odd != nil {
			odd = got[0].Odd.String()
		}
		if got[0].Kind != c.kind || odd != c.odd {
			t.Errorf("%s | %s: %s, odd %q; want %s, %q", c.hans, c.hant, got[0].Kind, odd, c.kind, c.odd)
		}
	}
}

// unmark takes the marks out of a text and returns what stands between them.
func unmark(text string) (string, reading.Span) {
	before, rest, _ := strings.Cut(text, "[")
	within, after, _ := strings.Cut(rest, "]")
	from := len([]rune(before))
	return before + within + after, reading.Span{from, from + len([]rune(within))}
}
