package lexicon

import (
	"bytes"
	"compress/gzip"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"
)

// cases reads lines of "input → output" from a part of testdata/words.txtar.
func cases(t *testing.T, part string) [][2]string {
	data, err := os.ReadFile("testdata/words.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var out [][2]string
	for _, f := range txtar.Parse(data).Files {
		if f.Name != part {
			continue
		}
		for line := range strings.Lines(string(f.Data)) {
			in, want, ok := strings.Cut(strings.TrimSpace(line), " → ")
			if !ok {
				t.Fatalf("%s: no arrow in %q", part, line)
			}
			out = append(out, [2]string{in, want})
		}
	}
	if len(out) == 0 {
		t.Fatalf("no cases for %s", part)
	}
	return out
}

func TestFormsOfOneWordMeet(t *testing.T) {
	for _, c := range cases(t, "stem") {
		for _, form := range strings.Fields(c[0]) {
			if got := Stem(form); got != c[1] {
				t.Errorf("Stem(%q) = %q, want %q", form, got, c[1])
			}
		}
	}
}

func TestWords(t *testing.T) {
	for _, c := range cases(t, "words") {
		if got := strings.Join(Words(c[0]), " "); got != c[1] {
			t.Errorf("Words(%q) = %q, want %q", c[0], got, c[1])
		}
	}
}

const small = `# a small dictionary
集體安全 集体安全 [ji2 ti3 an1 quan2] /collective security/
安全 安全 [an1 quan2] /safe/secure/safety/security/
集體 集体 [ji2 ti3] /collective (decision)/a group/CL:個|个[ge4]/
北約 北约 [Bei3 yue1] /NATO (North Atlantic Treaty Organization)/
北大西洋公約組織 北大西洋公约组织 [Bei3 Da4 xi1 Yang2] /NATO/
裏 里 [li3] /variant of 裡|里[li3]/inside/
揚 扬 [yang2] /to raise/
清 清 [qing1] /clear/
`

func load(t *testing.T) *Lexicon {
	l, err := Load(strings.NewReader(small))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestLongestMatch(t *testing.T) {
	l := load(t)
	var got []string
	text := "北约的集体安全，安全吗"
	l.EachHan(text, func(_ int32, start, end int) { got = append(got, text[start:end]) })
	if want := []string{"北约", "的", "集体安全", "安全", "吗"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestMeanings(t *testing.T) {
	l := load(t)
	id, ok := l.Find("集体安全")
	if !ok {
		t.Fatal("not found")
	}
	stems, weights := l.Meanings(id)
	if len(stems) != 2 || l.Stem(stems[0]) != "collect" || weights[0] != .5 {
		t.Errorf("meanings %v %v", stems, weights)
	}
	if got := l.Translations("security"); !slices.Equal(got, []string{"安全", "集体安全"}) {
		t.Errorf("translations %q", got)
	}
	if got := l.Syllables("qingyang"); !slices.Equal(got, []string{"qing", "yang"}) {
		t.Errorf("syllables %q", got)
	}
}

func TestLoadNamesTheLine(t *testing.T) {
	for text, want := range map[string]string{
		"":                       "no entries",
		"# only a remark\n":      "no entries",
		small + "not an entry\n": "line 10",
		"\x1f\x8bbroken":         "gzip",
	} {
		if _, err := Load(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.20q: %v, want %q in it", text, err, want)
		}
	}
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	w.Write([]byte(small))
	w.Close()
	if l, err := Load(&z); err != nil || l.Len() != load(t).Len() {
		t.Errorf("compressed: %v", err)
	}
}

func TestPackedDictionaryComesBack(t *testing.T) {
	json := `[{"traditional":"糠醛","simplified":"糠醛","pinyin":"kang1 quan2","english":["furfural compound"]},
		{"traditional":"揚","simplified":"扬","pinyin":"yang2","english":["to raise"]}]`
	var first, second bytes.Buffer
	if err := Pack(strings.NewReader(json), &first); err != nil {
		t.Fatal(err)
	}
	if err := Pack(strings.NewReader(json), &second); err != nil || !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Errorf("packing twice gives other bytes: %v", err)
	}
	l, err := unpack(&first)
	if err != nil {
		t.Fatal(err)
	}
	id, ok := l.Find("糠醛")
	if !ok || !slices.Equal(l.Sounds('扬'), []string{"yang"}) {
		t.Fatal("a word or a sound is lost")
	}
	if stems, weights := l.Meanings(id); len(stems) != 2 || weights[1] != .5 {
		t.Errorf("meanings %v %v", stems, weights)
	}
}

func TestWordsStandInTheText(t *testing.T) {
	l := load(t)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("aU.S's’t1- 北约集体安全裏\n\u0000"))).Draw(t, "text")
		last := 0
		EachWord(text, func(word string, start, end int) {
			if start < last || end <= start || end > len(text) || word == "" {
				t.Fatalf("%q: word %q at %d to %d", text, word, start, end)
			}
			last = end
		})
		last = 0
		l.EachHan(text, func(_ int32, start, end int) {
			if start < last || end <= start || end > len(text) {
				t.Fatalf("%q: %d to %d", text, start, end)
			}
			last = end
		})
	})
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte(small))
	f.Fuzz(func(t *testing.T, data []byte) {
		if l, err := Load(bytes.NewReader(data)); err == nil {
			l.EachHan("北约集体安全", func(int32, int, int) {})
		}
	})
}

func FuzzUnpack(f *testing.F) {
	var z bytes.Buffer
	if err := Pack(strings.NewReader(`[{"traditional":"揚","simplified":"扬","pinyin":"yang2","english":["to raise"]}]`), &z); err != nil {
		f.Fatal(err)
	}
	r, _ := gzip.NewReader(&z)
	var plain bytes.Buffer
	plain.ReadFrom(r)
	f.Add(plain.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		var z bytes.Buffer
		w := gzip.NewWriter(&z)
		w.Write(data)
		w.Close()
		if l, err := unpack(&z); err == nil {
			l.EachHan("扬", func(int32, int, int) {})
		}
	})
}

func TestProperNames(t *testing.T) {
	lex, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]string{"荷兰": "Holland", "斯德哥尔摩": "Stockholm", "莎士比亚": "Shakespeare"} {
		id, ok := lex.Find(word)
		if !ok {
			t.Errorf("%s: not found", word)
			continue
		}
		if names := lex.ProperNames(id); !slices.Contains(names, want) {
			t.Errorf("%s: %v, want %s", word, names, want)
		}
	}
	for _, word := range []string{"苹果", "方便", "大学"} {
		if id, ok := lex.Find(word); ok && lex.ProperNames(id) != nil {
			t.Errorf("%s: %v, want none", word, lex.ProperNames(id))
		}
	}
}

func TestDenies(t *testing.T) {
	lex, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]bool{"寸步难行": true, "莫衷一是": true, "休想": true, "石沉大海": true, "苹果": false, "可以": false, "难": false} {
		id, ok := lex.Find(word)
		if !ok || lex.Denies(id) != want {
			t.Errorf("%s: found %v, denies %v, want %v", word, ok, lex.Denies(id), want)
		}
	}
}
