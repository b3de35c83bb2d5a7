package format

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/need"
)

// show writes segments as testdata/read.txtar has them.
func show(segments []align.Segment) string {
	var b strings.Builder
	for _, s := range segments {
		fmt.Fprintf(&b, "%d %s %s\n", s.Line, s.Kind, strings.ReplaceAll(s.Text, "\n", "⏎"))
	}
	return b.String()
}

func modeIn(name string) Mode {
	for _, m := range []Mode{Line, Blank} {
		if strings.Contains(name, "("+string(m)+")") {
			return m
		}
	}
	return Auto
}

func TestReadCases(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/read.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(archive.Files); i += 2 {
		in, want := archive.Files[i], archive.Files[i+1]
		if strings.TrimSuffix(in.Name, filepath.Ext(in.Name))+".want" != want.Name {
			t.Fatalf("%s is followed by %s", in.Name, want.Name)
		}
		t.Run(in.Name, func(t *testing.T) {
			f, err := Read(in.Name, in.Data, align.En, modeIn(in.Name))
			if err != nil {
				t.Fatal(err)
			}
			if got := show(f.Segments); got != string(want.Data) {
				t.Errorf("got\n%swant\n%s", got, want.Data)
			}
		})
	}
}

// linesOf draws files of odd lines.
func linesOf() *rapid.Generator[string] {
	line := rapid.OneOf(
		rapid.Just(""), rapid.Just("   "), rapid.Just("　　"), rapid.Just("\t"),
		rapid.SampledFrom([]string{
			"By Zhang Yun", "Back to Top", "返回顶部", "2022年7月12日", "- item", "# head", "> quote", "```", "---", "English 简体 繁體",
			"A full sentence that goes on for quite a while, long enough to be taken for the running text of an article.",
			"这是一个足够长的句子，长得没有人会把它当成标题或者页面上的按钮，因为它说的是一件完整的事情。", "|a|b|", "<br>", "===", "a-", "b",
		}),
		rapid.StringMatching(`[ -~\x{4e00}-\x{4e40}，。\x{200b}\x{a0}]{0,30}`),
	)
	return rapid.Custom(func(r *rapid.T) string {
		end := rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(r, "end")
		return strings.Join(rapid.SliceOfN(line, 0, 30).Draw(r, "lines"), end)
	})
}

// Line mode gives every line that shows anything, in order, and nothing else.
func TestLineModeKeepsEveryLine(t *testing.T) {
	texts := linesOf()
	rapid.Check(t, func(r *rapid.T) {
		text := texts.Draw(r, "text")
		var want []string
		for i, l := range strings.Split(strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"), "\n") {
			if trimmed := strings.TrimFunc(l, letter.Trailing); trimmed != "" {
				want = append(want, fmt.Sprintf("%d %s", i+1, trimmed))
			}
		}
		f, err := Read("x.txt", []byte(text), align.En, Line)
		if err != nil {
			if len(want) > 0 {
				r.Fatalf("%v", err)
			}
			return
		}
		if len(f.Segments) != len(want) {
			r.Fatalf("%d lines became %d segments", len(want), len(f.Segments))
		}
		for i, s := range f.Segments {
			if got := fmt.Sprintf("%d %s", s.Line, s.Text); got != want[i] {
				r.Fatalf("line %q became %q", want[i], got)
			}
		}
	})
}

// No format and no mode loses or moves a visible character. (Markdown quotes
// lose the marks of the lines that are joined, so the marks are left out here.)
func TestNothingIsLost(t *testing.T) {
	texts := linesOf()
	rapid.Check(t, func(r *rapid.T) {
		text := texts.Draw(r, "text")
		name := rapid.SampledFrom([]string{"x.txt", "x.md"}).Draw(r, "name")
		mode := rapid.SampledFrom([]Mode{Auto, Blank, Line}).Draw(r, "mode")
		var got strings.Builder
		if f, err := Read(name, []byte(text), align.Hans, mode); err == nil {
			last := 0
			for _, s := range f.Segments {
				if s.Line <= last && last > 0 && s.Line != last {
					r.Fatalf("line %d after line %d", s.Line, last)
				}
				last = s.Line
				got.WriteString(s.Text)
			}
		}
		if a, b := visible(text), visible(got.String()); a != b {
			r.Fatalf("%s, %s: %q became %q", name, mode, a, b)
		}
	})
}

func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if letter.Trailing(r) || r == '>' {
			return -1
		}
		return r
	}, s)
}

func TestLongAndEmpty(t *testing.T) {
	for name, c := range map[string]struct {
		data string
		code string
		line int
	}{
		"nothing":     {"", CodeEmpty, 0},
		"blank lines": {"\n \n　\n", CodeEmpty, 0},
		"long":        {"short\n\n" + strings.Repeat("长", MaxSegment+1), CodeLong, 3},
	} {
		_, err := Read("x.txt", []byte(c.data), align.Hant, Auto)
		p, ok := err.(*Problem)
		if !ok || p.Code != c.code || p.Line != c.line || !p.Fatal || p.Version == nil || *p.Version != align.Hant || p.Remedy == "" {
			t.Errorf("%s gives %+v", name, err)
		}
	}
	if _, err := Read("x.txt", []byte(strings.Repeat("长", MaxSegment)), align.Hans, Auto); err != nil {
		t.Error(err)
	}
	f, err := Read("x.txt", []byte(strings.Repeat("A paragraph.\n\n", 100_000)), align.En, Auto)
	if err != nil || len(f.Segments) != 100_000 {
		t.Errorf("100,000 paragraphs give %v", err)
	}
}

// TRIPTYCH_CORPORA names a folder with real articles, trilingual/docs, one
// paragraph to a line: none of them may be set apart.
func TestCorporaHaveNoFurniture(t *testing.T) {
	root := need.Corpora(t)
	files, err := filepath.Glob(filepath.Join(root, "trilingual", "docs", "*.[ez][nh]*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no articles in %s", root)
	}
	segments, aside := 0, 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		f, err := Read("x.txt", data, align.En, Line)
		if err != nil {
			t.Fatal(file, err)
		}
		for _, s := range f.Segments {
			segments++
			if s.Kind == align.NonContent {
				aside++
				t.Logf("%s:%d %s", filepath.Base(file), s.Line, s.Text)
			}
		}
	}
	t.Logf("%d of %d segments were set apart", aside, segments)
	if aside*1000 > segments {
		t.Error("too many")
	}
}

func FuzzRead(f *testing.F) {
	archive, err := txtar.ParseFile("testdata/read.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range archive.Files {
		f.Add([]byte(file.Data), uint8(0))
	}
	f.Add([]byte("\xFF\xFEa\x00"), uint8(1))
	f.Add([]byte("\xB1\xB1\xD4\xBC"), uint8(2))
	names := []string{"x.txt", "x.md", "x.html"}
	f.Fuzz(func(t *testing.T, data []byte, which uint8) {
		mode := []Mode{Auto, Blank, Line}[which/3%3]
		file, err := Read(names[which%3], data, align.Hans, mode)
		if err != nil {
			if p, ok := err.(*Problem); !ok || p.Remedy == "" || !p.Fatal {
				t.Fatalf("an error without a remedy: %v", err)
			}
			return
		}
		for _, s := range file.Segments {
			if strings.TrimSpace(s.Text) == "" || s.Kind == "" {
				t.Fatalf("segment %+v", s)
			}
		}
		Inspect(map[align.Version]*File{align.Hans: file, align.En: file})
	})
}
