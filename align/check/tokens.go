package check

import (
	"hash/fnv"
	"math"
	"sort"
	"strings"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/lexicon"
	"triptych/align/quantity"
)

// concept is something that a word may mean, comparable across the versions:
// the stem of an English word, a Chinese word in Simplified script, a name in
// Latin letters, the value of a quantity.
type concept uint64

// token is a word that carries content. Its concepts are what it may stand
// for; two tokens of different versions may translate each other when they
// share one.
type token struct {
	Span
	concepts []concept
	// name: a word that no dictionary has, or a part of a foreign name written by
	// its sound. That another version lacks it says nothing.
	name bool
}

// sentence is a sentence of a cell; its span is in runes.
type sentence struct {
	Span
	tokens []token
}

// reading is a cell as a bag of concepts, by sentence.
type reading struct {
	sentences []sentence
	has       map[concept]int
	tokens    int
	bags      []*reading // by sentence, made when asked for

	every        []token // see all
	starts, ends []bool
}

func named(kind, name string) concept {
	h := fnv.New64a()
	h.Write([]byte(kind))
	h.Write([]byte(name))
	return concept(h.Sum64() | 1<<63)
}

// read splits a version into sentences and tokens.
func (c *trio) read(v align.Version, quantities []quantity.Quantity) *reading {
	text := c.text[v]
	n := len(c.runes[v]) // about as many tokens as this has
	if n /= 2; v == align.En {
		n /= 4
	}
	r := &reading{has: make(map[concept]int, 2*n)}
	cuts := align.Sentences(text, v)
	for _, s := range cuts {
		start := utf8.RuneCountInString(text[:s.Start])
		r.sentences = append(r.sentences, sentence{Span: Span{start, start + utf8.RuneCountInString(text[s.Start:s.End])}})
	}
	if len(r.sentences) == 0 {
		return r
	}
	add := func(t token) {
		if counted(quantities, t.Span) {
			return // the quantity stands for its words
		}
		for i := range r.sentences {
			if s := &r.sentences[i]; t.Span[0] < s.Span[1] {
				if s.tokens == nil {
					s.tokens = make([]token, 0, n*(s.Span[1]-s.Span[0])/len(c.runes[v])+4)
				}
				s.tokens = append(s.tokens, t)
				break
			}
		}
		r.tokens++
		for _, c := range t.concepts {
			r.has[c]++
		}
	}
	if v == align.En {
		latinTokens(text, add)
	} else {
		hanTokens(c.hanText(v), add)
	}
	quantities, all := nil, quantities
	for _, q := range all {
		if tells(q) {
			add(token{Span: Span{q.Start, q.End}, concepts: []concept{named("q", shareKey(q))}, name: q.Weak})
		}
	}
	for i := range r.sentences {
		t := r.sentences[i].tokens
		sort.SliceStable(t, func(a, b int) bool { return t[a].Span[0] < t[b].Span[0] })
	}
	return r
}

// latinTokens gives the content words of Latin letters in a text.
func latinTokens(text string, add func(token)) {
	lex := dictionary()
	at := runeCounter{text: text}
	lexicon.EachWord(text, func(w string, start, end int) {
		lower := strings.ToLower(w)
		if functionWords[lower] || len(lower) < 2 || !strings.ContainsFunc(lower, letter.Latin) {
			return
		}
		stem := lexicon.Stem(lower)
		t := token{Span: Span{at.rune(start), at.rune(end)}, concepts: make([]concept, 1, 2)}
		t.concepts[0] = named("l", stem)
		n, known := lex.StemID(stem)
		if known {
			t.concepts = append(t.concepts, concept(n))
		}
		t.name = !known
		add(t)
	})
}

// emptyHan are Chinese words that carry little by themselves.
var emptyHan = wordSet(`的 了 是 在 和 与 及 或 而 且 也 都 就 还 又 很 更 最 不 没 没有 有 这 那 这个 那个 这些 那些 它 他 她 我 你 您 我们 你们 他们 它们 之 其 所 以 于
为 被 把 将 会 能 可以 可 要 对 从 到 向 由 等 个 一个 一 种 时 中 上 下 里 内 后 前 但 但是 因为 所以 如果 那么 虽然 地 得 着 过 吗 呢 吧 啊 并 并且 让 使 给 用 此 该 各 每 某
来 去 说 做 自己 什么 怎么 如何 只 只是 才 再 已 已经 正 正在 一些 一样 这样 那样 因此 然后 即 若 则 却 仍 仍然 非常`)

// dictionaryForms puts back the characters that dictionaries spell words with,
// where folding has another form stand for them. It keeps the length in runes.
var dictionaryForms = strings.NewReplacer("俱乐部", "俱乐部", "俱", "具", "筦", "管", "沈", "沉", "淼", "渺", "椀", "碗", "腭", "颚")

// hanTokens gives the content words of a Chinese text, and those in Latin
// letters that stand in it.
func hanTokens(h *hanText, add func(token)) {
	latinTokens(h.folded, func(t token) {
		add(token{Span: h.span(t.Span[0], t.Span[1]), concepts: t.concepts})
	})
	lex := dictionary()
	spelled := h.spelledOut()
	for _, w := range h.words {
		if emptyHan[w.text] {
			continue
		}
		var stems []int32
		if w.id >= 0 {
			stems, _ = lex.Meanings(w.id)
		}
		t := token{Span: h.span(w.at, w.end), concepts: make([]concept, 1, 1+len(stems)), name: spelled[w.at]}
		t.concepts[0] = named("z", w.text)
		if w.id >= 0 {
			for _, s := range stems {
				if w := lex.Stem(s); !functionWords[w] {
					t.concepts = append(t.concepts, concept(s))
				}
			}
		}
		add(t)
	}
}

// spelledOut marks the characters that spell foreign names: at least three such
// characters in a row that make no words.
func (h *hanText) spelledOut() map[int]bool {
	foreign := foreignCharacters()
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
	for _, w := range h.words {
		if gap := w.at - last; gap > 1 || gap == 1 && h.runes[last] != '·' {
			flush()
		}
		last = w.end
		if w.end-w.at > 1 || !foreign[h.runes[w.at]] {
			flush()
			continue
		}
		run = append(run, w.at)
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

// runeCounter turns ascending byte offsets of a text into rune offsets.
type runeCounter struct {
	text         string
	bytes, runes int
}

func (c *runeCounter) rune(offset int) int {
	if offset < c.bytes {
		c.bytes, c.runes = 0, 0
	}
	c.runes += utf8.RuneCountInString(c.text[c.bytes:offset])
	c.bytes = offset
	return c.runes
}
