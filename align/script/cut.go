package script

import (
	"strings"
	"unicode/utf8"

	"triptych/align/letter"
)

// wordMost is the length in runes of the longest word that is looked for.
const wordMost = 16

// piece is a word of a text, or a character that stands by itself.
type piece struct {
	from, to int    // runes
	word     *entry // nil for a character
}

// cutting is one text on its way into words.
type cutting struct {
	*table
	text   []rune
	bytes  string
	at     []int // where each rune begins in bytes
	pieces []piece
	room   []float32 // of paths
	Options
}

func (t *table) cut(text []rune, o Options) *cutting {
	c := &cutting{table: t, text: text, bytes: string(text), Options: o}
	c.at = make([]int, len(text)+1)
	for i, n := 0, 0; i < len(text); i++ {
		c.at[i] = n
		n += utf8.RuneLen(text[i])
		c.at[i+1] = n
	}
	c.pieces = c.best(0, len(text), len(text)+1)
	return c
}

// best cuts the runes from from to to into the words that cost least together; most
// bounds the length of words.
func (c *cutting) best(from, to, most int) []piece {
	if to-from == 2 && most < 2 { // two characters of a word
		return []piece{{from, from + 1, nil}, {from + 1, to, nil}}
	}
	last := make([]piece, to-from+1)
	c.paths(from, to, most, last)
	n := 0
	for i := to; i > from; i = last[i-from].from {
		n++
	}
	out := make([]piece, n)
	for i := to; i > from; i = last[i-from].from {
		n--
		out[n] = last[i-from]
	}
	return out
}

// paths returns the least cost of the runes from from to to, and fills in for each end
// within them the last word of what costs least before it, where last is not nil.
func (c *cutting) paths(from, to, most int, last []piece) float32 {
	n := to - from
	c.room = append(c.room[:0], make([]float32, n+1)...)
	cost := c.room
	for i := range n {
		cost[i+1] = inf
	}
	for i := range n {
		step := func(end int, price float32, e *entry) {
			if sum := cost[i] + price; sum < cost[end-from] {
				cost[end-from] = sum
				if last != nil {
					last[end-from] = piece{from + i, end, e}
				}
			}
		}
		step(from+i+1, c.single(from+i), nil)
		c.each(from+i, min(to, from+i+most), func(end int, e *entry) { step(end, e.cost, e) })
	}
	return cost[n]
}

// price is the least cost of the runes from from to to.
func (c *cutting) price(from, to int) float32 { return c.paths(from, to, wordMost, nil) }

const inf = 1e9

// single is the cost of the character at i by itself.
func (c *cutting) single(i int) float32 {
	r := c.text[i]
	switch {
	case !letter.HanOrZero(r):
		return 0
	case often.Has(r):
		return float32(fitted.cost.often)
	}
	return float32(fitted.cost.single)
}

// each calls f with every word that begins at i and ends by to.
//
// The entries that begin with the same runes stand together and the shortest of them
// first: with each rune more the range becomes narrower.
func (c *cutting) each(i, to int, f func(end int, e *entry)) {
	if i+2 > to {
		return
	}
	group := c.heads.Of(c.text[i], c.text[i+1])
	if group == 0 {
		return
	}
	lo, hi := int(c.groups[group-1]), int(c.groups[group])
	for end := i + 2; ; {
		size := c.at[end] - c.at[i]
		if len(c.entries[lo].word) == size {
			f(end, &c.entries[lo])
			lo++
		}
		if end++; end > to || lo == hi {
			return
		}
		word := c.bytes[c.at[i]:c.at[end]]
		lo, hi = c.narrowed(lo, hi, word)
		if lo == hi {
			return
		}
	}
}

// narrowed returns which of the entries from lo to hi begin with a word.
func (c *cutting) narrowed(lo, hi int, word string) (from, to int) {
	for a := hi; lo < a; { // lo becomes the first entry not before the word
		if mid := (lo + a) / 2; c.entries[mid].word < word {
			lo = mid + 1
		} else {
			a = mid
		}
	}
	from = lo
	for lo < hi { // and hi the first one that does not begin with it
		if mid := (lo + hi) / 2; strings.HasPrefix(c.entries[mid].word, word) {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return from, hi
}
