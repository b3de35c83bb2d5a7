package denial

import (
	"slices"
	"strings"
	"unicode"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/lexicon"
	"triptych/align/list"
	"triptych/align/reading"
)

// sureWords surely deny; besides them, every word in n't does.
var sureWords = list.In(words, "sure.txt")

// weakWords are words that Chinese often renders with 不, 无, 没 or 未; so are
// most words with a denying prefix or suffix.
var weakWords = list.In(words, "weak.txt")

// nearWords are words behind which Chinese may deny what follows, and nothing else
// of the sentence: "only", "within", "free".
var nearWords = list.In(words, "near.txt")

// weakPairs are two words that together may deny.
var weakPairs = list.In(words, "pairs.txt")

// idlePairs are two words of which the first denies nothing: 无论, 与否, 无疑.
var idlePairs = list.Set(`no-matter or-not no-doubt no-wonder`)

// weakNot are words behind a denial with which it may be said in Chinese without:
// 不仅, 更不用说, 也有人.
var weakNot = list.In(words, "behind_not.txt")

// onlyShape are beginnings of words that have the shape of denials and deny
// nothing.
var onlyShape = list.Words(list.Read(words, "shapes.txt"))

// weakShape reports whether a word has the shape of one that denies: dis-, un-,
// non-, mis-, -less.
func weakShape(w string) bool {
	if slices.ContainsFunc(onlyShape, func(p string) bool { return strings.HasPrefix(w, p) }) {
		return false
	}
	for _, p := range []string{"dis", "un", "mis", "non"} {
		if strings.HasPrefix(w, p) && len(w) >= len(p)+4 {
			return true
		}
	}
	for _, p := range []string{"in", "im", "ir", "il"} {
		if base, ok := strings.CutPrefix(w, p); ok && len(base) >= 5 && adjectival(w) && known(base) {
			return true
		}
	}
	return len(w) >= 7 && (strings.HasSuffix(w, "less") || strings.HasSuffix(w, "lessly") || strings.HasSuffix(w, "lessness"))
}

// adjectival reports whether a word has an ending that goes with in-: insensitive,
// illegality.
func adjectival(w string) bool {
	return slices.ContainsFunc([]string{"ible", "able", "ive", "ent", "ant", "ate", "al", "ic", "ous", "ity", "ence", "ance", "ency", "ly"}, func(end string) bool {
		return strings.HasSuffix(w, end)
	})
}

// known reports whether an English word is in the dictionary.
func known(w string) bool {
	lex := lexicon.Shared()
	if lex == nil {
		return false
	}
	_, ok := lex.StemID(lexicon.Stem(w))
	return ok
}

// englishWord is a word as it is scanned for denials, in lower case.
type englishWord struct {
	text string
	reading.Span
	code bool // a mark of code stands behind it: "none?", "not("
}

func englishWords(text []rune) []englishWord {
	var out []englishWord
	for i := 0; i < len(text); {
		if !letter.Latin(text[i]) {
			i++
			continue
		}
		start := i
		for i < len(text) && (letter.Latin(text[i]) || (text[i] == '\'' || text[i] == '’') && i+1 < len(text) && letter.Latin(text[i+1])) {
			i++
		}
		w := strings.ToLower(strings.ReplaceAll(string(text[start:i]), "’", "'"))
		code := i+1 < len(text) && strings.ContainsRune("?!(", text[i]) && text[i+1] != ' '
		out = append(out, englishWord{w, reading.Span{start, i}, code})
	}
	return out
}

// beside reports whether nothing but space stands between two words.
func beside(text []rune, a, b englishWord) bool {
	for _, r := range text[a.Span[1]:b.Span[0]] {
		if !unicode.IsSpace(r) && r != '-' {
			return false
		}
	}
	return true
}

func (u *Unit) denyEnglish(v align.Version, d *denials) {
	text := u.Runes[v]
	words := englishWords(text)
	neighbour := func(i, by int) string {
		j := i + by
		if j < 0 || j >= len(words) || !beside(text, words[min(i, j)], words[max(i, j)]) {
			return ""
		}
		return words[j].text
	}
	for i, w := range words {
		sure := (sureWords[w.text] || strings.HasSuffix(w.text, "n't")) && !w.code
		loose := sure || sureWords[w.text] || weakWords[w.text] || weakShape(w.text) || weakPairs[w.text+"-"+neighbour(i, 1)]
		near := !loose && nearWords[w.text]
		loose = loose || near
		switch {
		case !loose, idlePairs[w.text+"-"+neighbour(i, 1)], w.text == "not" && idlePairs[neighbour(i, -1)+"-not"]:
			continue
		case weakNot[neighbour(i, 1)], w.text == "no" && enumerated(words, i), sure && (comparing(words, i) || untilType(text, words, i)), sure && v == align.En && u.verbatim(w.Span):
			sure = false
		}
		k := u.ClauseOf(v, w.Span[0])
		d.weak = append(d.weak, Weak{Span: w.Span, clause: k, all: backward[w.text], near: near, word: !sureWords[w.text], shape: weakShape(w.text), adverb: weakShape(w.text) && strings.HasSuffix(w.text, "ly")})
		if sure {
			behind := u.Clauses(v)[k].Tokens
			if neighbour(i, 1) == "that" { // "not that I recall"
				behind = u.Clauses(v)[min(k+1, len(u.Clauses(v))-1)].Tokens
			}
			scope := slices.DeleteFunc(scopeBehind(behind, w.Span[1]), func(t reading.Token) bool { return unicode.IsUpper(text[t.Span[0]]) })
			d.Sure = append(d.Sure, Denial{Span: w.Span, clause: k, scope: scope})
		}
	}
}

// backward are English words that deny what stands before them too: "he owes
// nothing".
var backward = list.Set(`nothing nobody none nowhere`)

// enumerated reports whether another "no" stands close to the one at words[i]: "no
// pens, no ink", which Chinese says once.
func enumerated(words []englishWord, i int) bool {
	for j := max(0, i-3); j < len(words) && j <= i+3; j++ {
		if j != i && words[j].text == "no" {
			return true
		}
	}
	return false
}

// comparing reports whether the denial at words[i] belongs to a comparison: "no
// more than", "not exceed". That is said of the number, by its exactness.
func comparing(words []englishWord, i int) bool {
	for j := i + 1; j < len(words) && j <= i+6; j++ {
		w := words[j].text
		if strings.HasPrefix(w, "exceed") {
			return true
		}
		comparative := w == "more" || w == "less" || w == "fewer" || w == "better" || w == "worse" || len(w) > 4 && strings.HasSuffix(w, "er") && !notComparative[w]
		if !comparative {
			continue
		}
		for k := j + 1; k < len(words) && k <= j+3; k++ {
			if words[k].text == "than" {
				return true
			}
		}
	}
	return false
}

var notComparative = list.In(words, "no_comparatives.txt")

// untilType reports whether the denial at words[i] is one of "not … until", which
// Chinese says without: 到 … 才.
func untilType(text []rune, words []englishWord, i int) bool {
	for j := i + 1; j < len(words) && j <= i+14; j++ {
		for _, r := range text[words[j-1].Span[1]:words[j].Span[0]] {
			if strings.ContainsRune(".?!;", r) {
				return false
			}
		}
		switch words[j].text {
		case "until", "till", "unless":
			return true
		}
	}
	return false
}

// verbatim reports whether a word of the English stands, with the word before or
// behind it, just so in a Chinese version: in an error message, a title or a name
// such as "Ruby no Kai", which deny nothing.
func (u *Unit) verbatim(s reading.Span) bool {
	text := u.Runes[align.En]
	from, to := s[0], s[1]
	if from > 1 && text[from-1] == ' ' {
		for from--; from > 0 && letter.Latin(text[from-1]); from-- {
		}
	}
	if to+1 < len(text) && text[to] == ' ' {
		for to++; to < len(text) && letter.Latin(text[to]); to++ {
		}
	}
	for _, phrase := range []reading.Span{{from, s[1]}, {s[0], to}} {
		if phrase[1]-phrase[0] < s[1]-s[0]+3 {
			continue
		}
		said := strings.ToLower(strings.ReplaceAll(u.Slice(align.En, phrase), "’", "'"))
		for _, v := range align.Chinese[:] {
			if u.Has(v) && !u.English[v] && strings.Contains(u.Lower(v), said) {
				return true
			}
		}
	}
	return false
}
