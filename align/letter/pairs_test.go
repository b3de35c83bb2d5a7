package letter

import (
	"math/rand/v2"
	"testing"
)

// TestPairs holds the table to a map, over pairs that meet in their slots too.
func TestPairs(t *testing.T) {
	var p Pairs
	want := map[[2]rune]uint32{}
	random := rand.New(rand.NewPCG(1, 2))
	draw := func() (rune, rune) { return rune(0x4E00 + random.IntN(90)), rune(random.IntN(90)) - 1 }
	for range 20_000 {
		a, b := draw()
		if v := random.Uint32N(5); v > 0 {
			p.Put(a, b, v)
			want[[2]rune{a, b}] = v
		}
		if a, b = draw(); p.Of(a, b) != want[[2]rune{a, b}] {
			t.Fatalf("%c%c is %d, want %d", a, b, p.Of(a, b), want[[2]rune{a, b}])
		}
	}
}
