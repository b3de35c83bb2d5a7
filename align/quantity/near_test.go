package quantity

import (
	"fmt"
	"testing"
)

// TestNear: lists of the length of any paragraph are looked through whole; of others the
// part that lies about as far on, and everything is within reach of something.
func TestNear(t *testing.T) {
	for _, m := range []int{0, 1, fitted.near.all} {
		if from, to := Near(3, 4, m); from != 0 || to != m {
			t.Error(m, from, to)
		}
	}
	const n, m = 3000, 7000
	seen := 0
	for i := range n {
		from, to := Near(i, n, m)
		if at := i * m / n; from < 0 || to > m || at < from || at >= to || from > seen {
			t.Fatal(i, from, to, seen)
		}
		seen = to
	}
	if seen != m {
		t.Error(seen)
	}
}

// TestCompareLong: in a text of thousands of quantities each is met by the one that
// stands where it stands, and one that is missing is missed.
func TestCompareLong(t *testing.T) {
	var a, b []Quantity
	for i := range 3000 {
		q := Quantity{Kind: Number, Value: float64(1000 + i), Text: fmt.Sprint(1000 + i)}
		if a = append(a, q); i != 1500 {
			b = append(b, q)
		}
	}
	ofA, ofB := Compare(&Set{list: a}, &Set{list: b})
	for i := range a {
		if ofA.Met[i] != (i != 1500) || ofA.Found[i] != (i != 1500) {
			t.Errorf("%s: met %t, found %t", a[i].Text, ofA.Met[i], ofA.Found[i])
		}
	}
	for j := range b {
		if !ofB.Met[j] || !ofB.Found[j] {
			t.Errorf("%s is not met", b[j].Text)
		}
	}
}
