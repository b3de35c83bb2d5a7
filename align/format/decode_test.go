package format

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	uni "golang.org/x/text/encoding/unicode"

	"triptych/align"
)

var encodings = map[string]encoding.Encoding{
	"UTF-8":           encoding.Nop,
	"UTF-8 with mark": uni.UTF8BOM,
	"UTF-16LE":        uni.UTF16(uni.LittleEndian, uni.IgnoreBOM),
	"UTF-16BE":        uni.UTF16(uni.BigEndian, uni.IgnoreBOM),
	"UTF-16 marked":   uni.UTF16(uni.BigEndian, uni.UseBOM),
	"GBK":             simplifiedchinese.GBK,
	"GB18030":         simplifiedchinese.GB18030,
	"Big5":            traditionalchinese.Big5,
	"windows-1252":    charmap.Windows1252,
}

// samples are texts by version: whole articles, and short and mixed ones.
func samples(t *testing.T) []struct{ name, text string } {
	archive, err := txtar.ParseFile("testdata/encodings.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var all []struct{ name, text string }
	for _, f := range archive.Files {
		all = append(all, struct{ name, text string }{f.Name, string(f.Data)})
	}
	files, _ := filepath.Glob(filepath.Join(os.Getenv("TRIPTYCH_CORPORA"), "trilingual", "docs", "*[a-z].*[nst]"))
	for _, file := range files {
		if data, err := os.ReadFile(file); err == nil && os.Getenv("TRIPTYCH_CORPORA") != "" && len(data) > 0 {
			all = append(all, struct{ name, text string }{filepath.Base(file), string(data)})
		}
	}
	return all
}

// Every text comes back from every encoding that can hold it.
func TestEncodings(t *testing.T) {
	tried, wrong := 0, 0
	for _, s := range samples(t) {
		for name, enc := range encodings {
			data, err := enc.NewEncoder().Bytes([]byte(s.text))
			if err != nil {
				continue // the encoding cannot hold the text
			}
			if back, err := enc.NewDecoder().Bytes(data); err != nil || string(back) != s.text {
				continue // nor give it back
			}
			if name == "windows-1252" && strings.ContainsFunc(s.text, func(r rune) bool { return r >= 0x80 && r < 0xA0 }) {
				continue
			}
			if name == "Big5" && strings.HasSuffix(s.name, ".en") {
				continue // a few quotation marks in English do not tell Big5 from GBK
			}
			tried++
			text, as, problem := decode(data, false)
			if problem != nil || text != s.text {
				wrong++
				t.Errorf("%s in %s was read as %q (%v): %.40q", s.name, name, as, problem, text)
			}
		}
	}
	t.Logf("%d of %d wrong", wrong, tried)
}

func TestRefused(t *testing.T) {
	gbk := func(s string) []byte {
		b, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(s))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	chinese := "北约说，这是一个决定。\n第二行也是中文。\n"
	for name, c := range map[string]struct {
		data  []byte
		code  string
		line  int
		words string
	}{
		"PDF":                 {[]byte("%PDF-1.7\n..."), CodeBinary, 0, "PDF"},
		"Word":                {[]byte("PK\x03\x04\x14\x00........word/document.xml"), CodeBinary, 0, "Word"},
		"ZIP":                 {[]byte("PK\x03\x04\x14\x00........a.txt"), CodeBinary, 0, "ZIP"},
		"PNG":                 {[]byte("\x89PNG\r\n\x1a\n\x00\x00"), CodeBinary, 0, "PNG"},
		"old Word":            {[]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), CodeBinary, 0, ".doc"},
		"zero bytes":          {append([]byte("ab\x00\x00\x00\x01\x02\x03"), bytes.Repeat([]byte{0, 1, 2, 0xFF}, 50)...), CodeBinary, 0, "program"},
		"broken UTF-8":        {[]byte("第一行是好的，第二行不是。这里还有更多的字，好让人知道这是什么编码，再多一点更好。\n坏\xE4\xB8的"), CodeEncoding, 2, "byte 127, line 2"},
		"cut UTF-8":           {[]byte(strings.Repeat("这是一个句子。", 10) + "\xE4\xB8"), CodeEncoding, 1, "byte 210"},
		"broken GBK":          {append(gbk(strings.Repeat(chinese, 5)), 0xFF, 'a'), CodeEncoding, 11, "line 11"},
		"odd UTF-16":          {[]byte("\xFF\xFEa\x00b"), CodeEncoding, 1, "UTF-16LE"},
		"lone surrogate":      {[]byte("\xFF\xFEa\x00\x00\xD8b\x00"), CodeEncoding, 1, "byte 4"},
		"mark, then no UTF-8": {[]byte("\xEF\xBB\xBFab\xFF"), CodeEncoding, 1, "byte 5"},
	} {
		_, err := Read("x.txt", c.data, align.En, Auto)
		p, ok := err.(*Problem)
		if !ok {
			t.Errorf("%s gives %v", name, err)
			continue
		}
		if p.Code != c.code || p.Line != c.line || !strings.Contains(p.Message, c.words) || p.Remedy == "" || !p.Fatal {
			t.Errorf("%s gives %q at line %d: %s", name, p.Code, p.Line, p.Error())
		}
	}
}

func TestNormalise(t *testing.T) {
	f, err := Read("x.txt", []byte("one\x07 two\r\nthree\rfour\r\ncafe\u0301 豈\u2028five \ufffd"), align.En, Line)
	if err != nil {
		t.Fatal(err)
	}
	if got := show(f.Segments); got != "1 text one two\n2 text three four\n3 text café 豈 five \ufffd\n" {
		t.Errorf("got %s", got)
	}
	if len(f.Problems) != 2 || f.Problems[0].Line != 1 || f.Problems[1].Line != 3 || f.Problems[0].Fatal || f.Problems[0].Version == nil {
		t.Errorf("problems %+v", f.Problems)
	}
}

func BenchmarkRead(b *testing.B) {
	text := strings.Repeat("北约将把高度戒备部队扩大七倍，从四万人增至三十万人。里面的头发后来干燥了，用软件打印信息。\n\n", 2000)
	for _, name := range []string{"UTF-8", "GBK"} {
		b.Run(name, func(b *testing.B) {
			data, err := encodings[name].NewEncoder().Bytes([]byte(text))
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if _, err := Read("x.txt", data, align.Hans, Auto); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
