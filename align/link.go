package align

import (
	"strings"
	"unicode/utf8"

	"triptych/align/lexicon"
)

// links is a sparse table of translation probabilities between the token types
// of two sides, in one direction: given source type s, target type t has
// probability p. It is stored by target, because the gain asks "what in the
// other text may have given rise to this token?"
type links struct {
	from []int32 // target type → first link; one more than target types
	src  []int32
	p    []float32
}

func (l *links) of(target int32) ([]int32, []float32) {
	a, b := l.from[target], l.from[target+1]
	return l.src[a:b], l.p[a:b]
}

// pair is a possible translation: types of side a and of side b, and how much
// speaks for it, 0 to 1.
type pairWeight struct {
	a, b int32
	w    float32
}

// weights are raw pairs sorted by b, then a, without repetition.
type weights []pairWeight

// table normalises raw pairs to probabilities. toB gives P(b | a), stored by
// b; otherwise P(a | b), stored by a. The sum over all that one source may give
// is at most total; a source that few things speak for keeps less. sum holds
// what speaks for each source in all; nil means what the pairs add up to.
func (ws weights) table(types int, sources int, toB bool, total, slack float32, sum []float32) links {
	if sum == nil {
		sum = make([]float32, sources)
		for _, w := range ws {
			if toB {
				sum[w.a] += w.w
			} else {
				sum[w.b] += w.w
			}
		}
	}
	// A counting sort by target: the pairs come sorted for one direction alone.
	l := links{from: make([]int32, types+1), src: make([]int32, len(ws)), p: make([]float32, len(ws))}
	for _, w := range ws {
		if toB {
			l.from[w.b+1]++
		} else {
			l.from[w.a+1]++
		}
	}
	for t := range types {
		l.from[t+1] += l.from[t]
	}
	next := append([]int32(nil), l.from...)
	for _, w := range ws {
		target, source := w.b, w.a
		if !toB {
			target, source = w.a, w.b
		}
		k := next[target]
		next[target]++
		l.src[k] = source
		l.p[k] = total * w.w / (sum[source] + slack)
	}
	return l
}

// dictionaryPairs lists which types of two sides may stand for each other: by
// being written alike, by the lexicon, by sounding alike in pinyin. Latin words
// in Chinese text are looked up like English ones, so that a passage that
// nobody has translated finds its counterpart too.
func dictionaryPairs(a, b *side, lex *lexicon.Lexicon) weights {
	out := weights(nil)
	names := newNameIndex(a, lex)
	// Type of a → 1 + its newest pair. One that was made for an earlier type of b
	// lies before first.
	newest := make([]int32, len(a.vocab.names))
	for t, name := range b.vocab.names {
		first := len(out)
		add := func(e int32, w float32) {
			if at := int(newest[e]) - 1; at >= first {
				out[at].w = max(out[at].w, w)
				return
			}
			newest[e] = int32(len(out)) + 1
			out = append(out, pairWeight{e, int32(t), w})
		}
		if e, ok := a.vocab.ids[name]; ok {
			add(e, 1)
		}
		if name[0] == markLatin && !a.han {
			if e, ok := a.vocab.ids[name[1:]]; ok {
				add(e, 1)
			}
		}
		if lex == nil || !hanType(name) {
			continue
		}
		// A word may be linked twice, by meaning and by sound: the stronger link
		// counts, as add sees to.
		lexiconPairs(name, a, lex, add)
		names.pairs(name, add)
	}
	if a.han && b.han {
		out = append(out, likeness(a, b)...)
	}
	if a.han && b.han && lex != nil { // Latin words of b, Chinese words of a
		for t, name := range a.vocab.names {
			if hanType(name) {
				lexiconPairs(name, b, lex, func(e int32, w float32) { out = append(out, pairWeight{int32(t), e, w}) })
			}
		}
	}
	return out
}

// hanType reports whether a type of a Chinese side is a Chinese word.
func hanType(name string) bool { return name[0] >= utf8.RuneSelf }

// lexiconPairs adds the meanings of a word; a word of three characters or more
// also has, for a part of the weight, the meanings of the words inside it.
func lexiconPairs(name string, a *side, lex *lexicon.Lexicon, add func(int32, float32)) {
	meanings := func(word string, share float32) bool {
		id, ok := lex.Find(word)
		if !ok {
			return false
		}
		stems, ws := lex.Meanings(id)
		for k, s := range stems {
			if e, ok := a.stem(lex.Stem(s)); ok {
				add(e, ws[k]*share)
			}
		}
		return true
	}
	meanings(name, 1)
	runes := []rune(name)
	if len(runes) < 2 || fitted.words.partShare == 0 {
		return
	}
	// Longest match from left to right, as the words were cut in the first place;
	// the whole word has been looked up above and is not one of its parts.
	for i := 0; i < len(runes); {
		n := len(runes) - i
		if i == 0 {
			n--
		}
		for n > 1 && !meanings(string(runes[i:i+n]), fitted.words.partShare) {
			n--
		}
		if n <= 1 {
			n = 1
			meanings(string(runes[i:i+1]), fitted.words.charShare)
		}
		i += n
	}
}

// nameIndex finds the English types that spell Chinese characters in pinyin:
// "Qingyang" is found from 清 and from 扬.
type nameIndex struct {
	lex   *lexicon.Lexicon
	whole map[string][]int32 // one syllable → English types made of syllables, that one among them
	part  map[int32]float32  // English type → share of one syllable
}

// newNameIndex gathers the capitalised words that can be read as pinyin. A short
// one that is an English word too, "He" or "Can", would speak for every
// character of that sound, and is left out.
func newNameIndex(a *side, lex *lexicon.Lexicon) *nameIndex {
	ix := &nameIndex{lex: lex, whole: map[string][]int32{}, part: map[int32]float32{}}
	if lex == nil {
		return ix
	}
	for id := range a.vocab.names {
		name := a.proper[int32(id)]
		if len(name) < 2 {
			continue
		}
		syllables := lex.Syllables(name)
		if len(syllables) == 0 || len(syllables) > fitted.words.syllables {
			continue
		}
		_, known := lex.StemID(a.vocab.names[id])
		if known && len(syllables) == 1 && len(name) < fitted.words.shortName {
			continue
		}
		ix.part[int32(id)] = 1 / float32(len(syllables))
		for _, s := range syllables {
			ix.whole[s] = append(ix.whole[s], int32(id))
		}
	}
	return ix
}

// pairs adds the English names that the characters of word may be.
func (ix *nameIndex) pairs(word string, add func(int32, float32)) {
	if len(ix.part) == 0 {
		return
	}
	hits := map[int32]float32{}
	var order []int32
	n := 0
	for _, r := range word {
		n++
		for _, sound := range ix.lex.Sounds(r) {
			for _, id := range ix.whole[strings.TrimSpace(sound)] {
				if _, ok := hits[id]; !ok {
					order = append(order, id)
				}
				hits[id] += ix.part[id]
			}
		}
	}
	if n > fitted.words.syllables {
		return
	}
	for _, id := range order {
		add(id, min(1, hits[id])*fitted.words.nameShare)
	}
}

// likeness links Chinese words of two Chinese texts that share characters but
// are not the same: two translators seldom choose the same word, but often one
// that has a character in common.
func likeness(a, b *side) weights {
	have := map[rune][]int32{}
	for t, name := range a.vocab.names {
		if hanType(name) {
			for _, r := range name {
				have[r] = append(have[r], int32(t))
			}
		}
	}
	var out weights
	for t, name := range b.vocab.names {
		if !hanType(name) {
			continue
		}
		common := map[int32]int{}
		var order []int32
		for _, r := range name {
			if len(have[r]) > fitted.words.likeFrequent {
				continue
			}
			for _, e := range have[r] {
				if common[e] == 0 {
					order = append(order, e)
				}
				common[e]++
			}
		}
		for _, e := range order {
			if other := a.vocab.names[e]; other != name {
				n := utf8.RuneCountInString(name) + utf8.RuneCountInString(other)
				out = append(out, pairWeight{e, int32(t), fitted.words.likeShare * min(1, 2*float32(common[e])/float32(n))})
			}
		}
	}
	return out
}
