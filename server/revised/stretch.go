package revised

import (
	"slices"

	"triptych/align"
	"triptych/server/step"
)

// compare notes whether unit i gets other segments. One that loses all its text goes, for
// which the step needs a neighbour.
func (p *planning) compare(i int) {
	var before, now []string
	for _, seg := range p.units[i].Cells[p.version].Segs {
		if seg.Text != "" {
			before = append(before, seg.ID)
		}
	}
	s := p.slots[i]
	for _, one := range s.segs {
		now = append(now, one.ID)
	}
	if p.into[i] != i || slices.Equal(before, now) {
		if len(s.merged) == 0 {
			s.segs = nil // as it was, with what it has of empty ones
		}
		return
	}
	span := [2]int{i, i}
	if len(now) == 0 && !p.others(i) && len(p.units) > 1 {
		if i > 0 {
			span[0]--
		} else {
			span[1]++
		}
	}
	p.spans = append(p.spans, span)
	if len(now) == 0 {
		s.segs = []step.Paragraph{}
	}
}

// others reports whether the other versions of a unit have text.
func (p *planning) others(i int) bool {
	for v, cell := range p.units[i].Cells {
		for _, seg := range cell.Segs {
			if v != p.version && seg.Text != "" {
				return true
			}
		}
	}
	return false
}

// union joins spans that have a unit in common.
func (p *planning) union() (out [][2]int) {
	slices.SortFunc(p.spans, func(a, b [2]int) int { return a[0] - b[0] })
	for _, s := range p.spans {
		if n := len(out); n > 0 && s[0] <= out[n-1][1] {
			out[n-1][1] = max(out[n-1][1], s[1])
			continue
		}
		out = append(out, s)
	}
	return out
}

// stretches writes the plan down.
func (p *planning) stretches() (out []step.Stretch) {
	if len(p.spans) == 0 { // texts alone: the step that they belong to leaves a unit as it is
		at := slices.IndexFunc(p.places, func(pl place) bool { _, ok := p.texts[pl.id]; return ok })
		p.spans = [][2]int{{p.places[at].unit, p.places[at].unit}}
	}
	near := max(stretchNear, len(p.units)/stretchesMost)
	var joined [][2]int
	for _, s := range p.union() {
		if n := len(joined); n > 0 && s[1]-joined[n-1][0] < min(near, stretchMost) {
			joined[n-1][1] = s[1]
			continue
		}
		joined = append(joined, s)
	}
	for _, s := range joined {
		out = append(out, p.stretch(s[0], s[1]))
	}
	return out
}

func (p *planning) stretch(first, last int) step.Stretch {
	s := step.Stretch{First: p.units[first].ID, Last: p.units[last].ID}
	if first == 0 {
		s.Cells = p.appendCells(s.Cells, p.after[0])
	}
	for i := first; i <= last; i++ {
		if p.into[i] == i && !p.slots[i].moved {
			s.Cells = append(s.Cells, p.cell(p.slots[i]))
		}
		s.Cells = p.appendCells(s.Cells, p.after[i+1])
	}
	return s
}

func (p *planning) appendCells(cells []step.Arranged, slots []*slot) []step.Arranged {
	for _, s := range slots {
		cells = append(cells, p.cell(s))
	}
	return cells
}

// cell is a unit of the plan with all its versions.
func (p *planning) cell(s *slot) step.Arranged {
	a := step.Arranged{}
	if s.unit < 0 {
		a.Segs[p.version], a.Why = s.segs, []string{whyNew}
		return a
	}
	a.Unit = p.units[s.unit].ID
	for _, i := range append([]int{s.unit}, s.merged...) {
		for v, cell := range p.units[i].Cells {
			for _, seg := range cell.Segs {
				if v != p.version || s.segs == nil {
					a.Segs[v] = append(a.Segs[v], step.Paragraph{ID: seg.ID})
				}
			}
		}
	}
	if s.segs == nil {
		return a
	}
	a.Segs[p.version] = s.segs
	if len(s.segs) == 0 && slices.ContainsFunc(align.Versions[:], func(v align.Version) bool { return v != p.version && len(a.Segs[v]) > 0 }) {
		a.Why = []string{WhyDeleted(p.version)}
	}
	return a
}
