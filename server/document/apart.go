package document

import (
	"slices"

	"triptych/align/message"
	"triptych/server/wire"
)

// planApart gives a paragraph and those after it in its cell units of their own, below
// its unit: one each, or with m.Dir the paragraph alone a new unit above or below.
func (d *Document) planApart(m *wire.ClientMessage) (*plan, *Refusal) {
	seg, i, no := d.inText(m.Seg)
	if no != nil {
		return nil, no
	}
	p, v := d.copyUnits("apart", i, i), seg.version
	segs := p.cells[0].segs[v]
	k := slices.Index(segs, seg)
	switch {
	case m.Dir < 0 && k > 0 || m.Dir > 0 && k < len(segs)-1:
		return nil, bad("no.apart_order") // the order of the paragraphs stays
	case m.Dir < 0:
		p.cells[0].segs[v] = segs[1:]
		p.cells = slices.Insert(p.cells, 0, alone(seg))
		return p, nil
	}
	p.cells[0].segs[v] = segs[:k:k]
	for _, one := range segs[k:] {
		p.cells = append(p.cells, alone(one))
	}
	return p, nil
}

// planEach makes a unit for each paragraph: the first of every version with one
// another, then the second, and so on.
func (d *Document) planEach(m *wire.ClientMessage) (*plan, *Refusal) {
	u := d.ByID[m.Unit]
	if u == nil {
		return nil, refuse(wire.CodeStale, message.Of("no.unit.merged"))
	}
	i := d.locate(u)
	p := d.copyUnits("each", i, i)
	for v, segs := range p.cells[0].segs {
		for k, seg := range segs {
			if k == len(p.cells) {
				p.cells = append(p.cells, planned{})
			}
			if k > 0 {
				p.cells[k].segs[v] = []*segment{seg}
			}
		}
		p.cells[0].segs[v] = segs[:min(1, len(segs))]
	}
	if len(p.cells) == 1 {
		return nil, bad("no.each")
	}
	return p, nil
}

// alone is a new unit of one paragraph.
func alone(seg *segment) (c planned) {
	c.segs[seg.version] = []*segment{seg}
	return c
}
