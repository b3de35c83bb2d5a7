package format

import (
	"strings"
	"testing"

	"triptych/align"
)

func TestPlotShowsEveryUnitOnce(t *testing.T) {
	var doc align.Document
	doc[align.En] = []align.Segment{{Text: "One <b>."}, {Text: "Two."}, {Text: "Three."}}
	doc[align.Hans] = []align.Segment{{Text: "一。"}, {Text: "三。"}}
	units := []align.Unit{
		{Segs: [3][]int{{0}, {0}, nil}, Confidence: .95, Why: []string{"numbers: 1"}},
		{Segs: [3][]int{{1}, nil, nil}, Confidence: .4},
		{Segs: [3][]int{{2}, {1}, nil}, Confidence: .7},
	}
	var out strings.Builder
	if err := WriteHTML(&out, doc, units); err != nil {
		t.Fatal(err)
	}
	page := out.String()
	for what, n := range map[string]int{
		"<rect": 3, `class="sure" x=`: 1, `class="likely" x=`: 1, `class="doubtful" x=`: 1, "<svg": 1, "One &lt;b&gt;.": 1, "numbers: 1": 2, "http": 0, "<script": 0,
	} {
		if got := strings.Count(page, what); got != n {
			t.Errorf("%q stands there %d times, not %d", what, got, n)
		}
	}
}
