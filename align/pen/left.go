package pen

import (
	"slices"
	"strings"
	"unicode"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/lexicon"
	"triptych/align/reading"
	"triptych/align/sound"
)

// Left are English words that stand in a row in a Chinese version.
type Left struct {
	reading.Span
	Words int
}

// LeftIn returns the first words that were left in English in version v: words of the
// dictionary that the English has too and that stand bare. usual says which words the
// document leaves in time and again, skip which places it may.
func LeftIn(u *reading.Texts, v align.Version, usual func(word string) bool, skip func(at int) bool) (Left, bool) {
	text, words := u.Runes[v], u.LatinWords(v)
	for i := 0; i < len(words); {
		j := i + 1
		for j < len(words) && string(text[words[j-1].Span[1]:words[j].Span[0]]) == " " {
			j++
		}
		left := Left{reading.Span{words[i].Span[0], words[j-1].Span[1]}, j - i}
		if left.Words <= fitted.term && !skip(left.Span[0]) && leaves(u, v, words[i:j], left) && !slices.ContainsFunc(words[i:j], func(w reading.Latin) bool { return !reading.FunctionWords[w.Text] && usual(w.Text) }) {
			return left, true
		}
		i = j
	}
	return Left{}, false
}

// leaves reports whether words of a Chinese version are plain ones that the English has
// in a row too, and that were not left in on purpose.
func leaves(u *reading.Texts, v align.Version, words []reading.Latin, left Left) bool {
	text, o := u.Runes[v], v.Sibling()
	said := u.Slice(v, left.Span)
	if reading.Enclosed(text, left.Span) || !bareIn(text, left) || !strings.Contains(u.Lower(align.En), strings.ToLower(said)) {
		return false
	}
	lower, known := true, 0
	for _, w := range words {
		if reading.FunctionWords[w.Text] {
			continue
		}
		lower = lower && strings.IndexFunc(w.Text, func(r rune) bool { return !unicode.IsLower(r) }) < 0
		if _, ok := lexicon.Shared().StemID(lexicon.Stem(strings.ToLower(w.Text))); ok {
			known++
		}
		if left.Words == 1 && len(w.Text) < fitted.word {
			return false
		}
		if u.Has(o) && strings.Contains(u.Lower(o), strings.ToLower(w.Text)) {
			return false
		}
	}
	if known == 0 {
		return false
	}
	if !lower {
		// What is set off by spaces was set there with care.
		spaced := left.Span[0] > 0 && text[left.Span[0]-1] == ' ' || left.Span[1] < len(text) && text[left.Span[1]] == ' '
		return left.Words > 1 && !spaced && u.Has(o) && translates(u, o, v, words)
	}
	return left.Words > 1 || u.Has(o)
}

// bareIn reports whether Chinese or a mark of Chinese stands before and behind words: not
// a part of an address or of code.
func bareIn(text []rune, left Left) bool {
	a, b := left.Span[0]-1, left.Span[1]
	if left.Words > 1 { // a word alone beside a space stands there on purpose
		if a >= 0 && text[a] == ' ' {
			a--
		}
		if b < len(text) && text[b] == ' ' {
			b++
		}
	}
	edge := func(i int) bool {
		return i >= 0 && i < len(text) && (letter.Han(text[i]) || left.Words > 1 && (unicode.IsDigit(text[i]) || strings.ContainsRune("，。、；：？！", text[i])))
	}
	return edge(a) && edge(b)
}

// translates reports whether version o says each of the words in Chinese, and v none: two
// words with capitals are as often a name.
func translates(u *reading.Texts, o, v align.Version, words []reading.Latin) bool {
	for _, w := range words {
		if !unicode.IsUpper([]rune(w.Text)[0]) || strings.ToUpper(w.Text) == w.Text || !saysStem(u, o, w.Text) || saysStem(u, v, w.Text) {
			return false
		}
	}
	return true
}

// saysStem reports whether a Chinese version has a word that may stand for an English one.
func saysStem(u *reading.Texts, v align.Version, english string) bool {
	lex := lexicon.Shared()
	n, ok := lex.StemID(lexicon.Stem(strings.ToLower(english)))
	if !ok {
		return false
	}
	for _, w := range u.Han(v).Words {
		// 马丁 is Martin, by its sound.
		if w.ID < 0 || w.End-w.At < 2 || len(lex.ProperNames(w.ID)) > 0 || sound.All([]rune(w.Text)) {
			continue
		}
		stems, _ := lex.Meanings(w.ID)
		for _, s := range stems {
			if s == n {
				return true
			}
		}
	}
	return false
}
