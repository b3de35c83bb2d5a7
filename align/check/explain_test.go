package check

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"triptych/align"
	"triptych/align/diff"
	"triptych/align/need"
	"triptych/align/reading"
	"triptych/align/zh"
)

func ExampleExplain() {
	u := Unit{Text: [3]string{"Some 300,000 troops.", "约30万士兵。", ""}}
	for _, r := range Explain(context.Background(), u, nil, "en") {
		if r.Check == "num.value" {
			fmt.Println(r.Message)
		}
	}
	// Output: The same amounts: 300,000 = 30万.
}

func TestExplainLanguages(t *testing.T) {
	need.Dictionaries(t, zh.Available())
	u := Unit{Text: [3]string{
		"NATO does not want 300,000 troops in Finland. The talks go on in Vienna for another week.",
		"北约不希望在芬兰驻扎30万士兵。谈判将在维也纳再进行一周。",
		"北約不希望在芬蘭駐紮三十萬士兵。談判將在維也納再進行一週。",
	}}
	for _, lang := range []string{"en", "zh-Hans", "zh-Hant"} {
		reasons := Explain(t.Context(), u, nil, lang)
		if len(reasons) < 4 || len(reasons) > linesMost {
			t.Errorf("%s: %d reasons", lang, len(reasons))
		}
		for _, r := range reasons {
			if r.Message == "" || strings.ContainsAny(r.Message, "{}") {
				t.Errorf("%s: %s gives %q", lang, r.Key, r.Message)
			}
		}
	}
}

// TestExplainContradictsNothing expects that what a finding speaks of is not called the
// same, nor unsure, beside it.
func TestExplainContradictsNothing(t *testing.T) {
	need.Dictionaries(t, zh.Available())
	for _, c := range []struct {
		name         string
		text         [3]string
		check        string // that must speak
		never, still string // in the answer
	}{
		{"a number", [3]string{"It cost 500 dollars and 30 days.", "它花了500美元和30天。", "它花了800美元和30天。"}, "num.value", "500", "30 days"},
		{"a denial", [3]string{"The council did not approve the plan in Vienna on Monday.", "理事会星期一在维也纳没有批准这项计划。", "理事會星期一在維也納批准了這項計畫。"}, "sem.negation", "den", ""},
		{"wording", [3]string{"", "部长们同意增加对盟国的军事援助，并且将在秋天再次会面。", "部長們同意增加對盟國的經濟援助，並且將在秋天再次會面。"}, "hh.diverge", "Chinese versions", ""},
	} {
		u := Unit{Text: c.text}
		spoke := false
		for _, f := range Run(u, nil) {
			spoke = spoke || f.Check == c.check
		}
		if !spoke {
			t.Errorf("%s: no %s", c.name, c.check)
		}
		var all []string
		for _, r := range Explain(t.Context(), u, nil, "en") {
			all = append(all, r.Message)
		}
		if text := strings.Join(all, "\n"); strings.Contains(text, c.never) || !strings.Contains(text, c.still) {
			t.Errorf("%s:\n%s", c.name, text)
		}
	}
}

// TestDiffBesideEachOther expects both Chinese texts in their own script, with the words
// that a finding speaks of marked, and nothing else.
func TestDiffBesideEachOther(t *testing.T) {
	need.Dictionaries(t, zh.Available())
	u := Unit{Text: [3]string{"", "部长的软件表明了立场，双方会谈将在秋天继续进行，时间为三天。", "部長的軟體表面了立場，雙方會談將在秋天繼續進行，時間為三天。"}}
	for _, f := range Run(u, nil) {
		if f.Check != "hh.diverge" {
			continue
		}
		var text [3]string
		var marked []string
		for _, ch := range f.Diff {
			text[*ch.In] += ch.Text
			if ch.Op != 0 {
				marked = append(marked, ch.Text)
			}
		}
		if text != u.Text || strings.Join(marked, " ") != "表明 表面" {
			t.Errorf("%q marked %q", text, marked)
		}
		if f.Values[align.Hans] != "表明" || f.Values[align.Hant] != "表面" {
			t.Errorf("values %q", f.Values)
		}
		return
	}
	t.Error("no difference in wording found")
}

func TestWholeWords(t *testing.T) {
	need.Dictionaries(t, zh.Available())
	for _, c := range []struct{ a, b, want string }{
		{"这表明了立场。", "这表面了立场。", "这[-表明+表面]了立场。"},
		{"他同意。", "他同意了。", "他同意[+了]。"},
		{"军事援助", "经济援助", "[-军事+经济]援助"},
		{"", "新的", "[+新的]"},
		{"相同", "相同", "相同"},
	} {
		a, b := []rune(c.a), []rune(c.b)
		got := ""
		for _, e := range diff.Whole(diff.Words(a, b), a, b, reading.CutHan(c.a).Ends(len(a)), reading.CutHan(c.b).Ends(len(b))) {
			if e.Same {
				got += string(a[e.From[0]:e.From[1]])
				continue
			}
			got += "["
			if x := string(a[e.From[0]:e.From[1]]); x != "" {
				got += "-" + x
			}
			if x := string(b[e.To[0]:e.To[1]]); x != "" {
				got += "+" + x
			}
			got += "]"
		}
		if got != c.want {
			t.Errorf("%q to %q: %s, want %s", c.a, c.b, got, c.want)
		}
	}
}

// hangsUp is done after it was asked so many times.
type hangsUp struct {
	context.Context
	left int
}

func (h *hangsUp) Err() error {
	if h.left--; h.left < 0 {
		return context.Canceled
	}
	return nil
}

// TestExplainEnds: whenever somebody hangs up, nothing more is worked out for them.
func TestExplainEnds(t *testing.T) {
	u := Unit{Text: [3]string{"Some 300,000 troops stay.", "约30万士兵留下。", ""}}
	for n := range 1000 {
		ctx := &hangsUp{t.Context(), n}
		reasons := Explain(ctx, u, nil, "en")
		if ctx.left >= 0 {
			if len(reasons) == 0 || n < len(All)/2 {
				t.Fatalf("%d reasons; asked %d times whether somebody waits", len(reasons), n-ctx.left)
			}
			return
		}
		if reasons != nil || ctx.left < -2 {
			t.Fatalf("hung up after %d: %d reasons, asked %d times more", n, len(reasons), -ctx.left)
		}
	}
	t.Fatal("never done")
}
