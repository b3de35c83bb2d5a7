package denial

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/lexicon"
	"triptych/align/list"
	"triptych/align/reading"
	"triptych/align/sound"
)

// denyingRunes are the characters of Chinese that deny, folded.
const denyingRunes = "不没无未非别勿莫毋"

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

// hanBackward begin words of hanWeak that deny what stands before them.
const hanBackward = "为以之除消绝空中零子失"

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
func (u *Unit) denyChinese(v align.Version, d *denials) {
	h := u.Han(v)
	covered := 0 // runes of a word that was dealt with
	for _, w := range h.Words {
		i := indexDenying(w.Text)
		if w.ID >= 0 && (i < 0 || h.Runes[w.At+i] == '莫') && lexicon.Shared().Denies(w.ID) {
			s := h.Span(w.At, w.End)
			d.weak = append(d.weak, Weak{Span: s, clause: u.ClauseOf(v, s[0]), all: true, word: true})
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
func (u *Unit) denyWord(v align.Version, h *reading.Han, w reading.HanWord, here int, d *denials) (covered int) {
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
	case neutral[said], foreignInside(text, here), must(text, here), text[here] == '莫' && !forbids(text, here):
		return covered
	case text[here] == '非' && !strings.ContainsRune("而并绝决实若皆均亦", letter.Before(text, here)):
		d.weak = append(d.weak, Weak{Span: span, clause: k, near: true}) // 非商业
		return covered
	case said != "", comparison.MatchString(string(text[here:min(len(text), here+9)])):
		d.weak = append(d.weak, Weak{Span: span, clause: k, near: true})
		return covered
	case question(text, here), alternative(text, here), text[here] == '别' && !imperative(text, here),
		i > 0 && !whole && !strings.ContainsRune(deniers, text[here-1]), id >= 0 && notDenials[word]:
		d.weak = append(d.weak, Weak{Span: span, clause: k})
		return covered
	}
	d.weak = append(d.weak, Weak{Span: span, clause: k, all: complement(text, here)})
	found := Denial{Span: span, clause: k, idiom: whole || complement(text, here)}
	found.other = here > 0 && text[here-1] == '而' && (text[here] == '非' || here+1 < len(text) && text[here+1] == '是')
	if !found.idiom {
		found.scope = u.hanScope(v, here, k, h)
	}
	d.Sure = append(d.Sure, found)
	return covered
}

// splitting are those of notDenials of which the denying character often belongs
// to a longer word behind it: 不安装, 不断开, 不同意.
var splitting = list.In(words, "splitting.txt")

// lexical returns the word of notDenials or neutral that begins at rune n.
func lexical(text []rune, n int) string {
	for l := min(4, len(text)-n); l >= 2; l-- {
		w := string(text[n : n+l])
		if !notDenials[w] && !neutral[w] {
			continue
		}
		if splitting[w] && utf8.RuneCountInString(reading.FirstWord(string(text[n+1:min(len(text), n+7)]))) > l-1 {
			return ""
		}
		return w
	}
	return ""
}

// complement reports whether the denying character at n stands inside a verb and
// what comes of it: 数不清, 停不了.
func complement(text []rune, n int) bool {
	if n == 0 || n+1 >= len(text) || !letter.Han(text[n-1]) || strings.ContainsRune(deniers, text[n-1]) {
		return false
	}
	if _, ok := lexicon.Shared().Find(string(text[n-1 : n+2])); ok {
		return true
	}
	end := n+2 == len(text) || !letter.Han(text[n+2]) || strings.ContainsRune("了过的", text[n+2])
	return end && strings.ContainsRune("了住到见得起完动出来去上下成清懂开", text[n+1])
}

// hanScope reads the words behind the denying character at rune n of a folded
// text anew, up to the end of its clause: 变 of 不变 is a word of its own there.
func (u *Unit) hanScope(v align.Version, n, clause int, h *reading.Han) []reading.Token {
	end := n + 1
	for end < len(h.From) && h.From[end] < u.Clauses(v)[clause].Span[1] {
		end++
	}
	var out []reading.Token
	reading.HanTokens(reading.CutHan(string(h.Runes[n+1:end])), func(t reading.Token) {
		t.Span = h.Span(n+1+t.Span[0], n+1+t.Span[1])
		out = append(out, t)
	})
	slices.SortStableFunc(out, func(a, b reading.Token) int { return a.Span[0] - b.Span[0] })
	return scopeBehind(out, 0)
}

func indexDenying(word string) int {
	n := 0
	for _, r := range word {
		if strings.ContainsRune(denyingRunes, r) {
			return n
		}
		n++
	}
	return -1
}

// question reports whether the denying character at n stands between two equal
// ones, as in 是不是 and 有没有, or in 与否's like, which ask.
func question(text []rune, n int) bool {
	return n > 0 && n+1 < len(text) && text[n-1] == text[n+1] && letter.HanScript(text[n-1])
}

// imperative reports whether 别 at n forbids: it stands at the beginning of a
// clause or behind a word that addresses somebody.
func imperative(text []rune, n int) bool {
	if n+1 < len(text) && strings.ContainsRune("国人处家的种样具有墅名针致称开离", text[n+1]) {
		return false
	}
	return n == 0 || !letter.Han(text[n-1]) || strings.ContainsRune("请您你们千万可就都也先还是", text[n-1])
}

// forbids reports whether 莫 at n forbids, and is no surname or part of a word.
func forbids(text []rune, n int) bool {
	return n > 0 && strings.ContainsRune("切请万", text[n-1]) || n+1 < len(text) && strings.ContainsRune("要忘怪让再", text[n+1])
}

// alternative reports whether a denial is one of two choices: 有薪或无薪.
func alternative(text []rune, n int) bool {
	return n > 0 && strings.ContainsRune("或与和", text[n-1])
}

// foreignInside reports whether the character at n stands inside the sounds of a
// foreign name: 雷克雅未克.
func foreignInside(text []rune, n int) bool {
	foreign := sound.Characters()
	left, right := 0, 0
	for i := n - 1; i >= 0 && foreign[text[i]]; i-- {
		left++
	}
	for i := n + 1; i < len(text) && foreign[text[i]]; i++ {
		right++
	}
	return left >= 2 && right >= 1 || left >= 1 && right >= 2
}

// must reports whether 非 at n is one half of 非…不可, which means must.
func must(text []rune, n int) bool {
	end := min(len(text), n+14)
	rest := string(text[n:end])
	if cut := strings.IndexAny(rest, "，。；！？"); cut >= 0 {
		rest = rest[:cut]
	}
	if text[n] == '非' {
		return strings.Contains(rest, "不可") || strings.Contains(rest, "不行")
	}
	before := string(text[max(0, n-12):n])
	if cut := strings.LastIndexAny(before, "，。；！？"); cut >= 0 {
		before = before[cut:]
	}
	return strings.Contains(before, "非") && (strings.HasPrefix(rest, "不可") || strings.HasPrefix(rest, "不行"))
}

// weakChinese adds the words of hanWeak.
func (u *Unit) weakChinese(v align.Version, d *denials, folded string, from []int) {
	n := 0
	for i, r := range folded {
		if found, near := weakAt(folded[i:], r); found {
			d.weak = append(d.weak, Weak{Span: reading.Span{from[n], from[n] + 1}, clause: u.ClauseOf(v, from[n]), all: strings.ContainsRune(hanBackward, r), near: near, word: true})
		}
		n++
	}
}

// Negating reports whether one of two words denies and the other does not.
func Negating(words [2]string) bool {
	return strings.ContainsAny(words[0], denyingRunes) != strings.ContainsAny(words[1], denyingRunes)
}
