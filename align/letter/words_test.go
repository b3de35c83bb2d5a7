package letter

import "testing"

func TestWords(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, " … ": 0, "One word": 2, "don’t re-read it": 3, "北约": 2, "3萬人": 3, "GDP增长5%": 4, "a，b": 2,
	} {
		if got := Words(text); got != want {
			t.Errorf("%q: %d words, want %d", text, got, want)
		}
	}
}
