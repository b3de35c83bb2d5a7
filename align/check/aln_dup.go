package check

import (
	"unicode/utf8"

	"triptych/align"
	"triptych/align/cores"
	"triptych/align/diff"
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
	read := make([][3]string, len(units))
	cores.Each(len(units), func(i int) {
		for v, text := range units[i].Text {
			read[i][v] = letters(text)
		}
	})
	for _, v := range align.Versions {
		out[v] = map[string]string{}
		groups := map[string][]int{}
		for i := range units {
			text := read[i][v]
			if units[i].Kind[v] == align.NonContent || utf8.RuneCountInString(text) < fitted.dup.letters {
				continue
			}
			if strays(read, groups[text], i, v, present) {
				out[v][units[i].ID] = text
			}
			groups[text] = append(groups[text], i)
		}
	}
	return out
}

// strays reports whether no earlier unit with the same text in version v has
// other versions like those of unit i.
func strays(read [][3]string, earlier []int, i int, v align.Version, present [3]bool) bool {
	for _, j := range earlier[:min(len(earlier), fitted.dup.most)] {
		if repeatsAlike(&read[i], &read[j], v, present) {
			return false
		}
	}
	return len(earlier) > 0
}

// repeatsAlike reports whether the other versions of the document repeat in a
// and b, the letters of two units, as v does: one of them says the very same, or all
// of them much the same, or none has text in either.
func repeatsAlike(a, b *[3]string, v align.Version, present [3]bool) bool {
	all := true
	for _, w := range align.Versions {
		if w == v || !present[w] {
			continue
		}
		x, y := a[w], b[w]
		if x == y && x != "" {
			return true
		}
		all = all && (x == "") == (y == "") && (x == y || diff.Shared(x, y, fitted.dup.run[min(w, 1)]) >= fitted.dup.alike)
	}
	return all
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
