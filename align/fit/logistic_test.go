package fit

import (
	"math"
	"testing"
)

// TestLogistic: without samples the weights are the prior; many samples bring the
// share that is true, few stay near the prior.
func TestLogistic(t *testing.T) {
	prior, hold := []float64{1, 0}, []float64{.5, .5}
	if w := Logistic(nil, prior, hold); w[0] != 1 || w[1] != 0 {
		t.Errorf("without samples: %v", w)
	}
	var many []Sample
	for i := range 1000 {
		x := float64(i % 2)
		many = append(many, Sample{[]float64{1, x}, i%4 == 0 || x == 1 && i%10 != 1, 1})
	}
	w := Logistic(many, prior, hold)
	if p := Share(w[0]); math.Abs(p-.5) > .02 {
		t.Errorf("half of them are true, not %.3f", p)
	}
	if p := Share(w[0] + w[1]); math.Abs(p-.8) > .02 {
		t.Errorf("four in five are true, not %.3f", p)
	}
	if w := Logistic([]Sample{{[]float64{1, 0}, false, 1}}, prior, hold); w[0] <= -.5 || w[0] >= 1 {
		t.Errorf("one sample against the prior: %v", w)
	}
}
