package reading

import (
	"math"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/lexicon"
	"triptych/align/quantity"
)

// Concept is something that a word may mean, comparable across the versions:
// the stem of an English word, a Chinese word in Simplified script, a name in
// Latin letters, the value of a quantity.
type Concept uint64

// Token is a word that carries content. Its concepts are what it may stand
// for; two tokens of different versions may translate each other when they
// share one.
type Token struct {
	Span
	Concepts []Concept
	// name: a word that no dictionary has, or a part of a foreign name written by
	// its sound. That another version lacks it says nothing.
	name bool
}

// Meets reports whether two tokens may stand for each other.
func Meets(a, b Token) bool {
	for _, x := range a.Concepts {
		for _, y := range b.Concepts {
			if x == y {
				return true
			}
		}
	}
	return false
}

// Sentence is a sentence of a cell; its span is in runes.
type Sentence struct {
	Span
	Tokens []Token
}

// Words is a cell, or a part of one, as a bag of concepts.
type Words struct {
	Sentences []Sentence // none for a part of a cell
	Has       Counts     // how many tokens may stand for a concept
	Count     int        // of tokens

	bags         []*Words // of the sentences, see bag
	every        []Token  // of the sentences, see All
	starts, ends []bool
}

// Named returns the concept of a name among those of a kind: "l" for stems of words
// in Latin letters, "z" for Chinese words, "q" for quantities. Concepts of the
// dictionary are its own small numbers, so these have the highest bit set.
func Named(kind, name string) Concept {
	const offset, prime = 14695981039346656037, 1099511628211 // FNV-1a, of 64 bits
	h := uint64(offset)
	for i := range len(kind) {
		h = (h ^ uint64(kind[i])) * prime
	}
	for i := range len(name) {
		h = (h ^ uint64(name[i])) * prime
	}
	return Concept(h | 1<<63)
}

// readWords splits a version into sentences and tokens.
func (u *Texts) readWords(v align.Version, quantities []quantity.Quantity) *Words {
	text := u.Text[v]
	perToken := 2 // characters for each token, about
	if v == align.En {
		perToken = 8
	}
	r := new(Words)
	at := RuneCounter{Text: text}
	for _, s := range align.Sentences(text, v) {
		start := at.Rune(s.Start)
		r.Sentences = append(r.Sentences, Sentence{Span: Span{start, start + utf8.RuneCountInString(text[s.Start:s.End])}})
	}
	if len(r.Sentences) == 0 {
		return r
	}
	r.every = make([]Token, 0, len(u.Runes[v])/perToken+8)
	word := func(t Token) {
		if !counted(quantities, t.Span) { // a quantity stands for its words
			r.every = append(r.every, t)
		}
	}
	var first int // tokens in Latin letters, or of the English: those behind are in order by themselves
	if v == align.En {
		LatinTokens(text, word)
		first = len(r.every)
	} else {
		h := u.Han(v)
		h.latinTokens(word)
		first = len(r.every)
		h.hanTokens(word)
	}
	second := len(r.every)
	for _, q := range quantities {
		if tells(q) {
			r.every = append(r.every, Token{Span: Span{q.Start, q.End}, Concepts: []Concept{Named("q", shareKey(q))}, name: q.Weak})
		}
	}
	r.Has, r.Count = countsOf(r.every), len(r.every)
	mergeTokens(r.every[:second], first)
	mergeTokens(r.every, second)
	r.share()
	return r
}

// mergeTokens puts tokens in order of which those before middle and those from there on
// are in order by themselves. Of two that begin together the one before middle stays first.
func mergeTokens(t []Token, middle int) {
	if middle == 0 || middle == len(t) || t[middle-1].Span[0] <= t[middle].Span[0] {
		return
	}
	behind := slices.Clone(t[middle:])
	i, k := middle-1, len(t)-1
	for j := len(behind) - 1; j >= 0; k-- {
		if i >= 0 && t[i].Span[0] > behind[j].Span[0] {
			t[k] = t[i]
			i--
		} else {
			t[k] = behind[j]
			j--
		}
	}
}

// share gives every sentence its tokens, which are in order.
func (r *Words) share() {
	from := 0
	for i := range r.Sentences {
		to := from
		for to < len(r.every) && r.every[to].Span[0] < r.Sentences[i].Span[1] {
			to++
		}
		if to > from {
			r.Sentences[i].Tokens = r.every[from:to:to]
		}
		from = to
	}
	r.every = r.every[:from] // none stands behind the last sentence
}

// LatinTokens gives the content words of Latin letters in a text.
func LatinTokens(text string, add func(Token)) {
	lex := lexicon.Shared()
	at := RuneCounter{Text: text}
	lexicon.EachWord(text, func(w string, start, end int) {
		lower := strings.ToLower(w)
		if FunctionWords[lower] || len(lower) < 2 || !strings.ContainsFunc(lower, letter.Latin) {
			return
		}
		stem := lexicon.Stem(lower)
		n, known := lex.StemID(stem)
		from := at.Rune(start)
		add(Token{Span: Span{from, at.Rune(end)}, Concepts: latinConcepts(stem, n, known), name: !known})
	})
}

// shareKey is the key of a quantity, a fraction as the percentage it equals.
func shareKey(q quantity.Quantity) string {
	if q.Kind == quantity.Ratio && q.Value < 1 {
		q.Kind, q.Value = quantity.Percent, math.Round(q.Value*1000)/10
	}
	return q.Key()
}

// tells reports whether a quantity is a token of its own.
func tells(q quantity.Quantity) bool { return q.Kind != quantity.Name }

// counted reports whether a span lies in one of the quantities that are tokens.
func counted(quantities []quantity.Quantity, s Span) bool {
	i := sort.Search(len(quantities), func(i int) bool { return quantities[i].End > s[0] })
	return i < len(quantities) && quantities[i].Start <= s[0] && s[1] <= quantities[i].End && tells(quantities[i])
}
