package reading

import (
	"maps"
	"testing"

	"pgregory.net/rapid"
)

// TestCounts: a table says what a map says, however it grows.
func TestCounts(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		concepts := rapid.SliceOf(rapid.OneOf(rapid.Uint64Range(0, 20), rapid.Uint64())).Draw(r, "concepts")
		c, want := countsFor(rapid.IntRange(0, 9).Draw(r, "room")), map[Concept]int{}
		if rapid.Bool().Draw(r, "zero") {
			c = Counts{}
		}
		for i, k := range concepts {
			c.add(Concept(k), i%3+1)
			want[Concept(k)] += i%3 + 1
			if c.Of(Concept(k)) != want[Concept(k)] || c.Of(Concept(k+1)) != want[Concept(k+1)] {
				r.Fatalf("%d stands there %d times, want %d", k, c.Of(Concept(k)), want[Concept(k)])
			}
		}
		got := map[Concept]int{}
		c.each(func(k Concept, n int) { got[k] = n })
		if !maps.Equal(got, want) {
			r.Fatalf("%v, want %v", got, want)
		}
	})
}
