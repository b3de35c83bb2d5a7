package name_test

import (
	"testing"

	"triptych/align"
	"triptych/align/lexicon"
	"triptych/align/name"
	"triptych/align/need"
	"triptych/align/reading"
)

func unit(text [3]string) *name.Unit {
	var f reading.Frequency
	u := reading.New(text, &f)
	for _, v := range align.Versions {
		u.Words(v)
	}
	texts := []*reading.Texts{u}
	f = reading.FitFrequency(texts)
	s := name.FitSpellings(texts)
	return &name.Unit{Texts: u, Spellings: &s}
}

// A name is met by its listed forms, by its sound, by the sign of its country and by
// what it means.
func TestMet(t *testing.T) {
	need.Dictionaries(t, lexicon.Complete())
	for _, c := range []struct {
		english, name, chinese string
		met                    bool
	}{
		{"Talks with Russia go on.", "Russia", "与俄罗斯的谈判仍在继续。", true},
		{"Talks with Russia go on.", "Russia", "与莫斯科的谈判仍在继续。", true},
		{"Talks with Russia go on.", "Russia", "对俄谈判仍在继续。", true},
		{"Talks with Russia go on.", "Russia", "与法国的谈判仍在继续。", false},
		{"The box, said Zommer, is empty.", "Zommer", "佐默说箱子是空的。", true},
		{"The box, said Zommer, is empty.", "Zommer", "他说箱子是空的。", false},
	} {
		u := unit([3]string{c.english, c.chinese, ""})
		found := false
		for _, m := range u.Mentions(align.En) {
			if m.Text != c.name {
				continue
			}
			found = true
			if got := u.Met(m, align.En, align.Hans); got != c.met {
				t.Errorf("%s in %s: %v", c.name, c.chinese, got)
			}
			if !u.Met(m, align.En, align.En) {
				t.Errorf("%s is not met in its own text", c.name)
			}
		}
		if !found {
			t.Errorf("%s is no name in %s", c.name, c.english)
		}
	}
}

func TestMisnamed(t *testing.T) {
	need.Dictionaries(t, lexicon.Complete())
	u := unit([3]string{"Talks with Russia go on.", "与俄罗斯的谈判仍在继续。", "與法國的談判仍在繼續。"})
	got := u.Misnamed()
	if len(got) != 1 || got[0].In != align.Hant || got[0].Strange.Text != "法國" || !got[0].Witness {
		t.Errorf("%+v", got)
	}
}
