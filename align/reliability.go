package align

import (
	"fmt"
	"io"
	"math"
)

// Reliability is a table of how often units were right, by the confidence that
// they were given.
type Reliability struct {
	right, all [10]int
	sum        [10]float64
	low, wrong int     // wrong units: below .5, and in all
	squares    float64 // of confidence less 1 for right units, less 0 for wrong ones
	units      int
}

// Add counts the units of one document. A unit is right when the gold has the
// same segments on every side.
func (r *Reliability) Add(gold, units []Unit) {
	truth := map[string]bool{}
	for _, u := range gold {
		truth[fmt.Sprint(u.Segs)] = true
	}
	for _, u := range units {
		bin := min(9, max(0, int(u.Confidence*10)))
		r.all[bin]++
		r.sum[bin] += u.Confidence
		r.units++
		if truth[fmt.Sprint(u.Segs)] {
			r.right[bin]++
			r.squares += (1 - u.Confidence) * (1 - u.Confidence)
			continue
		}
		r.squares += u.Confidence * u.Confidence
		r.wrong++
		if u.Confidence < .5 {
			r.low++
		}
	}
}

// Sure counts the units with a confidence of at least .9, and those of them
// that were right.
func (r *Reliability) Sure() Tally { return Tally{r.right[9], r.all[9]} }

// Off is how far, in classes of a tenth, the mean confidence is at most from the
// share that was right. Classes with fewer than a hundred units prove nothing.
func (r *Reliability) Off() (worst float64) {
	for bin, n := range r.all {
		if n >= 100 {
			worst = max(worst, math.Abs(r.sum[bin]-float64(r.right[bin]))/float64(n))
		}
	}
	return worst
}

// Brier is the mean squared error of the confidence, 0 to 1: 0 when every right
// unit was given 1 and every wrong one 0 (G. W. Brier, "Verification of
// Forecasts Expressed in Terms of Probability", Monthly Weather Review 78, 1950).
func (r *Reliability) Brier() float64 { return r.squares / max(1, float64(r.units)) }

// Print writes the table.
func (r *Reliability) Print(w io.Writer) {
	fmt.Fprintln(w, "confidence   units   mean   right")
	for bin := 9; bin >= 0; bin-- {
		if n := r.all[bin]; n > 0 {
			fmt.Fprintf(w, "%.1f to %.1f   %5d   %.3f  %.3f\n", float64(bin)/10, float64(bin+1)/10, n, r.sum[bin]/float64(n), float64(r.right[bin])/float64(n))
		}
	}
	if r.wrong > 0 {
		fmt.Fprintf(w, "of %d wrong units %d = %.2f have a confidence below 0.5\n", r.wrong, r.low, float64(r.low)/float64(r.wrong))
	}
}
