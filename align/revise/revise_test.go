package revise

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"

	"triptych/align"
)

// TestCompare: testdata/revise.txtar has an old edition, a new one, and what became of
// the paragraphs, by turns; a paragraph is a line, "~" before it an aside.
func TestCompare(t *testing.T) {
	archive, err := txtar.ParseFile(filepath.Join("testdata", "revise.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+2 < len(archive.Files); i += 3 {
		old, now, want := archive.Files[i], archive.Files[i+1], archive.Files[i+2]
		t.Run(old.Name, func(t *testing.T) {
			if got := told(Compare(paragraphs(string(old.Data)), paragraphs(string(now.Data)))); got != string(want.Data) {
				t.Errorf("got\n%swant\n%s", got, want.Data)
			}
		})
	}
}

func paragraphs(text string) (segs []align.Segment) {
	for line := range strings.Lines(text) {
		seg := align.Segment{Kind: align.Text, Text: strings.TrimSpace(line)}
		if rest, ok := strings.CutPrefix(seg.Text, "~"); ok {
			seg = align.Segment{Kind: align.NonContent, Text: rest}
		}
		segs = append(segs, seg)
	}
	return segs
}

func told(steps []Step) string {
	var b strings.Builder
	for _, s := range steps {
		fmt.Fprintln(&b, s.Kind, s.Old, s.New)
	}
	return b.String()
}

// someWords are few, so that paragraphs are alike, and the same, by chance.
var someWords = strings.Fields("peace treaty of 1648 the war ended and began 我们 的 和平 协议 战争 结束 了 。 trade , 30 percent")

func edition() *rapid.Generator[[]align.Segment] {
	paragraph := rapid.Custom(func(t *rapid.T) align.Segment {
		kind := rapid.SampledFrom([]align.Kind{align.Text, align.Text, align.Heading, align.NonContent}).Draw(t, "kind")
		return align.Segment{Kind: kind, Text: strings.Join(rapid.SliceOfN(rapid.SampledFrom(someWords), 1, 12).Draw(t, "words"), " ")}
	})
	return rapid.SliceOfN(paragraph, 0, 14)
}

func TestEveryParagraphOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		old, now := edition().Draw(t, "old"), edition().Draw(t, "new")
		var olds, news []int
		last := -1
		for _, s := range Compare(old, now) {
			olds, news = append(olds, s.Old...), append(news, s.New...)
			if len(s.Old) > 0 && len(s.New) > 0 && s.Kind != Moved {
				if s.Old[0] <= last {
					t.Fatalf("%v goes back behind %d", s, last)
				}
				last = s.Old[len(s.Old)-1]
			}
			if one := len(s.Old) == 1; s.Kind == Unchanged && (!one || len(s.New) != 1) {
				t.Fatalf("%v", s)
			}
		}
		slices.Sort(olds)
		if !count(olds, len(old)) || !count(news, len(now)) {
			t.Fatalf("%v of %d, %v of %d", olds, len(old), news, len(now))
		}
	})
}

func TestSameTextIsUnchanged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		old := edition().Draw(t, "old")
		for i, s := range Compare(old, old) {
			if s.Old[0] != i || s.Kind != Unchanged {
				t.Fatalf("%v at %d", s, i)
			}
		}
	})
}

func count(list []int, n int) bool {
	for i, v := range list {
		if v != i {
			return false
		}
	}
	return len(list) == n
}

func BenchmarkBook(b *testing.B) {
	var old, now []align.Segment
	for i := range 5000 {
		var words []string
		for k := range 60 {
			words = append(words, fmt.Sprintf("word%d", (i*7919+k*k*104729)%(400*(1+k))))
		}
		text := strings.Join(words, " ")
		old = append(old, align.Segment{Text: text, Kind: align.Text})
		now = append(now, align.Segment{Text: strings.Replace(text, words[9], "other", 1), Kind: align.Text})
	}
	for b.Loop() {
		Compare(old, now)
	}
}
