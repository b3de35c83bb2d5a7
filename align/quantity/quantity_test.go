package quantity

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestFind(t *testing.T) {
	for file, lang := range map[string]Lang{"english": English, "chinese": Chinese} {
		data, err := os.ReadFile("testdata/" + file + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(string(data), "\n") {
			text, want, ok := strings.Cut(line, " =>")
			if !ok || strings.HasPrefix(line, "#") {
				continue
			}
			var got []string
			for _, q := range Find([]rune(text), lang) {
				got = append(got, string(q.Kind)+" "+q.String())
			}
			if g, w := strings.Join(got, " | "), strings.TrimSpace(want); g != w {
				t.Errorf("%s: %s\n got %s\nwant %s", file, text, g, w)
			}
		}
	}
}

func TestSame(t *testing.T) {
	data, err := os.ReadFile("testdata/same.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(string(data), "\n") {
		texts, want, ok := strings.Cut(line, " => ")
		english, chinese, _ := strings.Cut(texts, " | ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		a, b := Find([]rune(english), English), Find([]rune(chinese), Chinese)
		if len(a) != 1 || len(b) != 1 {
			t.Errorf("%s: %d and %d quantities", texts, len(a), len(b))
			continue
		}
		got := "other"
		switch {
		case Same(a[0], b[0]) && (SameUnit(a[0], b[0]) || Converts(a[0], b[0])):
			got = "same"
		case Same(a[0], b[0]) && Dimension(a[0].Unit) == Dimension(b[0].Unit):
			got = "unit"
		}
		if got != want || Same(a[0], b[0]) != Same(b[0], a[0]) {
			t.Errorf("%s: %s, want %s", texts, got, want)
		}
	}
}

// TestNumerals writes numbers in the ways of both languages and expects the
// same value back from each.
func TestNumerals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 99_999_999).Draw(t, "n")
		for _, text := range []string{Group(float64(n)), hanNumeral(n)} {
			for _, lang := range []Lang{English, Chinese} {
				if lang == English && text != Group(float64(n)) {
					continue
				}
				found := Find([]rune("有"+text+"人"), lang)
				if len(found) != 1 || found[0].Value != float64(n) {
					t.Fatalf("%q gives %+v", text, found)
				}
			}
		}
	})
}

// hanNumeral writes n (below 10⁸) in Chinese numerals.
func hanNumeral(n int) string {
	if n >= 10000 {
		low := n % 10000
		switch {
		case low == 0:
			return hanNumeral(n/10000) + "萬"
		case low < 1000:
			return hanNumeral(n/10000) + "萬零" + hanNumeral(low)
		}
		return hanNumeral(n/10000) + "萬" + hanNumeral(low)
	}
	digits := []rune("零一二三四五六七八九")
	var b strings.Builder
	zero := false
	for i, f := range []int{1000, 100, 10, 1} {
		d := n / f % 10
		if d == 0 {
			zero = b.Len() > 0
			continue
		}
		if zero {
			b.WriteRune('零')
			zero = false
		}
		b.WriteRune(digits[d])
		b.WriteString([]string{"千", "百", "十", ""}[i])
	}
	return b.String()
}

func FuzzFind(f *testing.F) {
	for _, file := range []string{"english", "chinese"} {
		data, _ := os.ReadFile("testdata/" + file + ".txt")
		for _, line := range strings.Split(string(data), "\n") {
			f.Add(line, true)
			f.Add(line, false)
		}
	}
	f.Fuzz(func(t *testing.T, text string, chinese bool) {
		lang := English
		if chinese {
			lang = Chinese
		}
		end, n := 0, utf8.RuneCountInString(text)
		for _, q := range Find([]rune(text), lang) {
			if q.Start < end || q.End <= q.Start || q.End > n {
				t.Fatalf("span %d–%d after %d in %d runes of %q", q.Start, q.End, end, n, text)
			}
			end = q.End
			if !Same(q, q) {
				t.Fatalf("%+v of %q is not the same as itself", q, text)
			}
		}
	})
}
