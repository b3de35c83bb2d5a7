// Package revise finds out what became of the paragraphs of a text in a later edition of
// it: which are unchanged, moved, edited, split, merged, new, deleted.
//
// The guarantee: the steps hold every paragraph of both editions once. A text compared
// with itself is unchanged throughout, and paragraphs keep their order but for those that
// moved.
//
// The method is that of comparing two files, with paragraphs for lines (patience diff, by
// Bram Cohen), except that lines may be alike rather than the same: each new paragraph has
// a few old ones that it may be, found by their rarest words, and the pairs that are taken
// are those of the greatest weight among all that keep the order. That takes n log n steps,
// where a table of all pairs would take n², 25 million in a book.
package revise

import (
	"cmp"
	"slices"

	"triptych/align"
)

// Kind says what became of paragraphs.
type Kind string

// The kinds. Aside is of old paragraphs around an article of whose like the new edition
// has none: they stay, since the new edition is the article alone.
const (
	Unchanged Kind = "unchanged"
	Moved     Kind = "moved" // perhaps edited as well
	Edited    Kind = "edited"
	Split     Kind = "split"
	Merged    Kind = "merged"
	New       Kind = "new"
	Deleted   Kind = "deleted"
	Aside     Kind = "aside"
)

// Kinds lists those that people are shown, in the order in which they are counted.
var Kinds = []Kind{Unchanged, Moved, Edited, Split, Merged, New, Deleted}

// Step is what became of some paragraphs, by their 0-based indices: one Old and one New
// of Unchanged, Moved and Edited; several New of Split, several Old of Merged; no Old of New,
// no New of Deleted and Aside.
type Step struct {
	Kind     Kind
	Old, New []int
}

// Compare says what became of the paragraphs old. The steps come in the order of the new
// edition; what is gone stands behind what it stood behind.
func Compare(old, now []align.Segment) []Step {
	ids := map[string]int{}
	c := &comparison{old: read(old, ids), now: read(now, ids)}
	c.weigh()
	c.match()
	c.ofOld, c.ofNow = make([]*Step, len(old)), make([]*Step, len(now))
	for _, p := range c.inOrder() {
		c.pair(p.old, p.now, Edited)
	}
	c.parts()
	c.elsewhere()
	for j := range now {
		if c.ofNow[j] == nil {
			c.ofNow[j] = &Step{Kind: New, New: []int{j}}
		}
	}
	left := Deleted
	if !slices.ContainsFunc(now, aside) {
		left = Aside
	}
	for i, seg := range old {
		if c.ofOld[i] != nil {
			continue
		}
		c.ofOld[i] = &Step{Kind: Deleted, Old: []int{i}}
		if seg.Text == "" || aside(seg) && left == Aside {
			c.ofOld[i].Kind = Aside
		}
	}
	return c.steps()
}

func aside(seg align.Segment) bool { return seg.Kind == align.NonContent }

// comparison is a comparison under way: what each paragraph is a part of so far.
type comparison struct {
	old, now     []*paragraph
	matches      []match // by the new paragraph, then by the old one
	ofOld, ofNow []*Step
}

// pair takes two paragraphs for one.
func (c *comparison) pair(i, j int, kind Kind) {
	if kind == Edited && c.old[i].key == c.now[j].key {
		kind = Unchanged
	}
	s := &Step{Kind: kind, Old: []int{i}, New: []int{j}}
	c.ofOld[i], c.ofNow[j] = s, s
}

// match is an old paragraph that a new one may be.
type match struct {
	old, now     int
	like, weight float64
}

// inOrder returns the pairs of the greatest weight together that keep the order: the
// heaviest increasing subsequence, by a Fenwick tree of maxima.
func (c *comparison) inOrder() []match {
	matches := c.matches
	best := make([]int, len(c.old)+1) // 1 + the index of the match that ends the best chain
	total := make([]float64, len(matches))
	before := make([]int, len(matches))
	for from := 0; from < len(matches); {
		to := from
		for ; to < len(matches) && matches[to].now == matches[from].now; to++ {
			before[to] = -1
			total[to] = matches[to].weight
			for k := matches[to].old; k > 0; k &= k - 1 {
				if b := best[k] - 1; b >= 0 && total[b]+matches[to].weight > total[to] {
					total[to], before[to] = total[b]+matches[to].weight, b
				}
			}
		}
		// Those of one new paragraph are entered together: none may follow another.
		for m := from; m < to; m++ {
			for k := matches[m].old + 1; k < len(best); k += k & -k {
				if best[k] == 0 || total[m] > total[best[k]-1] {
					best[k] = m + 1
				}
			}
		}
		from = to
	}
	last := -1
	for m := range total {
		if last < 0 || total[m] > total[last] {
			last = m
		}
	}
	var chain []match
	for ; last >= 0; last = before[last] {
		chain = append(chain, matches[last])
	}
	slices.Reverse(chain)
	return chain
}

// elsewhere finds paragraphs again that stand in another place by now: first those that
// are the same, then those that are most alike.
func (c *comparison) elsewhere() {
	byKey := map[string][]int{}
	for i, p := range c.old {
		if c.ofOld[i] == nil && p.key != "" {
			byKey[p.key] = append(byKey[p.key], i)
		}
	}
	for j, p := range c.now {
		if free := byKey[p.key]; c.ofNow[j] == nil && len(free) > 0 {
			c.pair(free[0], j, Moved)
			byKey[p.key] = free[1:]
		}
	}
	var alike []match
	for _, m := range c.matches {
		if c.ofOld[m.old] == nil && c.ofNow[m.now] == nil && m.like >= fitted.like.moved && c.now[m.now].telling() {
			alike = append(alike, m)
		}
	}
	slices.SortStableFunc(alike, func(a, b match) int { return cmp.Compare(b.weight, a.weight) })
	for _, m := range alike {
		if c.ofOld[m.old] == nil && c.ofNow[m.now] == nil {
			c.pair(m.old, m.now, Moved)
		}
	}
}

// steps puts the steps in order.
func (c *comparison) steps() []Step {
	behind := make([][]*Step, len(c.now)+1) // what is gone, by 1 + the new paragraph before it
	at := 0
	for i, s := range c.ofOld {
		switch {
		case len(s.New) == 0:
			behind[at] = append(behind[at], s)
		case s.Kind != Moved && i == s.Old[len(s.Old)-1]:
			at = s.New[len(s.New)-1] + 1
		}
	}
	var all []Step
	gone := func(j int) {
		for _, s := range behind[j] {
			all = append(all, *s)
		}
	}
	gone(0)
	for j, s := range c.ofNow {
		if s.New[0] == j {
			all = append(all, *s)
		}
		gone(j + 1)
	}
	return all
}
