package check

import (
	"strings"

	"triptych/align"
	"triptych/align/reading"
)

// entNameVariant: the profile asks for Taiwan's or Hong Kong's form of a foreign
// name, and the Traditional text has another region's: 特朗普 for 川普.
var entNameVariant = Rule{
	ID: "ent.name_variant", Severity: Warning, Version: 1,
	Needs: Traditional,
	Find:  findNameVariant,
}

// nameVariants are foreign names that the regions write differently: the
// mainland's form in Traditional characters, Taiwan's, Hong Kong's. Countries and
// things are among the regional words.
var nameVariants = [][3]string{
	{"特朗普", "川普", "特朗普"}, {"奧巴馬", "歐巴馬", "奧巴馬"}, {"普京", "普丁", "普京"}, {"布什", "布希", "布殊"}, {"里根", "雷根", "列根"},
	{"肯尼迪", "甘迺迪", "甘迺迪"}, {"克林頓", "柯林頓", "克林頓"}, {"默克爾", "梅克爾", "默克爾"}, {"馬克龍", "馬克宏", "馬克龍"},
	{"澤連斯基", "澤倫斯基", "澤連斯基"}, {"扎克伯格", "祖克柏", "朱克伯格"}, {"蓋茨", "蓋茲", "蓋茨"}, {"撒切爾", "柴契爾", "戴卓爾"},
	{"卡梅倫", "卡麥隆", "卡梅倫"}, {"約翰遜", "強森", "約翰遜"}, {"薩科齊", "薩科吉", "薩爾科齊"}, {"賴斯", "萊斯", "賴斯"}, {"佩洛西", "裴洛西", "佩洛西"},
	{"內塔尼亞胡", "納坦雅胡", "內塔尼亞胡"}, {"埃爾多安", "艾爾段", "埃爾多安"},
	{"喬布斯", "賈伯斯", "喬布斯"}, {"貝克漢姆", "貝克漢", "碧咸"}, {"梵高", "梵谷", "梵高"}, {"悉尼", "雪梨", "悉尼"},
	{"戛納", "坎城", "康城"}, {"迪拜", "杜拜", "杜拜"}, {"好萊塢", "好萊塢", "荷里活"}, {"佛羅倫薩", "佛羅倫斯", "佛羅倫斯"},
}

func findNameVariant(c *Case) {
	region := map[string]int{"TW": 1, "HK": 2}[c.Stats.settings.Profile]
	if region == 0 {
		return
	}
	text, skip := c.Unit.Text[align.Hant], c.allowed(align.Hant)
	for _, forms := range nameVariants {
		want := forms[region]
		for i, form := range forms {
			if form == want || i == 2 && form == forms[0] {
				continue
			}
			at := reading.RuneCounter{Text: text}
			for from := 0; ; {
				k := strings.Index(text[from:], form)
				if k < 0 {
					break
				}
				start := at.Rune(from + k)
				s := Span{start, start + len([]rune(form))}
				from += k + len(form)
				if skip(s[0]) || quoted(c.runes[align.Hant], s) {
					continue
				}
				c.report(Finding{
					Pair: cell(align.Hant), Spans: spans(align.Hant, s), Values: map[align.Version]string{align.Hant: form},
					Args: args("a", align.Hant.String(), "x", form, "y", want), Fix: &Fix{align.Hant, s, want},
				})
			}
		}
	}
}
