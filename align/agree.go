package align

// Two versions that share few words may be lined up wrongly for pages, as where one
// of them was translated up to the middle and the other holds the English text behind
// that. The third version knows better: where it meets both, they meet each other.

// agree searches a pair of versions once more where its path runs beside the one that the
// other two pairs lead to, in a band that holds both. Of several pairs that are
// not at one it is the one whose beads are least likely.
func (a *aligner) agree() {
	if a.pairs[0] == nil || a.pairs[1] == nil || a.pairs[2] == nil {
		return
	}
	// A wrong path leads the two others astray as well: each of them, put together with it,
	// seems to lie elsewhere. So only the pair that is least sure of itself is mended.
	worst, least := -1, 1.0
	var lies []reach
	var wider *band
	for n := range Pairs {
		met, b := a.implied(n)
		if b == nil {
			continue
		}
		sum := 0.0
		for _, k := range a.beads[n] {
			sum += k.chance
		}
		if mean := sum / float64(len(a.beads[n])); mean < least {
			worst, least, lies, wider = n, mean, met, b
		}
	}
	if worst >= 0 {
		d := a.pairs[worst]
		a.beads[worst] = d.again(wider, a.boxes[worst], a.beads[worst])
		// The pair alone may hold to its path. The search over three decides.
		for i, m := range lies {
			d.liveLo[i], d.liveHi[i] = min(d.liveLo[i], int32(m.lo)), max(d.liveHi[i], int32(m.hi))
		}
	}
}

// again searches a pair with what it has learnt, in another band. fixed beads, which
// stand between the boxes, stay.
func (d *path) again(b *band, boxes []box, beads []bead) []bead {
	d.b, d.liveLo, d.liveHi = b, nil, nil
	d.g = newGains(d.m, b, d.side)
	var out []bead
	for n, x := range boxes {
		out = append(out, d.likeliest(x)...)
		if n+1 == len(boxes) {
			break
		}
		for _, k := range beads {
			if k.i >= x.i1 && k.j >= x.j1 && k.i+k.s <= boxes[n+1].i0 && k.j+k.t <= boxes[n+1].j0 {
				out = append(out, k)
			}
		}
	}
	return out
}

// implied says where the two paths to the third version lead a pair, and gives its band
// with that added; nil where they run inside it.
func (a *aligner) implied(n int) ([]reach, *band) {
	v, w := Pairs[n][0], Pairs[n][1]
	third := En + Hans + Hant - v - w
	b := a.pairs[n].b
	met := make([]reach, b.rows())
	for i := range met {
		met[i] = nowhere
	}
	// Only where both paths have a position of the third version they say something: inside
	// a bead nobody knows which of its segments stand for which.
	x, y := a.meetings(third, v), a.meetings(third, w)
	outside := false
	for at := range x {
		if x[at] == nowhere || y[at] == nowhere {
			continue
		}
		for _, p := range [2][2]int{{x[at].lo, y[at].lo}, {x[at].hi, y[at].hi}} {
			met[p[0]].add(p[1])
			outside = outside || !b.has(p[0], p[1])
		}
	}
	if !outside {
		return nil, nil
	}
	between(met)
	r := fitted.search.band
	wider := newBand(a.sides[v].len(), a.sides[w].len(), a.boxes[n], func(i int) (int, int) {
		return min(int(b.lo[i]), met[i].lo-r), max(int(b.hi[i]), met[i].hi+r)
	})
	// A long document that is astray from its first page to its last would need a
	// band as wide as itself, and time and memory to match.
	if wider.cells() > fitted.search.wider*b.cells() {
		return nil, nil
	}
	return met, wider
}

// reach is from where to where a path lies in one row.
type reach struct{ lo, hi int }

// nowhere is the reach in a row that lies inside a bead.
var nowhere = reach{-1, -1}

func (r *reach) add(at int) {
	if *r == nowhere {
		*r = reach{at, at}
	}
	r.lo, r.hi = min(r.lo, at), max(r.hi, at)
}

// meetings says for every position of version v where the path to version w lies.
func (a *aligner) meetings(v, w Version) []reach {
	out := make([]reach, a.sides[v].len()+1)
	for i := range out {
		out[i] = nowhere
	}
	out[0].add(0)
	for n, pair := range Pairs {
		switch pair {
		case Pair{v, w}:
			for _, k := range a.beads[n] {
				out[k.i+k.s].add(k.j + k.t)
			}
		case Pair{w, v}:
			for _, k := range a.beads[n] {
				out[k.j+k.t].add(k.i + k.s)
			}
		}
	}
	return out
}

// between fills the rows without a meeting by straight lines between those with one.
// The first and the last row have one.
func between(met []reach) {
	last := 0
	for i := range met {
		if met[i] == nowhere {
			continue
		}
		for x := last + 1; x < i; x++ {
			at := met[last].hi + (met[i].lo-met[last].hi)*(x-last)/(i-last)
			met[x] = reach{at, at}
		}
		last = i
	}
}
