package script

import (
	"slices"
	"strings"
	"unicode/utf8"

	"triptych/align/letter"
	"triptych/align/lexicon"
	"triptych/align/list"
	"triptych/align/zh"
)

// shared are words of the regions' lists that Taiwan and Hong Kong use too, in another
// sense or beside their own word, in Traditional script.
var shared = list.In(words, "shared.txt")

// put are shared words that are said otherwise all the same, since in the sense that
// the regions share they are rare or stand in longer words.
var put = list.In(words, "put.txt")

// leave are words that are said otherwise by no region, in Simplified script.
var leave = list.In(words, "leave.txt")

// Shared reports whether a word of the mainland, in Traditional script, is one that
// the regions use too, in another sense or beside their own: 文件, 程序.
func Shared(word string) bool { return shared[word] }

// regions fills in the words that regions say differently.
func (t *table) regions() {
	t.region = map[string]map[string]string{"TW": {}, "HK": {}}
	traditional, err := zh.Open("s2tw")
	if err != nil {
		return
	}
	add := func(region, mainland, hant string, local []string) {
		if leave[mainland] || utf8.RuneCountInString(mainland) < 2 || len(local) == 0 || t.region[region][mainland] != "" || slices.Contains(local, hant) {
			return
		}
		t.region[region][mainland] = local[0]
		if hans, _ := zh.Script(local[0]); hans > 0 { // 類别範本 of OpenCC
			t.region[region][mainland] = traditional.Convert(local[0])
		}
	}
	for _, w := range zh.TaiwanWords() {
		add("TW", w.Mainland, traditional.Convert(w.Mainland), w.Local)
	}
	simplify, err := zh.Open("t2s")
	if err != nil {
		return
	}
	lex := lexicon.Shared()
	for _, forms := range zh.NameVariants() {
		mainland := simplify.Convert(forms[0])
		add("TW", mainland, forms[0], forms[1:2])
		add("HK", mainland, forms[0], forms[2:])
	}
	eachName(func(hans, hant string, _, all []string) {
		if id, ok := lex.Find(hans); !ok || len(lex.ProperNames(id)) > 0 { // 大众 is a car maker, and the masses
			add("TW", hans, traditional.Convert(hans), append([]string{hant}, all...))
		}
	})
	for _, w := range zh.RegionWords() {
		add(w.Region, w.Mainland, w.MainlandHant, w.Local)
	}
}

// eachName calls f with the names that the mainland and Taiwan write differently, and
// all the ways in which each writes them.
func eachName(f func(hans, hant string, allHans, allHant []string)) {
	people := func(w string) bool { return strings.HasSuffix(w, "人") }
	lexicon.EachRendering(func(_ string, hans, hant []string) {
		for i := range min(len(hans), len(hant)) {
			if people(hans[i]) == people(hant[i]) && letter.HasHan(hans[i]) && letter.HasHan(hant[i]) && (i == 0 || len(hans) == len(hant)) {
				f(hans[i], hant[i], hans, hant)
			}
		}
	})
}

// regionWord is what the region says for a word; "" where that is the same, or where
// it says both and the document does not show which.
func (c *cutting) regionWord(p piece) string {
	w := c.table.region[c.Region][p.word.word]
	if w == "" {
		return ""
	}
	if form := c.form(p); shared[form] && !put[form] {
		if c.Seen == nil || strings.Contains(w, form) || c.Seen(w) <= c.Seen(form) {
			return ""
		}
	}
	return w
}
