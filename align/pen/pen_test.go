package pen_test

import (
	"testing"

	"triptych/align"
	"triptych/align/lexicon"
	"triptych/align/need"
	"triptych/align/pen"
	"triptych/align/reading"
)

func TestWrongCharacter(t *testing.T) {
	need.Dictionaries(t, lexicon.Complete())
	var f reading.Frequency
	for _, c := range []struct{ en, hans, hant, meant string }{
		{"He takes an active part.", "他积级参加。", "他積極參加。", "积极"},
		{"He takes an active part.", "他积极参加。", "他積極參加。", ""},
		{"Leeds won.", "里兹队赢了。", "利茲隊贏了。", ""},
		{"He paid the bill.", "他付帐。", "他付賬。", ""},
	} {
		u := reading.New([3]string{c.en, c.hans, c.hant}, &f)
		w, ok := pen.WrongCharacter(u, align.Hans, true)
		if ok != (c.meant != "") || w.Meant != c.meant {
			t.Errorf("%s: %+v, want %q", c.hans, w, c.meant)
		}
	}
}

func TestLeftIn(t *testing.T) {
	need.Dictionaries(t, lexicon.Complete())
	var f reading.Frequency
	no, never := func(string) bool { return false }, func(int) bool { return false }
	for _, c := range []struct {
		en, hans string
		words    int
	}{
		{"It is a heat pump.", "这是heat pump。", 2},
		{"It is a heat pump.", "这是热泵（heat pump）。", 0},
		{"It runs on Windows.", "它在Windows上运行。", 0},
	} {
		u := reading.New([3]string{c.en, c.hans, ""}, &f)
		if left, _ := pen.LeftIn(u, align.Hans, no, never); left.Words != c.words {
			t.Errorf("%s: %+v", c.hans, left)
		}
	}
}
