package sound_test

import (
	"fmt"
	"testing"

	"triptych/align/lexicon"
	"triptych/align/need"
	"triptych/align/sound"
)

func ExampleConsonants() {
	fmt.Println(sound.Consonants("kissinger"), sound.Consonants("smith"), sound.Consonants("carter"))
	// Output: KSNSR SNH KRTR
}

func TestLike(t *testing.T) {
	need.Dictionaries(t, lexicon.Complete())
	for _, c := range []struct {
		name, form string
		alike      bool
	}{
		{"kissinger", "基辛格", true},
		{"smith", "史密斯", true},
		{"carter", "卡特", true},
		{"obama", "奥巴马", true},
		{"obama", "卡特", false},
		{"io", "卡特", false}, // nothing to compare
	} {
		x := sound.Like(c.name, c.form)
		if x < 0 || x > 1 || (x >= sound.Alike()) != c.alike {
			t.Errorf("%s, %s: %.2f, want alike %v", c.name, c.form, x, c.alike)
		}
	}
}

func TestSpoken(t *testing.T) {
	if got := fmt.Sprint(sound.Spoken("josé müller-łódź")); got != "[jose muller lodz]" {
		t.Error(got)
	}
}
