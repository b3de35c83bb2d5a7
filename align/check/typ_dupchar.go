package check

import (
	"strings"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/list"
	"triptych/align/reading"
	"triptych/align/zh"
)

// typDupchar: a word that is never doubled stands twice: the the, 的的.
// Chinese doubles words on purpose (天天, 慢慢, 研究研究, 高高兴兴): only particles and
// prepositions that are never doubled count.
var typDupchar = newStyle(Rule{
	ID: "typ.dupchar", Severity: Warning, Version: 4,
}, []align.Version{align.En, align.Hans, align.Hant}, func(c *Case, v align.Version) []hit {
	if v == align.En {
		return doubledEnglish(c)
	}
	var out []hit
	text := c.runes[v]
	for i := 1; i < len(text); i++ {
		twice := text[i] == text[i-1] && (i < 2 || text[i-2] != text[i]) // 了了, not the second pair of 了了了
		if w, ok := doubledPair(c, v, i); ok {
			out = append(out, w)
			i += 3
			continue
		}
		pairs := i+2 < len(text) && text[i+1] == text[i+2] // 的的喀喀湖
		if twice && !pairs && strings.ContainsRune("的了是在和与與而及于於被把", text[i]) && !doubledWord(text, i) {
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

// mayDouble reports whether an English word stands twice in good sentences: "what it
// is is clear", "she had had enough".
func mayDouble(w string) bool {
	switch w {
	case "that", "had", "is", "her", "do", "no":
		return true
	}
	return false
}

// doubledEnglish finds "the the". Only words of grammar: "very very" and "Duran Duran" are
// meant; and nothing but blanks may stand between, not "that, that".
func doubledEnglish(c *Case) []hit {
	var out []hit
	words := c.LatinWords(align.En)
	for i := 1; i < len(words); i++ {
		w := strings.ToLower(words[i].Text)
		if w != strings.ToLower(words[i-1].Text) || !reading.FunctionWords[w] || mayDouble(w) {
			continue
		}
		gap := string(c.runes[align.En][words[i-1].Span[1]:words[i].Span[0]])
		if strings.TrimSpace(gap) == "" {
			out = append(out, hit{Span{words[i-1].Span[0], words[i].Span[1]}, words[i-1].Text, true})
		}
	}
	return out
}

// doubledPair finds a word of two characters that stands twice from i-1 on, as 获得获得,
// though it is none of those that are doubled on purpose.
func doubledPair(c *Case, v align.Version, i int) (hit, bool) {
	text := c.runes[v]
	if i+3 > len(text) || text[i-1] == text[i] || text[i-1] != text[i+1] || text[i] != text[i+2] {
		return hit{}, false
	}
	// Numerals are doubled to count by (一个一个), and two characters that are no word
	// together are the seam of two.
	word := zh.Fold(string(text[i-1 : i+1]))
	if !letter.HanScript(text[i-1]) || !letter.HanScript(text[i]) || twiceOnPurpose[word] || strings.ContainsAny(word, "一二三四五六七八九十百千万几") {
		return hit{}, false
	}
	if reading.FirstWord(word) != word || reading.FirstWord(zh.Fold(string(text[i-1:min(len(text), i+3)]))) != word {
		return hit{}, false
	}
	lower := strings.Fields(strings.ToLower(c.Unit.Text[align.En]))
	for k := 1; k < len(lower); k++ {
		if strings.Trim(lower[k], ",.!") == strings.Trim(lower[k-1], ",.!") { // "very, very"
			return hit{}, false
		}
	}
	return hit{Span{i - 1, i + 3}, string(text[i-1 : i+1]), true}, true
}

// twiceOnPurpose are words of two characters that good Chinese doubles: 讨论讨论.
var twiceOnPurpose = list.In(words, "twice.txt")
