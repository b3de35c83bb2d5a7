package format

import (
	"archive/zip"
	"bytes"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"triptych/align"
)

// archives makes the files of testdata/office.txtar.
func archives(t testing.TB) (files []txtar.File) {
	t.Helper()
	a, err := txtar.ParseFile("testdata/office.txtar")
	if err != nil {
		t.Fatal(err)
	}
	members := map[string]map[string][]byte{}
	var names []string
	for _, f := range a.Files {
		name, member, _ := strings.Cut(f.Name, "/")
		if members[name] == nil {
			members[name] = map[string][]byte{}
			names = append(names, name)
		}
		members[name][member] = bytes.TrimSuffix(f.Data, []byte("\n"))
	}
	for _, name := range names {
		files = append(files, txtar.File{Name: name, Data: zipped(t, members[name])})
	}
	return files
}

func zipped(t testing.TB, members map[string][]byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range sortedNames(members) {
		m, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		m.Write(members[name])
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func sortedNames(members map[string][]byte) []string {
	return slices.Sorted(maps.Keys(members))
}

// TestOffice reads the texts of office documents and books.
func TestOffice(t *testing.T) {
	want := map[string]string{
		"river.docx": "heading The River Will Not Wait\ntext Last summer the river ran dry. Nobody knew & nobody asked.\nitem One two\ntext A note.\naside Draft\n",
		"deck.pptx":  "heading 这条河\ntext 它断流了。\ntext 最后一页的文字\n",
		"words.xlsx": "text The river\n",
		"river.odt":  "heading The river\ntext It ran dry\ntext A note.\ntext in August.\nitem One thing\n",
		"river.epub": "heading The river\ntext It ran dry in August.\nitem One thing\nquote Said she.\n",
	}
	for _, f := range archives(t) {
		file, err := Read(f.Name, f.Data, align.En, Auto)
		if err != nil {
			t.Fatal(f.Name, err)
		}
		var got strings.Builder
		for _, s := range file.Segments {
			got.WriteString(string(s.Kind) + " " + s.Text + "\n")
		}
		if got.String() != want[f.Name] {
			t.Errorf("%s: got\n%swant\n%s", f.Name, got.String(), want[f.Name])
		}
	}
}

// TestOfficeMembers: an edit leaves every other member as it was, also compressed, and the
// marks of its own where they were.
func TestOfficeMembers(t *testing.T) {
	docx := archives(t)[0]
	file, err := Read(docx.Name, docx.Data, align.En, Auto)
	if err != nil {
		t.Fatal(err)
	}
	v := align.En
	out, _, err := Patch(docx.Name, docx.Data, &v, Auto, []Edit{{v, file.Keys[1], "Last winter the river ran dry. Nobody knew & nobody asked."}})
	if err != nil {
		t.Fatal(err)
	}
	before, _ := zip.NewReader(bytes.NewReader(docx.Data), int64(len(docx.Data)))
	after, err := zip.NewReader(bytes.NewReader(out), int64(len(out)))
	if err != nil || len(after.File) != len(before.File) {
		t.Fatal(err, len(after.File))
	}
	for i, f := range after.File {
		a, b := member(t, before.File[i]), member(t, f)
		if f.Name == "word/document.xml" {
			a = strings.Replace(a, "summer", "winter", 1)
		}
		if a != b || f.Name != before.File[i].Name {
			t.Errorf("%s: %q, want %q", f.Name, b, a)
		}
	}
}

func member(t *testing.T, f *zip.File) string {
	t.Helper()
	r, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if _, err := b.ReadFrom(r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestHostile refuses what would take a machine down or read what is none of its business.
func TestHostile(t *testing.T) {
	word := func(document string) []byte {
		return zipped(t, map[string][]byte{"word/document.xml": []byte(document)})
	}
	locked := word("<w/>")
	for _, start := range []string{"PK\x03\x04", "PK\x01\x02"} {
		at := bytes.Index(locked, []byte(start))
		locked[at+map[string]int{"PK\x03\x04": 6, "PK\x01\x02": 8}[start]] |= 1
	}
	whole := word("<w><p><t>Text</t></p></w>")
	for name, c := range map[string]struct {
		file, key string
		data      []byte
	}{
		"bomb":      {"a.docx", "file.archive.large", word(bomb())},
		"locked":    {"a.docx", "file.locked", locked},
		"cut":       {"a.docx", "file.binary", whole[:len(whole)/2]},
		"picture":   {"a.docx", "file.binary", []byte("\xFF\xD8\xFF\xE0 a picture")},
		"no XML":    {"a.docx", "file.xml", word("<w><p><t>Text</p></w>")},
		"deep":      {"a.docx", "file.xml.deep", word(strings.Repeat("<w>", 1_000_000))},
		"deep JSON": {"a.json", "file.json", []byte(strings.Repeat("[", 1_000_000))},
		"entity":    {"a.tmx", "file.xml", []byte(`<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tmx version="1.4"><body><tu><tuv xml:lang="en"><seg>&x;</seg></tuv></tu></body></tmx>`)},
		"deep TMX":  {"a.tmx", "file.xml.deep", []byte(`<tmx version="1.4">` + strings.Repeat("<hi>", 100_000))},
		"no unit":   {"a.tmx", "file.no_text", []byte(`<tmx version="1.4"><body><tuv xml:lang="en"><seg>Lost</seg></tuv></body></tmx>`)},
		"PDF":       {"a.pdf", "file.binary", []byte("%PDF-1.7")},
	} {
		_, err := Open(c.file, c.data, nil, Auto)
		var p *Problem
		if !errors.As(err, &p) || p.Key != c.key || p.Remedy == "" {
			t.Errorf("%s: %v, want %s", name, err, c.key)
		}
	}
}

// bomb is a text that its archive holds in a thousandth of its size.
func bomb() string {
	return strings.Repeat(" ", chosen.file.unpacked+1)
}
