package align

// tripleShape is how many segments of each version a bead has, and what that
// costs whatever the segments say.
type tripleShape struct {
	n     [3]int
	has   versionSet // versions with a segment
	cost  float32    // in nats
	alone bool       // one version has a segment, the others have none
}

// versionSet is a set of versions, a bit for each: the shapes are gone through
// at every state, so that a test of all versions at once tells in the speed of
// the whole search.
type versionSet uint8

// mixed reports whether a bead of this shape would hold both text and
// non-content, given the versions whose segments there are non-content.
func (sh *tripleShape) mixed(aside versionSet) bool { return sh.has&aside != 0 && sh.has&^aside != 0 }

// tripleShapes lists the shapes and their costs. Segments beyond the middle
// size are splits or joins in one version; a version without text has its own
// price.
func tripleShapes(p *levelParams) []tripleShape {
	var out []tripleShape
	for x := 0; x <= fitted.shapes.maxSide; x++ {
		for y := 0; y <= fitted.shapes.maxSide; y++ {
			for z := 0; z <= fitted.shapes.maxSide; z++ {
				n := [3]int{x, y, z}
				c, ok := tripleCost(n, p)
				if !ok {
					continue
				}
				sh := tripleShape{n: n, cost: float32(c), alone: x+y+z == 1}
				for v, size := range n {
					if size > 0 {
						sh.has |= 1 << v
					}
				}
				out = append(out, sh)
			}
		}
	}
	return out
}

// tripleCost is the cost of a shape in nats, and whether it is allowed at all.
// A middle size is what two of the three versions agree on: 1:1:2 is one split,
// 2:2:1 one join of what both others have in two, and neither is dearer for the
// version it happens in.
func tripleCost(n [3]int, p *levelParams) (float64, bool) {
	var sizes []int
	for _, x := range n {
		if x > 0 {
			sizes = append(sizes, x)
		}
	}
	switch len(sizes) {
	case 0:
		return 0, false
	case 1:
		return p.alone, sizes[0] == 1
	}
	low, high := sizes[0], sizes[0]
	sum := 0
	for _, x := range sizes {
		low, high, sum = min(low, x), max(high, x), sum+x
	}
	mid := sum - low - high // of three
	if len(sizes) == 2 {
		mid = low
	}
	ops := high - mid + mid - low
	cost := p.split*float64(ops) + p.joint*float64(mid-1)
	if ops > 0 {
		cost += p.uneven
	}
	if len(sizes) == 2 {
		cost += p.missing
	}
	return cost, ops+2*(mid-1) <= p.maxOps
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
