package format

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/need"
)

// backAndForth reads a file and writes it back: as it is, which must give its bytes, and
// with one text changed, which must change that text and no other.
func backAndForth(t *testing.T, name string, data []byte, tries int) {
	t.Helper()
	opened, err := Open(name, data, nil, Auto)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var asked *align.Version // of a file that holds one version
	if len(opened.Files) == 1 {
		for v := range opened.Files {
			asked = &v
		}
	}
	same, problems, err := Patch(name, data, asked, Auto, edits(opened, "", ""))
	if err != nil || len(problems) > 0 || !bytes.Equal(same, data) {
		t.Fatalf("%s without an edit: %v %v, equal %v", name, err, problems, bytes.Equal(same, data))
	}
	for _, v := range align.Versions {
		f := opened.Files[v]
		if f == nil {
			continue
		}
		step := max(1, len(f.Keys)/tries)
		for i := 0; i < len(f.Keys); i += step {
			old := f.Segments[i].Text
			if f.Segments[i].Kind == align.NonContent || opened.Format == "html" && i == 0 { // a title stands in two places
				continue // and behind code anything may be of another kind
			}
			for _, now := range altered(old) {
				if now == old || strings.TrimSpace(now) == "" {
					continue
				}
				checkEdit(t, name, data, opened, asked, v, i, now)
			}
		}
	}
}

// altered gives a text with one letter changed in the middle and with something behind it:
// as little as possible, so that a file whose layout is guessed is read as before.
func altered(s string) (all []string) {
	r := []rune(s)
	for i := len(r) / 2; i < len(r); i++ {
		now := rune(0)
		switch {
		case letter.HanScript(r[i]):
			now = '中'
		case r[i] >= 'a' && r[i] <= 'z' && i > 0 && i+1 < len(r):
			now = 'q'
		}
		if now != 0 && r[i] != now {
			all = append(all, string(r[:i])+string(now)+string(r[i+1:]))
			break
		}
	}
	last := r[len(r)-1]
	switch {
	case letter.HanScript(last):
		all = append(all, s+"中")
	case last >= 'a' && last <= 'z':
		all = append(all, s+"q & <q>")
	}
	return all
}

func edits(o *Opened, key, text string) (all []Edit) {
	for v, f := range o.Files {
		for i, k := range f.Keys {
			e := Edit{v, k, f.Segments[i].Text}
			if k == key {
				e.Text = text
			}
			all = append(all, e)
		}
	}
	return all
}

func checkEdit(t *testing.T, name string, data []byte, before *Opened, asked *align.Version, v align.Version, i int, now string) {
	t.Helper()
	old := before.Files[v]
	was := old.Segments[i].Text
	e := Edit{v, old.Keys[i], now}
	out, problems, err := Patch(name, data, asked, Auto, []Edit{e})
	if len(problems) > 0 && problems[0].Code == CodePlace {
		return // told: this text has no place
	}
	if p := (*Problem)(nil); errors.As(err, &p) && p.Key == "back.encoding" {
		return
	}
	if err != nil {
		t.Fatalf("%s: %q for %q: %v", name, now, was, err)
	}
	after, err := Open(name, out, asked, Auto)
	if err != nil {
		t.Fatalf("%s: %q for %q cannot be read any more: %v", name, now, was, err)
	}
	wrong := 0
	for w, f := range before.Files {
		g := after.Files[w]
		if g == nil || len(g.Segments) != len(f.Segments) {
			t.Errorf("%s: %q for %q: %s had %d texts", name, now, was, w, len(f.Segments))
			return
		}
		for j, s := range f.Segments {
			want := s.Text
			if w == v && j == i {
				want = now
			}
			if got := g.Segments[j].Text; squeeze(got) != squeeze(want) && wrong < 3 {
				wrong++
				t.Errorf("%s: %q for %q: text %d is %q, want %q", name, now, was, j, got, want)
			}
		}
	}
}

// TestCorporaBack reads real files and writes them back.
func TestCorporaBack(t *testing.T) {
	root := filepath.Join(need.Corpora(t), "formats")
	n := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.Contains(path, "schemas") || strings.Contains(path, "_in_ref") /* sets of characters */ {
			return err
		}
		name, _ := filepath.Rel(root, path)
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		opened, err := Open(filepath.Base(name), data, nil, Auto)
		if err != nil {
			t.Logf("%s: %v", name, err)
			return nil
		}
		texts := ""
		for _, v := range align.Versions {
			if f := opened.Files[v]; f != nil {
				texts += " " + v.String() + " " + strconv.Itoa(len(f.Segments))
			}
		}
		t.Logf("%s: %s%s", name, opened.Format, texts)
		if KindOf(opened.Format).Back {
			n++
			t.Run(name, func(t *testing.T) { backAndForth(t, filepath.Base(name), data, 3) })
		}
		return nil
	})
	if err != nil || n < 50 {
		t.Errorf("%d files were written back: %v", n, err)
	}
}
