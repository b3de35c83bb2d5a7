package revise

import (
	"slices"
	"strings"
)

// piecesMost is how many paragraphs one may have been split into, or merged from.
const piecesMost = 4

// parts finds what was split and merged: paragraphs that nothing else is, beside one that
// is a part of the same, or of which several together are one.
func (c *comparison) parts() {
	c.pieces(c.old, c.now, c.ofOld, c.ofNow, func(i int, list []int) *Step { return &Step{Kind: Split, Old: []int{i}, New: list} },
		func(s *Step) int { return s.New[0] })
	c.pieces(c.now, c.old, c.ofNow, c.ofOld, func(j int, list []int) *Step { return &Step{Kind: Merged, Old: list, New: []int{j}} },
		func(s *Step) int { return s.Old[0] })
}

// pieces finds paragraphs of one edition that are several of the other. other says which
// of those a step begins with.
func (c *comparison) pieces(ones, others []*paragraph, ofOne, ofOther []*Step, step func(int, []int) *Step, other func(*Step) int) {
	next := 0 // behind what the last one is in the other edition
	for i, p := range ones {
		s := ofOne[i]
		if s != nil {
			next = other(s) + 1
		}
		if !p.telling() || s != nil && s.Kind != Edited {
			continue
		}
		g := gathering{whole: p, others: others, of: ofOther, spoken: map[int]int{}}
		if s != nil {
			g.add(other(s))
		} else {
			for k := next; k < len(others) && ofOther[k] == nil && len(g.list) == 0; k++ {
				g.take(k)
			}
		}
		if len(g.list) > 0 {
			for g.take(g.list[len(g.list)-1]+1) || g.take(g.list[0]-1) {
			}
		}
		if len(g.list) < 2 || s == nil && g.said < fitted.like.edited*p.sum {
			continue
		}
		s = step(i, g.list)
		ofOne[i] = s
		for _, k := range g.list {
			ofOther[k] = s
		}
		next = g.list[len(g.list)-1] + 1
	}
}

// gathering collects the paragraphs that are parts of one of the other edition.
type gathering struct {
	whole  *paragraph
	others []*paragraph
	of     []*Step
	list   []int       // in order, without a gap
	spoken map[int]int // words of the whole that those in the list have
	said   float64     // the weight of these
}

// take adds paragraph k if nothing else is it and it fits.
func (g *gathering) take(k int) bool {
	if k < 0 || k >= len(g.others) || g.of[k] != nil || len(g.list) >= piecesMost || !g.fits(g.others[k]) {
		return false
	}
	g.add(k)
	return true
}

// fits reports whether the words of a paragraph are in what the whole has left. One of a
// few words, which are everywhere, must stand in it as it is.
func (g *gathering) fits(p *paragraph) bool {
	if !p.telling() && !strings.Contains(g.whole.key, p.key) {
		return false
	}
	return p.sum > 0 && common(p, g.whole, g.spoken) >= fitted.like.part*p.sum
}

func (g *gathering) add(k int) {
	p := g.others[k]
	g.said += common(p, g.whole, g.spoken)
	for _, w := range p.words {
		g.spoken[w.id] += w.n
	}
	g.list = append(g.list, k)
	slices.Sort(g.list)
}
