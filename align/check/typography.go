package check

import (
	"strings"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/name"
	"triptych/align/reading"
	"triptych/align/zh"
)

var typHalfwidth = newStyle(Rule{
	ID: "typ.halfwidth", Name: "Half-width mark", Severity: Warning, Version: 1,
	Description: "A comma, full stop or other mark between Chinese characters is the English one.",
}, chineseVersions, func(c *Case, v align.Version) []hit {
	var out []hit
	text := c.runes[v]
	for i, r := range text {
		full, ok := fullWidth[r]
		if !ok || i == 0 || !letter.Han(text[i-1]) {
			continue
		}
		next := rune(0)
		if i+1 < len(text) {
			next = text[i+1]
		}
		if letter.Han(next) || next == 0 && r != ':' || letter.Space(next) && letter.Han(after(text, i)) && r != ':' {
			out = append(out, hit{Span{i, i + 1}, full, true})
		}
	}
	return out
})

var fullWidth = map[rune]string{',': "，", ';': "；", '?': "？", '!': "！", ':': "：", '.': "。"}

var typFullwidthInEn = newStyle(Rule{
	ID: "typ.fullwidth_in_en", Name: "Chinese mark in English", Severity: Error, Version: 1,
	Description: "The English holds a full-width mark.",
	Needs:       English,
}, []align.Version{align.En}, func(c *Case, v align.Version) []hit {
	var out []hit
	text := c.runes[v]
	for i, r := range text {
		half, ok := halfMarks[r]
		if !ok || letter.Han(before(text, i)) || letter.Han(after(text, i)) {
			continue
		}
		out = append(out, hit{Span{i, i + 1}, half, true})
	}
	return out
})

var halfMarks = map[rune]string{'，': ",", '。': ".", '；': ";", '？': "?", '！': "!", '：': ":", '（': "(", '）': ")", '、': ","}

var typQuotes = newStyle(Rule{
	ID: "typ.quotes", Name: "Quotation marks", Severity: Warning, Version: 1,
	Description: "Simplified text takes “ ”, Traditional text 「 」.",
}, chineseVersions, func(c *Case, v align.Version) []hit {
	wrong, right := "「」『』", "“”‘’"
	if v == align.Hant {
		wrong, right = "“”", "「」"
	}
	if c.Stats.settings.Profile == "CN" && v == align.Hant {
		return nil
	}
	var out []hit
	from, to := []rune(wrong), []rune(right)
	for i, r := range c.runes[v] {
		for k, w := range from {
			if r == w {
				out = append(out, hit{Span{i, i + 1}, string(to[k]), true})
			}
		}
	}
	if len(out)%2 == 1 { // an unbalanced one is for typ.pair
		return nil
	}
	return out
})

var typPair = newStyle(Rule{
	ID: "typ.pair", Name: "Unbalanced pair", Severity: Warning, Version: 1,
	Description: "A bracket or quotation mark has no partner.",
}, []align.Version{align.En, align.Hans, align.Hant}, func(c *Case, v align.Version) []hit {
	var open []hit
	for i, r := range c.runes[v] {
		if strings.ContainsRune("（《「『【〔“", r) || r == '(' {
			open = append(open, hit{Span: Span{i, i + 1}})
			continue
		}
		if !strings.ContainsRune("）》」』】〕”)", r) {
			continue
		}
		if n := len(open); n > 0 && partners(c.runes[v][open[n-1].Span[0]], r) {
			open = open[:n-1]
			continue
		}
		if (r == ')' || r == '）') && (listMark(c.runes[v], i) || emoticon(c.runes[v], i)) {
			continue
		}
		return []hit{{Span: Span{i, i + 1}}}
	}
	if len(open) == 1 && strings.ContainsRune("“「", c.runes[v][open[0].Span[0]]) && v == align.En {
		return nil // a quotation that goes on in the next paragraph
	}
	return open
})

func partners(a, b rune) bool {
	if a == '(' || a == '（' {
		return b == ')' || b == '）'
	}
	open, close := []rune("《「『【〔“"), []rune("》」』】〕”")
	for i := range open {
		if a == open[i] {
			return b == close[i]
		}
	}
	return false
}

// listMark reports whether the bracket at i is that of "1)", "a)" or 一）.
func listMark(text []rune, i int) bool {
	if i == 0 {
		return false
	}
	r := text[i-1]
	item := letter.Latin(r) || strings.ContainsRune("一二三四五六七八九十甲乙丙丁", r)
	return letter.Digit(r) || item && (i == 1 || !letter.Latin(text[i-2]) && !letter.Han(text[i-2]))
}

func emoticon(text []rune, i int) bool {
	return i > 0 && strings.ContainsRune(":;-=^~", text[i-1])
}

var typEllipsis = newStyle(Rule{
	ID: "typ.ellipsis", Name: "Ellipsis", Severity: Info, Version: 1,
	Description: "Chinese writes the ellipsis as ……",
}, chineseVersions, func(c *Case, v align.Version) []hit {
	return marks(c, v, func(text []rune, i int) int {
		switch {
		case text[i] == '…' && (i == 0 || text[i-1] != '…') && (i+1 == len(text) || text[i+1] != '…') && (letter.Han(before(text, i)) || letter.Han(after(text, i))):
			return 1
		case hasPrefix(text[i:], "...") && (i == 0 || text[i-1] != '.') && letter.Han(before(text, i)):
			return 3
		}
		return 0
	}, "……")
})

var typDash = newStyle(Rule{
	ID: "typ.dash", Name: "Dash", Severity: Info, Version: 1,
	Description: "Chinese writes the dash as ——",
}, chineseVersions, func(c *Case, v align.Version) []hit {
	return marks(c, v, func(text []rune, i int) int {
		if !letter.Han(before(text, i)) || i > 0 && strings.ContainsRune("—-", text[i-1]) {
			return 0
		}
		switch {
		case text[i] == '—' && (i+1 == len(text) || text[i+1] != '—'):
			return 1
		case hasPrefix(text[i:], "--") && !hasPrefix(text[i:], "---") && i+2 < len(text) && !letter.Latin(text[i+2]):
			return 2
		}
		return 0
	}, "——")
})

// marks collects the places where at finds a mark of some length, all to be
// replaced by fix.
func marks(c *Case, v align.Version, at func(text []rune, i int) int, fix string) []hit {
	var out []hit
	for i := range c.runes[v] {
		if n := at(c.runes[v], i); n > 0 {
			out = append(out, hit{Span{i, i + n}, fix, true})
		}
	}
	return out
}

func hasPrefix(text []rune, prefix string) bool {
	n := 0
	for _, r := range prefix {
		if n >= len(text) || text[n] != r {
			return false
		}
		n++
	}
	return true
}

var typEnumcomma = newStyle(Rule{
	ID: "typ.enumcomma", Name: "Comma in a list", Severity: Info, Version: 1,
	Description: "Names in a row are parted by ，, which Chinese does with 、.",
}, chineseVersions, func(c *Case, v align.Version) []hit {
	var out []hit
	text := c.runes[v]
	names := c.names.Mentions(v)
	for i := 0; i < len(names); i++ {
		end := i
		for end+1 < len(names) && shortName(names[end]) && shortName(names[end+1]) &&
			names[end+1].Span[0] == names[end].Span[1]+1 && text[names[end].Span[1]] == '，' {
			end++
		}
		if end-i >= 2 { // two may be parts of two clauses
			s := Span{names[i].Span[0], names[end].Span[1]}
			out = append(out, hit{s, strings.ReplaceAll(c.slice(v, s), "，", "、"), true})
		}
		i = end
	}
	return out
})

// shortName reports whether a name is a Chinese one of at most four characters.
func shortName(m name.Mention) bool { return m.Latin == "" && m.Span[1]-m.Span[0] <= 4 }

var typSpace = newStyle(Rule{
	ID: "typ.space", Name: "Stray space", Severity: Info, Version: 1,
	Description: "Two spaces together, or a space beside a full-width mark.",
}, []align.Version{align.En, align.Hans, align.Hant}, func(c *Case, v align.Version) []hit {
	var out []hit
	text := c.runes[v]
	for i, r := range text {
		if !letter.Space(r) || i == 0 || i+1 == len(text) {
			continue
		}
		switch {
		case letter.Space(text[i-1]):
			out = append(out, hit{Span{i, i + 1}, "", true})
		case v != align.En && (strings.ContainsRune("，。；：？！、（「『《", text[i-1]) || strings.ContainsRune("，。；：？！、）」』》", text[i+1])):
			out = append(out, hit{Span{i, i + 1}, "", true})
		}
	}
	return out
})

var typInvisible = newStyle(Rule{
	ID: "typ.invisible", Name: "Invisible character", Severity: Warning, Version: 1,
	Description: "A character that nobody sees: zero-width space, soft hyphen, mark of direction.",
}, []align.Version{align.En, align.Hans, align.Hant}, func(c *Case, v align.Version) []hit {
	var out []hit
	for i, r := range c.runes[v] {
		if letter.Stray(r) {
			out = append(out, hit{Span{i, i + 1}, "", true})
		}
	}
	return out
})

var typNumerals = newStyle(Rule{
	ID: "typ.numerals", Name: "Full-width digit", Severity: Info, Version: 1,
	Description: "A digit or Latin letter is written full width.",
}, []align.Version{align.En, align.Hans, align.Hant}, func(c *Case, v align.Version) []hit {
	var out []hit
	for i, r := range c.runes[v] {
		if letter.WideWord(r) {
			out = append(out, hit{Span{i, i + 1}, string(letter.Narrow(r)), true})
		}
	}
	return out
})

var typDupchar = newStyle(Rule{
	ID: "typ.dupchar", Name: "Doubled word", Severity: Warning, Version: 1,
	Description: "A word that is never doubled stands twice: the the, 的的.",
}, []align.Version{align.En, align.Hans, align.Hant}, func(c *Case, v align.Version) []hit {
	if v == align.En {
		return doubledEnglish(c)
	}
	var out []hit
	text := c.runes[v]
	for i := 1; i < len(text); i++ {
		if text[i] == text[i-1] && strings.ContainsRune("的了是在和与與而及于於被把", text[i]) && (i < 2 || text[i-2] != text[i]) && !doubledWord(text, i) {
			out = append(out, hit{Span{i - 1, i + 1}, string(text[i]), true})
		}
	}
	return out
})

// doubledWord reports whether the doubled character at i belongs to two words:
// 目的的确, 为了了解, 总和和, 友好和和蔼.
func doubledWord(text []rune, i int) bool {
	if behind := reading.FirstWord(zh.Fold(string(text[i:min(i+6, len(text))]))); utf8.RuneCountInString(behind) > 1 {
		return true
	}
	for n := 2; n <= 4 && n <= i; n++ {
		before := zh.Fold(string(text[i-n : i]))
		if strings.ContainsRune("的了", text[i]) && before != "目的" && before != "为了" && before != "除了" {
			continue // 有的 and 到了 are words of the dictionary, and 有的的 is wrong
		}
		if reading.FirstWord(before) == before {
			return true
		}
	}
	return false
}

func doubledEnglish(c *Case) []hit {
	var out []hit
	words := c.LatinWords(align.En)
	for i := 1; i < len(words); i++ {
		w := strings.ToLower(words[i].Text)
		if w != strings.ToLower(words[i-1].Text) || !reading.FunctionWords[w] || w == "that" || w == "had" || w == "is" || w == "her" || w == "do" || w == "no" {
			continue
		}
		gap := string(c.runes[align.En][words[i-1].Span[1]:words[i].Span[0]])
		if strings.TrimSpace(gap) == "" {
			out = append(out, hit{Span{words[i-1].Span[0], words[i].Span[1]}, words[i-1].Text, true})
		}
	}
	return out
}

var scrCompat = newStyle(Rule{
	ID: "scr.compat", Name: "Broken character", Severity: Error, Version: 1,
	Description: "A character that comes of a broken conversion: �, 锟斤拷, private use, compatibility forms.",
}, []align.Version{align.En, align.Hans, align.Hant}, func(c *Case, v align.Version) []hit {
	var out []hit
	text := c.runes[v]
	for i, r := range text {
		switch {
		case r == 0xFFFD, r >= 0xE000 && r <= 0xF8FF, r >= 0xF900 && r <= 0xFAFF, r >= 0xFF61 && r <= 0xFF9F, r >= 0xF0000:
			out = append(out, hit{Span: Span{i, i + 1}})
		case hasPrefix(text[i:], "锟斤拷"), hasPrefix(text[i:], "烫烫烫"), hasPrefix(text[i:], "â€"):
			out = append(out, hit{Span: Span{i, min(i+3, len(text))}})
		}
	}
	return out
})

var mkControl = newStyle(Rule{
	ID: "mk.control", Name: "Control character", Severity: Error, Version: 1,
	Description: "A control character stands in the text.",
}, []align.Version{align.En, align.Hans, align.Hant}, func(c *Case, v align.Version) []hit {
	var out []hit
	for i, r := range c.runes[v] {
		if letter.Control(r) {
			out = append(out, hit{Span{i, i + 1}, "", true})
		}
	}
	return out
})

var cmpPlaceholder = newStyle(Rule{
	ID: "cmp.placeholder", Name: "Placeholder", Severity: Error, Version: 1,
	Description: "A note to oneself is still there: TODO, 待译, ???.",
}, []align.Version{align.En, align.Hans, align.Hant}, func(c *Case, v align.Version) []hit {
	var out []hit
	for _, p := range []string{"待译", "待譯", "待翻译", "待翻譯", "未翻译", "未翻譯", "此处翻译", "lorem ipsum", "Lorem ipsum", "？？？", "TKTK"} {
		if !strings.Contains(c.Unit.Text[v], p) {
			continue
		}
		for _, s := range find(c.runes[v], []rune(p)) {
			out = append(out, hit{Span: s})
		}
	}
	if a, b := others(v); strings.Contains(c.Unit.Text[a]+c.Unit.Text[b], "TODO") {
		return out // it is what the text is about
	}
	for _, w := range c.LatinWords(v) {
		if w.Text == "TODO" || w.Text == "FIXME" || w.Text == "XXX" && v != align.En {
			out = append(out, hit{Span: w.Span})
		}
	}
	return out
})

var cmpHanInEn = newStyle(Rule{
	ID: "cmp.han_in_en", Name: "Chinese in English", Severity: Warning, Version: 1,
	Description: "The English holds Chinese characters.",
	Needs:       English,
}, []align.Version{align.En}, func(c *Case, v align.Version) []hit {
	var out []hit
	text := c.runes[v]
	for i := 0; i < len(text); i++ {
		if !letter.Han(text[i]) {
			continue
		}
		run := Span{i, i + 1}
		for run[1] < len(text) && letter.Han(text[run[1]]) {
			run[1]++
		}
		i = run[1]
		if b, a := before(text, run[0]), after(text, run[1]-1); strings.ContainsRune("（(「『“\"《'‘", b) && b != 0 && strings.ContainsRune("）)」』”\"》'’", a) && a != 0 {
			continue
		}
		out = append(out, hit{Span: run})
	}
	return out
})
