package document

import (
	"slices"

	"triptych/align"
	"triptych/align/message"
	"triptych/server/change"
	"triptych/server/step"
	"triptych/server/store"
	"triptych/server/wire"
)

// Revise puts another edition in place. Its events belong together: they are stored
// together, and undone together.
func (d *Document) Revise(r *step.Revision) []Event {
	group := d.Head + 1
	var events []Event
	var texts []step.Rewritten
	for _, u := range d.Units {
		for _, segs := range u.Segs {
			for _, seg := range segs {
				if text, ok := r.Texts[seg.ID]; ok {
					events = append(events, d.write(routedEdit{seg: seg, ops: change.Between(seg.Text, text), text: text}))
					texts = append(texts, step.Rewritten{Seg: seg.ID, Rev: seg.Rev})
				}
			}
		}
	}
	for _, s := range slices.Backward(r.Stretches) { // so that places before it count on
		p := d.planStretch(&s)
		p.group, p.texts, texts = group, texts, nil
		events = append(events, d.restructure(p)...)
	}
	return events
}

func (d *Document) planStretch(s *step.Stretch) *plan {
	p := &plan{kind: "revise", first: d.locate(d.ByID[s.First]), last: d.locate(d.ByID[s.Last])}
	stays := map[*segment]bool{}
	for _, a := range s.Cells {
		c := planned{from: d.ByID[a.Unit], confidence: 1, why: a.Why}
		for v, list := range a.Segs {
			for _, one := range list {
				seg := d.Segs[one.ID]
				if seg == nil {
					seg = &segment{ID: d.newID(), version: align.Version(v), Kind: one.Kind, Text: one.Text, fresh: true}
				}
				c.segs[v] = append(c.segs[v], seg)
				stays[seg] = true
			}
		}
		p.cells = append(p.cells, c)
	}
	for _, u := range d.Units[p.first : p.last+1] {
		for _, segs := range u.Segs {
			for _, seg := range segs {
				if stays[seg] {
					continue
				}
				p.drop(seg)
			}
		}
	}
	return p
}

// drop takes a segment out: with text for the tray, without for good.
func (p *plan) drop(seg *segment) {
	if seg.Text == "" {
		p.gone = append(p.gone, seg)
		return
	}
	p.dropped = append(p.dropped, step.Dropped{Unit: seg.Unit.ID, Seg: seg.ID, Version: seg.version.String(), Kind: seg.Kind, Rev: seg.Rev, Text: seg.Text})
}

// takeOut has the dropped segments stand nowhere: what is typed in one is refused and kept.
func (d *Document) takeOut(p *plan, layout *store.Layout) {
	for _, x := range p.dropped {
		seg := d.Segs[x.Seg]
		seg.Unit, seg.gone = nil, nil
		layout.Gone = append(layout.Gone, x.Seg)
	}
}

// unrevise takes back all of a revision, or nothing of it. Texts keep what was typed in
// them since.
func (d *Document) unrevise(m *wire.ClientMessage, newest *step.Step, mayApprove bool) ([]Event, *Refusal) {
	inTheWay := refuse(wire.CodeConflict, message.Of("no.undo"))
	steps := d.steps.Group(newest.Group)
	if len(steps) == 0 {
		return nil, inTheWay
	}
	var plans []*plan
	var edits []routedEdit
	for _, s := range steps {
		p := d.planBack(s)
		if p == nil {
			return nil, inTheWay
		}
		if no := d.admissible(m, p, mayApprove); no != nil {
			return nil, no
		}
		plans = append(plans, p)
		for _, w := range s.Texts {
			e, ok := d.unwrite(w)
			if !ok {
				return nil, inTheWay
			}
			edits = append(edits, e)
		}
	}
	events, no := d.applyEdits(m, edits)
	if no != nil {
		return nil, no
	}
	slices.SortFunc(plans, func(a, b *plan) int { return b.first - a.first })
	for _, p := range plans {
		events = append(events, d.restructure(p)...)
	}
	return events, nil
}

// planBack plans the units of a step as they were before it, nil when something stands in
// the way: another arrangement, or what somebody wrote in a paragraph that was new.
func (d *Document) planBack(s *step.Step) *plan {
	first, ok := d.standsAs(s)
	if !ok {
		return nil
	}
	p := &plan{kind: "undo", first: first, last: first + len(s.New) - 1, undoes: s.Seq, back: map[string]*segment{}}
	for _, x := range s.Dropped {
		seg := d.Segs[x.Seg]
		if seg == nil {
			version, _ := align.ParseVersion(x.Version) // written by drop
			seg = &segment{ID: x.Seg, version: version, Kind: x.Kind, Rev: x.Rev, Text: x.Text}
		}
		p.back[x.Seg] = seg
	}
	placed, ok := d.placeAsWas(p, s)
	if !ok {
		return nil
	}
	for _, u := range s.New {
		for _, cell := range u.Cells {
			for _, then := range cell.Segs {
				if seg := d.Segs[then.ID]; !placed[seg] && seg.Text != "" && seg.Rev == then.Rev {
					p.drop(seg)
					placed[seg] = true
				}
			}
		}
	}
	if !d.leaveRest(p, placed) {
		return nil
	}
	return p
}

// unwrite is a change of the present text that takes a rewriting back; false when the
// text was divided or joined since.
func (d *Document) unwrite(w step.Rewritten) (e routedEdit, ok bool) {
	seg := d.Segs[w.Seg]
	if seg == nil || seg.Unit == nil {
		return e, false
	}
	revs, err := d.revisions(seg, w.Rev-1)
	before, err1 := d.textThen(seg, w.Rev-1)
	after, err2 := d.textThen(seg, w.Rev)
	if err != nil || err1 != nil || err2 != nil {
		return e, false
	}
	ops := change.Between(after, before)
	for _, rev := range revs[1:] {
		if rev.Moves() {
			return e, false
		}
		if ops, err = ops.Map(rev.Ops, false); err != nil {
			return e, false
		}
	}
	return routedEdit{seg: seg, ops: ops, mapped: true}, true
}

// textThen is the text of a segment at a revision.
func (d *Document) textThen(seg *segment, rev int64) (string, error) {
	if text, known, err := seg.at(rev); known {
		return text, err
	}
	return d.past.Text(seg.ID, rev)
}
