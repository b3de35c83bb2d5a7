package document

import (
	"slices"

	"triptych/align"
	"triptych/align/message"
	"triptych/server/arrange"
	"triptych/server/wire"
)

// planShift moves the last or the first segment of a cell to the neighbouring
// unit; beyond the ends of the document a unit is added.
func (d *Document) planShift(m *wire.ClientMessage) (*plan, *Refusal) {
	u := d.ByID[m.Unit]
	if seg := d.Segs[m.Seg]; m.Seg != "" && seg != nil {
		u = seg.Unit
		m.Side = seg.version.String()
	}
	v, err := align.ParseVersion(m.Side)
	if err != nil || m.Dir != 1 && m.Dir != -1 {
		return nil, bad("no.shift_args")
	}
	if u == nil {
		return nil, refuse(wire.CodeStale, message.Of("no.unit"))
	}
	i := d.locate(u)
	segs := u.Segs[v]
	if u.Hashes[v] == "" {
		return nil, bad("no.shift")
	}
	k := 0
	if m.Dir == 1 {
		k = len(segs) - 1
	}
	if seg := d.Segs[m.Seg]; seg != nil {
		k = slices.Index(segs, seg)
	}
	return d.planCarry("shift", v, i, k, i+m.Dir), nil
}

// planMove moves a segment to another unit, together with everything of its
// version that stands between, so that the order stays as it was.
func (d *Document) planMove(m *wire.ClientMessage) (*plan, *Refusal) {
	seg, i, no := d.inText(m.Seg)
	if no != nil {
		return nil, no
	}
	to := d.ByID[m.To]
	if to == nil {
		return nil, refuse(wire.CodeStale, message.Of("no.unit"))
	}
	j := d.locate(to)
	if j == i {
		return nil, bad("no.there")
	}
	return d.planCarry("move", seg.version, i, slices.Index(seg.Unit.Segs[seg.version], seg), j), nil
}

// planCarry moves the k-th segment of unit i, and what lies between in its
// version, to unit j, which may be one beyond either end of the document.
func (d *Document) planCarry(kind string, v align.Version, i, k, j int) *plan {
	first, last := max(0, min(i, j)), min(len(d.Units)-1, max(i, j))
	var units []placed
	for n := min(i, j); n <= max(i, j); n++ {
		units = append(units, d.placedAt(n))
	}
	if j > i {
		return rearranged(kind, first, last, arrange.Down(units, v, k))
	}
	return rearranged(kind, first, last, arrange.Up(units, v, k))
}
