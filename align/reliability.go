package align

import (
	"fmt"
	"io"
)

// Reliability is a table of how often units were right, by the confidence that
// they were given.
type Reliability struct {
	right, all [10]int
	sum        [10]float64
	low, wrong int // wrong units: below .5, and in all
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
		if truth[fmt.Sprint(u.Segs)] {
			r.right[bin]++
			continue
		}
		r.wrong++
		if u.Confidence < .5 {
			r.low++
		}
	}
}

// Sure counts the units with a confidence of at least .9, and those of them
// that were right.
func (r *Reliability) Sure() Tally { return Tally{r.right[9], r.all[9]} }

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
