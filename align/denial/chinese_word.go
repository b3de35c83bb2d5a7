package denial

import (
	"slices"
	"strings"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/lexicon"
	"triptych/align/list"
	"triptych/align/reading"
	"triptych/align/sound"
)

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
	if n == 0 || n+1 >= len(text) {
		return false
	}
	if before := text[n-1]; !letter.Han(before) || strings.ContainsRune(deniers, before) {
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

// indexDenying returns the place of the first denying character of a word, in runes; -1
// for none.
func indexDenying(word string) int {
	n := 0
	for _, r := range word {
		if denyingSet.Has(r) {
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
	for i := n - 1; i >= 0 && foreign.Has(text[i]); i-- {
		left++
	}
	for i := n + 1; i < len(text) && foreign.Has(text[i]); i++ {
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
func (u *Unit) weakChinese(v align.Version, d *Denials, folded string, from []int) {
	n := 0
	for i, r := range folded {
		if !hanWeakFirst().Has(r) {
			n++
			continue
		}
		if found, near := weakAt(folded[i:], r); found {
			d.weak = append(d.weak, weak{Span: reading.Span{from[n], from[n] + 1}, clause: u.ClauseOf(v, from[n]), all: strings.ContainsRune(hanBackward, r), near: near, word: true})
		}
		n++
	}
}

// Negating reports whether one of two words denies and the other does not.
func Negating(words [2]string) bool {
	return strings.ContainsAny(words[0], denyingRunes) != strings.ContainsAny(words[1], denyingRunes)
}
