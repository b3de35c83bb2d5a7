package server

import (
	"context"
	"encoding/json"
	"slices"

	"triptych/align"
	"triptych/server/change"
	"triptych/server/store"
	"triptych/server/wire"
)

// step is a structural step as the database keeps it: what the wire tells, and
// what is needed to undo it.
type step struct {
	wire.Event
	Was    []wasUnit `json:"was"`
	Undoes int64     `json:"undoes,omitempty"` // seq of the step that this one takes back
	Joined string    `json:"joined,omitempty"` // the segment that was joined into Seg
	undone bool

	JoinedKind align.Kind `json:"joinedKind,omitempty"`
}

// wasUnit is a unit before the step.
type wasUnit struct {
	ID         string      `json:"id"`
	Segs       [3][]string `json:"segs"`
	State      [3]string   `json:"state"`
	Confidence float64     `json:"confidence"`
	Why        []string    `json:"why,omitempty"`
}

// steps are the newest structural steps of a document, the oldest first. oldest
// is the event before which there may be others that are not in the list.
type steps struct {
	list   []*step
	oldest int64
}

const stepsKept = 200

func (r *room) loadSteps() error {
	events, err := r.srv.store.Steps(context.Background(), r.id, stepsKept)
	if err != nil {
		return err
	}
	r.steps = steps{}
	for i := range events {
		s := &step{}
		if err := json.Unmarshal([]byte(events[i].Body), s); err != nil {
			return err
		}
		s.S, s.Seg, s.Rev = events[i].Seq, events[i].Seg, events[i].Rev
		r.keepStep(s)
		for _, u := range s.New {
			if u := r.doc.byID[u.ID]; u != nil {
				u.restructured = s.S
			}
		}
	}
	if len(events) == stepsKept {
		r.steps.oldest = events[0].Seq
	}
	return nil
}

func (r *room) keepStep(s *step) {
	for _, earlier := range r.steps.list {
		if s.Undoes == earlier.S {
			earlier.undone = true
		}
	}
	r.steps.list = append(r.steps.list, s)
	if len(r.steps.list) > 2*stepsKept {
		r.steps.oldest = r.steps.list[stepsKept-1].S
		r.steps.list = slices.Clone(r.steps.list[stepsKept:])
	}
}

// restructure puts a plan in place and records it as one event.
func (r *room) restructure(cmd command, p *plan) {
	d := r.doc
	s := &step{Undoes: p.undoes, Joined: p.joined}
	s.Kind = p.kind
	if seg := d.segs[p.joined]; seg != nil {
		s.JoinedKind = seg.kind
	}
	layout := &store.Layout{}
	old := slices.Clone(d.units[p.first : p.last+1])
	for _, u := range old {
		s.Old = append(s.Old, u.id)
		s.Was = append(s.Was, wasOf(u))
	}
	ev := store.Event{Kind: "struct", Layout: layout}
	if e := p.edit; e != nil {
		e.rev.seq = d.Head + 1
		e.seg.advance(e.text, e.rev, r.head)
		ev.Seg, ev.Rev, ev.Ops, ev.Text = e.seg.id, e.seg.rev, string(e.ops.AppendJSON(nil)), e.text
	}
	p.tidy(d)
	units := r.placeUnits(p, old)
	s.Moved = p.moved
	for _, seg := range p.gone {
		seg.unit = nil
		layout.Gone = append(layout.Gone, seg.id)
	}
	for _, u := range old {
		if !slices.Contains(units, u) {
			layout.Remove = append(layout.Remove, u.id)
			delete(d.byID, u.id)
		}
	}
	layout.Renumber = d.makePlaces(p.first, len(units))
	for _, u := range units {
		u.restructured = d.Head + 1
		r.checks.touch(u)
		layout.Put = append(layout.Put, d.stored(u, layout))
	}
	r.recordStep(cmd, ev, s, units)
	for _, m := range p.moved {
		if seg := d.segs[m.Seg]; seg != nil && seg.unit == nil {
			if seg.gone = goneTo(m, s.New); seg.gone != nil {
				seg.gone.own = change.Units(seg.text)
			}
		}
	}
	if !p.fix.Empty() {
		r.write(cmd, routedEdit{seg: p.tail, ops: p.fix}, part(1), false)
	}
}

// recordStep writes the event: in the database without what is derived, to the
// clients with it.
func (r *room) recordStep(cmd command, ev store.Event, s *step, units []*unit) {
	var views []wire.UnitView
	for _, u := range units {
		view := r.doc.unitView(u)
		views = append(views, view)
		view.Status = wire.Status{Findings: nil, Pairs: view.Pairs, Hashes: view.Hashes}
		s.New = append(s.New, view)
	}
	ev.Body = string(wire.Encode(s))
	r.record(cmd, ev, "", false)
	s.S, s.Seg, s.Rev = r.doc.Head, ev.Seg, ev.Rev
	r.pending.says[len(r.pending.says)-1].event.New = views
	r.keepStep(s)
}

func wasOf(u *unit) wasUnit {
	w := wasUnit{ID: u.id, State: u.state, Confidence: u.confidence, Why: u.why}
	for v, segs := range u.segs {
		for _, seg := range segs {
			w.Segs[v] = append(w.Segs[v], seg.id)
		}
	}
	return w
}

// tidy makes every cell of the plan either hold text or one empty segment to
// write in, and leaves out units without any text.
func (p *plan) tidy(d *document) {
	for i := range p.cells {
		for _, v := range align.Versions {
			p.dropEmpty(&p.cells[i], v)
		}
	}
	left := len(p.cells)
	p.cells = slices.DeleteFunc(p.cells, func(c planned) bool {
		empty := left > 1
		for _, segs := range c.segs {
			empty = empty && !slices.ContainsFunc(segs, func(s *segment) bool { return s.text != "" })
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
				c.segs[v] = []*segment{{id: store.NewID(), version: v, kind: align.Text, fresh: true}}
			}
		}
	}
	// What is typed into an empty segment that went with its unit goes to the
	// nearest text of its version.
	for _, seg := range p.gone {
		if slices.ContainsFunc(p.moved, func(m wire.Moved) bool { return m.Seg == seg.id }) || len(p.cells) == 0 {
			continue
		}
		to := p.cells[0].segs[seg.version]
		p.moved = append(p.moved, wire.Moved{Seg: seg.id, Rev: seg.rev, To: to[0].id})
	}
}

// dropEmpty takes empty segments out of a cell that has text.
func (p *plan) dropEmpty(c *planned, v align.Version) {
	segs := c.segs[v]
	first := slices.IndexFunc(segs, func(s *segment) bool { return s.text != "" })
	if first < 0 {
		return
	}
	var kept []*segment
	for i, seg := range segs {
		if seg.text != "" {
			kept = append(kept, seg)
			continue
		}
		p.gone = append(p.gone, seg)
		m := wire.Moved{Seg: seg.id, Rev: seg.rev, To: segs[first].id}
		if i > first {
			last := kept[len(kept)-1]
			m.To, m.At = last.id, change.Units(last.text)
		}
		p.moved = append(p.moved, m)
	}
	c.segs[v] = kept
}

// placeUnits puts the planned units into the document in place of the old ones.
func (r *room) placeUnits(p *plan, old []*unit) []*unit {
	d := r.doc
	var units []*unit
	for _, c := range p.cells {
		u := c.from
		if u == nil {
			if c.id == "" {
				c.id = store.NewID()
			}
			u = &unit{id: c.id}
			d.byID[u.id] = u
		}
		changed := c.from == nil
		for v := range c.segs {
			changed = changed || !slices.Equal(u.segs[v], c.segs[v])
			u.segs[v] = c.segs[v]
			for _, seg := range c.segs[v] {
				seg.unit, seg.gone = u, nil
				d.segs[seg.id] = seg
			}
		}
		switch {
		case c.why != nil:
			u.confidence, u.why = c.confidence, c.why
		case changed && p.edit == nil:
			u.confidence, u.why = 1, []string{"arranged by a person"}
		}
		u.rehash()
		for _, v := range d.Versions {
			if u.hashes[v] == "" {
				u.state[v] = "draft"
			}
		}
		units = append(units, u)
	}
	d.units = slices.Concat(d.units[:p.first], units, d.units[p.first+len(old):])
	return units
}

// makePlaces numbers units first to first+n-1 between their neighbours; when
// there is no room between those, it numbers all units and returns their ids.
func (d *document) makePlaces(first, n int) []string {
	low, high := int64(0), int64(0)
	if first > 0 {
		low = d.units[first-1].place
	}
	if end := first + n; end < len(d.units) {
		high = d.units[end].place
	} else {
		high = low + int64(n+1)*store.PlaceGap
	}
	if gap := (high - low) / int64(n+1); gap > 0 {
		for i := range n {
			d.units[first+i].place = low + int64(i+1)*gap
		}
		return nil
	}
	ids := make([]string, len(d.units))
	for i, u := range d.units {
		u.place = int64(i+1) * store.PlaceGap
		ids[i] = u.id
	}
	return ids
}

// stored is a unit as the database keeps it; segments that it does not hold yet
// are listed in the layout.
func (d *document) stored(u *unit, layout *store.Layout) store.Unit {
	su := store.Unit{ID: u.id, Place: u.place, Confidence: u.confidence, Why: u.why, State: u.state, Made: u.made}
	for v, segs := range u.segs {
		for _, seg := range segs {
			if seg.fresh {
				layout.New = append(layout.New, seg.id)
				seg.fresh = false
			}
			su.Segs[v] = append(su.Segs[v], store.Segment{ID: seg.id, Version: seg.version, Kind: seg.kind, Rev: seg.rev, Text: seg.text})
		}
	}
	return su
}
