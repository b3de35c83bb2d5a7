package document

import (
	"errors"
	"fmt"
	"slices"

	"triptych/server/change"
	"triptych/server/past"
	"triptych/server/step"
	"triptych/server/store"
	"triptych/server/trail"
)

// routedEdit is an edit, or a part of one, on the present text of a segment.
type routedEdit struct {
	seg    *segment
	ops    change.Set
	mapped bool   // other than as it was sent
	text   string // what comes of it, once it is to be written
}

// route maps an edit made at revision base of a segment over every revision
// since, one at a time, the edit after what is stored. Where the text was split
// or joined meanwhile, the edit follows it, in two parts if need be.
func (d *Document) route(seg *segment, ops change.Set, base int64) ([]routedEdit, error) {
	revs, err := d.revisions(seg, base)
	if err != nil {
		return nil, err
	}
	if ops.Len() != d.lengthAt(seg, revs) {
		return nil, change.ErrLength
	}
	for i, rev := range revs {
		if d.left -= ops.Places() + rev.Ops.Places(); d.left < 0 {
			return nil, errFar
		}
		if rev.Move != nil {
			return d.routeSplit(seg, ops, rev, base+int64(i)+1)
		}
		// What was typed at the end of a text stays before what was joined to it.
		if ops, err = ops.Map(rev.Ops, rev.Join); err != nil {
			return nil, err
		}
	}
	if seg.Unit != nil {
		return []routedEdit{{seg: seg, ops: ops, mapped: len(revs) > 0}}, nil
	}
	g := seg.gone
	if g == nil {
		return nil, errGone
	}
	to := d.segment(g.To)
	if to == nil {
		return nil, fmt.Errorf("segment %s, which the text went to, is not there", g.To)
	}
	return moved(d.route(to, ops.Pad(g.At, g.Whole-g.At-g.own), g.Rev))
}

// lengthAt is the length of a segment's text before the first of its revisions
// revs, in UTF-16 units.
func (d *Document) lengthAt(seg *segment, revs trail.Trail) int {
	if len(revs) > 0 {
		return revs[0].Ops.Len()
	}
	return change.Units(seg.Text)
}

func moved(edits []routedEdit, err error) ([]routedEdit, error) {
	for i := range edits {
		edits[i].mapped = true
	}
	return edits, err
}

// routeSplit divides an edit at the place where its text was split; after is
// the segment's revision then.
func (d *Document) routeSplit(seg *segment, ops change.Set, rev trail.Revision, after int64) ([]routedEdit, error) {
	left, right := ops.Cut(rev.Move.From)
	stays, _ := rev.Ops.Cut(rev.Move.From) // undoing a join takes the space between as well
	left, err := left.Map(stays, false)
	if err != nil {
		return nil, err
	}
	to := d.segment(rev.Move.To)
	if to == nil {
		return nil, fmt.Errorf("segment %s, which the text went to, is not there", rev.Move.To)
	}
	var edits []routedEdit
	if !left.Empty() || right.Empty() {
		if edits, err = d.route(seg, left, after); err != nil {
			return nil, err
		}
	}
	if !right.Empty() {
		more, err := d.route(to, right, rev.Move.ToRev)
		if err != nil {
			return nil, err
		}
		edits = append(edits, more...)
	}
	return moved(edits, nil)
}

// segment finds a segment that is in the text or once was; nil for one that
// never was.
func (d *Document) segment(id string) *segment {
	if seg := d.Segs[id]; seg != nil {
		return seg
	}
	place, rev := d.steps.Went(id)
	if place == nil {
		return nil
	}
	seg := &segment{ID: id, Rev: rev, Text: d.textOnce(id, rev)}
	seg.wentTo(place)
	d.Segs[id] = seg
	return seg
}

// wentTo says where the text of the segment went; nil = nobody knows.
func (s *segment) wentTo(place *step.Place) {
	s.gone = nil
	if place != nil {
		s.gone = &gone{*place, change.Units(s.Text)}
	}
}

// textOnce is the text that a segment had at its last revision.
func (d *Document) textOnce(id string, rev int64) string {
	text, err := d.past.Text(id, rev)
	if err != nil {
		return ""
	}
	return text
}

// revisions returns those after base, from memory or from the database.
func (d *Document) revisions(seg *segment, base int64) (trail.Trail, error) {
	n := int(seg.Rev - base)
	if n < 0 {
		return nil, fmt.Errorf("segment %s has no revision %d", seg.ID, base)
	}
	if n <= len(seg.revs) {
		return seg.revs[len(seg.revs)-n:], nil
	}
	revs, err := d.reread(seg, base, 0)
	if err != nil {
		return nil, err
	}
	if len(revs)+len(seg.revs) < n {
		return nil, fmt.Errorf("segment %s: revisions are missing after %d", seg.ID, base)
	}
	return append(revs, seg.revs...), nil
}

// reread reads the revisions after one, and after an event, that the database alone
// has: those in memory may not be committed yet.
func (d *Document) reread(seg *segment, after, event int64) (trail.Trail, error) {
	events, err := d.past.Revisions(seg.ID, after, event, readMost)
	if errors.Is(err, past.ErrMuch) {
		return nil, errFar
	}
	first := seg.Rev - int64(len(seg.revs)) + 1 // in memory
	if i := slices.IndexFunc(events, func(ev store.Event) bool { return ev.Rev >= first }); i >= 0 {
		events = events[:i]
	}
	if err != nil {
		return nil, err
	}
	for i := range events {
		d.Worked += len(events[i].Ops) / 50 // as long as to meet a place
	}
	return trail.Read(events)
}

// revisionsAfterEvent returns the revisions that a client had not seen at event
// base.
func (d *Document) revisionsAfterEvent(seg *segment, base int64) (trail.Trail, error) {
	if later, known := seg.revs.Since(base, seg.Rev); known {
		return later, nil
	}
	revs, err := d.reread(seg, 0, base)
	return append(revs, seg.revs...), err
}
