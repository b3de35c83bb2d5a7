package clash

import (
	"testing"

	"triptych/align"
	"triptych/align/reading"
)

// TestClashes: who is odd, and in what, where versions disagree about quantities. The
// cases of the rules, in align/check, show the rest.
func TestClashes(t *testing.T) {
	for _, c := range []struct {
		name string
		text [3]string
		how  Manner
		odd  align.Version
		n    int
	}{
		{"a sign lost", [3]string{"It was -12°C at noon.", "中午气温12°C。", "中午氣溫-12°C。"}, InSign, align.Hans, 1},
		{"a figure lost", [3]string{"The town planted 640 lime trees.", "该镇种下了椴树。", "該鎮種下了640棵椴樹。"}, InValue, align.Hans, 1},
		{"a year said as the next one", [3]string{"He left in 1913 and came back in 1914.", "他1913年离开，1914年回来。", "他1913年離開，翌年回來。"}, 0, 0, 0},
		{"a million by its name", [3]string{"Every million of them saves a river.", "每装100万台，就能救下一条河。", "每裝100萬台，就能救下一條河。"}, 0, 0, 0},
		{"all the same", [3]string{"It has 640 trees.", "它有640棵树。", "它有640棵樹。"}, 0, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			var words reading.Frequency
			got := (&Unit{Texts: reading.New(c.text, &words)}).Clashes()
			if len(got) != c.n {
				t.Fatalf("%d clashes, want %d: %+v", len(got), c.n, got)
			}
			if c.n > 0 && (got[0].How != c.how || got[0].Odd == nil || *got[0].Odd != c.odd) {
				t.Errorf("%+v", got[0])
			}
		})
	}
}
