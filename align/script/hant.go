package script

import (
	"slices"
	"strings"
	"unicode/utf8"

	"triptych/align/letter"
	"triptych/align/list"
	"triptych/align/zh"
)

// ToHant writes Simplified text in Traditional script.
func ToHant(text string, o Options) (string, error) {
	t, err := loaded()
	if err != nil {
		return "", err
	}
	var out strings.Builder
	for line := range strings.Lines(text) { // no word goes beyond, and what is worked out of a book stays small
		c := t.cut([]rune(line), o)
		for _, p := range c.pieces {
			out.WriteString(c.hant(p))
		}
	}
	return local(out.String(), o)
}

// local gives a text in OpenCC's standard the forms of a region, and those that the
// document has.
func local(standard string, o Options) (string, error) {
	config := map[string]string{"TW": "t2tw", "HK": "t2hk"}[o.Region]
	if config == "" {
		return asSeen(standard, o.Seen), nil
	}
	regional, err := zh.Open(config)
	if err != nil {
		return "", err
	}
	out := regional.Convert(standard)
	if o.Region == "HK" {
		out = printed.Replace(out)
	}
	return asSeen(out, o.Seen), nil
}

// variants are the groups of variants.txt.
var variants = func() (groups [][]string) {
	for _, g := range list.Words(list.Read(words, "variants.txt")) {
		groups = append(groups, strings.Split(g, "/"))
	}
	return groups
}()

// asSeen writes the forms that writers choose between as the document does.
func asSeen(text string, seen func(string) int) string {
	if seen == nil {
		return text
	}
	for _, group := range variants {
		for _, form := range group {
			if !strings.Contains(text, form) {
				continue
			}
			if best := usual(group, seen); best != "" && best != form {
				text = strings.ReplaceAll(text, form, best)
			}
			break
		}
	}
	return text
}

// usual returns the form of a group that the document has most often; "" where it has
// none.
func usual(group []string, seen func(string) int) string {
	best, most := "", 0
	for _, form := range group {
		if n := seen(form); n > most {
			best, most = form, n
		}
	}
	return best
}

// hant returns what a piece is in Traditional script, with the words of the region.
func (c *cutting) hant(p piece) string {
	if form, _ := c.inContext(p.from, p.to); p.word == nil || form != "" {
		return c.form(p)
	}
	if w := c.regionWord(p); w != "" {
		return w
	}
	if c.Region == "TW" || c.Region == "HK" {
		if w := c.regionParts(p); w != "" {
			return w
		}
	}
	return c.form(p)
}

// regionParts writes a longer word by its parts where one of them is a word that the
// region says otherwise: 飛彈艇 for 导弹艇. It returns "" where none is.
func (c *cutting) regionParts(p piece) string {
	if p.to-p.from < 3 || p.word.name || c.back[p.word.word] != "" { // 演算法 has 算法 in it
		return ""
	}
	var out strings.Builder
	found := false
	for _, part := range c.best(p.from, p.to, p.to-p.from-1) {
		w := c.hant(part)
		found = found || w != c.form(part)
		out.WriteString(w)
	}
	if !found {
		return ""
	}
	return out.String()
}

// form returns the Traditional form of a piece, as long as the piece.
func (c *cutting) form(p piece) string {
	if f, _ := c.inContext(p.from, p.to); f != "" {
		return f
	}
	return c.plainForm(p)
}

// plainForm is form whatever stands beside the piece.
func (c *cutting) plainForm(p piece) string {
	if p.word == nil {
		return string(c.character(p.from))
	}
	if p.word.hant != nil {
		return c.seenForm(p.word.hant)
	}
	if p.word.name && utf8.RuneCountInString(p.word.word) > 2 {
		return c.spelled(p)
	}
	var out strings.Builder
	for _, part := range c.best(p.from, p.to, p.to-p.from-1) {
		out.WriteString(c.form(part))
	}
	return out.String()
}

// spelled writes a foreign name character by character: 里 in 杰弗里 is no 裏.
func (c *cutting) spelled(p piece) string {
	var out strings.Builder
	for i := p.from; i < p.to; i++ {
		out.WriteRune(c.usual(c.text[i]))
	}
	return out.String()
}

// usual is the form that a character has where no word says otherwise.
func (c *cutting) usual(r rune) rune {
	if r == '里' {
		return r // as in names; character knows where it means inside
	}
	if forms := c.table.form[r]; len(forms) > 0 {
		return forms[0]
	}
	return r
}

// seenForm is the form that the document has, the first where it has none.
func (c *cutting) seenForm(forms []string) string {
	if c.Seen == nil || len(forms) == 1 {
		return forms[0]
	}
	if best := usual(forms, c.Seen); best != "" {
		return best
	}
	return forms[0]
}

// character is the form of a character that is in no word.
func (c *cutting) character(i int) rune {
	if c.text[i] == '里' && c.inside(i) {
		return '裏'
	}
	return c.usual(c.text[i])
}

// inside reports whether the 里 at i says that something is inside: behind a word or
// something that has an inside, 海里 but not 十里 and not 特蕾里.
func (c *cutting) inside(i int) bool {
	k, ok := slices.BinarySearchFunc(c.pieces, i, func(p piece, end int) int { return p.to - end })
	if !ok || numeral(c.text[i-1]) {
		return false
	}
	p := c.pieces[k]
	return p.word != nil || !letter.HanOrZero(c.text[p.from]) || strings.ContainsRune(places, c.text[p.from])
}

// places are characters that something may be inside of.
const places = "海河湖江水山林屋房家城村镇国店校院馆园厅室车船箱柜袋包盒杯碗锅壶瓶桶池井洞坑沟墙门窗床书报信文词句话歌画戏片梦心眼嘴口手怀肚腹胃脑体血肉骨群队班组圈网线网站库表框页夜年月天日春夏秋冬雨雪风云雾火光影土地田野草树花果巷街路站场棚营狱牢庙寺"

// printed are forms that OpenCC gives Hong Kong after the list of its schools, and
// that its papers and sites print otherwise.
var printed = strings.NewReplacer("説", "說", "税", "稅", "脱", "脫", "悦", "悅", "鋭", "銳", "蜕", "蛻", "閲", "閱", "兑", "兌", "麪", "麵", "温", "溫", "牀", "床", "羣", "群")
