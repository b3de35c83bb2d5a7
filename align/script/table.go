package script

import (
	"math"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"triptych/align/letter"
	"triptych/align/lexicon"
	"triptych/align/list"
	"triptych/align/zh"
)

// entry is a word in Simplified script.
type entry struct {
	word  string
	hant  []string // forms that OpenCC gives, the usual one first; nil: by its parts
	known bool     // a word of the dictionary, or one that regions say differently
	name  bool     // a name and nothing else
	cost  float32
}

// table holds all words, in the order of their bytes.
type table struct {
	entries []entry
	heads   letter.Pairs    // two characters → 1 + the number of the group of entries that begin with them
	groups  []int32         // group → where its entries begin; one more than there are groups
	form    map[rune][]rune // Traditional forms of a character
	region  map[string]map[string]string
	back    map[string]string // words of a region → those of the mainland, both Simplified
	both    map[string]bool   // of those, the words that the mainland has too
}

// loaded returns the table, made on first use.
var loaded = sync.OnceValues(func() (*table, error) {
	if !zh.Available() {
		return nil, errNoData
	}
	t := &table{form: zh.Forms(), heads: letter.PairsFor(1 << 16)}
	t.regions()
	t.mainland()
	t.entries = merge(merge(merge(own(), phrases()), dictionary()), t.regional())
	t.weigh()
	for i := 0; i < len(t.entries); {
		pair, size := head(t.entries[i].word)
		j := i + 1
		for j < len(t.entries) && strings.HasPrefix(t.entries[j].word, t.entries[i].word[:size]) {
			j++
		}
		t.groups = append(t.groups, int32(i))
		t.heads.Put(pair[0], pair[1], uint32(len(t.groups)))
		i = j
	}
	t.groups = append(t.groups, int32(len(t.entries)))
	return t, nil
})

// head returns the first two characters of a word and how many bytes they have.
func head(word string) (pair [2]rune, size int) {
	a, n := utf8.DecodeRuneInString(word)
	b, m := utf8.DecodeRuneInString(word[n:])
	return [2]rune{a, b}, n + m
}

// own are the words of phrases.txt.
func own() []entry {
	var out []entry
	for hans, hant := range list.Pairs(words, "phrases.txt") {
		out = append(out, entry{word: hans, hant: []string{hant}, known: true})
	}
	return sorted(out)
}

// phrases are those of OpenCC whose forms are as long as they are themselves.
func phrases() []entry {
	var out []entry
	zh.EachPhrase(func(hans string, hant []string) {
		n := utf8.RuneCountInString(hans)
		hant = slices.DeleteFunc(hant, func(h string) bool { return utf8.RuneCountInString(h) != n })
		if n > 1 && len(hant) > 0 {
			out = append(out, entry{word: hans, hant: hant})
		}
	})
	return sorted(out)
}

func dictionary() []entry {
	lex := lexicon.Shared()
	if lex == nil {
		return nil
	}
	out := make([]entry, 0, lex.Len())
	for id := range int32(lex.Len()) {
		w := lex.Word(id)
		if n := utf8.RuneCountInString(w); n > 1 && n <= wordMost {
			out = append(out, entry{word: w, known: true, name: len(lex.ProperNames(id)) > 0})
		}
	}
	return sorted(out)
}

// regional are the words that regions say differently, as the mainland says them.
func (t *table) regional() []entry {
	var out []entry
	for _, words := range t.region {
		for w := range words {
			out = append(out, entry{word: w, known: true})
		}
	}
	for w := range t.back {
		out = append(out, entry{word: w, known: true})
	}
	return sorted(out)
}

func sorted(e []entry) []entry {
	less := func(i, j int) bool { return e[i].word < e[j].word }
	if !sort.SliceIsSorted(e, less) {
		sort.SliceStable(e, less)
	}
	return e
}

// merge joins two sorted lists; a word of both, or twice in one, becomes one.
func merge(a, b []entry) []entry {
	out := make([]entry, 0, len(a)+len(b))
	for len(a)+len(b) > 0 {
		var e entry
		if len(b) == 0 || len(a) > 0 && a[0].word <= b[0].word {
			e, a = a[0], a[1:]
		} else {
			e, b = b[0], b[1:]
		}
		if n := len(out) - 1; n >= 0 && out[n].word == e.word {
			out[n].known, out[n].name = out[n].known || e.known, out[n].name || e.name
			if out[n].hant == nil {
				out[n].hant = e.hant
			}
			continue
		}
		out = append(out, e)
	}
	return out
}

// often are characters that often are words by themselves.
var often = letter.SetOf(strings.Join(list.Words(list.Read(words, "often.txt")), ""))

// weigh gives every word its cost.
func (t *table) weigh() {
	family := make([]int, len(t.entries))
	var open []int // words that the present one begins with, by index
	for i, e := range t.entries {
		for len(open) > 0 && !strings.HasPrefix(e.word, t.entries[open[len(open)-1]].word) {
			open = open[:len(open)-1]
		}
		if e.known {
			for _, k := range open {
				family[k]++
			}
			if k := t.tail(e.word); k >= 0 {
				family[k]++
			}
		}
		open = append(open, i)
	}
	c := fitted.cost
	for i := range t.entries {
		e := &t.entries[i]
		base := c.four
		switch utf8.RuneCountInString(e.word) {
		case 2:
			base = c.two
		case 3:
			base = c.three
		}
		if !e.known {
			base += c.foreign
		}
		if e.known && strings.IndexFunc(e.word, letter.ASCII[rune]) >= 0 {
			base = c.latin
		}
		e.cost = float32(base - c.family*math.Log(float64(1+family[i])))
	}
}

// tail returns the index of the word of two characters that a longer one ends with;
// -1 for none.
func (t *table) tail(word string) int {
	runes := []rune(word)
	if len(runes) < 3 || len(runes) > 4 {
		return -1
	}
	end := string(runes[len(runes)-2:])
	k, ok := slices.BinarySearchFunc(t.entries, end, func(e entry, w string) int { return strings.Compare(e.word, w) })
	if !ok {
		return -1
	}
	return k
}
