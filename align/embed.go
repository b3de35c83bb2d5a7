package align

import (
	"fmt"
	"math"
)

// embedding holds a vector of length one for each segment of two versions.
// Closeness of meaning joins the gain: how much nearer two texts are than
// segments that have nothing to do with each other, in standard deviations.
type embedding struct {
	a, b         [][]float32
	normA, normB [][]float64 // by block size and end: length of the weighted sum of its vectors
	wa, wb       []float64   // weights of the segments in a block: their lengths
	mean, spread float64     // of the cosine of unrelated segments
}

// embedSides asks for the vectors of all segments of a document.
func embedSides(doc Document, embed func([]string) ([][]float32, error)) (out [3][][]float32, err error) {
	for v, segs := range doc {
		texts := make([]string, len(segs))
		for i, s := range segs {
			texts[i] = s.Text
		}
		if len(texts) == 0 {
			continue
		}
		if out[v], err = embed(texts); err != nil {
			return out, fmt.Errorf("embeddings: %w", err)
		}
		if len(out[v]) != len(texts) {
			return out, fmt.Errorf("embeddings: %d vectors came back for %d texts", len(out[v]), len(texts))
		}
		for i, x := range out[v] {
			if len(x) != len(out[v][0]) {
				return out, fmt.Errorf("embeddings: vectors of %d and of %d numbers came back", len(out[v][0]), len(x))
			}
			unitLength(out[v][i])
		}
	}
	return out, nil
}

func unitLength(x []float32) {
	if n := math.Sqrt(dot(x, x)); n > 0 {
		for i := range x {
			x[i] = float32(float64(x[i]) / n)
		}
	}
}

func dot(x, y []float32) float64 {
	if len(x) != len(y) {
		return 0
	}
	sum := float32(0)
	for i := range x {
		sum += x[i] * y[i]
	}
	return float64(sum)
}

// newEmbedding prepares the vectors of two versions for blocks of up to side
// segments.
func newEmbedding(a, b [][]float32, wa, wb []float64, side int) *embedding {
	e := &embedding{a: a, b: b, wa: wa, wb: wb, normA: blockNorms(a, wa, side), normB: blockNorms(b, wb, side)}
	n, sum, squares := 0.0, 0.0, 0.0
	for i := range a { // segments far apart: unrelated, in all likelihood
		c := dot(a[i], b[(i*len(b)/len(a)+len(b)/2)%len(b)])
		n, sum, squares = n+1, sum+c, squares+c*c
	}
	e.mean = sum / n
	e.spread = math.Sqrt(max(1e-4, squares/n-e.mean*e.mean))
	return e
}

// blockNorms measures the weighted sum of each block's vectors without adding the
// vectors up: its square is the sum of all products of two of them, and a block
// that is one longer needs only those with the new segment.
func blockNorms(v [][]float32, w []float64, side int) [][]float64 {
	out := make([][]float64, side+1)
	for s := 1; s <= side; s++ {
		out[s] = make([]float64, len(v)+1)
	}
	for end := 1; end <= len(v); end++ {
		square := 0.0
		for s := 1; s <= min(side, end); s++ {
			x := end - s
			for y := x; y < end; y++ {
				c := w[x] * w[y] * dot(v[x], v[y])
				if y > x {
					c *= 2
				}
				square += c
			}
			out[s][end] = math.Sqrt(max(0, square))
		}
	}
	return out
}

// closeness says by how many standard deviations the cosine of a bead's sides
// is above that of unrelated texts.
func (e *embedding) closeness(k bead) float64 {
	sum := 0.0
	for i := k.i; i < k.i+k.s; i++ {
		for j := k.j; j < k.j+k.t; j++ {
			sum += e.wa[i] * e.wb[j] * dot(e.a[i], e.b[j])
		}
	}
	norm := e.normA[k.s][k.i+k.s] * e.normB[k.t][k.j+k.t]
	if norm == 0 {
		return 0
	}
	return (sum/norm - e.mean) / e.spread
}
