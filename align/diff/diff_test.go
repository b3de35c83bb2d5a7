package diff_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"triptych/align/diff"
)

func ExampleWords() {
	a, b := []rune("北约派出300,000名士兵。"), []rune("北约增派30万名士兵。")
	for _, e := range diff.Words(a, b) {
		if e.Same {
			fmt.Printf("=%s ", string(a[e.From[0]:e.From[1]]))
			continue
		}
		fmt.Printf("-%s+%s ", string(a[e.From[0]:e.From[1]]), string(b[e.To[0]:e.To[1]]))
	}
	// Output: =北约 -+增 =派 -出300,000+30万 =名士兵。
}

// What the package promises: the edits cover both texts without gaps, and what
// is marked the same is the same.
func TestWords(t *testing.T) {
	parts := []string{"北约", "说", "NATO", " ", "300", "万", "，", "don’t", "決定", "x"}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SliceOfN(rapid.SampledFrom(parts), 0, 20)
		join := func(p []string) (out []rune) {
			for _, s := range p {
				out = append(out, []rune(s)...)
			}
			return out
		}
		a, b := join(text.Draw(t, "a")), join(text.Draw(t, "b"))
		i, j := 0, 0
		for _, e := range diff.Words(a, b) {
			if e.From[0] != i || e.To[0] != j {
				t.Fatalf("gap before %v", e)
			}
			i, j = e.From[1], e.To[1]
			if e.Same && string(a[e.From[0]:i]) != string(b[e.To[0]:j]) {
				t.Fatalf("%v is not the same", e)
			}
		}
		if i != len(a) || j != len(b) {
			t.Fatalf("ends at %d and %d of %d and %d", i, j, len(a), len(b))
		}
	})
}
