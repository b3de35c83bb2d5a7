package align

import (
	"slices"
	"strings"
	"unicode"

	"triptych/align/zh"
)

// ChangeKind says what became of segments when a version was given a new text.
type ChangeKind string

// The kinds of changes. White space, quotation marks and character width do
// not make a difference.
const (
	Unchanged ChangeKind = "unchanged"
	Moved     ChangeKind = "moved"   // the same text, or nearly, at another place
	Edited    ChangeKind = "edited"  // n old segments became n new ones, or n became m
	Split     ChangeKind = "split"   // one old segment became several
	Merged    ChangeKind = "merged"  // several old segments became one
	Added     ChangeKind = "new"     // no old segment says this
	Deleted   ChangeKind = "deleted" // no new segment says this
)

// Change joins old and new segments, by 0-based index, ascending.
type Change struct {
	Kind     ChangeKind
	Old, New []int
	Likeness float64 // share of the words in common, 0 to 1
}

// Reanchor compares the old and the new text of version v and says what became
// of every segment: each old and each new segment is in exactly one change.
// Changes are ordered by their new segments; a deletion stands where its text
// stood. So units can be carried over: a change's old segments are replaced by
// its new ones.
func Reanchor(old, new []Segment, v Version) []Change {
	r := reanchorer{old: old, new: new}
	fixed := r.same()
	var boxes []box
	at := box{}
	for _, k := range fixed {
		boxes = append(boxes, box{at.i0, k.i, at.j0, k.j})
		at = box{i0: k.i + 1, j0: k.j + 1}
	}
	boxes = append(boxes, box{at.i0, len(old), at.j0, len(new)})
	m := newPairModel(readSide(old, v, nil), readSide(new, v, nil), nil, nil, &fitted.paragraphs)
	_, beads := m.align(boxes, fixed, fitted.search.passes)
	for _, k := range beads {
		r.add(k, m)
	}
	r.moves(m)
	return r.changes
}

type reanchorer struct {
	old, new []Segment
	changes  []Change
}

// same finds the longest chain of segments that are the same in both texts.
func (r *reanchorer) same() []bead {
	where := map[string][]int32{}
	for j, s := range r.new {
		key := plain(s.Text)
		where[key] = append(where[key], int32(j))
	}
	var points []point
	for i, s := range r.old {
		js := where[plain(s.Text)]
		if len(js) > fitted.renewal.refrain { // a refrain: the nearest will do
			near := search(js, int32(i*len(r.new)/len(r.old)))
			js = js[max(0, near-fitted.renewal.refrain/2):min(len(js), near+fitted.renewal.refrain/2)]
		}
		for _, j := range js {
			points = append(points, point{int32(i), j, 1 + float32(min(len(s.Text), fitted.renewal.longText))/fitted.renewal.textUnit})
		}
	}
	var out []bead
	for _, p := range heaviest(points) {
		out = append(out, bead{i: int(p.i), s: 1, j: int(p.j), t: 1, chance: 1})
	}
	return out
}

// plain is a text for comparing, without what makes no difference.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return -1
		case strings.ContainsRune("\"“”「」『』", r):
			return '"'
		case strings.ContainsRune("'‘’", r):
			return '\''
		}
		return r
	}, zh.Fold(text))
}

// add turns a bead into changes.
func (r *reanchorer) add(k bead, m *pairModel) {
	c := Change{Kind: Edited, Old: indices(k.i, k.s), New: indices(k.j, k.t), Likeness: m.likeness(k)}
	switch {
	case k.s == 0:
		c.Kind = Added
	case k.t == 0:
		c.Kind = Deleted
	case c.Likeness < fitted.renewal.enough:
		for x := range k.s {
			r.changes = append(r.changes, Change{Kind: Deleted, Old: []int{k.i + x}})
		}
		for y := range k.t {
			r.changes = append(r.changes, Change{Kind: Added, New: []int{k.j + y}})
		}
		return
	case k.s == 1 && k.t == 1:
		if plain(r.old[k.i].Text) == plain(r.new[k.j].Text) {
			c.Kind, c.Likeness = Unchanged, 1
		}
	case k.s == 1:
		c.Kind = Split
	case k.t == 1:
		c.Kind = Merged
	}
	r.changes = append(r.changes, c)
}

// likeness is the share of the words of a bead that both sides have (Dice).
func (m *pairModel) likeness(k bead) float64 {
	count := map[string]int{}
	for _, t := range m.a.toks[m.a.from[k.i]:m.a.from[k.i+k.s]] {
		count[m.a.vocab.names[t]]++
	}
	common := 0
	bs := m.b.toks[m.b.from[k.j]:m.b.from[k.j+k.t]]
	for _, t := range bs {
		if name := m.b.vocab.names[t]; count[name] > 0 {
			count[name]--
			common++
		}
	}
	all := int(m.a.from[k.i+k.s]-m.a.from[k.i]) + len(bs)
	if all == 0 {
		return 0
	}
	return 2 * float64(common) / float64(all)
}

// moves joins deletions with additions of the same text, or nearly.
func (r *reanchorer) moves(m *pairModel) {
	byText := map[string][]int{} // words of an added segment → its change
	words := map[string][]int{}
	for n, c := range r.changes {
		if c.Kind != Added {
			continue
		}
		j := c.New[0]
		key := plain(r.new[j].Text)
		byText[key] = append(byText[key], n)
		for _, t := range distinct(m.b.tokens(j)) {
			if len(m.b.posts[t]) <= fitted.renewal.sharedWord {
				words[m.b.vocab.names[t]] = append(words[m.b.vocab.names[t]], n)
			}
		}
	}
	// What went is compared with what came at another place and shares a rare
	// word with it: comparing all with all would take the square of a book whose
	// chapters were put into another order.
	taken := map[int]bool{}
	gone := map[int]bool{}
	for n, c := range r.changes {
		if c.Kind != Deleted {
			continue
		}
		i := c.Old[0]
		best, likeness := -1, fitted.renewal.moved
		if same := byText[plain(r.old[i].Text)]; len(same) > 0 && !taken[same[0]] {
			best, likeness = same[0], 1
		} else {
			for _, t := range distinct(m.a.tokens(i)) {
				for _, x := range words[m.a.vocab.names[t]] {
					if l := m.likeness(bead{i: i, s: 1, j: r.changes[x].New[0], t: 1}); !taken[x] && l > likeness {
						best, likeness = x, l
					}
				}
			}
		}
		if best >= 0 {
			taken[best], gone[n] = true, true
			r.changes[best].Kind, r.changes[best].Old, r.changes[best].Likeness = Moved, c.Old, likeness
		}
	}
	n := -1
	r.changes = slices.DeleteFunc(r.changes, func(Change) bool { n++; return gone[n] })
}
