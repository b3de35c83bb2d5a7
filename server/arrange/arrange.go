// Package arrange puts right what was lined up wrongly: what becomes of units that stand
// next to each other when their paragraphs are put into other units.
//
// The guarantee: every paragraph stands in one unit afterwards, in its version, and but
// for a swap the paragraphs of a version stay in their order.
package arrange

import (
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/letter"
)

// Unit is a unit with its paragraphs in order, by version. From is the unit that it was
// and whose name it keeps; the zero value = it is new. Slices that a step was given are
// left as they were.
type Unit[U comparable, P any] struct {
	From U
	Segs [3][]P
}

// Cut gives the paragraphs from the k-th on in a cell a unit of their own, below.
func Cut[U comparable, P any](u Unit[U, P], v align.Version, k int) []Unit[U, P] {
	below := Unit[U, P]{}
	below.Segs[v] = slices.Clone(u.Segs[v][k:])
	u.Segs[v] = slices.Clone(u.Segs[v][:k])
	return []Unit[U, P]{u, below}
}

// Apart gives the k-th paragraph of a cell and each that follows a unit of its own, below
// one another.
func Apart[U comparable, P any](u Unit[U, P], v align.Version, k int) []Unit[U, P] {
	segs := u.Segs[v]
	u.Segs[v] = slices.Clone(segs[:k])
	units := []Unit[U, P]{u}
	for _, one := range segs[k:] {
		alone := Unit[U, P]{}
		alone.Segs[v] = []P{one}
		units = append(units, alone)
	}
	return units
}

// Above gives the first n paragraphs of a cell a unit of their own, above.
func Above[U comparable, P any](u Unit[U, P], v align.Version, n int) []Unit[U, P] {
	above := Unit[U, P]{}
	above.Segs[v] = slices.Clone(u.Segs[v][:n])
	u.Segs[v] = slices.Clone(u.Segs[v][n:])
	return []Unit[U, P]{above, u}
}

// Each makes a unit for each paragraph: of the first of every version, of the second,
// and so on. One where no version has two.
func Each[U comparable, P any](u Unit[U, P]) []Unit[U, P] {
	units := []Unit[U, P]{{From: u.From}}
	for v, segs := range u.Segs {
		for k, seg := range segs {
			if k == len(units) {
				units = append(units, Unit[U, P]{})
			}
			units[k].Segs[v] = []P{seg}
		}
	}
	return units
}

// Merge makes one unit of two.
func Merge[U comparable, P any](a, b Unit[U, P]) []Unit[U, P] {
	for v := range a.Segs {
		a.Segs[v] = slices.Concat(a.Segs[v], b.Segs[v])
	}
	return []Unit[U, P]{a}
}

// Swap has two units change places.
func Swap[U comparable, P any](a, b Unit[U, P]) []Unit[U, P] { return []Unit[U, P]{b, a} }

// SwapCells has the cells of a version in two units change places.
func SwapCells[U comparable, P any](a, b Unit[U, P], v align.Version) []Unit[U, P] {
	a.Segs[v], b.Segs[v] = b.Segs[v], a.Segs[v]
	return []Unit[U, P]{a, b}
}

// Down takes the paragraphs from the k-th on in the first unit's cell, and all that stand
// between in that version, to the last unit.
func Down[U comparable, P any](units []Unit[U, P], v align.Version, k int) []Unit[U, P] {
	units = slices.Clone(units)
	last := len(units) - 1
	carried := slices.Clone(units[0].Segs[v][k:])
	units[0].Segs[v] = slices.Clone(units[0].Segs[v][:k])
	for n := 1; n < last; n++ {
		carried = append(carried, units[n].Segs[v]...)
		units[n].Segs[v] = nil
	}
	units[last].Segs[v] = append(carried, units[last].Segs[v]...)
	return units
}

// Up takes the paragraphs up to the k-th in the last unit's cell, and all that stand
// between in that version, to the first unit.
func Up[U comparable, P any](units []Unit[U, P], v align.Version, k int) []Unit[U, P] {
	units = slices.Clone(units)
	last := len(units) - 1
	to := slices.Clone(units[0].Segs[v])
	for n := 1; n < last; n++ {
		to = append(to, units[n].Segs[v]...)
		units[n].Segs[v] = nil
	}
	units[0].Segs[v] = append(to, units[last].Segs[v][:k+1]...)
	units[last].Segs[v] = slices.Clone(units[last].Segs[v][k+1:])
	return units
}

// Texts are the paragraphs of a version, white space left out.
type Texts []string

// Add puts a paragraph behind the others; one without text leaves no trace.
func (t *Texts) Add(text string) {
	if text = letter.Squeeze(text); text != "" {
		*t = append(*t, text)
	}
}

// Reads reports whether two say the same, wherever one paragraph ends and another begins.
func (t Texts) Reads(other Texts) bool {
	return strings.Join(t, "") == strings.Join(other, "")
}

// Holds reports whether two are the same paragraphs, in whatever order.
func (t Texts) Holds(other Texts) bool {
	a, b := slices.Clone(t), slices.Clone(other)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}
