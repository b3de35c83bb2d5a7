package script

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"triptych/align/need"
	"triptych/align/zh"
)

// TestCases reads testdata/convert.tsv: direction or region, the text, what it
// becomes; several right answers with slashes between.
func TestCases(t *testing.T) {
	need.Dictionaries(t, zh.Available())
	data, err := os.ReadFile("testdata/convert.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if line[0] == '#' {
			continue
		}
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		convert := ToHant
		if f[0] == "Hans" {
			convert = ToHans
		}
		got, err := convert(f[1], Options{Region: f[0]})
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains("/"+f[2]+"/", "/"+got+"/") {
			t.Errorf("%s of %s\n got %s\nwant %s", f[0], f[1], got, f[2])
		}
	}
}

// TestTaiwanWords expects that the words of Taiwan that the program knows are put in,
// but for those that have another sense.
func TestTaiwanWords(t *testing.T) {
	need.Dictionaries(t, zh.Available())
	left := 0
	for _, w := range zh.TaiwanWords() {
		got, err := ToHant("我们说"+w.Mainland+"，他们也是。", Options{Region: "TW"})
		if err != nil {
			t.Fatal(err)
		}
		there := false
		for _, l := range w.Local {
			there = there || got == "我們說"+l+"，他們也是。"
		}
		if !there {
			left++
			t.Logf("%s: %s", w.Mainland, got)
		}
	}
	if left > 12 {
		t.Errorf("%d words are left as they are", left)
	}
}

// seenIn counts in a text, as a caller with a document does.
func seenIn(text string) func(string) int {
	return func(w string) int { return strings.Count(text, w) }
}

// TestSeen expects that what the document writes is followed.
func TestSeen(t *testing.T) {
	need.Dictionaries(t, zh.Available())
	for _, c := range [][3]string{
		{"了解文件和程序。", "瞭解之後，檔案與程式", "瞭解檔案和程式。"},
		{"了解文件和程序。", "我們了解，文件與程序", "了解文件和程序。"},
		{"平台和台阶", "平台", "平台和台階"},
		{"群里的台词", "臺灣", "群裡的臺詞"},
	} {
		if got, _ := ToHant(c[0], Options{Region: "TW", Seen: seenIn(c[1])}); got != c[2] {
			t.Errorf("%s beside %s: %s, want %s", c[0], c[1], got, c[2])
		}
	}
}

// texts draws texts of words that are hard, other words, Latin and rubbish.
func texts(t *testing.T) *rapid.Generator[string] {
	table, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	var some []string
	for i := 0; i < len(table.entries); i += 97 {
		some = append(some, table.entries[i].word)
	}
	word := rapid.OneOf(rapid.SampledFrom(some), rapid.StringN(0, 4, -1),
		rapid.SampledFrom([]string{"里", "后", "只", "干", "三", "100", "，", " ", "NATO", "\xff", "🙂", "𠮷", "說", "乾", "着", "·"}))
	return rapid.Custom(func(r *rapid.T) string {
		return strings.Join(rapid.SliceOfN(word, 0, 12).Draw(r, "words"), "")
	})
}

// TestPromises holds the guarantees of the package comment.
func TestPromises(t *testing.T) {
	need.Dictionaries(t, zh.Available())
	gen := texts(t)
	rapid.Check(t, func(r *rapid.T) { promises(r, gen.Draw(r, "text")) })
}

type fataler interface{ Fatalf(string, ...any) }

func promises(t fataler, text string) {
	plain, err := ToHant(text, Options{})
	if err != nil {
		t.Fatalf("%v", err)
	}
	if utf8.RuneCountInString(plain) != utf8.RuneCountInString(text) {
		t.Fatalf("%q became %q, of another length", text, plain)
	}
	forms := zh.Forms()
	in, out := []rune(text), []rune(plain)
	for i, r := range in {
		if len(forms[r]) == 0 && out[i] != r && zh.Fold(string(r)) != zh.Fold(string(out[i])) {
			t.Fatalf("%q: %c became %c", text, r, out[i])
		}
	}
	read := Reading([]rune(text), "TW")
	for i := range in {
		if read.Sure(i); len(read.runes) != read.to-read.from {
			t.Fatalf("%q has %d readings from %d to %d", text, len(read.runes), read.from, read.to)
		}
	}
	for _, region := range []string{"TW", "HK", "CN"} {
		if s, err := ToHant(text, Options{Region: region}); err != nil || !utf8.ValidString(s) {
			t.Fatalf("%s of %q: %q, %v", region, text, s, err)
		}
		once, err := ToHans(text, Options{Region: region})
		if err != nil || !utf8.ValidString(once) {
			t.Fatalf("%q: %q, %v", text, once, err)
		}
		if twice, _ := ToHans(once, Options{Region: region}); twice != once {
			t.Fatalf("%q becomes %q and then %q", text, once, twice)
		}
	}
}

func FuzzConvert(f *testing.F) {
	need.Dictionaries(f, zh.Available())
	for _, s := range []string{"", "里面的头发", "三只猫\xff里\xe4", "⿰氵⿰⿰", "徐乾學说U盘"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { promises(t, s) })
}

func BenchmarkToHant(b *testing.B) {
	need.Dictionaries(b, zh.Available())
	text := strings.Repeat("北约将把高度戒备部队扩大七倍，从四万人增至三十万人。里面的头发后来干燥了，用软件打印信息。", 400)
	for b.Loop() {
		if _, err := ToHant(text, Options{Region: "TW"}); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(len(text)))
}
