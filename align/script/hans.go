package script

import (
	"slices"
	"strings"
	"unicode/utf8"

	"triptych/align/lexicon"
	"triptych/align/list"
	"triptych/align/zh"
)

// hans writes Traditional text in Simplified script.
//
// Each Traditional character has one Simplified form but for a few, of which OpenCC's
// phrases and hans.txt tell; the words of a region are then replaced where they are
// words of the text.
func (t *table) hans(text string, o Options) (string, error) {
	config := "tw2s"
	if o.Region == "HK" {
		config = "hk2s"
	}
	convert, err := zh.Open(config)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	for line := range strings.Lines(text) {
		c := t.cut([]rune(kept(line, convert.Convert(line))), o)
		for _, p := range c.pieces {
			word := string(c.text[p.from:p.to])
			if m := t.back[word]; p.word != nil && m != "" && c.foreignHere(word, m) {
				word = m
			}
			out.WriteString(word)
		}
	}
	return out.String(), nil
}

// foreignHere reports whether a word of a region is to be said otherwise: it is none
// of the mainland's, or the document says the other.
func (c *cutting) foreignHere(word, mainland string) bool {
	if !c.both[word] {
		return true
	}
	return c.Seen != nil && c.Seen(mainland) > c.Seen(word)
}

// kept puts characters back that a name or an old word keeps in Simplified script:
// 乾 of 徐乾學. The texts are of the same length, or what was converted stays.
func kept(hant, hans string) string {
	if !strings.ContainsRune(hant, '乾') || utf8.RuneCountInString(hant) != utf8.RuneCountInString(hans) {
		return hans
	}
	from, to := []rune(hant), []rune(hans)
	for i, r := range from {
		if r != '乾' || i == 0 || i+1 == len(from) || !surnames[from[i-1]] {
			continue
		}
		if !strings.ContainsRune(dry, from[i+1]) && (i == 1 || !strings.ContainsRune(dryThings, from[i-2])) {
			to[i] = r
		}
	}
	return string(to)
}

// dry are characters before which 乾 says that something is dry, or that a glass is
// emptied; dryThings stand before what is dry and looks like a surname.
const (
	dry       = "燥淨杯糧旱枯涸洗冰爹媽娘裂鍋炒煸燒煎拌貝果貨癟草柴咳嘔哭笑瞪熱冷濕溼電毛透了的掉脆、，。"
	dryThings = "海江河湖白開喝"
)

// surnames are the usual ones that are no word for something that dries.
var surnames = func() map[rune]bool {
	m := map[rune]bool{}
	for _, r := range list.Read(words, "surnames.txt") {
		if r > 0x3400 {
			m[r] = true
		}
	}
	return m
}()

// mainland fills in what the mainland says for the words of the regions. Of words that
// the mainland has too, in another sense, those of back.txt are said otherwise all the same.
func (t *table) mainland() {
	lex := lexicon.Shared()
	simplify, err := zh.Open("tw2s")
	if err != nil {
		return
	}
	always := list.In(words, "back.txt")
	t.back, t.both = map[string]string{}, map[string]bool{}
	add := func(local, mainland string) {
		local = simplify.Convert(local)
		if leave[local] || utf8.RuneCountInString(local) < 2 || t.back[local] != "" || local == mainland {
			return
		}
		t.back[local] = mainland
		if id, known := lex.Find(local); known && !always[local] && len(lex.ProperNames(id)) == 0 {
			t.both[local] = true
		}
	}
	for _, w := range zh.RegionWords() {
		for _, l := range w.Local {
			add(l, w.Mainland)
		}
	}
	for _, w := range zh.TaiwanWords() {
		for _, l := range w.Local {
			if always[simplify.Convert(l)] {
				add(l, w.Mainland)
			}
		}
	}
	for _, forms := range zh.NameVariants() {
		for _, l := range forms[1:] {
			add(l, simplify.Convert(forms[0]))
		}
	}
	eachName(func(hans, hant string, all, _ []string) {
		if !slices.Contains(all, simplify.Convert(hant)) {
			add(hant, hans)
		}
	})
}
