package denial

import (
	"slices"
	"strings"
	"unicode"

	"triptych/align"
	"triptych/align/letter"
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

// englishWord is a word as it is scanned for denials, in lower case.
type englishWord struct {
	text string
	reading.Span
	code bool // a mark of code stands behind it: "none?", "not("
}

// wordGoesOn reports whether the character at i is part of a word that began before it:
// a letter, or an apostrophe before one as in don’t.
func wordGoesOn(text []rune, i int) bool {
	if letter.Latin(text[i]) {
		return true
	}
	return (text[i] == '\'' || text[i] == '’') && i+1 < len(text) && letter.Latin(text[i+1])
}

// plainWords writes a text in lower case, with straight apostrophes, rune for rune.
func plainWords(text []rune) string {
	var b strings.Builder
	b.Grow(len(text) + len(text)/8)
	for _, r := range text {
		if r == '’' {
			r = '\''
		}
		if !letter.Latin(r) && r != '\'' {
			r = ' ' // of what stands between words nothing is asked
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// englishWords returns the words of a text, those of Chinese left out.
func englishWords(text []rune) []englishWord {
	if !slices.ContainsFunc(text, letter.Latin) {
		return nil
	}
	out := make([]englishWord, 0, len(text)/6)
	at := reading.ByteCounter{Text: plainWords(text)}
	for i := 0; i < len(text); {
		if !letter.Latin(text[i]) {
			i++
			continue
		}
		start := i
		for i < len(text) && wordGoesOn(text, i) {
			i++
		}
		from := at.Byte(start)
		w := at.Text[from:at.Byte(i)]
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

// scan is an English text on the way to its denials.
type scan struct {
	text  []rune
	words []englishWord
}

// neighbour returns the word that is by words behind word i, "" where anything but
// space or a hyphen stands between.
func (s *scan) neighbour(i, by int) string {
	j := i + by
	if j < 0 || j >= len(s.words) || !beside(s.text, s.words[min(i, j)], s.words[max(i, j)]) {
		return ""
	}
	return s.words[j].text
}

// force is how far a word denies.
type force uint8

const (
	idle  force = iota // not at all
	near               // perhaps, in its clause alone
	loose              // perhaps
	sure
)

// force returns how far word i denies, as far as the words beside it tell.
func (s *scan) force(i int) force {
	w := s.words[i]
	if !mayDeny[w.text] && !strings.HasSuffix(w.text, "n't") && !weakShape(w.text) {
		return idle
	}
	next := s.neighbour(i, 1)
	f := idle
	switch {
	case !w.code && (sureWords[w.text] || strings.HasSuffix(w.text, "n't")):
		f = sure
	case sureWords[w.text], weakWords[w.text], weakShape(w.text), weakPairs[w.text+"-"+next]:
		f = loose
	case w.text == "from" && len(next) > 5 && strings.HasSuffix(next, "ing"): // keep it from growing: 不让
		f = loose
	case nearWords[w.text]:
		f = near
	}
	switch {
	case f == idle, idlePairs[w.text+"-"+next], w.text == "not" && idlePairs[s.neighbour(i, -1)+"-not"]:
		return idle
	case f == sure && s.saidWithout(i, next):
		return loose
	}
	return f
}

// mayDeny holds the words with which force begins, but for those whose shape says so.
var mayDeny = func() map[string]bool {
	set := map[string]bool{"from": true}
	for _, list := range []map[string]bool{sureWords, weakWords, nearWords, weakPairs} {
		for w := range list {
			first, _, _ := strings.Cut(w, "-")
			set[w], set[first] = true, true
		}
	}
	return set
}()

// saidWithout reports whether Chinese may say without a denial what word i surely
// denies.
func (s *scan) saidWithout(i int, next string) bool {
	switch {
	case weakNot[next], // not only: 不仅, 而且
		s.words[i].text == "no" && (s.enumerated(i) || s.neighbour(i, -1) == "or"): // no pens, no ink: 没有笔墨; little or no
		return true
	}
	if i+2 < len(s.words) && s.words[i+2].text == "enough" { // not thick enough: 太薄
		return true
	}
	return s.comparing(i) || s.untilType(i) || s.paired(i) // no more than: 至多; not until: 才
}

// denyEnglish finds the denials of the English, or those in what a Chinese version v
// has in Latin letters.
func (u *Unit) denyEnglish(v align.Version, d *Denials) {
	s := scan{u.Runes[v], englishWords(u.Runes[v])}
	for i, w := range s.words {
		f := s.force(i)
		if f == idle {
			continue
		}
		if f == sure && v == align.En && u.verbatim(w.Span) {
			f = loose
		}
		k, shape := u.ClauseOf(v, w.Span[0]), weakShape(w.text)
		d.weak = append(d.weak, weak{
			Span: w.Span, clause: k, all: backward[w.text], near: f == near, word: !sureWords[w.text],
			shape: shape, adverb: shape && strings.HasSuffix(w.text, "ly"),
		})
		if f != sure {
			continue
		}
		behind := u.Clauses(v)[k].Tokens
		if s.neighbour(i, 1) == "that" { // "not that I recall"
			behind = u.Clauses(v)[min(k+1, len(u.Clauses(v))-1)].Tokens
		}
		// names stand in too many forms to say what is denied
		scope := slices.DeleteFunc(scopeBehind(behind, w.Span[1]), func(t reading.Token) bool { return unicode.IsUpper(s.text[t.Span[0]]) })
		d.Sure = append(d.Sure, Denial{Span: w.Span, clause: k, scope: scope})
	}
}

// paired reports whether the denial at word i is one of "cannot … without", which Chinese
// says without either: 总得.
func (s *scan) paired(i int) bool {
	if s.words[i].text == "without" {
		return slices.ContainsFunc(s.words[max(0, i-fitted.reach.paired):i], func(w englishWord) bool { return cannot[w.text] && s.oneSentence(w.Span[1], s.words[i].Span[0]) })
	}
	if !cannot[s.words[i].text] {
		return false
	}
	return slices.ContainsFunc(s.words[i+1:min(len(s.words), i+1+fitted.reach.paired)], func(w englishWord) bool {
		return w.text == "without" && s.oneSentence(s.words[i].Span[1], w.Span[0])
	})
}

// cannot are words that say, before "without", what must be.
var cannot = list.Set(`cannot can't couldn't never cant`)

// oneSentence reports whether no mark of the end of a sentence stands from a to b.
func (s *scan) oneSentence(a, b int) bool { return !strings.ContainsAny(string(s.text[a:b]), ".!?;") }

// backward are English words that deny what stands before them too: "he owes
// nothing".
var backward = list.Set(`nothing nobody none nowhere`)

// enumerated reports whether another "no" stands close to the one at word i: "no
// pens, no ink", which Chinese says once.
func (s *scan) enumerated(i int) bool {
	for j := max(0, i-fitted.reach.enumerated); j < len(s.words) && j <= i+fitted.reach.enumerated; j++ {
		if j != i && s.words[j].text == "no" {
			return true
		}
	}
	return false
}

// comparing reports whether the denial at word i belongs to a comparison: "no
// more than", "not exceed". That is said of the number, by its exactness.
func (s *scan) comparing(i int) bool {
	for j := i + 1; j < len(s.words) && j <= i+fitted.reach.compared; j++ {
		w := s.words[j].text
		if strings.HasPrefix(w, "exceed") {
			return true
		}
		if !comparative(w) {
			continue
		}
		if before := s.words[j-1].text; before == "a" || before == "any" { // could not have come at a worse time: 最糟
			return true
		}
		for k := j + 1; k < len(s.words) && k <= j+fitted.reach.than; k++ {
			if s.words[k].text == "than" {
				return true
			}
		}
	}
	return false
}

// comparative reports whether a word compares: fewer, taller, but not "matter".
func comparative(w string) bool {
	switch w {
	case "more", "less", "fewer", "better", "worse":
		return true
	}
	return len(w) > 4 && strings.HasSuffix(w, "er") && !notComparative[w]
}

// notComparative are words in -er that compare nothing.
var notComparative = list.In(words, "no_comparatives.txt")

// untilType reports whether the denial at word i is one of "not … until", which
// Chinese says without: 到 … 才.
func (s *scan) untilType(i int) bool {
	for j := i + 1; j < len(s.words) && j <= i+fitted.reach.until; j++ {
		for _, r := range s.text[s.words[j-1].Span[1]:s.words[j].Span[0]] {
			if strings.ContainsRune(".?!;", r) {
				return false
			}
		}
		switch s.words[j].text {
		case "until", "till", "unless":
			return true
		}
	}
	return false
}
