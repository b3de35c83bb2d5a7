package align

import "fmt"

// stretch is what lies between two anchors: in each version the segments from
// one position up to another.
type stretch struct{ from, to [3]int }

// cut returns the stretches before, between and behind the anchors. Where an
// anchor has no text in a version, that version is divided where units, an
// alignment without such anchors, has come to by then.
func cut(doc Document, anchors, units []Unit) ([]stretch, error) {
	var out []stretch
	var at [3]int
	for n, u := range anchors {
		s := stretch{from: at, to: at}
		for v, segs := range u.Segs {
			for k, seg := range segs {
				if k > 0 && seg != segs[k-1]+1 || seg < at[v] || seg >= len(doc[v]) {
					return nil, fmt.Errorf("anchor %d does not fit: %s segment %d is out of order or not in the document", n+1, Version(v), seg+1)
				}
			}
			switch {
			case len(segs) > 0:
				s.to[v], at[v] = segs[0], segs[len(segs)-1]+1
			case len(doc[v]) > 0 && units != nil:
				place := reached(units, u, Version(v))
				for _, later := range anchors[n+1:] { // not beyond the next anchor that has text there
					if len(later.Segs[v]) > 0 {
						place = min(place, later.Segs[v][0])
						break
					}
				}
				at[v] = min(max(place, at[v]), len(doc[v]))
				s.to[v] = at[v]
			}
		}
		out = append(out, s)
	}
	last := stretch{from: at}
	for v := range doc {
		last.to[v] = len(doc[v])
	}
	return append(out, last), nil
}

// completeAnchors returns the anchors that have text in every version that the
// document has.
func completeAnchors(doc Document, anchors []Unit) []Unit {
	var out []Unit
	for _, u := range anchors {
		complete := true
		for v, segs := range u.Segs {
			complete = complete && (len(segs) > 0 || len(doc[v]) == 0)
		}
		if complete {
			out = append(out, u)
		}
	}
	return out
}

// reached returns how many segments of v stand before an anchor that has none,
// by an alignment that does not know of it: those of the units before the one
// in which the anchor begins, and those of that one too when it begins earlier
// than the anchor.
func reached(units []Unit, anchor Unit, v Version) int {
	for w, segs := range anchor.Segs {
		if len(segs) == 0 {
			continue
		}
		count := 0
		for _, u := range units {
			for _, i := range u.Segs[w] {
				if i == segs[0] {
					if i != u.Segs[w][0] {
						count += len(u.Segs[v])
					}
					return count
				}
			}
			count += len(u.Segs[v])
		}
	}
	return 0
}
