// Package lexicon is an English–Chinese dictionary for comparing texts, not for
// reading: it finds the Chinese words of a text and says which English words
// each may stand for.
//
// A word is looked up in Simplified script; fold Traditional text first. A
// stem is the key under which the forms of an English word meet (see Stem).
// The guarantee: the same dictionary gives the same words, stems and weights in
// the same order, everywhere.
package lexicon

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"triptych/align/letter"
)

// maxWord is the length in runes of the longest word that is looked up.
const maxWord = 20

// Lexicon holds the words of a dictionary. It is safe for concurrent use.
type Lexicon struct {
	name    string
	words   []string         // by id
	ids     map[string]int32 // word → id
	heads   letter.Pairs     // first two characters of longer words → 1 + the number of their group
	groups  []int32          // group → where its words begin in inOrder; one more than there are groups
	inOrder []int32          // ids of the words of two characters and more, by their bytes
	single  []int32          // character of the first plane → 1 + the id of the word that it is

	stems  []string
	stemID map[string]int32
	from   []uint32  // word id → first meaning; one more than there are words
	stem   []int32   // meanings: stem numbers
	weight []float32 // and how far each is the whole meaning, 0 to 1

	denial map[int32]bool     // words that say what is not
	proper map[int32][]string // names in English, of the words that are names
	sounds map[rune][]string  // readings of a character, in pinyin without tones
	pinyin
}

// Name says what the lexicon was made from, for people.
func (l *Lexicon) Name() string { return l.name }

// Len returns the number of words.
func (l *Lexicon) Len() int { return len(l.words) }

// Find returns the number of a word in Simplified script.
func (l *Lexicon) Find(word string) (id int32, ok bool) {
	id, ok = l.ids[word]
	return id, ok
}

// Word returns the word with number id.
func (l *Lexicon) Word(id int32) string { return l.words[id] }

// Meanings returns the stems that word id may stand for and their weights.
// The slices belong to the lexicon.
func (l *Lexicon) Meanings(id int32) (stems []int32, weights []float32) {
	a, b := l.from[id], l.from[id+1]
	return l.stem[a:b], l.weight[a:b]
}

// Stem returns stem number n.
func (l *Lexicon) Stem(n int32) string { return l.stems[n] }

// Stems returns how many stems there are.
func (l *Lexicon) Stems() int { return len(l.stems) }

// StemID returns the number of a stem.
func (l *Lexicon) StemID(stem string) (n int32, ok bool) {
	n, ok = l.stemID[stem]
	return n, ok
}

// Sounds returns the readings of a character in pinyin without tones, such as
// "chen"; nil when they are not known.
func (l *Lexicon) Sounds(r rune) []string { return l.sounds[r] }

// Translations lists the Chinese words that may stand for an English word,
// heaviest first. It walks the whole dictionary: for people, not for loops.
func (l *Lexicon) Translations(english string) []string {
	n, ok := l.stemID[Stem(english)]
	if !ok {
		return nil
	}
	type hit struct {
		word   string
		weight float32
	}
	var hits []hit
	for id := range l.words {
		stems, weights := l.Meanings(int32(id))
		for k, s := range stems {
			if s == n {
				hits = append(hits, hit{l.words[id], weights[k]})
			}
		}
	}
	sort.SliceStable(hits, func(a, b int) bool { return hits[a].weight > hits[b].weight })
	out := make([]string, len(hits))
	for i, h := range hits {
		out[i] = h.word
	}
	return out
}

// index fills what follows from the words.
func (l *Lexicon) index() {
	l.ids = make(map[string]int32, len(l.words))
	l.single = make([]int32, 0x10000)
	l.inOrder = make([]int32, 0, len(l.words))
	for id, w := range l.words {
		l.ids[w] = int32(id)
		switch first, size := utf8.DecodeRuneInString(w); {
		case size == len(w) && first < 0x10000:
			l.single[first] = int32(id) + 1
		case size < len(w) && utf8.RuneCountInString(w) <= maxWord:
			l.inOrder = append(l.inOrder, int32(id))
		}
	}
	byWord := func(a, b int32) int { return strings.Compare(l.words[a], l.words[b]) }
	if !slices.IsSortedFunc(l.inOrder, byWord) {
		slices.SortStableFunc(l.inOrder, byWord)
	}
	l.group()
	l.stemID = make(map[string]int32, len(l.stems))
	for n, s := range l.stems {
		l.stemID[s] = int32(n)
	}
}

// group finds the words that begin with the same two characters.
func (l *Lexicon) group() {
	l.heads = letter.PairsFor(len(l.inOrder) / 2)
	var last [2]rune
	for i, id := range l.inOrder {
		first, size := utf8.DecodeRuneInString(l.words[id])
		second, _ := utf8.DecodeRuneInString(l.words[id][size:])
		if here := [2]rune{first, second}; here != last {
			last = here
			l.groups = append(l.groups, int32(i))
			l.heads.Put(first, second, uint32(len(l.groups)))
		}
	}
	l.groups = append(l.groups, int32(len(l.inOrder)))
}
