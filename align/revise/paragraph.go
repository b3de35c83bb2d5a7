package revise

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode"

	"triptych/align"
	"triptych/align/letter"
)

// paragraph is a paragraph with what it is compared by.
type paragraph struct {
	key   string // its text without white space
	words []word // sorted, each once
	sum   float64
}

// word is a word of a paragraph: a Latin word or a number in lower case, or two characters
// of Chinese that follow each other, since single ones are in every paragraph.
type word struct {
	id     int // the same for the same text in a comparison
	n      int
	weight float64 // of one of it: the fewer paragraphs have it, the more
}

// read takes the paragraphs of an edition apart; ids are those of words met so far.
func read(segs []align.Segment, ids map[string]int) []*paragraph {
	all := make([]*paragraph, len(segs))
	for i, seg := range segs {
		all[i] = readOne(seg.Text, ids)
	}
	return all
}

func readOne(text string, ids map[string]int) *paragraph {
	p := &paragraph{key: letter.Squeeze(text)}
	var found []int
	meet := func(text string) {
		id, known := ids[text]
		if !known {
			id = len(ids)
			ids[text] = id
		}
		found = append(found, id)
	}
	runes := []rune(strings.ToLower(text))
	for i := 0; i < len(runes); {
		from := i
		i++
		switch r := runes[from]; {
		case letter.WordPart(r):
			for i < len(runes) && letter.WordPart(runes[i]) {
				i++
			}
			meet(string(runes[from:i]))
		case letter.HanScript(r) && i < len(runes) && letter.HanScript(runes[i]):
			meet(string(runes[from : i+1]))
		}
	}
	if len(found) == 0 { // "* * *", "好。"
		for _, r := range p.key {
			if !unicode.IsSpace(r) {
				meet(string(r))
			}
		}
	}
	slices.Sort(found)
	for _, w := range found {
		if n := len(p.words); n > 0 && p.words[n-1].id == w {
			p.words[n-1].n++
			continue
		}
		p.words = append(p.words, word{id: w, n: 1})
	}
	return p
}

// telling reports whether a paragraph has enough words to be known by them.
func (p *paragraph) telling() bool {
	n := 0
	for _, w := range p.words {
		n += w.n
	}
	return float64(n) >= fitted.like.few
}

// weigh gives words their weights: log(1 + N/n) for one that n of N paragraphs have.
func (c *comparison) weigh() {
	have := map[int]int{}
	both := slices.Concat(c.old, c.now)
	for _, p := range both {
		for _, w := range p.words {
			have[w.id]++
		}
	}
	for _, p := range both {
		for i := range p.words {
			w := &p.words[i]
			w.weight = math.Log1p(float64(len(both)) / float64(have[w.id]))
			p.sum += w.weight * float64(w.n)
		}
	}
}

// common is the weight of the words that two paragraphs have both; of less, if not nil,
// those that are spoken for are left out.
func common(a, b *paragraph, less map[int]int) (sum float64) {
	for i, j := 0, 0; i < len(a.words) && j < len(b.words); {
		switch v, w := &a.words[i], &b.words[j]; {
		case v.id < w.id:
			i++
		case v.id > w.id:
			j++
		default:
			sum += float64(max(min(v.n, w.n-less[w.id]), 0)) * v.weight
			i, j = i+1, j+1
		}
	}
	return sum
}

// alike is how much of their words two paragraphs have in common (Dice), 0 to 1.
func (c *comparison) alike(i, j int) float64 {
	a, b := c.old[i], c.now[j]
	if a.key == b.key {
		return 1
	}
	if a.sum+b.sum == 0 {
		return 0
	}
	return 2 * common(a, b, nil) / (a.sum + b.sum)
}

// What a new paragraph is looked for by, and among how many.
const (
	rarest    = 12 // words of it
	commonest = 60 // old paragraphs that have the word; with more it tells too little
	likeliest = 8  // old paragraphs, by the weight of these words that they have
	nearest   = 8  // of those with the same text on either side, in their order
)

// match finds for each new paragraph, in order, the old ones that it may be.
func (c *comparison) match() {
	same, having := map[string][]int{}, map[int][]int{}
	for i, p := range c.old {
		if p.key == "" {
			continue
		}
		same[p.key] = append(same[p.key], i)
		for _, w := range p.words {
			having[w.id] = append(having[w.id], i)
		}
	}
	rank, times := map[string]int{}, map[string]int{}
	for _, p := range c.now {
		times[p.key]++
	}
	for j, p := range c.now {
		if p.key == "" {
			continue
		}
		found := same[p.key]
		at := rank[p.key]
		rank[p.key]++
		if len(found) == times[p.key] { // as often as before: the third is the third
			found = found[at : at+1]
		} else {
			found = found[min(max(0, at-nearest), len(found)):min(len(found), at+nearest+1)]
		}
		c.matches = append(c.matches, c.candidates(j, found, having)...)
	}
}

// candidates weighs the old paragraphs that share rare words with a new one, and those of
// the same text. A pair counts by how alike it is and how much it says.
func (c *comparison) candidates(j int, same []int, having map[int][]int) (found []match) {
	p := c.now[j]
	says := 1 + math.Log1p(p.sum)
	for _, i := range same {
		found = append(found, match{i, j, 1, 2 * says})
	}
	if len(same) == 1 && p.telling() {
		return found // known for sure
	}
	for _, i := range p.likeliest(having) {
		if like := c.alike(i, j); like >= fitted.like.edited && c.old[i].key != p.key {
			found = append(found, match{i, j, like, like * says})
		}
	}
	slices.SortFunc(found, func(a, b match) int { return a.old - b.old })
	return found
}

// likeliest returns the paragraphs that have most of the rare words of one.
func (p *paragraph) likeliest(having map[int][]int) []int {
	words := slices.Clone(p.words)
	slices.SortStableFunc(words, func(a, b word) int { return cmp.Compare(b.weight, a.weight) })
	votes := map[int]float64{}
	taken := 0
	for _, w := range words {
		if list := having[w.id]; len(list) > 0 && len(list) <= commonest && taken < rarest {
			taken++
			for _, i := range list {
				votes[i] += w.weight
			}
		}
	}
	list := slices.Collect(maps.Keys(votes))
	slices.SortFunc(list, func(a, b int) int {
		return cmp.Or(cmp.Compare(votes[b], votes[a]), a-b)
	})
	return list[:min(len(list), likeliest)]
}
