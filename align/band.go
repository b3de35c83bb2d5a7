package align

// band is the part of the grid of positions that is searched: for each row
// (position in a, 0 to n) the columns (positions in b, 0 to m) lo to hi, both
// included. lo and hi never fall from one row to the next, the first row has
// column 0 and the last row column m, and neighbouring rows overlap.
type band struct {
	lo, hi []int32
	start  []int // row → number of its first cell; one more than there are rows
}

// rows counts the segments of the first side and one, cells the places of the band; cell is
// the number of a place that has says lies in it.
func (b *band) rows() int         { return len(b.lo) }
func (b *band) cells() int        { return b.start[len(b.lo)] }
func (b *band) cell(i, j int) int { return b.start[i] + j - int(b.lo[i]) }
func (b *band) has(i, j int) bool { return i >= 0 && j >= int(b.lo[i]) && j <= int(b.hi[i]) }

// newBand makes a band that is well-formed of any wish: want gives for each
// row the columns that it should have; the corners of boxes are always in it.
func newBand(n, m int, boxes []box, want func(i int) (lo, hi int)) *band {
	b := &band{lo: make([]int32, n+1), hi: make([]int32, n+1), start: make([]int, n+2)}
	for i := range b.lo {
		lo, hi := want(i)
		b.lo[i], b.hi[i] = int32(max(0, min(lo, m))), int32(max(0, min(hi, m)))
	}
	b.lo[0], b.hi[n] = 0, int32(m)
	for _, x := range boxes {
		b.lo[x.i0], b.hi[x.i0] = min(b.lo[x.i0], int32(x.j0)), max(b.hi[x.i0], int32(x.j0))
		b.lo[x.i1], b.hi[x.i1] = min(b.lo[x.i1], int32(x.j1)), max(b.hi[x.i1], int32(x.j1))
	}
	for i := 1; i <= n; i++ { // hi rises
		b.hi[i] = max(b.hi[i], b.hi[i-1])
	}
	for i := n - 1; i >= 0; i-- { // lo rises
		b.lo[i] = min(b.lo[i], b.lo[i+1])
	}
	for i := 1; i <= n; i++ { // rows meet
		b.lo[i] = min(b.lo[i], b.hi[i-1])
	}
	for i := n - 1; i >= 0; i-- {
		b.lo[i] = min(b.lo[i], b.lo[i+1])
	}
	for i := range b.lo {
		b.start[i+1] = b.start[i] + int(b.hi[i]-b.lo[i]) + 1
	}
	return b
}

// columns returns for each column j, 0 to m, the rows that have it.
func (b *band) columns(m int) (lo, hi []int32) {
	lo, hi = make([]int32, m+1), make([]int32, m+1)
	for j := range lo {
		lo[j] = int32(len(b.lo))
	}
	for i := range b.lo {
		for j := b.lo[i]; j <= b.hi[i]; j++ {
			lo[j] = min(lo[j], int32(i))
			hi[j] = max(hi[j], int32(i))
		}
	}
	return lo, hi
}
