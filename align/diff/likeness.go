package diff

import "slices"

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
	grams := make(map[[2]rune]int, len(a))
	for i := 0; i+1 < len(a); i++ {
		grams[[2]rune{a[i], a[i+1]}]++
	}
	shared := 0
	for i := 0; i+1 < len(b); i++ {
		g := [2]rune{b[i], b[i+1]}
		if grams[g] > 0 {
			grams[g]--
			shared++
		}
	}
	return min(2*float64(shared)/float64(len(a)+len(b)-2), 0.9999)
}
