package fit

import "math"

// Sample is one thing that was judged: its measures, whether it was true, and how
// much it counts.
type Sample struct {
	X      []float64
	True   bool
	Weight float64
}

// Logistic fits weights such that the logarithm of the odds of a sample is the sum of
// its measures times their weights. prior is what the weights are without samples, and
// hold how hard each is held to it: few samples move a weight little.
func Logistic(samples []Sample, prior, hold []float64) []float64 {
	n := len(prior)
	w := append([]float64(nil), prior...)
	for range 60 {
		g, h := make([]float64, n), make([][]float64, n)
		for i := range h {
			h[i] = make([]float64, n)
			g[i], h[i][i] = hold[i]*(prior[i]-w[i]), hold[i]
		}
		for _, s := range samples {
			p := Share(dot(w, s.X))
			y := 0.0
			if s.True {
				y = 1
			}
			for i, x := range s.X {
				if x == 0 {
					continue
				}
				g[i] += s.Weight * (y - p) * x
				for j, z := range s.X {
					h[i][j] += s.Weight * p * (1 - p) * x * z
				}
			}
		}
		step := solve(h, g)
		most := 0.0
		for _, d := range step {
			most = max(most, math.Abs(d))
		}
		short := min(1, 2/max(most, 1e-12)) // no step so long that it leaps over the best
		for i := range w {
			w[i] += short * step[i]
		}
		if most < 1e-6 {
			break
		}
	}
	return w
}

// Share is the probability that the logarithm of odds z stands for.
func Share(z float64) float64 { return 1 / (1 + math.Exp(-z)) }

func dot(a, b []float64) (sum float64) {
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

// solve returns x with a·x = b, by elimination; a is positive definite.
func solve(a [][]float64, b []float64) []float64 {
	n := len(b)
	for i := range n {
		for k := i + 1; k < n; k++ {
			f := a[k][i] / a[i][i]
			for j := i; j < n; j++ {
				a[k][j] -= f * a[i][j]
			}
			b[k] -= f * b[i]
		}
	}
	x := make([]float64, n)
	for i := n - 1; i >= 0; i-- {
		x[i] = b[i]
		for j := i + 1; j < n; j++ {
			x[i] -= a[i][j] * x[j]
		}
		x[i] /= a[i][i]
	}
	return x
}
