package format

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"

	"triptych/align"
)

// encoded gives a text in another encoding.
func encoded(t *testing.T, text string, encode func(string) (string, error)) []byte {
	t.Helper()
	out, err := encode(text)
	if err != nil {
		t.Fatal(err)
	}
	return []byte(out)
}

// TestMistakenEncodings reads files whose bytes are something else by chance or by
// somebody's mistake.
func TestMistakenEncodings(t *testing.T) {
	gbk := simplifiedchinese.GBK.NewEncoder()
	jp := japanese.EUCJP.NewEncoder()
	twice := "她昨天去了图书馆，借了三本书。"
	broken, err := charmap.ISO8859_1.NewDecoder().String(twice)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		data []byte
		want string // of the text, or the key of the problem
	}{
		{"GBK that is UTF-8 by chance", encoded(t, "Price: 元 300", gbk.String), "Price: 元 300"},
		{"Russian stays Russian", []byte("He said: спасибо большое."), "He said: спасибо большое."},
		{"Greek letter in English", []byte("The value of α is 3."), "The value of α is 3."},
		{"German", []byte("Die Größe über alles für Äpfel."), "Die Größe über alles für Äpfel."},
		{"EUC-JP", encoded(t, "昨日は図書館へ行きました。本を三冊借りて、駅前の喫茶店で読書をした。", jp.String), "file.foreign"},
		{"encoded twice", []byte(broken), "file.twice"},
		{"a private character", append(encoded(t, "学校门口的牌子上写着一个", gbk.String), append([]byte{0xF8, 0xA1}, encoded(t, "字，没有人认识它。", gbk.String)...)...), "学校门口的牌子上写着一个\ue234字，没有人认识它。"},
	} {
		f, err := Read("a.txt", c.data, align.Hans, Line)
		var p *Problem
		switch {
		case errors.As(err, &p):
			if p.Key != c.want {
				t.Errorf("%s: %v", c.name, err)
			}
		case f.Segments[0].Text != c.want:
			t.Errorf("%s: %s %q", c.name, f.Encoding, f.Segments[0].Text)
		}
	}
}

// TestByContent knows what has a structure of its own, by name or by content.
func TestByContent(t *testing.T) {
	for name, c := range map[string]struct{ text, format string }{
		"a.tmx":     {"<tmx version=\"1.4\"></tmx>", "tmx"},
		"b.txt":     {"<?xml version=\"1.0\"?>\n<tmx version=\"1.4\"></tmx>", "tmx"},
		"c.txt":     {"<?xml version=\"1.0\"?>\n<xliff version=\"2.0\"></xliff>", "xliff"},
		"d.txt":     {"# Chinese\nmsgid \"\"\nmsgstr \"\"\n\"Language: zh\\n\"\n", "po"},
		"e.txt":     {"1\n00:00:01,000 --> 00:00:02,000\nHello.\n", "subtitles"},
		"f.txt":     {"[\"one\", \"two\"]\n", "json"},
		"g.yml":     {"title: River\n", "yaml"},
		"h.csv":     {"en,zh\nRiver,河\n", "table"},
		"plain.txt": {"1\nThe river ran dry.\n[1] A note, {so} to speak.\n", "text"},
		"tm.md":     {"The tag `<tmx>` begins such a file.\n", "markdown"},
	} {
		if got := of(name, c.text).Name; got != c.format {
			t.Errorf("%s: %s, want %s", name, got, c.format)
		}
	}
}

// TestPageParagraphs finds the paragraphs that the markup of a page does not have, and
// its heading.
func TestPageParagraphs(t *testing.T) {
	one, two, three := "山里的茶园今年减产，几家作坊已经停工，工人回到城里。", "合作社打算明年换种耐旱的品种，并且修一座蓄水池。", "　　专家认为这还不够，灌溉的办法也要改，才能过得了旱季。"
	third := strings.TrimSpace(three)
	for name, c := range map[string][2]string{
		"two breaks":     {"<div>" + one + "<br><br>" + two + "<br> <br/>" + third + "</div>", ""},
		"indent":         {"<p>　　" + one + "<br>　　" + two + "<br>" + three + "</p>", ""},
		"nbsp":           {"<p>" + one + "<br>&nbsp;&nbsp;" + two + "<br>&nbsp;&nbsp;&nbsp;&nbsp;" + third + "</p>", ""},
		"blocks":         {"<div><span style='Display: block'>" + one + "</span><span style='display:block;color:red'>" + two + "</span><span style='display:block'>" + third + "</span></div>", ""},
		"heading":        {"<h1>茶园减产</h1><p>" + one + "</p><p>" + two + "</p><p>" + third + "</p>", "茶园减产"},
		"breaks and <b>": {"<div><b>" + one + "</b><br><br>" + two + "<br><br><p>" + third + "</p></div>", ""},
	} {
		f, err := Read("a.html", []byte("<html><head><meta charset=utf-8><title>茶园减产_新闻_某网</title></head><body>"+c[0]+"</body></html>"), align.Hans, Auto)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range f.Segments {
			got = append(got, s.Text)
		}
		if c[1] != "" && got[0] != c[1] {
			t.Errorf("%s: the heading is %s", name, got[0])
		}
		if want := []string{one, two, third}; strings.Join(got[max(0, len(got)-3):], "|") != strings.Join(want, "|") {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// TestNoteNumbers keeps the number of a note apart from the word.
func TestNoteNumbers(t *testing.T) {
	page := "<html><body><p>茶园减产<sup>2</sup>，面积是10<sup>3</sup>亩，10<sup>th</sup>。今年的雨水少，作坊停工，工人回城。</p><p>合作社打算明年换种耐旱的品种，并且修一座蓄水池。</p></body></html>"
	f, err := Read("a.html", []byte(page), align.Hans, Auto)
	if err != nil || !strings.HasPrefix(f.Segments[0].Text, "茶园减产 [2]，面积是103亩，10th。") {
		t.Errorf("%v %v", f, err)
	}
}
