package align

// triple searches three versions at once: a bead is s segments of English, t of
// Simplified and u of Traditional text, and its score is that of its three
// pairs. A state is a position in each version; only those are visited that lie
// in the bands of all three pairs.
type triple struct {
	a          *aligner
	s          stretch
	ab, ac, bc *band
	tables     [3][][]float32 // pair → cell → scores of the shapes that end there
	first      [3]int         // pair → its first cell that tables holds
	rows       []tripleRow
	states     int
	shapes     []tripleShape
	all        versionSet // versions that the document has
}

// tripleRow is one position of the first version: for each column j of ab the
// interval of k, and the number of its first state.
type tripleRow struct {
	lo     int
	kLo    []int32
	kHi    []int32
	offset []int
}

// threeUnits aligns a stretch of three versions. The bands of the three pairs
// were found apart and may not meet in any triple of positions; then they are
// widened, to twice as much each time, until a path goes through. One that is
// wide enough to hold everything always has one.
func (a *aligner) threeUnits(s stretch, all versionSet) []found {
	var out []found
	for _, part := range a.parts(s) {
		for r := 1; ; r *= 2 {
			t := &triple{a: a, s: part, shapes: tripleShapes(a.p, all), all: all}
			t.ab, t.ac, t.bc = a.liveBand(0, r), a.liveBand(1, r), a.liveBand(2, r)
			t.layout()
			if units := t.find(); units != nil || part.from == part.to {
				out = append(out, units...)
				break
			}
		}
	}
	return out
}

// liveBand is the live band of a pair of versions, kept for the next part.
func (a *aligner) liveBand(n, r int) *band {
	if a.live[n] == nil {
		a.live[n] = map[int]*band{}
	}
	if a.live[n][r] == nil && a.pairs[n] == nil { // a version that is absent is at its only position
		rows, columns := a.segments(Pairs[n][0]), a.segments(Pairs[n][1])
		a.live[n][r] = newBand(rows, columns, nil, func(int) (int, int) { return 0, columns })
	}
	if a.live[n][r] == nil {
		a.live[n][r] = a.pairs[n].live(r, a.boxes[n])
	}
	return a.live[n][r]
}

// segments is how many segments are lined up of a version.
func (a *aligner) segments(v Version) int {
	if a.sides[v] == nil {
		return 0
	}
	return a.sides[v].len()
}

// parts divides a stretch, every few hundred segments, where all three pairs
// have but one likely position, so that memory is needed for one part at a
// time.
func (a *aligner) parts(s stretch) []stretch {
	const rows = 400
	ab, ac, bc := a.liveBand(0, 0), a.liveBand(1, 0), a.liveBand(2, 0)
	var out []stretch
	from := s.from
	for i := s.from[0] + rows; i+rows < s.to[0]; i++ {
		if i-from[0] < rows {
			continue
		}
		j, k := ab.lo[i], ac.lo[i]
		if ab.hi[i] == j && ac.hi[i] == k && bc.lo[j] == k && bc.hi[j] == k {
			at := [3]int{i, int(j), int(k)}
			out = append(out, stretch{from, at})
			from = at
		}
	}
	return append(out, stretch{from, s.to})
}

// layout numbers the states. What three bands have in common is ragged, so that
// states are laid out row by row without gaps, and found again by the interval
// of each column: an array over all triples would not fit into memory.
func (t *triple) layout() {
	for n, pair := range Pairs {
		if t.a.pairs[n] == nil {
			continue
		}
		b := t.a.pairs[n].b
		t.first[n] = b.start[t.s.from[pair[0]]]
		t.tables[n] = make([][]float32, b.start[t.s.to[pair[0]]+1]-t.first[n])
	}
	n := 0
	for i := t.s.from[0]; i <= t.s.to[0]; i++ {
		lo, hi := max(t.s.from[1], int(t.ab.lo[i])), min(t.s.to[1], int(t.ab.hi[i]))
		row := tripleRow{lo: lo}
		for j := lo; j <= hi; j++ {
			kLo := max(t.s.from[2], int(max(t.ac.lo[i], t.bc.lo[j])))
			kHi := min(t.s.to[2], int(min(t.ac.hi[i], t.bc.hi[j])))
			row.kLo, row.kHi = append(row.kLo, int32(kLo)), append(row.kHi, int32(kHi))
			row.offset = append(row.offset, n)
			n += max(0, kHi-kLo+1)
		}
		t.rows = append(t.rows, row)
	}
	t.states = n
}

// state returns the number of a state, or -1.
func (t *triple) state(i, j, k int) int {
	if i < t.s.from[0] {
		return -1
	}
	row := &t.rows[i-t.s.from[0]]
	c := j - row.lo
	if c < 0 || c >= len(row.kLo) || k < int(row.kLo[c]) || k > int(row.kHi[c]) {
		return -1
	}
	return row.offset[c] + k - int(row.kLo[c])
}

// table returns the scores of the beads of one pair that end at (x, y), by
// s·(maxSide+1)+t; nil outside the pair's band.
func (t *triple) table(n, x, y int) []float32 {
	d := t.a.pairs[n]
	if d == nil || !d.b.has(x, y) {
		return nil
	}
	cell := d.b.cell(x, y) - t.first[n]
	if t.tables[n][cell] == nil {
		w := fitted.shapes.maxSide + 1
		tab := make([]float32, w*w)
		for k := range tab {
			tab[k] = float32(-fitted.three.outside)
		}
		// Scores are kept once made, since each is asked for by every shape that
		// adds segments of the third version to it.
		weight := t.a.p.pairWeight[n]
		if t.all != 7 {
			weight = t.a.p.onlyPair
		}
		pair := Pairs[n]
		d.beads(x, y, box{i0: t.s.from[pair[0]], j0: t.s.from[pair[1]]}, func(s, u int, gain, length float64) {
			tab[s*w+u] = float32(weight * (t.a.p.gain3*gain - t.a.p.length3*length))
		})
		t.better(n, x, y, tab)
		t.tables[n][cell] = tab
	}
	return t.tables[n][cell]
}

// better gives a bead of several segments on both sides what its segments are
// worth one by one, where that is more: 2:2 between the Chinese versions is
// mostly two 1:1, kept together by the third version, and words that are looked
// for in both segments say less than in the right one.
func (t *triple) better(n, x, y int, tab []float32) {
	d := t.a.pairs[n]
	if x <= t.s.from[Pairs[n][0]] || y <= t.s.from[Pairs[n][1]] || !d.b.has(x-1, y-1) {
		return
	}
	w := fitted.shapes.maxSide + 1
	before, last := t.table(n, x-1, y-1), tab[w+1]
	for s := 2; s < w; s++ {
		for u := 2; u < w; u++ {
			tab[s*w+u] = max(tab[s*w+u], last+before[(s-1)*w+u-1])
		}
	}
}

// each calls f for every state in order, or in reverse. In order, all that a bead
// can begin at comes before where it ends.
func (t *triple) each(reverse bool, f func(i, j, k, state int)) {
	from, rows := t.s.from[0], len(t.rows)
	for n := range rows {
		if reverse {
			n = rows - 1 - n
		}
		row := &t.rows[n]
		for c := range row.kLo {
			if reverse {
				c = len(row.kLo) - 1 - c
			}
			lo, hi := int(row.kLo[c]), int(row.kHi[c])
			for x := range hi - lo + 1 {
				if reverse {
					x = hi - lo - x
				}
				f(from+n, row.lo+c, lo+x, row.offset[c]+x)
			}
		}
	}
}

// entering calls f for each bead that ends at a state, with the number of its
// shape, the state where it begins and its score.
func (t *triple) entering(i, j, k int, f func(sh *tripleShape, from int, score float32)) {
	w := fitted.shapes.maxSide + 1
	out := float32(-fitted.three.outside)
	here := t.meeting(i, j, k)
	ab, ac, bc := t.table(0, i, j), t.table(1, i, k), t.table(2, j, k)
	var runs [3]int // by version: how many segments up to here are all text, or all non-content
	aside := versionSet(0)
	for v, end := range [3]int{i, j, k} {
		if end > t.s.from[v] {
			runs[v] = t.a.sides[v].run(end-1, fitted.shapes.maxSide)
			if t.a.sides[v].aside[end-1] {
				aside |= 1 << v
			}
		}
	}
	for x := range t.shapes {
		sh := &t.shapes[x]
		if sh.n[0] > runs[0] || sh.n[1] > runs[1] || sh.n[2] > runs[2] || sh.mixed(aside) {
			continue
		}
		at := t.state(i-sh.n[0], j-sh.n[1], k-sh.n[2])
		if at < 0 {
			continue
		}
		v := -sh.cost
		if sh.alone {
			v += t.relief(sh.n, [3]int{i, j, k})
		}
		if sh.n[0] > 0 && sh.n[1] > 0 {
			v += entry(ab, sh.n[0]*w+sh.n[1], out)
		}
		if sh.n[0] > 0 && sh.n[2] > 0 {
			v += entry(ac, sh.n[0]*w+sh.n[2], out)
		}
		if sh.n[1] > 0 && sh.n[2] > 0 {
			v += entry(bc, sh.n[1]*w+sh.n[2], out)
		}
		if t.a.grain != nil {
			cost, ok := t.apart(sh, [3]int{i, j, k}, here, sh.has&aside != 0)
			if !ok {
				continue
			}
			v -= cost
		}
		f(sh, at, v)
	}
}

// entry is a pair's score of a bead, and what lies outside its band costs as much
// wherever it is: a band was wrong there, but the other two may have the evidence.
func entry(table []float32, at int, missing float32) float32 {
	if table == nil {
		return missing
	}
	return table[at]
}
