package diff

import (
	"slices"

	"triptych/align/letter"
)

// Likeness is the share of pairs of neighbouring characters that two texts
// have in common (Dice), 1 for equal texts.
func Likeness(a, b []rune) float64 {
	if len(a) < 2 || len(b) < 2 {
		if string(a) == string(b) {
			return 1
		}
		return 0
	}
	if slices.Equal(a, b) {
		return 1
	}
	// Pairs and not single characters: two texts about one thing share 的 and 是 anyhow.
	grams := letter.PairsFor(len(a)) // one more than how often each is left, as 0 is none
	for i := 0; i+1 < len(a); i++ {
		grams.Put(a[i], a[i+1], max(grams.Of(a[i], a[i+1]), 1)+1)
	}
	shared := 0
	for i := 0; i+1 < len(b); i++ {
		if n := grams.Of(b[i], b[i+1]); n > 1 {
			grams.Put(b[i], b[i+1], n-1)
			shared++
		}
	}
	return min(2*float64(shared)/float64(len(a)+len(b)-2), 0.9999)
}

// Shared returns the share of runs of n letters that two texts have in common: 0
// to 1 (the coefficient of Dice).
func Shared(x, y string, n int) float64 {
	runs := map[string]int{}
	a, b := []rune(x), []rune(y)
	for i := n; i <= len(a); i++ {
		runs[string(a[i-n:i])]++
	}
	common := 0
	for i := n; i <= len(b); i++ {
		if s := string(b[i-n : i]); runs[s] > 0 {
			runs[s]--
			common++
		}
	}
	return 2 * float64(common) / float64(max(len(a)+len(b)-2*(n-1), 1))
}
