package check

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"triptych/align"
	"triptych/align/carry"
)

// scraps are what texts break at: lone marks, half of a pair, invisible and
// combining characters, broken bytes, the beginnings and ends of quantities.
var scraps = []string{
	"", " ", "\n", "\t", "a", "A", "US", "U.S.", "the", "not", "n't", "Mr.", "No.", "e.g.", "NATO’s", "mid-", "-", "--", "—", "——", "…", "...", "。", "，", "、", "；",
	"“", "”", "‘", "’", "「", "」", "『", "』", "《", "》", "（", "）", "(", ")", "[", "]", "\"", "'", "*", "_", "#", "# ", "- ", "1. ", "[1]", "<b>", "</b>", "](",
	"https://", "http://a.b/c?d=e", "www.", "a@b.cd", "@", "&", "%", "％", "$", "US$", "€", "¥", "£", "0", "1", "3", "12", "2022", "1,000", "1,", ".5", "5.", "1/2", "１２", "½",
	"万", "億", "亿", "兆", "千", "百", "十", "两", "半", "多", "余", "數", "数十", "成", "折", "倍", "第", "零", "〇", "壹", "貳", "年", "月", "日", "民国", "民國", "世纪", "点", "點", "時", "元", "美元", "百分之",
	"百分点", "至", "到", "million", "billion", "half", "a dozen", "percent", "per cent", "times", "-fold", "km", "p.m.", "am", "July", "of", "and", "to", "from", "between", "minus", "third", "21st", "fiscal",
	"不", "没有", "未", "的的", "说", "說", "視為", "软件", "軟體", "信息", "资讯", "裏", "裡", "里", "乾隆", "后", "皇後", "北约", "歐安組織", "特朗普", "川普", "，他说。", "TODO", "待译", "UTF-8", "x86", "2.2.1",
	"\u200b", "\ufeff", "\u00ad", "\u202e", "\u0301", "\ufe0f", "\U000e0101", "\u3000", "\u00a0", "\u2028", "\x00", "\xff", "\xe4\xb8", "\ufffd", "😀", "👩‍👩‍👧", "𠀀", "𡃁", "豈", "⿰", "⿰氵每", "ß", "İ", "ſ", "ﬁ", "Ⅳ", "ⅻ", "①", "𝟘",
}

func nastyText(t *rapid.T, label string) string {
	switch rapid.IntRange(0, 9).Draw(t, label+" kind") {
	case 0:
		return ""
	case 1:
		return strings.NewReplacer("{", "", "}", "").Replace(rapid.String().Draw(t, label)) // messages are expected to have none
	case 2: // very long, of few different parts
		part := strings.Join(rapid.SliceOfN(rapid.SampledFrom(scraps), 1, 4).Draw(t, label), "")
		return strings.Repeat(part, rapid.IntRange(1, 300).Draw(t, label+" times"))
	}
	sep := rapid.SampledFrom([]string{"", "", " ", "，", ". "}).Draw(t, label+" between")
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(scraps), 1, 12).Draw(t, label), sep)
}

func nastyUnit(t *rapid.T) Unit {
	var u Unit
	u.ID = "u"
	for _, v := range align.Versions {
		u.Text[v] = nastyText(t, v.String())
		u.Kind[v] = rapid.SampledFrom([]align.Kind{align.Kind(""), align.Heading, align.ListItem, align.NonContent}).Draw(t, "kind")
		u.Want[v] = Wanted(rapid.IntRange(0, 2).Draw(t, "wanted"))
	}
	if rapid.Bool().Draw(t, "converted") {
		u.Text[align.Hant] = u.Text[align.Hans]
	}
	for i, p := range align.Pairs {
		if rapid.Bool().Draw(t, "stale") {
			u.Pairs[i] = Pairing{Stale, [2]string{nastyText(t, "was"), u.Text[p[1]]}}
		}
	}
	return u
}

// TestNasty expects of any texts whatever: no panic, the same findings from a
// run as from the document, spans inside the texts, a message in every language.
func TestNasty(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		units := rapid.SliceOfN(rapid.Custom(nastyUnit), 1, 5).Draw(rt, "units")
		settings := Settings{Profile: rapid.SampledFrom([]string{"", "CN", "TW", "HK"}).Draw(rt, "profile")}
		stats := NewStats(units, settings)
		all := Document(units, settings)
		for i, u := range units {
			alone := Run(u, stats)
			if len(alone) != len(all[i]) {
				rt.Fatalf("%d findings alone, %d in the document", len(alone), len(all[i]))
			}
			for _, f := range alone {
				checkSpans(t, u, f)
			}
			Explain(t.Context(), u, stats, "zh-Hant")
			if _, err := carry.Over(u.Text[align.En], u.Text[align.Hans], align.Hans, u.Text[align.Hant], settings.Profile, nil); err != nil {
				rt.Fatal(err)
			}
		}
	})
}
