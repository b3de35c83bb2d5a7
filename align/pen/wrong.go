package pen

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/lexicon"
	"triptych/align/list"
	"triptych/align/reading"
)

// Wrong is a place where a word stands with one character wrong.
type Wrong struct {
	At     reading.Span
	Meant  string       // folded
	Beside bool         // the other Chinese version writes the word
	From   reading.Span // where
}

// wrongly is such a place in a folded text.
type wrongly struct {
	at, end, wrong int // runes of the folded text
	meant          string
}

// WrongCharacter finds a word of version v that has a wrong character. It looks for the
// words of the other Chinese version o first, where it is asked to, and else for those
// that English words stand for.
func WrongCharacter(u *reading.Texts, v align.Version, besides bool) (Wrong, bool) {
	h := newHeard(u.Han(v))
	if len(h.doubted) == 0 {
		return Wrong{}, false
	}
	if besides {
		return h.beside(u, u.Han(v.Sibling()))
	}
	lex := lexicon.Shared()
	for _, w := range u.LatinWords(align.En) {
		n, ok := lex.StemID(lexicon.Stem(strings.ToLower(w.Text)))
		if !ok || len(w.Text) < 4 || reading.FunctionWords[strings.ToLower(w.Text)] {
			continue
		}
		for _, id := range saidBy()[n] {
			if utf8.RuneCountInString(lex.Word(id)) < 3 {
				continue
			}
			// Two characters are too little without another witness: what makes no word of
			// the dictionary may well be two.
			found, ok := h.find(lex.Word(id))
			if ok && found.wrong > found.at && found.wrong < found.end-1 && !strings.Contains(h.Folded, found.meant) {
				return Wrong{At: h.Span(found.at, found.end), Meant: found.meant}, true
			}
		}
	}
	return Wrong{}, false
}

// beside looks for the words of the other Chinese version. It must have meant them there: the
// English says so too, or the same stands around them.
func (h *heard) beside(u *reading.Texts, there *reading.Han) (Wrong, bool) {
	none := map[int32]bool{} // words that are nowhere
	for i, w := range there.Words {
		if w.ID < 0 || w.End-w.At < 2 || none[w.ID] || len(lexicon.Shared().ProperNames(w.ID)) > 0 || there.InsideForeign(i) {
			continue
		}
		found, ok := h.find(w.Text)
		if !ok && len(there.Words) > manyWords {
			none[w.ID] = true
		}
		if ok && (saysWord(u, w.ID) || framed(h.Han, found, there, w)) {
			return Wrong{h.Span(found.at, found.end), found.meant, true, there.Span(w.At, w.End)}, true
		}
	}
	return Wrong{}, false
}

// saysWord reports whether the English has a word that a Chinese one may stand for.
func saysWord(u *reading.Texts, id int32) bool {
	stems, _ := lexicon.Shared().Meanings(id)
	return slices.ContainsFunc(u.LatinWords(align.En), func(w reading.Latin) bool {
		n, ok := lexicon.Shared().StemID(lexicon.Stem(strings.ToLower(w.Text)))
		return ok && slices.Contains(stems, n)
	})
}

// framed reports whether the same characters stand before and behind a word in both
// texts. Marks stand beside any word: 欲购从速 is no slip for 预购从速.
func framed(h *reading.Han, w wrongly, there *reading.Han, o reading.HanWord) bool {
	before, after := letter.Before(h.Runes, w.at), letter.After(h.Runes, w.end-1)
	return letter.Han(before) && letter.Han(after) && before == letter.Before(there.Runes, o.At) && after == letter.After(there.Runes, o.End-1)
}

// manyWords is how many words a text has that may well have the same ones again and again.
const manyWords = 200

// heard is a text in which words are looked for with a character wrong.
type heard struct {
	*reading.Han
	single  []bool // the character is in no word with others
	doubted []int  // where a character may be a wrong one: single and not of grammar
}

func newHeard(h *reading.Han) *heard {
	out := &heard{Han: h, single: make([]bool, len(h.Runes))}
	for i, w := range h.Words {
		out.single[w.At] = w.End-w.At == 1 && !h.InsideForeign(i)
		if out.single[w.At] && !common.Has(h.Runes[w.At]) {
			out.doubted = append(out.doubted, w.At)
		}
	}
	return out
}

// find returns where a word stands with one character that sounds or looks like its own.
func (h *heard) find(word string) (wrongly, bool) {
	if strings.ContainsAny(word, "不得") { // 招不到 is no slip for 找不到
		return wrongly{}, false
	}
	meant := []rune(word)
	for k, right := range meant { // the wrong one
		if common.Has(right) {
			continue
		}
		for _, p := range h.doubted {
			if at := p - k; h.standsWrong(meant, at, k) {
				return wrongly{at: at, end: at + len(meant), wrong: at + k, meant: word}, true
			}
		}
	}
	return wrongly{}, false
}

// common are characters of grammar: next to one of them much is no word and yet right.
var common = letter.SetOf("的地得一是在再了不和有这那他她它们我你个也就都而与及或把被从到对为以于所之其做作以已里时会要能可上下中来去年月日两二三四五六七八九十百千万多少大小人又很太更最还没只才再先将让使由向往并且若如因此欲每各另某")

// standsWrong reports whether a word stands at a place with its character k, which is in
// doubt, replaced by another one like it, and with what stands there being no word.
func (h *heard) standsWrong(meant []rune, at, k int) bool {
	if at < 0 || at+len(meant) > len(h.Runes) {
		return false
	}
	here := h.Runes[at : at+len(meant)]
	for i := range meant {
		if (here[i] == meant[i]) == (i == k) {
			return false
		}
	}
	if !mistakable(here[k], meant[k]) {
		return false
	}
	if other := at + 1 - k; len(meant) == 2 && (!h.single[other] || common.Has(h.Runes[other])) {
		return false // 一词 beside 一次: each is two words
	}
	if h.From[at+len(meant)-1]-h.From[at] != len(meant)-1 {
		return false
	}
	return !h.Spelled(h.From[at+k])
}

// mistakable reports whether two characters sound or look alike.
func mistakable(a, b rune) bool {
	groups := likeCharacters()
	if g := groups.either[a]; g != 0 && g == groups.either[b] {
		return false
	}
	if g := groups.looks[a]; g != 0 && g == groups.looks[b] {
		return true
	}
	lex := lexicon.Shared()
	return slices.ContainsFunc(lex.Sounds(a), func(s string) bool { return slices.Contains(lex.Sounds(b), s) })
}

// likeCharacters are the groups of characters that look alike, and of those that writers
// choose between.
var likeCharacters = sync.OnceValue(func() (out struct{ looks, either map[rune]int }) {
	read := func(name string) map[rune]int {
		m := map[rune]int{}
		for i, group := range list.Words(list.Read(words, name)) {
			for _, r := range group {
				m[r] = i + 1
			}
		}
		return m
	}
	out.looks, out.either = read("lookalikes.txt"), read("either.txt")
	return out
})

// saidBy lists for each stem of English the words of two to four characters that may
// stand for it.
var saidBy = sync.OnceValue(func() map[int32][]int32 {
	lex, out := lexicon.Shared(), map[int32][]int32{}
	for id := range int32(lex.Len()) {
		if n := len([]rune(lex.Word(id))); n < 2 || n > 4 || len(lex.ProperNames(id)) > 0 {
			continue
		}
		stems, weights := lex.Meanings(id)
		for k, s := range stems {
			if float64(weights[k]) >= fitted.meaning {
				out[s] = append(out[s], id)
			}
		}
	}
	return out
})
