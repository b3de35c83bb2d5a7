package align

// tripleShape is how many segments of each version a bead has, and what that
// costs whatever the segments say.
type tripleShape struct {
	n          [3]int
	has        versionSet // versions with a segment
	cost       float32    // in nats
	open, more float32    // what it costs besides that versions have none: where they had some just before, and where they had none already
	alone      bool       // one version has a segment, the others have none
}

// versionSet is a set of versions, a bit for each: the shapes are gone through
// at every state, so that a test of all versions at once tells in the speed of
// the whole search.
type versionSet uint8

// mixed reports whether a bead of this shape would hold both text and
// non-content, given the versions whose segments there are non-content.
func (sh *tripleShape) mixed(aside versionSet) bool { return sh.has&aside != 0 && sh.has&^aside != 0 }

// tripleShapes lists the shapes of beads of the versions that a document has,
// and their costs.
func tripleShapes(p *levelParams, all versionSet) []tripleShape {
	var out []tripleShape
	most := [3]int{}
	for v := range most {
		if all&(1<<v) != 0 {
			most[v] = fitted.shapes.maxSide
		}
	}
	for x := 0; x <= most[0]; x++ {
		for y := 0; y <= most[1]; y++ {
			for z := 0; z <= most[2]; z++ {
				sh := tripleShape{n: [3]int{x, y, z}, alone: x+y+z == 1}
				for v, size := range sh.n {
					if size > 0 {
						sh.has |= 1 << v
					}
				}
				if sh.price(p, all) {
					out = append(out, sh)
				}
			}
		}
	}
	return out
}

// price works out the cost of a shape in nats, and reports whether it is allowed
// at all. What the least of the versions has is what the others split: 1:2:2 is
// one join in one version, as 1:1:2 is one split, and no dearer. A version
// without text has its own price, dear where it begins and cheap where it goes
// on: translations break off, and passages are left out whole.
func (sh *tripleShape) price(p *levelParams, all versionSet) bool {
	low, high, count := 0, 0, 0
	for _, x := range sh.n {
		if x > 0 {
			if count == 0 || x < low {
				low = x
			}
			high = max(high, x)
			count++
		}
	}
	switch {
	case count == 0:
		return false
	case count == 1:
		sh.open, sh.more = float32(p.alone), float32(p.aloneMore)
		return high == 1
	case sh.has != all:
		sh.open, sh.more = float32(p.missing), float32(p.missingMore)
	}
	ops := high - low
	cost := p.split*float64(ops) + p.joint*float64(low-1)
	if ops > 0 {
		cost += p.uneven
	}
	sh.cost = float32(cost)
	return ops+2*(low-1) <= p.maxOps
}

// relief is what a segment that stands alone is spared for being short: lines
// that one version has for itself are mostly headings, buttons and bylines.
func (t *triple) relief(n, end [3]int) float32 {
	p := t.a.p
	for v, size := range n {
		if size == 1 {
			side := t.a.sides[v]
			length := side.chars[end[v]-1]
			if !side.han {
				length *= fitted.latinWeight
			}
			return float32(p.shortAlone * max(0, 1-length/fitted.three.shortLine))
		}
	}
	return 0
}

// meeting says how the paragraphs of the versions meet at a state: which have an
// edge there, and whether others are inside text or inside non-content.
type meeting struct {
	edges       versionSet
	text, aside bool
}

func (t *triple) meeting(i, j, k int) (m meeting) {
	if t.a.grain == nil {
		return m
	}
	for v, at := range [3]int{i, j, k} {
		switch {
		case t.a.grain.edge(v, at):
			m.edges |= 1 << v
		case t.a.sides[v].aside[at-1]:
			m.aside = true
		default:
			m.text = true
		}
	}
	return m
}

// every reports whether all versions have an edge: there a unit may end.
func (m *meeting) every() bool { return m.edges == 7 }

// apart is what a bead that ends at a state costs for edges of paragraphs that
// its versions do not share: half where it begins and half where it ends, so
// that one that both its neighbours pass costs it all, and one where another
// version had a sentence more only half. Text and non-content keep out of each
// other's paragraphs; then ok is false.
func (t *triple) apart(sh *tripleShape, end [3]int, here meeting, aside bool) (cost float32, ok bool) {
	p, g := t.a.p, t.a.grain
	inner, whole := 0, 0
	var begin [3]int
	for v, n := range sh.n {
		begin[v] = end[v] - n
		edges := g.inside(v, begin[v], end[v])
		inner += edges
		if n > 0 && edges == 0 {
			whole++
		}
	}
	before := t.meeting(begin[0], begin[1], begin[2])
	sum := p.inner * float64(inner)
	// One version that has them in one paragraph is no witness enough while another has
	// none: a heading that was not translated is not swallowed by the paragraph behind it.
	if whole < 2 && sh.has != t.all {
		sum = p.innerOne * float64(inner)
	}
	if here.edges&sh.has != 0 && !here.every() {
		sum += p.edge / 2
	}
	if before.edges&sh.has != 0 && !before.every() {
		sum += p.edge / 2
	}
	if sh.has != t.all && !before.every() {
		sum += p.within
	}
	return float32(sum), aside && !here.text && !before.text || !aside && !here.aside && !before.aside
}
