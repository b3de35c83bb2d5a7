package denial

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/lexicon"
	"triptych/align/list"
	"triptych/align/reading"
)

// denyingRunes are the characters of Chinese that deny, folded.
const denyingRunes = "不没无未非别勿莫毋"

var denyingSet = letter.SetOf(denyingRunes)

// notDenials are Chinese words that begin with a denying character and deny
// nothing, or say something of their own that English says without "not".
var notDenials = list.In(words, "no_denials.txt")

// neutral are those of notDenials that say nothing of the kind in any language:
// where a text may deny, they do not count either.
var neutral = list.In(words, "neutral.txt")

// deniers are what may stand before the denying character of a word: 并不, 从未.
const deniers = "来而这那我你您他她它们谁有在是为则因与以所至并从绝决毫尚还也都就再更皆均概亦仍又却可且暂若如倘虽只迄已恕请切"

// hanWeak are words that English often renders with "not", by their first
// character; those with a mark say so of their own clause alone.
var hanWeak = sync.OnceValue(func() map[rune][]string {
	byFirst := map[rune][]string{}
	for _, w := range list.Words(list.Read(words, "weak_zh.txt")) {
		first, _ := utf8.DecodeRuneInString(w)
		byFirst[first] = append(byFirst[first], w)
	}
	return byFirst
})

// hanWeakFirst are the characters that words of hanWeak begin with.
var hanWeakFirst = sync.OnceValue(func() *letter.Set {
	set := letter.SetOf("")
	for r := range hanWeak() {
		set.Add(r)
	}
	return set
})

// hanBackward begin words of hanWeak that deny what stands before them.
const hanBackward = "为以之除消绝空中零子失相违抵冲"

// weakAt returns the word of hanWeak that a text begins with.
func weakAt(text string, first rune) (found, near bool) {
	for _, w := range hanWeak()[first] {
		word, mark := strings.CutSuffix(w, "-")
		if strings.HasPrefix(text, word) && (!found || !mark) {
			found, near = true, mark
		}
	}
	return found, near
}

// comparison finds what a number's exactness says: 不超过, 不到三成, 不比茶盘大.
var comparison = regexp.MustCompile(`^(?:不得?|未|没|没有)(?:能)?(?:超过|超出|高于|低于|少于|多于|大于|小于|迟于|早于|晚于|逊于|亚于|逾|(?:到|满|足|达|及|过|出|止|下|比)[^，。；]{0,3}(?:[0-9一二三四五六七八九十百千万两半几]|$))|^(?:不比|不及|不到|不足|未满|不满)`)

// denyChinese finds the denials of a Chinese version.
func (u *Unit) denyChinese(v align.Version, d *Denials) {
	h := u.Han(v)
	covered := 0 // runes of a word that was dealt with
	for _, w := range h.Words {
		i := indexDenying(w.Text)
		if w.ID >= 0 && (i < 0 || h.Runes[w.At+i] == '莫') && lexicon.Shared().Denies(w.ID) {
			s := h.Span(w.At, w.End)
			d.weak = append(d.weak, weak{Span: s, clause: u.ClauseOf(v, s[0]), all: true, word: true, whole: true})
			continue
		}
		if i < 0 || w.At+i < covered {
			continue
		}
		covered = max(covered, u.denyWord(v, h, w, w.At+i, d))
	}
	u.weakChinese(v, d, h.Folded, h.From)
}

// denyWord looks at the denying character at rune here of a folded text, in the
// word w. It returns the end of what it has dealt with.
func (u *Unit) denyWord(v align.Version, h *reading.Han, w reading.HanWord, here int, d *Denials) (covered int) {
	text, from, i, id, word := h.Runes, h.From, here-w.At, w.ID, w.Text
	span := reading.Span{from[here], from[here] + 1}
	k := u.ClauseOf(v, span[0])
	if i > 0 && strings.ContainsRune("别莫", text[here]) {
		return covered // 识别, 约莫
	}
	said := lexical(text, here)
	covered = here + utf8.RuneCountInString(said)
	whole := id >= 0 && utf8.RuneCountInString(word) >= 4
	switch {
	case neutral[said], noDenial(text, here):
		return covered
	case text[here] == '非' && !strings.ContainsRune("而并绝决实若皆均亦", letter.Before(text, here)):
		d.weak = append(d.weak, weak{Span: span, clause: k, near: true}) // 非商业
		return covered
	case said != "", comparison.MatchString(string(text[here:min(len(text), here+9)])):
		d.weak = append(d.weak, weak{Span: span, clause: k, near: true, listed: said != ""})
		return covered
	case asks(text, here), insideWord(text, here, i) && !whole, id >= 0 && notDenials[word]:
		d.weak = append(d.weak, weak{Span: span, clause: k})
		return covered
	}
	d.weak = append(d.weak, weak{Span: span, clause: k, all: complement(text, here)})
	found := Denial{Span: span, clause: k, idiom: whole || complement(text, here)}
	found.other = contrasts(text, here)
	if !found.idiom {
		found.scope = u.hanScope(v, here, k, h)
	}
	d.Sure = append(d.Sure, found)
	return covered
}

// contrasts reports whether a denial at n sets one thing against another: 而非, 而不是.
func contrasts(text []rune, n int) bool {
	if n == 0 || text[n-1] != '而' {
		return false
	}
	return text[n] == '非' || n+1 < len(text) && text[n+1] == '是'
}

// noDenial reports whether the denying character at n is none there.
func noDenial(text []rune, n int) bool {
	switch {
	case foreignInside(text, n), // 雷克雅未克
		must(text, n),                       // 非去不可
		text[n] == '莫' && !forbids(text, n): // 莫里斯
		return true
	}
	return false
}

// asks reports whether a denial at n leaves open what it denies, or is none.
func asks(text []rune, n int) bool {
	switch {
	case question(text, n), // 是不是
		alternative(text, n),                   // 有薪或无薪
		text[n] == '别' && !imperative(text, n): // 别人
		return true
	}
	return false
}

// insideWord reports whether a denying character at n, the i-th of its word, is bound to
// the one before it: 绝非 denies as 非 does, 得不偿失 does not as 不.
func insideWord(text []rune, n, i int) bool {
	return i > 0 && !strings.ContainsRune(deniers, text[n-1])
}
