package server

import (
	"slices"

	"triptych/align"
	"triptych/server/wire"
)

// planShift moves the last or the first segment of a cell to the neighbouring
// unit; beyond the ends of the document a unit is added.
func (r *room) planShift(m *wire.ClientMessage) (*plan, *refusal) {
	u := r.doc.byID[m.Unit]
	if seg := r.doc.segs[m.Seg]; m.Seg != "" && seg != nil {
		u = seg.unit
		m.Side = seg.version.String()
	}
	v, err := align.ParseVersion(m.Side)
	if err != nil || m.Dir != 1 && m.Dir != -1 {
		return nil, bad("a shift needs a version as side, and dir 1 or -1")
	}
	if u == nil {
		return nil, &refusal{code: wire.CodeStale, why: "the unit is no longer there: look again"}
	}
	i := r.doc.locate(u)
	segs := u.segs[v]
	if u.hashes[v] == "" {
		return nil, bad("there is no paragraph to shift")
	}
	k := 0
	if m.Dir == 1 {
		k = len(segs) - 1
	}
	if seg := r.doc.segs[m.Seg]; seg != nil {
		k = slices.Index(segs, seg)
	}
	return r.planCarry("shift", v, i, k, i+m.Dir), nil
}

// planMove moves a segment to another unit, together with everything of its
// version that stands between, so that the order stays as it was.
func (r *room) planMove(m *wire.ClientMessage) (*plan, *refusal) {
	seg, i, no := r.standing(m.Seg)
	if no != nil {
		return nil, no
	}
	to := r.doc.byID[m.To]
	if to == nil {
		return nil, &refusal{code: wire.CodeStale, why: "the unit is no longer there: look again"}
	}
	j := r.doc.locate(to)
	if j == i {
		return nil, bad("the paragraph is in that unit already")
	}
	return r.planCarry("move", seg.version, i, slices.Index(seg.unit.segs[seg.version], seg), j), nil
}

// planCarry moves the k-th segment of unit i, and what lies between in its
// version, to unit j, which may be one beyond either end of the document.
func (r *room) planCarry(kind string, v align.Version, i, k, j int) *plan {
	first, last := max(0, min(i, j)), min(len(r.doc.units)-1, max(i, j))
	p := r.doc.copyUnits(kind, first, last)
	if j < 0 {
		p.cells = slices.Insert(p.cells, 0, planned{})
		i, j = i+1, 0
	} else if j == len(r.doc.units) {
		p.cells = append(p.cells, planned{})
	}
	if j > i {
		cells := p.cells
		carried := slices.Clone(cells[0].segs[v][k:])
		cells[0].segs[v] = cells[0].segs[v][:k:k]
		for n := 1; n < len(cells)-1; n++ {
			carried = append(carried, cells[n].segs[v]...)
			cells[n].segs[v] = nil
		}
		to := &cells[len(cells)-1]
		to.segs[v] = append(carried, to.segs[v]...)
		return p
	}
	cells := p.cells
	from := &cells[len(cells)-1]
	carried := slices.Clone(from.segs[v][:k+1])
	from.segs[v] = slices.Clone(from.segs[v][k+1:])
	for n := len(cells) - 2; n > 0; n-- {
		carried = append(slices.Clone(cells[n].segs[v]), carried...)
		cells[n].segs[v] = nil
	}
	cells[0].segs[v] = append(cells[0].segs[v], carried...)
	return p
}
