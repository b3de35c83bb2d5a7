package reword

import (
	"triptych/align"
	"triptych/align/reading"
)

// swapped returns the place with which a place has changed its words, -1 for none: 更难而不会更容易
// for 更容易而不会更难.
func (r *reader) swapped(places []Place, i int) int {
	a := r.folded(places[i])
	if a[0] == "" || a[1] == "" || a[0] == a[1] {
		return -1
	}
	for j, p := range places {
		if b := r.folded(p); j != i && a[0] == b[1] && a[1] == b[0] {
			return j
		}
	}
	return -1
}

// folded returns the words of a place in one script.
func (r *reader) folded(p Place) (out [2]string) {
	for side, v := range align.Chinese {
		if p[side][0] < p[side][1] {
			out[side] = r.foldedIn(v, p[side])
		}
	}
	return out
}

func (r *reader) foldedIn(v align.Version, s reading.Span) string {
	h := r.Han(v)
	var out []rune
	for i, at := range h.From {
		if s[0] <= at && at < s[1] {
			out = append(out, h.Runes[i])
		}
	}
	return string(out)
}

// turned is the change of two words that have changed places. The English names the odd
// version by the order in which it says them.
func (r *reader) turned(p, q Place) Change {
	c := Change{Kind: Swapped, At: Place{{p[0][0], q[0][1]}, {p[1][0], q[1][1]}}}
	first, second := -1, -1
	x, y := r.within(align.Hans, p[0]), r.within(align.Hans, q[0])
	for i, e := range r.all(align.En) {
		one, other := means(x, e), means(y, e)
		if one == other {
			continue
		}
		if one && first < 0 {
			first = i
		}
		if other && second < 0 {
			second = i
		}
	}
	if first >= 0 && second >= 0 {
		c.Odd, c.For = new(align.Hant), fitted.order
		if second < first {
			c.Odd = new(align.Hans)
		}
	}
	return c
}
