package align_test

import (
	"bytes"
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"triptych/align"
	"triptych/align/lexicon"
)

func lex(t testing.TB) *lexicon.Lexicon {
	l, err := lexicon.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// news is a short article in three versions. The second English paragraph is
// two in Traditional Chinese, the fourth is missing in Simplified, and the
// third stands only in English.
var news = align.Document{
	segments(`Summit ends in Madrid
NATO will raise the number of troops from 40,000 to 300,000. The United States will send 5,000 more soldiers to Romania.
Our reporter travelled by train.
Finland and Sweden were invited to become members.
Russia called the decision a threat to European security.`),
	segments(`马德里峰会结束
北约将把部队人数从4万增加到30万。美国将向罗马尼亚增派5000名士兵。
俄罗斯称这一决定威胁欧洲安全。`),
	segments(`馬德里峰會結束
北約將把部隊人數從4萬增加到30萬。
美國將向羅馬尼亞增派5000名士兵。
芬蘭和瑞典受邀成為成員。
俄羅斯稱這一決定威脅歐洲安全。`),
}

func shapes(units []align.Unit) string {
	var b strings.Builder
	for _, u := range units {
		fmt.Fprintf(&b, "%v%v%v ", u.Segs[0], u.Segs[1], u.Segs[2])
	}
	return strings.TrimSpace(b.String())
}

func TestUnitsOfAnArticle(t *testing.T) {
	units, err := align.Units(news, align.Options{Lexicon: lex(t)})
	if err != nil {
		t.Fatal(err)
	}
	want := "[0][0][0] [1][1][1 2] [2][][] [3][][3] [4][2][4]"
	if got := shapes(units); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if why := strings.Join(units[1].Why, "\n"); !strings.Contains(why, "300,000") {
		t.Errorf("why does not name the number: %s", why)
	}
}

func TestSmallDocuments(t *testing.T) {
	one := segments("One line.")
	for name, doc := range map[string]align.Document{
		"nothing":        {},
		"one version":    {one, nil, nil},
		"empty versions": {{}, {}, {}},
		"one line each":  {one, segments("一行。"), segments("一行。")},
		"an empty one":   {one, {}, segments("一行。")},
		"blank texts":    {{{Text: ""}, {Text: " "}}, {{Text: ""}}, {{Text: "\u3000"}}},
	} {
		units, err := align.Units(doc, align.Options{Lexicon: lex(t)})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		covers(t, doc, units)
	}
}

func TestAnchorsStay(t *testing.T) {
	// An anchor that the aligner would never have found.
	anchor := align.Unit{Segs: [3][]int{{2, 3}, nil, {3}}}
	units, err := align.Units(news, align.Options{Lexicon: lex(t), Anchors: []align.Unit{anchor}})
	if err != nil {
		t.Fatal(err)
	}
	covers(t, news, units)
	want := "[0][0][0] [1][1][1 2] [2 3][][3] [4][2][4]"
	if got := shapes(units); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if units[2].Confidence != 1 {
		t.Errorf("an anchor has confidence %v", units[2].Confidence)
	}
	for name, bad := range map[string][]align.Unit{
		"out of order": {{Segs: [3][]int{{3}, nil, nil}}, {Segs: [3][]int{{1}, nil, nil}}},
		"not there":    {{Segs: [3][]int{{9}, nil, nil}}},
		"with a gap":   {{Segs: [3][]int{{0, 2}, nil, nil}}},
	} {
		if _, err := align.Units(news, align.Options{Anchors: bad}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestTheNumberOfCoresDoesNotMatter(t *testing.T) {
	var doc align.Document
	for range 30 {
		for v := range doc {
			doc[v] = append(doc[v], news[v]...)
		}
	}
	run := func(cores int) []align.Unit {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		units, err := align.Units(doc, align.Options{Lexicon: lex(t)})
		if err != nil {
			t.Fatal(err)
		}
		return units
	}
	if one, two := run(1), run(2); !reflect.DeepEqual(one, two) {
		t.Error("two cores give other units than one")
	}
}

func TestAMissingPassageIsFound(t *testing.T) {
	l := lex(t)
	var doc align.Document
	for id := int32(4000); len(doc[align.En]) < 300; id += 301 { // sentences of dictionary words
		var en, zh strings.Builder
		for k := range int32(10) {
			word := id + 7*k
			zh.WriteString(l.Word(word % int32(l.Len())))
			if stems, _ := l.Meanings(word % int32(l.Len())); len(stems) > 0 {
				en.WriteString(l.Stem(stems[0]) + " the ")
			}
		}
		doc[align.En] = append(doc[align.En], align.Segment{Text: en.String() + "."})
		doc[align.Hans] = append(doc[align.Hans], align.Segment{Text: zh.String() + "。"})
	}
	whole := doc[align.Hans]
	doc[align.Hans] = append(append([]align.Segment{}, whole[:100]...), whole[200:]...) // a third is gone
	units, err := align.Units(doc, align.Options{Lexicon: l, Level: align.BySentence})
	if err != nil {
		t.Fatal(err)
	}
	covers(t, doc, units)
	right := 0
	for _, u := range units {
		if en, zh := u.Segs[align.En], u.Segs[align.Hans]; len(en) == 1 && len(zh) == 1 && (en[0] == zh[0] && en[0] < 100 || en[0] == zh[0]+100 && en[0] >= 200) {
			right++
		}
	}
	if right < 190 {
		t.Errorf("%d of 200 pairs found", right)
	}
}

func TestLinksHoldEverySentence(t *testing.T) {
	texts := [3]string{
		"NATO will raise the number of troops to 300,000. Russia called it a threat.",
		"北约将把部队人数增加到30万。俄罗斯称之为威胁。",
		"",
	}
	links := align.Links(texts, align.Options{Lexicon: lex(t)})
	if len(links) != 2 {
		t.Fatalf("%d links: %v", len(links), links)
	}
	s := links[1].Spans
	if en, zh := texts[0][s[0].Start:s[0].End], texts[1][s[1].Start:s[1].End]; en != "Russia called it a threat." || zh != "俄罗斯称之为威胁。" {
		t.Errorf("linked %q with %q", en, zh)
	}
}

// Invented words, which no dictionary has, are known once they were approved.
func TestMemoryTeachesWords(t *testing.T) {
	words := [][2]string{{"zorblat", "佐布拉"}, {"quimfer", "奎姆"}, {"drelvic", "德维克"}, {"plontar", "普隆塔"}, {"skerrow", "斯克罗"}, {"vantrip", "万特里"}}
	var approved []align.TextPair
	for n := range 40 {
		a, b := words[n%6], words[(n*5+n/6+1)%6]
		approved = append(approved, align.TextPair{En: "The " + a[0] + " met the " + b[0] + ".", Zh: a[1] + "遇见了" + b[1] + "。"})
	}
	memory := new(align.Memory)
	memory.Learn(approved, nil)
	doc := align.Document{segments("A zorblat came in.\nA quimfer came in.\nA drelvic came in.\nA plontar came in."), segments("佐布拉进来了。\n德维克进来了。\n普隆塔进来了。")}
	want := "[0][0][] [1][][] [2][1][] [3][2][]"
	units, _ := align.Units(doc, align.Options{Memory: memory})
	if got := shapes(units); got != want {
		t.Errorf("with the memory %s, want %s", got, want)
	}
	var saved bytes.Buffer
	if err := memory.Write(&saved); err != nil {
		t.Fatal(err)
	}
	back, err := align.ReadMemory(&saved)
	if err != nil || back.Units() != memory.Units() {
		t.Fatalf("read back: %v", err)
	}
	if again, _ := align.Units(doc, align.Options{Memory: back}); !reflect.DeepEqual(units, again) {
		t.Error("a memory that was saved and read gives other units")
	}
}
