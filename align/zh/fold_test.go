package zh

import (
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestFoldCases(t *testing.T) {
	needData(t)
	for _, row := range rows(t, "testdata/fold.tsv") {
		a, b := Fold(row[1]), Fold(row[2])
		ra, rb := FoldRegion(row[1]), FoldRegion(row[2])
		if (a == b) != (row[0] == "same") {
			t.Errorf("%s: Fold gives %q and %q", row[0], a, b)
		}
		if (ra == rb) != (row[0] != "other") {
			t.Errorf("%s: FoldRegion gives %q and %q", row[0], ra, rb)
		}
	}
}

func TestFoldTableIsStable(t *testing.T) {
	table := foldTable()
	for r, c := range table {
		if again, ok := table[c]; ok && again != c {
			t.Errorf("%c folds to %c, and that to %c", r, c, again)
		}
	}
}

func TestFoldMapPointsBack(t *testing.T) {
	needData(t)
	texts := hanText(t)
	rapid.Check(t, func(r *rapid.T) {
		s := texts.Draw(r, "text")
		for name, fold := range map[string]func(string) (string, []int){"Fold": FoldMap, "FoldRegion": FoldRegionMap} {
			out, at := fold(s)
			if n := utf8.RuneCountInString(out); n != len(at) {
				r.Fatalf("%s of %q: %d runes, %d places", name, s, n, len(at))
			}
			last := 0
			for _, i := range at {
				if i < last || i >= utf8.RuneCountInString(s) {
					r.Fatalf("%s of %q: places %v", name, s, at)
				}
				last = i
			}
		}
		if once, twice := Fold(s), Fold(Fold(s)); once != twice {
			r.Fatalf("Fold of %q is %q, and of that %q", s, once, twice)
		}
	})
}

// What a text converts to folds as the text itself does.
func TestFoldIsBlindToScript(t *testing.T) {
	needData(t)
	for _, name := range []string{"t2s", "s2t", "s2tw", "s2hk", "tw2s", "hk2s"} {
		c := open(t, name)
		bad := 0
		for r := rune(0x4E00); r < 0x9FA6; r++ {
			s := string(r)
			if v := c.Convert(s); Fold(v) != Fold(s) {
				bad++
				t.Logf("%s: %s becomes %s; they fold to %s and %s", name, s, v, Fold(v), Fold(s))
			}
		}
		if bad > 0 {
			t.Errorf("%s: %d characters", name, bad)
		}
	}
}

func TestFoldWithoutDictionaries(t *testing.T) {
	f := folder{chars: &plane{}, in: []rune("“２０２２ 年”  NATO’s  plan ")}
	for i := range f.in {
		f.add(i)
	}
	if got := string(f.out); got != `"2022年"NATO's plan` {
		t.Errorf("got %q", got)
	}
}

func BenchmarkFold(b *testing.B) {
	text := "北約將把高度戒備部隊擴大七倍，從四萬人增至三十萬人。裡面的頭髮後來乾燥了，用軟體列印資訊。"
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		FoldRegion(text)
	}
}

func TestFolds(t *testing.T) {
	from, to := Folds()
	keys, values := []rune(from), []rune(to)
	if len(keys) != len(values) {
		t.Fatalf("%d characters and %d for them", len(keys), len(values))
	}
	if Available() && len(keys) == 0 {
		t.Fatal("no character is replaced")
	}
	for i, r := range keys {
		if got := Fold(string(r)); got != string(values[i]) {
			t.Errorf("%c: %c is listed, and Fold puts %s", r, values[i], got)
		}
	}
}
