package align_test

import (
	"testing"

	"pgregory.net/rapid"

	"triptych/align"
	"triptych/align/lexicon"
)

// words to make texts of: some translate each other, some mean nothing.
var pieces = []string{
	"The summit in Madrid ended in June.", "NATO", "300,000 troops", "峰会在马德里举行。", "北约", "30万军队", "高峰會在馬德里舉行。",
	"?", "", " ", "“", "”", "……", "U.S. President Joe Biden", "美国总统拜登", "\n", "Back to Top", "2022年7月12日", "a", "的", "\u0000", "\xff",
}

func drawDocument(t *rapid.T) align.Document {
	var doc align.Document
	text := rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 6)
	kind := rapid.SampledFrom([]align.Kind{align.Text, align.Text, align.Text, align.Heading, align.NonContent})
	for v := range doc {
		for range rapid.IntRange(0, 12).Draw(t, "segments") {
			s := align.Segment{Kind: kind.Draw(t, "kind")}
			for _, p := range text.Draw(t, "text") {
				s.Text += p
			}
			doc[v] = append(doc[v], s)
		}
	}
	return doc
}

// covers fails unless every segment is in exactly one unit, in order, and no
// unit holds both text and non-content.
func covers(t interface{ Fatalf(string, ...any) }, doc align.Document, units []align.Unit) {
	var next [3]int
	for n, u := range units {
		size, asides := 0, 0
		for v, segs := range u.Segs {
			for _, i := range segs {
				if i != next[v] {
					t.Fatalf("unit %d: %s segment %d stands where %d should", n, align.Version(v), i, next[v])
				}
				if doc[v][i].Kind == align.NonContent {
					asides++
				}
				next[v]++
				size++
			}
		}
		if size == 0 {
			t.Fatalf("unit %d is empty", n)
		}
		if asides != 0 && asides != size {
			t.Fatalf("unit %d mixes text with non-content", n)
		}
		if u.Confidence < 0 || u.Confidence > 1 || u.Confidence != u.Confidence {
			t.Fatalf("unit %d has confidence %v", n, u.Confidence)
		}
	}
	for v := range doc {
		if next[v] != len(doc[v]) {
			t.Fatalf("%s: %d of %d segments are in units", align.Version(v), next[v], len(doc[v]))
		}
	}
}

func TestUnitsCoverEverySegmentOnceInOrder(t *testing.T) {
	lex, err := lexicon.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		doc := drawDocument(t)
		units, err := align.Units(doc, align.Options{Lexicon: lex, Level: rapid.SampledFrom([]align.Level{align.ByParagraph, align.BySentence}).Draw(t, "level")})
		if err != nil {
			t.Fatalf("%v", err)
		}
		covers(t, doc, units)
	})
}

func TestUnitsAreTheSameEveryTime(t *testing.T) {
	lex, err := lexicon.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		doc := drawDocument(t)
		first, _ := align.Units(doc, align.Options{Lexicon: lex})
		again, _ := align.Units(doc, align.Options{Lexicon: lex})
		if len(first) != len(again) {
			t.Fatalf("%d units, then %d", len(first), len(again))
		}
		for n := range first {
			if first[n].Confidence != again[n].Confidence || first[n].Segs[0] == nil != (again[n].Segs[0] == nil) {
				t.Fatalf("unit %d differs: %v, %v", n, first[n], again[n])
			}
		}
	})
}

func TestSentencesCoverTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("Aa1. 。”“?！…\n,，说中\"’)")), 0, 60, -1).Draw(t, "text")
		v := rapid.SampledFrom(align.Versions[:]).Draw(t, "version")
		at := 0
		for _, s := range align.Sentences(text, v) {
			if s.Start < at || s.End <= s.Start {
				t.Fatalf("%q: sentence %v behind %d", text, s, at)
			}
			blank(t, text[at:s.Start])
			at = s.End
		}
		blank(t, text[at:])
	})
}

func blank(t *rapid.T, s string) {
	for _, r := range s {
		if r != ' ' && r != '\n' {
			t.Fatalf("text left out of every sentence: %q", s)
		}
	}
}
