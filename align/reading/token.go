package reading

import (
	"hash/fnv"
	"math"
	"sort"
	"strings"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/lexicon"
	"triptych/align/list"
	"triptych/align/quantity"
	"triptych/align/sound"
)

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

// All returns the tokens of every sentence, and which of them begin and end one.
func (r *Words) All() (tokens []Token, start, end []bool) {
	if r.every != nil {
		return r.every, r.starts, r.ends
	}
	tokens = make([]Token, 0, r.Count)
	start, end = make([]bool, 0, r.Count), make([]bool, 0, r.Count)
	for _, s := range r.Sentences {
		for i, t := range s.Tokens {
			tokens = append(tokens, t)
			start = append(start, i == 0)
			end = append(end, i == len(s.Tokens)-1)
		}
	}
	r.every, r.starts, r.ends = tokens, start, end
	return tokens, start, end
}

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

// Sentence is a sentence of a cell; its span is in runes.
type Sentence struct {
	Span
	Tokens []Token
}

// Words is a cell as a bag of concepts, by sentence.
type Words struct {
	Sentences []Sentence
	Has       map[Concept]int
	Count     int
	bags      []*Words // by sentence, made when asked for

	every        []Token // see all
	starts, ends []bool
}

func Named(kind, name string) Concept {
	h := fnv.New64a()
	h.Write([]byte(kind))
	h.Write([]byte(name))
	return Concept(h.Sum64() | 1<<63)
}

// read splits a version into sentences and tokens.
func (u *Texts) read(v align.Version, quantities []quantity.Quantity) *Words {
	text := u.Text[v]
	n := len(u.Runes[v]) // about as many tokens as this has
	if n /= 2; v == align.En {
		n /= 4
	}
	r := &Words{Has: make(map[Concept]int, 2*n)}
	cuts := align.Sentences(text, v)
	for _, s := range cuts {
		start := utf8.RuneCountInString(text[:s.Start])
		r.Sentences = append(r.Sentences, Sentence{Span: Span{start, start + utf8.RuneCountInString(text[s.Start:s.End])}})
	}
	if len(r.Sentences) == 0 {
		return r
	}
	add := func(t Token) {
		if counted(quantities, t.Span) {
			return // the quantity stands for its words
		}
		for i := range r.Sentences {
			if s := &r.Sentences[i]; t.Span[0] < s.Span[1] {
				if s.Tokens == nil {
					s.Tokens = make([]Token, 0, n*(s.Span[1]-s.Span[0])/len(u.Runes[v])+4)
				}
				s.Tokens = append(s.Tokens, t)
				break
			}
		}
		r.Count++
		for _, c := range t.Concepts {
			r.Has[c]++
		}
	}
	if v == align.En {
		LatinTokens(text, add)
	} else {
		HanTokens(u.Han(v), add)
	}
	quantities, all := nil, quantities
	for _, q := range all {
		if tells(q) {
			add(Token{Span: Span{q.Start, q.End}, Concepts: []Concept{Named("q", shareKey(q))}, name: q.Weak})
		}
	}
	for i := range r.Sentences {
		t := r.Sentences[i].Tokens
		sort.SliceStable(t, func(a, b int) bool { return t[a].Span[0] < t[b].Span[0] })
	}
	return r
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
		t := Token{Span: Span{at.Rune(start), at.Rune(end)}, Concepts: make([]Concept, 1, 2)}
		t.Concepts[0] = Named("l", stem)
		n, known := lex.StemID(stem)
		if known {
			t.Concepts = append(t.Concepts, Concept(n))
		}
		t.name = !known
		add(t)
	})
}

// Empty are Chinese words that carry little by themselves.
var Empty = list.In(words, "empty.txt")

// DictionaryForms puts back the characters that dictionaries spell words with,
// where folding has another form stand for them. It keeps the length in runes.
var DictionaryForms = strings.NewReplacer("俱乐部", "俱乐部", "俱", "具", "筦", "管", "沈", "沉", "淼", "渺", "椀", "碗", "腭", "颚")

// HanTokens gives the content words of a Chinese text, and those in Latin
// letters that stand in it.
func HanTokens(h *Han, add func(Token)) {
	LatinTokens(h.Folded, func(t Token) {
		add(Token{Span: h.Span(t.Span[0], t.Span[1]), Concepts: t.Concepts})
	})
	lex := lexicon.Shared()
	spelled := h.spelledOut()
	for _, w := range h.Words {
		if Empty[w.Text] {
			continue
		}
		var stems []int32
		if w.ID >= 0 {
			stems, _ = lex.Meanings(w.ID)
		}
		t := Token{Span: h.Span(w.At, w.End), Concepts: make([]Concept, 1, 1+len(stems)), name: spelled[w.At]}
		t.Concepts[0] = Named("z", w.Text)
		if w.ID >= 0 {
			for _, s := range stems {
				if w := lex.Stem(s); !FunctionWords[w] {
					t.Concepts = append(t.Concepts, Concept(s))
				}
			}
		}
		add(t)
	}
}

// spelledOut marks the characters that spell foreign names: at least three such
// characters in a row that make no words.
func (h *Han) spelledOut() map[int]bool {
	foreign := sound.Characters()
	out := map[int]bool{}
	var run []int
	flush := func() {
		if len(run) >= 3 {
			for _, i := range run {
				out[i] = true
			}
		}
		run = run[:0]
	}
	last := 0
	for _, w := range h.Words {
		if gap := w.At - last; gap > 1 || gap == 1 && h.Runes[last] != '·' {
			flush()
		}
		last = w.End
		if w.End-w.At > 1 || !foreign[h.Runes[w.At]] {
			flush()
			continue
		}
		run = append(run, w.At)
	}
	flush()
	return out
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
