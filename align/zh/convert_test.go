package zh

import (
	"bufio"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// allConfigs are the configurations that Open promises.
var allConfigs = []string{
	"s2t", "t2s", "s2tw", "s2twp", "s2hk", "s2hkp", "tw2s", "tw2sp",
	"hk2s", "hk2sp", "t2tw", "t2hk", "tw2t", "hk2t",
}

// rows reads a table of three columns.
func rows(t *testing.T, file string) [][3]string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all [][3]string
	for sc := bufio.NewScanner(f); sc.Scan(); {
		if strings.HasPrefix(sc.Text(), "#") {
			continue
		}
		fields := strings.Split(sc.Text(), "\t")
		if len(fields) != 3 {
			t.Fatalf("%s: %q has %d columns", file, sc.Text(), len(fields))
		}
		all = append(all, [3]string(fields))
	}
	return all
}

func open(t testing.TB, name string) *Converter {
	t.Helper()
	needData(t)
	c, err := Open(name)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestConvertGolden(t *testing.T) {
	needData(t)
	for _, row := range rows(t, "testdata/convert.tsv") {
		if got := open(t, row[0]).Convert(row[1]); got != row[2] {
			t.Errorf("%s of %s\n got %s\nwant %s", row[0], row[1], got, row[2])
		}
	}
}

func TestOpenIsCachedAndNamesWhatThereIs(t *testing.T) {
	for _, name := range allConfigs {
		if a, b := open(t, name), open(t, name); a != b {
			t.Errorf("%s is opened twice", name)
		}
	}
	if _, err := Open("s2x"); err == nil || !strings.Contains(err.Error(), "s2twp") {
		t.Errorf("an unknown configuration gives %v", err)
	}
}

// hanText draws texts out of dictionary words, Latin, marks and rubbish.
func hanText(t testing.TB) *rapid.Generator[string] {
	p, err := load()
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, name := range []string{"STPhrases", "TSPhrases", "TWPhrases", "TWPhrasesRev", "TWVariantsRevPhrases", "HKVariantsPhrases", "STCharacters", "TSCharacters"} {
		d, err := p.dict(name)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(d.entries); i += 1 + len(d.entries)/400 {
			words = append(words, string(d.entries[i].key))
		}
	}
	word := rapid.OneOf(
		rapid.SampledFrom(words), rapid.SampledFrom(words),
		rapid.StringN(0, 4, -1),
		rapid.SampledFrom([]string{" ", "，", "NATO", "⿰氵每", "⿰", "𠮷", "\xff", "\xe4\xb8", "里", "后", "‘", "’", "\u200b"}),
	)
	return rapid.Custom(func(r *rapid.T) string {
		return strings.Join(rapid.SliceOfN(word, 0, 12).Draw(r, "words"), "")
	})
}

func TestConvertSpansAgree(t *testing.T) {
	needData(t)
	texts := hanText(t)
	rapid.Check(t, func(r *rapid.T) {
		c := open(t, rapid.SampledFrom(allConfigs).Draw(r, "config"))
		checkSpans(r, c, texts.Draw(r, "text"))
	})
}

type fataler interface{ Fatalf(string, ...any) }

// checkSpans checks what Convert and ConvertSpans promise.
func checkSpans(t fataler, c *Converter, s string) {
	out, spans := c.ConvertSpans(s)
	if whole := c.Convert(s); whole != out {
		t.Fatalf("Convert gives %q, ConvertSpans %q", whole, out)
	}
	if !utf8.ValidString(out) {
		t.Fatalf("%q is not UTF-8", out)
	}
	in, got := []rune(s), []rune(out)
	from, to := 0, 0
	for _, p := range spans {
		if p.Start != from || p.OutStart != to || p.End < p.Start || p.OutEnd < p.OutStart || p.End > len(in) || p.OutEnd > len(got) {
			t.Fatalf("span %+v does not follow %d, %d (%q)", p, from, to, s)
		}
		if same := string(in[p.Start:p.End]) == string(got[p.OutStart:p.OutEnd]); same != p.Same {
			t.Fatalf("span %+v of %q: same is %v", p, s, same)
		}
		from, to = p.End, p.OutEnd
	}
	if from != len(in) || to != len(got) {
		t.Fatalf("spans end at %d of %d, %d of %d (%q)", from, len(in), to, len(got), s)
	}
}

func FuzzConvert(f *testing.F) {
	needData(f)
	for _, s := range []string{"", "里面的头发", "用软件打印", "\xff里\xe4", "⿰氵⿰⿰", "說文解字abc"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, name := range []string{"s2twp", "tw2sp", "t2s"} {
			checkSpans(t, open(t, name), s)
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	needData(b)
	data, err := dataFS.ReadFile(packName)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		p, err := readPack(data)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := p.converter("s2twp"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkConvert(b *testing.B) {
	text := strings.Repeat("北约将把高度戒备部队扩大七倍，从四万人增至三十万人。里面的头发后来干燥了，用软件打印信息。", 400)
	for _, name := range []string{"s2t", "s2twp", "t2s", "tw2sp"} {
		b.Run(name, func(b *testing.B) {
			c := open(b, name)
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				c.Convert(text)
			}
		})
	}
}
