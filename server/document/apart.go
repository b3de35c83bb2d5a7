package document

import (
	"slices"

	"triptych/align"
	"triptych/align/message"
	"triptych/server/arrange"
	"triptych/server/wire"
)

// placed is a unit as package arrange knows it.
type placed = arrange.Unit[*Unit, *segment]

// placedAt is the unit at a place; beyond either end of the document a new one.
func (d *Document) placedAt(i int) (u placed) {
	if i >= 0 && i < len(d.Units) {
		u.From, u.Segs = d.Units[i], d.Units[i].Segs
	}
	return u
}

// rearranged plans units first to last to stand as given.
func rearranged(kind string, first, last int, units []placed) *plan {
	p := &plan{kind: kind, first: first, last: last}
	for _, u := range units {
		p.cells = append(p.cells, planned{from: u.From, segs: u.Segs})
	}
	return p
}

// planApart gives a paragraph and those after it in its cell units of their own, below
// its unit: one each, or with m.Dir the paragraph alone a new unit above or below.
func (d *Document) planApart(m *wire.ClientMessage) (*plan, *Refusal) {
	seg, i, no := d.inText(m.Seg)
	if no != nil {
		return nil, no
	}
	u, v := d.placedAt(i), seg.version
	k := slices.Index(u.Segs[v], seg)
	switch {
	case m.Dir < 0 && k > 0 || m.Dir > 0 && k < len(u.Segs[v])-1:
		return nil, bad("no.apart_order") // the order of the paragraphs stays
	case m.Dir < 0:
		return rearranged("apart", i, i, arrange.Above(u, v, 1)), nil
	}
	return rearranged("apart", i, i, arrange.Apart(u, v, k)), nil
}

// planOwn gives a cell a unit of its own, below its unit or with m.Dir -1 above it.
// Merging the two puts it back.
func (d *Document) planOwn(m *wire.ClientMessage) (*plan, *Refusal) {
	u, v, no := d.cellOf(m)
	if no != nil {
		return nil, no
	}
	alone := true
	for _, other := range align.Versions {
		alone = alone && (other == v || u.Hashes[other] == "")
	}
	if alone {
		return nil, bad("no.own")
	}
	i := d.locate(u)
	units := arrange.Cut(d.placedAt(i), v, 0)
	if m.Dir < 0 {
		units = arrange.Above(d.placedAt(i), v, len(u.Segs[v]))
	}
	return rearranged("own", i, i, units), nil
}

// cellOf finds the cell that a message names, which must have text.
func (d *Document) cellOf(m *wire.ClientMessage) (*Unit, align.Version, *Refusal) {
	v, err := align.ParseVersion(m.Side)
	u := d.ByID[m.Unit]
	switch {
	case err != nil:
		return nil, 0, bad("no.version", "tag", m.Side)
	case u == nil:
		return nil, 0, refuse(wire.CodeStale, message.Of("no.unit"))
	case u.Hashes[v] == "":
		return nil, 0, bad("no.text")
	}
	return u, v, nil
}

// planEach makes a unit for each paragraph: the first of every version with one
// another, then the second, and so on.
func (d *Document) planEach(m *wire.ClientMessage) (*plan, *Refusal) {
	u := d.ByID[m.Unit]
	if u == nil {
		return nil, refuse(wire.CodeStale, message.Of("no.unit.merged"))
	}
	i := d.locate(u)
	units := arrange.Each(d.placedAt(i))
	if len(units) == 1 {
		return nil, bad("no.each")
	}
	return rearranged("each", i, i, units), nil
}

// neighbours finds the units that a message names, one below the other, and where the
// upper one is.
func (d *Document) neighbours(m *wire.ClientMessage) (int, *Refusal) {
	a, b := d.ByID[m.Unit], d.ByID[m.To]
	if a == nil || b == nil {
		return 0, refuse(wire.CodeStale, message.Of("no.unit.either"))
	}
	i, j := d.locate(a), d.locate(b)
	if i > j {
		i, j = j, i
	}
	if j != i+1 {
		return 0, bad("no.neighbours")
	}
	return i, nil
}

// planSwap has two neighbouring units change places, or with m.Side their cells of one
// version. It is the one step that changes the order of paragraphs: a translator may
// have turned two of them round.
func (d *Document) planSwap(m *wire.ClientMessage) (*plan, *Refusal) {
	i, no := d.neighbours(m)
	if no != nil {
		return nil, no
	}
	a, b := d.placedAt(i), d.placedAt(i+1)
	units := arrange.Swap(a, b)
	if m.Side != "" {
		v, err := align.ParseVersion(m.Side)
		switch {
		case err != nil:
			return nil, bad("no.version", "tag", m.Side)
		case a.From.Hashes[v] == "" && b.From.Hashes[v] == "":
			return nil, bad("no.swap")
		}
		units = arrange.SwapCells(a, b, v)
	}
	p := rearranged("swap", i, i+1, units)
	p.turns = true
	return p, nil
}
