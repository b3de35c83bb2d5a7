package document

import (
	"slices"

	"triptych/align"
	"triptych/align/check"
	"triptych/align/message"
	"triptych/server/step"
	"triptych/server/wire"
)

// rearrangeMost bounds the units that are aligned again, or rearranged, at once:
// the event that tells of it holds all of them.
const rearrangeMost = 1000

// Realignment is a stretch as the aligner sees it.
type Realignment struct {
	Doc     align.Document
	segs    [3][]*segment // by the aligner's index
	Anchors []align.Unit
	Before  []align.Unit // as they stand, those without text left out
	First   int          // place of the first unit, from 0
	layout  []step.Unit
	units   []*Unit // as they stood
	head    int64   // newest event then
}

// Realignment plans to align a stretch again: from unit m.Unit to m.To. What an
// approved pair holds together stays together.
func (d *Document) Realignment(m *wire.ClientMessage, mayApprove bool) (*Realignment, *Refusal) {
	a, b := d.ByID[m.Unit], d.ByID[m.To]
	if a == nil || b == nil {
		return nil, refuse(wire.CodeStale, message.Of("no.unit.either"))
	}
	i, j := d.locate(a), d.locate(b)
	if i > j {
		i, j = j, i
	}
	if j-i >= rearrangeMost {
		return nil, bad("no.realign_many", "most", itoa(rearrangeMost))
	}
	if no := d.admissible(m, d.copyUnits("realign", i, j), mayApprove); no != nil {
		return nil, no
	}
	w := &Realignment{units: slices.Clone(d.Units[i : j+1]), head: d.Head, First: i}
	for _, u := range w.units {
		w.add(d, u)
	}
	return w, nil
}

// add puts a unit into the stretch.
func (w *Realignment) add(d *Document, u *Unit) {
	w.layout = append(w.layout, wasOf(u))
	var at align.Unit
	for v, segs := range u.Segs {
		for _, seg := range segs {
			if seg.Text == "" {
				continue
			}
			at.Segs[v] = append(at.Segs[v], len(w.segs[v]))
			w.segs[v] = append(w.segs[v], seg)
			w.Doc[v] = append(w.Doc[v], align.Segment{Text: seg.Text, Kind: seg.Kind})
		}
	}
	at.Confidence = u.confidence
	if u.Hashes != [3]string{} {
		w.Before = append(w.Before, at)
	}
	for _, p := range d.Pairs() {
		if status, _ := d.PairStatus(u, p); status == check.Approved {
			w.Anchors = append(w.Anchors, at)
			break
		}
	}
}

// Sum names the texts of the stretch, how they stand, and what was found.
func (w *Realignment) Sum(found []align.Unit) string {
	stands := func(units []align.Unit) (all [][3][]int) {
		for _, u := range units {
			all = append(all, u.Segs)
		}
		return all
	}
	return align.ContentHash(string(wire.Encode([]any{w.Doc, stands(w.Before), stands(found)})))
}

// Realigned puts the new units in place, unless the stretch is another by now.
// A new unit keeps the id of the old one that its first segment stood in.
func (d *Document) Realigned(w *Realignment, found []align.Unit) ([]Event, *Refusal) {
	stale := refuse(wire.CodeStale, message.Of("no.rearranged"))
	first, ok := d.standsStill(w)
	if !ok {
		return nil, stale
	}
	p := &plan{kind: "realign", first: first, last: first + len(w.units) - 1}
	placed := w.place(p, found)
	if !d.leaveRest(p, placed) {
		return nil, stale
	}
	if !d.keepsOrder(p) {
		return nil, stale
	}
	return d.restructure(p), nil
}

// standsStill reports whether the units of the stretch stand as they stood, and
// where the first is.
func (d *Document) standsStill(w *Realignment) (first int, ok bool) {
	first = d.locate(w.units[0])
	if first < 0 || first+len(w.units) > len(d.Units) {
		return 0, false
	}
	for i, u := range w.units {
		now := wasOf(u)
		if d.Units[first+i] != u || !now.Stands(&w.layout[i]) || u.Restructured > w.head {
			return 0, false
		}
	}
	return first, true
}

// place plans a unit for each that the aligner found, and returns the segments
// in them.
func (w *Realignment) place(p *plan, found []align.Unit) map[*segment]bool {
	taken, placed := map[*Unit]bool{}, map[*segment]bool{}
	for _, f := range found {
		c := planned{confidence: f.Confidence, why: append([]string{}, f.Why...)}
		for v, indices := range f.Segs {
			for _, k := range indices {
				seg := w.segs[v][k]
				c.segs[v] = append(c.segs[v], seg)
				placed[seg] = true
				if c.from == nil && !taken[seg.Unit] {
					c.from = seg.Unit
				}
			}
		}
		taken[c.from] = c.from != nil
		p.cells = append(p.cells, c)
	}
	return placed
}
