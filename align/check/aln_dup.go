package check

import (
	"sort"

	"triptych/align"
)

// alnDup: the same paragraph stands twice in one version and once in the others.
// A paste that went wrong. Refrains and captions stand twice in all versions and are
// none: the siblings decide.
var alnDup = Rule{
	ID: "aln.dup", Severity: Warning, Version: 2,
	Find: findDup,
}

// fitRepeated finds the paragraphs that stand a second time in their version
// although the other versions have there something else than the first time.
// It gives the letters of each such paragraph by the id of the later unit.
func fitRepeated(units []Unit, present [3]bool) (out [3]map[string]string) {
	for _, v := range align.Versions {
		out[v] = map[string]string{}
		groups := map[string][]int{}
		for i := range units {
			text := letters(units[i].Text[v])
			if units[i].Kind[v] == align.NonContent || len([]rune(text)) < fitted.dup.letters {
				continue
			}
			if strays(units, groups[text], i, v, present) {
				out[v][units[i].ID] = text
			}
			groups[text] = append(groups[text], i)
		}
	}
	return out
}

// strays reports whether no earlier unit with the same text in version v has
// other versions like those of unit i.
func strays(units []Unit, earlier []int, i int, v align.Version, present [3]bool) bool {
	for _, j := range earlier[:min(len(earlier), fitted.dup.most)] {
		if repeatsAlike(&units[i], &units[j], v, present) {
			return false
		}
	}
	return len(earlier) > 0
}

// repeatsAlike reports whether the other versions of the document repeat in a
// and b as v does: one of them says the very same, or all of them much the
// same, or none has text in either.
func repeatsAlike(a, b *Unit, v align.Version, present [3]bool) bool {
	all := true
	for _, w := range align.Versions {
		if w == v || !present[w] {
			continue
		}
		x, y := letters(a.Text[w]), letters(b.Text[w])
		if x == y && x != "" {
			return true
		}
		all = all && (x == "") == (y == "") && (x == y || alike(x, y, fitted.dup.run[min(w, 1)]) >= fitted.dup.alike)
	}
	return all
}

// alike returns the share of runs of n letters that two texts have in common: 0
// to 1 (the coefficient of Dice).
func alike(x, y string, n int) float64 {
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

// findDup reports the later one of two paragraphs that are the same.
// The statistics may be older than the text: asked again before it is told.
func findDup(c *Case) {
	for _, v := range align.Versions {
		text, ok := c.Stats.repeated[v][c.Unit.ID]
		if !ok || text != letters(c.Unit.Text[v]) {
			continue
		}
		f := Finding{Pair: cell(v), Spans: spans(v, c.whole(v)), Args: args("a", v.String(), "text", clip(c.Unit.Text[v], 40))}
		if a, b := v.Others(); c.has(a) && c.has(b) {
			f.Odd = odd(v)
		}
		c.report(f)
	}
}

func sortedKeys(m map[string]int) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
