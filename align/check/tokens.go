package check

import (
	"hash/fnv"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/lexicon"
	"triptych/align/quantity"
	"triptych/align/zh"
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
}

var dictionary = sync.OnceValue(func() *lexicon.Lexicon {
	l, err := lexicon.Embedded()
	if err != nil {
		return nil
	}
	return l
})

func named(kind, name string) concept {
	h := fnv.New64a()
	h.Write([]byte(kind))
	h.Write([]byte(name))
	return concept(h.Sum64() | 1<<63)
}

// read splits a text into sentences and tokens.
func read(text string, v align.Version, quantities []quantity.Quantity) *reading {
	r := &reading{has: map[concept]int{}}
	cuts := align.Sentences(text, v)
	for _, s := range cuts {
		start := utf8.RuneCountInString(text[:s.Start])
		r.sentences = append(r.sentences, sentence{Span: Span{start, start + utf8.RuneCountInString(text[s.Start:s.End])}})
	}
	if len(r.sentences) == 0 {
		return r
	}
	add := func(t token) {
		for i := range r.sentences {
			if s := &r.sentences[i]; t.Span[0] < s.Span[1] {
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
		hanTokens(text, add)
	}
	for _, q := range quantities {
		if q.Kind != quantity.Name && !q.Weak {
			add(token{Span{q.Start, q.End}, []concept{named("q", q.Key())}})
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
		if functionWords[lower] || len(lower) < 2 || !strings.ContainsFunc(lower, isLatin) {
			return
		}
		stem := lexicon.Stem(lower)
		t := token{Span{at.rune(start), at.rune(end)}, []concept{named("l", stem)}}
		if lex != nil {
			if n, ok := lex.StemID(stem); ok {
				t.concepts = append(t.concepts, concept(n))
			}
		}
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
func hanTokens(text string, add func(token)) {
	folded, from := zh.FoldMap(text)
	folded = dictionaryForms.Replace(folded)
	lex := dictionary()
	at := runeCounter{text: folded}
	latinTokens(folded, func(t token) {
		add(token{Span{from[t.Span[0]], from[t.Span[1]-1] + 1}, t.concepts})
	})
	lex.EachHan(folded, func(id int32, start, end int) {
		word := folded[start:end]
		if emptyHan[word] {
			return
		}
		a := at.rune(start)
		b := a + utf8.RuneCountInString(word)
		if b > len(from) {
			return
		}
		t := token{Span{from[a], from[b-1] + 1}, []concept{named("z", word)}}
		if id >= 0 {
			stems, _ := lex.Meanings(id)
			for _, s := range stems {
				if w := lex.Stem(s); !functionWords[w] {
					t.concepts = append(t.concepts, concept(s))
				}
			}
		}
		add(t)
	})
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
