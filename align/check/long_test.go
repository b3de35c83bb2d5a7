package check

import (
	"fmt"
	"strings"
	"testing"
)

// longKinds are what a cell may be full of, with numbers put in.
var longKinds = []struct{ name, en, zh string }{
	{"numbers", "It has %d people. ", "有%d人。"},
	{"percents", "from %d%% to %d%% ", "从%d%%到%d%%，"},
	{"dates", "on July 3, 20%02d and ", "20%02d年7月3日，"},
	{"names", "John Smith met Barack Obama and ", "约翰·史密斯会见奥巴马，"},
	{"quotes", "“Yes,” he said. ", "他说：“是的。”"},
	{"opens", "“yes ", "“是"},
	{"sentences", "The house stands here. ", "房子在这里。"},
	{"negations", "he did not go and ", "他没有去，"},
	{"latin", "NATO and UTF-8 ", "NATO和UTF-8"},
	{"brackets", "(one ", "（一"},
	{"numbers run", "%d ", "%d "},
	{"onesentence", "the house stands here and ", "房子在这里，"},
	{"urls", "https://a.b/%d ", "https://a.b/%d "},
	{"tags", "<b>x</b> ", "<b>字</b>"},
	{"acronyms", "the NATO (North Atlantic Treaty Organization) ", "北大西洋公约组织（北约）"},
	{"modal", "he must say that ", "他必须说"},
	{"times", "at 3:%02d p.m. ", "下午3点%02d分，"},
	{"units", "%d km and $%d million, ", "%d公里和%d万美元，"},
}

// longText repeats a piece up to n characters.
func longText(f string, n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n*3 && len([]rune(f))*i < n; i++ {
		c := strings.Count(strings.ReplaceAll(f, "%%", ""), "%")
		args := make([]any, c)
		for k := range args {
			args[k] = i%97 + k
		}
		fmt.Fprintf(&b, f, args...)
	}
	return b.String()
}

// BenchmarkLong checks and explains cells that hold one sort of thing over and over:
// four times the length must cost little more than four times as much.
func BenchmarkLong(b *testing.B) {
	for _, k := range longKinds {
		for _, n := range []int{20_000, 80_000} {
			b.Run(fmt.Sprint(k.name, "/", n), func(b *testing.B) {
				u := Unit{ID: "u"}
				zh := longText(k.zh, n*2/3)
				u.Text = [3]string{longText(k.en, n), zh, zh}
				for b.Loop() {
					stats := NewStats([]Unit{u}, Settings{})
					Run(u, stats)
					Explain(b.Context(), u, stats, "en")
				}
			})
		}
	}
}
