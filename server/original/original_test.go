package original

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"triptych/align"
	"triptych/align/format"
	"triptych/align/intake"
	"triptych/server/founding"
	"triptych/server/store"
)

// made makes a document of files in a database of its own.
func made(t *testing.T, sources ...intake.Source) (*store.Store, *store.Document) {
	return arranged(t, func([]align.Unit) {}, sources...)
}

// arranged makes a document of files when somebody has put the units right.
func arranged(t *testing.T, arrange func([]align.Unit), sources ...intake.Source) (*store.Store, *store.Document) {
	t.Helper()
	st, err := store.Open(filepath.Join(t.TempDir(), "t.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	g, err := intake.Gather(sources, format.Auto)
	if err != nil {
		t.Fatal(err)
	}
	p, err := g.Propose(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	arrange(p.Units)
	d, err := founding.Document("A title", p.Segs, p.Units, 100_000)
	if err != nil {
		t.Fatal(err)
	}
	d.Also = Keep(sources, g, format.Auto, d.Segs, d.Units)
	id, err := st.Create(d, nil)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := st.Load(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return st, doc
}

func back(t *testing.T, st *store.Store, d *store.Document, place int, v align.Version) (string, []string) {
	t.Helper()
	f, err := Load(context.Background(), st, d.ID, place)
	if err != nil {
		t.Fatal(err)
	}
	data, problems, err := f.Back(d, v)
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, p := range problems {
		keys = append(keys, p.Key)
	}
	return string(data), keys
}

func source(v align.Version, name, text string) intake.Source {
	return intake.Source{Name: name, Data: []byte(text), Version: &v}
}

const (
	english = "# The river\n\nIt ran dry\nin August.\n\nNobody knew.\n"
	chinese = "# 这条河\n\n它八月断流了。\n\n没有人知道。\n"
)

// TestBackTurned: paragraphs that changed places stand where they stood in the file.
func TestBackTurned(t *testing.T) {
	turn := func(units []align.Unit) {
		units[1], units[2] = units[2], units[1]
		units[0].Segs[align.Hans], units[1].Segs[align.Hans] = units[1].Segs[align.Hans], units[0].Segs[align.Hans]
	}
	st, d := arranged(t, turn, source(align.En, "a.md", english), source(align.Hans, "a.zh.md", chinese))
	if got := d.Units[1].Segs[align.En][0].Text; got != "Nobody knew." {
		t.Fatalf("the second unit says %q", got)
	}
	for place, want := range []string{english, chinese} {
		if got, told := back(t, st, d, place, align.Version(place)); got != want || told != nil {
			t.Errorf("file %d: %q %v", place, got, told)
		}
	}
}

// TestBack: a file comes back as it was until somebody edits, and then with that text.
func TestBack(t *testing.T) {
	st, d := made(t, source(align.En, "a.md", english), source(align.Hans, "a.zh.md", chinese))
	for place, want := range []string{english, chinese} {
		if got, told := back(t, st, d, place, align.Version(place)); got != want || told != nil {
			t.Errorf("file %d: %q %v", place, got, told)
		}
	}
	d.Units[1].Segs[align.En][0].Text = "It ran dry in July."
	if got, _ := back(t, st, d, 0, align.En); got != strings.Replace(english, "August", "July", 1) {
		t.Errorf("got %q", got)
	}
	got, told := back(t, st, d, 0, align.Hans) // the English file in Chinese
	if got != chinese || told != nil {
		t.Errorf("got %q %v", got, told)
	}
}

// TestBackTells: what was joined, parted or is missing is told.
func TestBackTells(t *testing.T) {
	st, d := made(t, source(align.En, "a.md", english), source(align.Hans, "a.zh.md", chinese))
	first, second := &d.Units[1], &d.Units[2]
	parted := first.Segs[align.En][0]
	parted.ID, parted.Text = "new", "Put in."
	first.Segs[align.En] = append(first.Segs[align.En], parted)
	got, told := back(t, st, d, 0, align.En)
	if !strings.Contains(got, "Put in.") || strings.Join(told, " ") != "back.joined" {
		t.Errorf("got %q %v", got, told)
	}
	first.Segs[align.En] = first.Segs[align.En][:1]
	first.Segs[align.En][0].Text += " " + second.Segs[align.En][0].Text
	second.Segs[align.En] = nil
	got, told = back(t, st, d, 0, align.En)
	if strings.Count(got, "Nobody knew.") != 1 || strings.Join(told, " ") != "back.emptied" {
		t.Errorf("got %q %v", got, told)
	}
	if got, told = back(t, st, d, 0, align.Hant); got != english || strings.Join(told, " ") != "back.missing" {
		t.Errorf("got %q %v", got, told)
	}
}

// TestBackBilingual: two files with the same source are one document, and each gets its
// own language back, also where it had nothing.
func TestBackBilingual(t *testing.T) {
	file := func(lang, target string) string {
		return `<xliff version="1.2"><file source-language="en" target-language="` + lang + `" original="a"><body>` + "\r\n" +
			`<trans-unit id="1" approved="yes"><source>Open <x id="1"/>it</source>` + target + `<note>Keep</note></trans-unit></body></file></xliff>`
	}
	hans, hant := file("zh-CN", "<target state='final'>打开<x id=\"1\"/>它</target>"), file("zh-TW", "")
	st, d := made(t, intake.Source{Name: "a.zh_CN.xlf", Data: []byte(hans)}, intake.Source{Name: "a.zh_TW.xlf", Data: []byte(hant)})
	if got, told := back(t, st, d, 0, align.Hans); got != hans || told != nil {
		t.Errorf("got %q %v", got, told)
	}
	d.Units[0].Segs[align.Hans][0].Text = "请打开它"
	if got, _ := back(t, st, d, 0, align.Hans); got != strings.Replace(hans, "打开<", "请打开<", 1) {
		t.Errorf("got %q", got)
	}
	d.Units[0].Segs[align.Hant][0].Text = "開啟 & 它"
	if got, told := back(t, st, d, 1, align.Hant); got != file("zh-TW", "<target>開啟 &amp; 它</target>") {
		t.Errorf("got %q %v", got, told)
	}
}
