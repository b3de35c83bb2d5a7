package document

import (
	"slices"

	"triptych/align"
	"triptych/server/change"
	"triptych/server/row"
	"triptych/server/step"
	"triptych/server/store"
	"triptych/server/wire"
)

// ReadSteps takes the newest structural events of the document, in order; there
// may be older ones when they are step.Kept.
func (d *Document) ReadSteps(events []store.Event) (err error) {
	d.steps, err = step.Read(events, func(s *step.Step) {
		for _, u := range s.New {
			if u := d.ByID[u.ID]; u != nil {
				u.Restructured = s.Seq
			}
		}
	})
	return err
}

// restructure puts a plan in place and records it as one event.
func (d *Document) restructure(p *plan) []Event {
	s := &step.Step{Undoes: p.undoes, Joined: p.joined, Turns: p.turns, Group: p.group, Texts: p.texts, Dropped: p.dropped}
	s.Kind = p.kind
	if seg := d.Segs[p.joined]; seg != nil {
		s.JoinedKind = seg.Kind
	}
	layout := &store.Layout{}
	old := slices.Clone(d.Units[p.first : p.last+1])
	for _, u := range old {
		s.Old = append(s.Old, u.ID)
		s.Was = append(s.Was, wasOf(u))
	}
	ev := store.Event{Kind: "struct", Layout: layout}
	if e := p.edit; e != nil {
		e.rev.Seq = d.Head + 1
		e.seg.advance(e.text, e.rev, d.Committed)
		ev.Seg, ev.Rev, ev.Ops, ev.Text = e.seg.ID, e.seg.Rev, string(e.ops.AppendJSON(nil)), e.text
	}
	p.tidy(d)
	units := d.placeUnits(p, old)
	s.Moved = p.moved
	for _, seg := range p.gone {
		seg.Unit = nil
		layout.Gone = append(layout.Gone, seg.ID)
	}
	for _, u := range old {
		if !slices.Contains(units, u) {
			layout.Remove = append(layout.Remove, u.ID)
			delete(d.ByID, u.ID)
		}
	}
	d.takeOut(p, layout)
	layout.Renumber = d.makePlaces(p.first, len(units))
	for _, u := range units {
		u.Restructured = d.Head + 1
		d.Unchecked[u.ID] = true
		layout.Put = append(layout.Put, d.stored(u, layout))
	}
	events := []Event{d.recordStep(ev, s, units)}
	for _, m := range p.moved {
		if seg := d.Segs[m.Seg]; seg != nil && seg.Unit == nil {
			seg.wentTo(step.Find(m, s.New))
		}
	}
	if p.tail != nil && p.tail.Text != p.now {
		events = append(events, d.write(routedEdit{seg: p.tail, ops: change.Between(p.tail.Text, p.now), text: p.now}))
	}
	return events
}

// recordStep makes the event: for the database without what is derived, for the
// clients with it.
func (d *Document) recordStep(ev store.Event, s *step.Step, units []*Unit) Event {
	var views []wire.UnitView
	now := d.freeze(units, 4*len(units))
	for i := range units {
		view := now.View(i)
		views = append(views, view)
		s.New = append(s.New, row.UnitOf(&view))
	}
	ev.Body = string(wire.Encode(s))
	h := d.record(ev)
	h.Views = views
	s.Seq, s.Seg, s.Rev = h.Row.Seq, ev.Seg, ev.Rev
	d.steps.Keep(s)
	return h
}

func wasOf(u *Unit) step.Unit {
	w := step.Unit{ID: u.ID, State: u.state, Made: u.made, Confidence: u.confidence, Why: u.why}
	for v, segs := range u.Segs {
		for _, seg := range segs {
			w.Segs[v] = append(w.Segs[v], seg.ID)
		}
	}
	return w
}

// tidy makes every cell of the plan either hold text or one empty segment to
// write in, and leaves out units without any text.
func (p *plan) tidy(d *Document) {
	for i := range p.cells {
		for _, v := range align.Versions {
			p.dropEmpty(&p.cells[i], v)
		}
	}
	left := len(p.cells)
	p.cells = slices.DeleteFunc(p.cells, func(c planned) bool {
		empty := left > 1
		for _, segs := range c.segs {
			empty = empty && !slices.ContainsFunc(segs, func(s *segment) bool { return s.Text != "" })
		}
		if empty {
			left--
			for _, segs := range c.segs {
				p.gone = append(p.gone, segs...)
			}
		}
		return empty
	})
	for i := range p.cells {
		for _, v := range d.Versions {
			if c := &p.cells[i]; len(c.segs[v]) == 0 {
				c.segs[v] = []*segment{{ID: d.newID(), version: v, Kind: align.Text, fresh: true}}
			}
		}
	}
	// What is typed into an empty segment that went with its unit goes to the
	// nearest text of its version.
	for _, seg := range p.gone {
		if slices.ContainsFunc(p.moved, func(m row.Moved) bool { return m.Seg == seg.ID }) || len(p.cells) == 0 {
			continue
		}
		to := p.cells[0].segs[seg.version]
		p.moved = append(p.moved, row.Moved{Seg: seg.ID, Rev: seg.Rev, To: to[0].ID})
	}
}

// dropEmpty takes empty segments out of a cell, but for one where nothing else is.
func (p *plan) dropEmpty(c *planned, v align.Version) {
	segs := c.segs[v]
	if len(segs) == 0 {
		return
	}
	first := max(0, slices.IndexFunc(segs, func(s *segment) bool { return s.Text != "" }))
	var kept []*segment
	for i, seg := range segs {
		if seg.Text != "" || i == first {
			kept = append(kept, seg)
			continue
		}
		p.gone = append(p.gone, seg)
		m := row.Moved{Seg: seg.ID, Rev: seg.Rev, To: segs[first].ID}
		if i > first {
			last := kept[len(kept)-1]
			m.To, m.At = last.ID, change.Units(last.Text)
		}
		p.moved = append(p.moved, m)
	}
	c.segs[v] = kept
}

// placeUnits puts the planned units into the document in place of the old ones.
func (d *Document) placeUnits(p *plan, old []*Unit) []*Unit {
	var units []*Unit
	said := p.statesBefore()
	for i, c := range p.cells {
		u := c.from
		if u == nil {
			if c.id == "" {
				c.id = d.newID()
			}
			u = &Unit{ID: c.id}
			d.ByID[u.ID] = u
		}
		changed := c.from == nil
		for v := range c.segs {
			changed = changed || !slices.Equal(u.Segs[v], c.segs[v])
			u.Segs[v] = c.segs[v]
			for _, seg := range c.segs[v] {
				seg.Unit, seg.gone = u, nil
				d.Segs[seg.ID] = seg
			}
		}
		switch {
		case c.why != nil:
			u.confidence, u.why = c.confidence, c.why
		case changed && p.edit == nil:
			u.confidence, u.why = 1, []string{"arranged by a person"}
		}
		u.rehash()
		u.state, u.made = said[i].state, said[i].made
		if c.was != nil {
			u.state, u.made = c.was.State, c.was.Made
		}
		for _, v := range d.Versions {
			if u.Hashes[v] == "" {
				u.state[v] = "draft"
			}
		}
		units = append(units, u)
	}
	d.Units = slices.Concat(d.Units[:p.first], units, d.Units[p.first+len(old):])
	return units
}

// statesBefore says what state each planned cell has: that which it had, or, where none
// of its text stood in it, that of the cell which its first text stood in.
func (p *plan) statesBefore() []Unit {
	said := make([]Unit, len(p.cells))
	for i, c := range p.cells {
		if c.from != nil {
			said[i].state, said[i].made = c.from.state, c.from.made
		}
		for v, segs := range c.segs {
			if c.from != nil && slices.ContainsFunc(segs, func(s *segment) bool { return s.Unit == c.from && s.Text != "" }) {
				continue
			}
			for _, seg := range segs {
				if at := seg.Unit; at != nil && seg.Text != "" {
					said[i].state[v], said[i].made[v] = at.state[v], at.made[v]
					break
				}
			}
		}
	}
	return said
}

// makePlaces numbers units first to first+n-1 between their neighbours; when
// there is no room between those, it numbers all units and returns their ids.
func (d *Document) makePlaces(first, n int) []string {
	low, high := int64(0), int64(0)
	if first > 0 {
		low = d.Units[first-1].place
	}
	if end := first + n; end < len(d.Units) {
		high = d.Units[end].place
	} else {
		high = low + int64(n+1)*store.PlaceGap
	}
	if gap := (high - low) / int64(n+1); gap > 0 {
		for i := range n {
			d.Units[first+i].place = low + int64(i+1)*gap
		}
		return nil
	}
	ids := make([]string, len(d.Units))
	for i, u := range d.Units {
		u.place = int64(i+1) * store.PlaceGap
		ids[i] = u.ID
	}
	return ids
}

// stored is a unit as the database keeps it; segments that it does not hold yet
// are listed in the layout.
func (d *Document) stored(u *Unit, layout *store.Layout) store.Unit {
	su := store.Unit{ID: u.ID, Place: u.place, Confidence: u.confidence, Why: u.why, State: u.state, Made: u.made}
	for v, segs := range u.Segs {
		for _, seg := range segs {
			if seg.fresh {
				layout.New = append(layout.New, seg.ID)
				seg.fresh = false
			}
			su.Segs[v] = append(su.Segs[v], store.Segment{ID: seg.ID, Version: seg.version, Kind: seg.Kind, Rev: seg.Rev, Text: seg.Text})
		}
	}
	return su
}
