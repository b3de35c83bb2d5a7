package opposite

import (
	"strings"
	"testing"

	"triptych/align"
	"triptych/align/reading"
)

func TestStands(t *testing.T) {
	for _, row := range []struct {
		v          align.Version
		text, want string
	}{
		{align.En, "Prices rose after the storm.", "time1 change0"},
		{align.En, "Prices rose and fell.", ""},
		{align.Hans, "价格在风暴之后上涨。", "time1 change0"},
		{align.Hant, "價格在風暴之前下跌。", "time0 change1"},
		{align.Hans, "目前很忙。", ""},
		{align.En, "It opens in late May.", "access0 month1"},
		{align.Hans, "东北部有雪。", "compass4"},
	} {
		var texts [3]string
		texts[row.v] = row.text
		u := reading.New(texts, nil)
		var got []string
		for _, s := range Stands(u, row.v, reading.Span{0, len([]rune(row.text))}) {
			got = append(got, s.Axis+string(rune('0'+s.Pole)))
		}
		if g := strings.Join(got, " "); g != row.want {
			t.Errorf("%s: %q, want %q", row.text, g, row.want)
		}
	}
}
