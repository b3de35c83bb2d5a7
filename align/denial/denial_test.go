package denial_test

import (
	"testing"

	"triptych/align"
	"triptych/align/denial"
	"triptych/align/lexicon"
	"triptych/align/need"
	"triptych/align/reading"
)

func read(text [3]string) *reading.Texts {
	var f reading.Frequency
	u := reading.New(text, &f)
	for _, v := range align.Versions {
		u.Words(v)
	}
	f = reading.FitFrequency([]*reading.Texts{u})
	return u
}

func TestDenials(t *testing.T) {
	need.Dictionaries(t, lexicon.Complete())
	for _, c := range []struct {
		text string
		v    align.Version
		sure int
	}{
		{"The ministers did not sign the treaty.", align.En, 1},
		{"Not only ministers signed the treaty.", align.En, 0},
		{"No more than three ministers signed it.", align.En, 0},
		{"No doubt the ministers signed it.", align.En, 0},
		{"部长们没有签署条约。", align.Hans, 1},
		{"不超过三名部长签署了条约。", align.Hans, 0},
		{"部长们是不是签署了条约？", align.Hans, 0},
		{"雷克雅未克的部长们签署了条约。", align.Hans, 0},
	} {
		var text [3]string
		text[c.v] = c.text
		u := denial.Unit{Texts: read(text)}
		if got := len(u.Denials(c.v).Sure); got != c.sure {
			t.Errorf("%s: %d denials, want %d", c.text, got, c.sure)
		}
	}
}

func TestFlipped(t *testing.T) {
	need.Dictionaries(t, lexicon.Complete())
	for _, c := range []struct {
		text [3]string
		odd  align.Version
		ok   bool
	}{
		{[3]string{"The government will not raise taxes.", "政府不会提高税收。", "政府會提高稅收。"}, align.Hant, true},
		{[3]string{"The government will not raise taxes.", "政府不会提高税收。", "政府不會提高稅收。"}, 0, false},
		{[3]string{"The talks remain open.", "谈判尚无定论。", "談判尚無定論。"}, 0, false},
	} {
		u := denial.Unit{Texts: read(c.text)}
		f, ok := u.Flipped()
		if ok != c.ok || ok && (f.Odd == nil || *f.Odd != c.odd) {
			t.Errorf("%v: %+v %v", c.text, f, ok)
		}
	}
}
