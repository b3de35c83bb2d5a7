package check

import (
	"math"
	"strings"

	"triptych/align"
	"triptych/align/letter"
)

// triple is three sentences that say the same thing.
type triple [3]int

// triples returns the sentences that are each other's counterparts in all
// three versions, and really Chinese on the Chinese sides.
func (c *trio) triples() []triple {
	var out []triple
	if len(c.reading(align.En).sentences) == 1 && len(c.reading(align.Hans).sentences) == 1 && len(c.reading(align.Hant).sentences) == 1 {
		if c.chinese(align.Hans, 0) && c.chinese(align.Hant, 0) {
			out = append(out, triple{})
		}
		return out
	}
	for k := range c.reading(align.En).sentences {
		i, e1 := c.counterpart(align.En, k, align.Hans)
		j, e2 := c.counterpart(align.En, k, align.Hant)
		if e1 < 1 || e2 < 1 || !c.chinese(align.Hans, i) || !c.chinese(align.Hant, j) {
			continue
		}
		b1, _ := c.counterpart(align.Hans, i, align.En)
		b2, _ := c.counterpart(align.Hant, j, align.En)
		b3, e3 := c.counterpart(align.Hans, i, align.Hant)
		if b1 == k && b2 == k && b3 == j && e3 >= 1 {
			out = append(out, triple{k, i, j})
		}
	}
	return out
}

func (c *trio) chinese(v align.Version, i int) bool {
	s := c.reading(v).sentences[i].Span
	han, latin := letter.Count(c.runes[v][s[0]:s[1]])
	return han*3 > latin
}

// counterpart returns the sentence of version o that shares most with sentence
// i of v, and the evidence for it in nats.
func (c *trio) counterpart(v align.Version, i int, o align.Version) (best int, evidence float64) {
	key := [3]int{int(v), i, int(o)}
	if p, ok := c.partners[key]; ok {
		return p.sentence, p.evidence
	}
	evidence = math.Inf(-1)
	for j := range c.reading(o).sentences {
		if e := c.words.support(c.reading(v).sentences[i].tokens, nil, v, o, c.reading(o).bag(j)); e > evidence {
			best, evidence = j, e
		}
	}
	if c.partners == nil {
		c.partners = map[[3]int]partner{}
	}
	c.partners[key] = partner{best, evidence}
	return best, evidence
}

// partner is what counterpart found.
type partner struct {
	sentence int
	evidence float64
}

// bag returns sentence i as a reading of its own.
func (r *reading) bag(i int) *reading {
	if r.bags == nil {
		r.bags = make([]*reading, len(r.sentences))
	}
	if r.bags[i] == nil {
		r.bags[i] = bagOf(r.sentences[i].tokens)
	}
	return r.bags[i]
}

// around quotes a span with a few characters on both sides.
func (c *Case) around(v align.Version, s Span) string {
	n := 6
	if v == align.En {
		n = 20
	}
	text := c.runes[v]
	from, to := max(0, s[0]-n), min(len(text), s[1]+n)
	if v == align.En { // whole words
		for from > 0 && from < s[0] && text[from-1] != ' ' {
			from++
		}
		for to < len(text) && to > s[1] && text[to] != ' ' {
			to--
		}
	}
	return strings.TrimSpace(strings.ReplaceAll(string(text[from:to]), "\n", " "))
}
