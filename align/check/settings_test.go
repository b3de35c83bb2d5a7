package check

import (
	"fmt"
	"path/filepath"
	"reflect"
	"testing"

	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"triptych/align"
)

// onRequest are settings that leave every rule on, also those on request.
func onRequest() Settings {
	s := Settings{Severity: map[string]Severity{}}
	for _, r := range All {
		if r.State == OnRequest {
			s.Severity[r.ID] = r.Severity
		}
	}
	return s
}

// book is a document whose facts are worked out once, to be checked under many
// settings. Only what rules are run and shown may depend on those.
type book struct {
	stats *Stats
	cases []*Case
	all   map[string][]Finding // with every rule on
}

func newBook(units []Unit) *book {
	b := &book{}
	b.stats, b.cases = newStats(units, Settings{})
	b.all = b.find(onRequest())
	return b
}

// find sorts the findings of the document by their rules, and leaves out what
// settings may change.
func (b *book) find(s Settings) map[string][]Finding {
	stats := *b.stats
	stats.settings, stats.plan = s, s.plan()
	out := map[string][]Finding{}
	for _, c := range b.cases {
		c.Stats, c.found = &stats, nil
		for _, f := range c.run() {
			if s.Severity[f.Check] != "" {
				f.Severity = ""
			}
			out[f.Check] = append(out[f.Check], f)
		}
	}
	return out
}

// expect expects that each rule finds the same under s as with every rule on, and
// nothing where s turns it off. A rule that s gives a severity also shows what is a
// habit of the document: it is compared with what it finds under that severity alone.
func (b *book) expect(t interface{ Errorf(string, ...any) }, s Settings) {
	got := b.find(s)
	for i := range All {
		r := &All[i]
		want := b.all[r.ID]
		switch given, ok := s.Severity[r.ID]; {
		case !s.wants(r):
			want = nil
		case ok:
			one := onRequest()
			one.Severity[r.ID] = given
			want = b.find(one)[r.ID]
		}
		if !reflect.DeepEqual(got[r.ID], want) {
			t.Errorf("%s with off %v, severity %v:\n got %+v\nwant %+v", r.ID, s.Off, s.Severity, got[r.ID], want)
		}
	}
}

// documents are the cases of testdata, one document a file.
func documents(t testing.TB) [][]Unit {
	var out [][]Unit
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range files {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var units []Unit
		for i, f := range archive.Files {
			for j, u := range parseCase(t, name+" "+f.Name, string(f.Data)).units {
				u.ID = fmt.Sprintf("%d/%d", i, j)
				units = append(units, u)
			}
		}
		out = append(out, units)
	}
	return out
}

// TestSettings turns off every rule in turn, each over some of the cases (over all
// it takes long and shows no more): no other rule may find anything else for it.
func TestSettings(t *testing.T) {
	for i, units := range documents(t) {
		b := newBook(units)
		b.expect(t, Settings{}) // those on request are off
		for k, r := range All {
			if (i+k)%5 != 0 {
				continue
			}
			s := onRequest()
			delete(s.Severity, r.ID)
			s.Off = map[string]bool{r.ID: true}
			b.expect(t, s)
		}
	}
}

// TestSomeSettings does so with any rules off and any severities, over the cases
// and over texts whatever.
func TestSomeSettings(t *testing.T) {
	var books []*book
	for _, units := range documents(t) {
		books = append(books, newBook(units))
	}
	rapid.Check(t, func(rt *rapid.T) {
		var b *book
		if rapid.Bool().Draw(rt, "case") {
			b = rapid.SampledFrom(books).Draw(rt, "document")
		} else {
			b = newBook(rapid.SliceOfN(rapid.Custom(nastyUnit), 1, 4).Draw(rt, "units"))
		}
		s := Settings{Off: map[string]bool{}, Severity: map[string]Severity{}}
		for _, r := range All {
			switch rapid.IntRange(0, 9).Draw(rt, r.ID) {
			case 0, 1:
				s.Off[r.ID] = true
			case 2:
				s.Severity[r.ID] = rapid.SampledFrom(severities).Draw(rt, "severity")
			}
		}
		b.expect(rt, s)
	})
}

// TestSilence holds what the property rests on: a rule that is off still silences
// those that are after it.
func TestSilence(t *testing.T) {
	u := Unit{ID: "u", Text: [3]string{
		align.En:   "The ministers agreed to send more ammunition to the northern front and medical supplies to Kyiv.",
		align.Hans: "部长们同意向北方前线运送更多弹药，并向基辅运送医疗用品。",
		align.Hant: "部長們同意向北方前線運送更多彈藥，並向",
	}}
	for _, f := range Run(u, NewStats([]Unit{u}, Settings{Off: map[string]bool{"cmp.sentences": true}})) {
		if f.Check == "cmp.sentences" || f.Check == "cmp.truncated" {
			t.Errorf("unexpected: %+v", f)
		}
	}
}
