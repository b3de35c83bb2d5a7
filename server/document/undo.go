package document

import (
	"slices"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/message"
	"triptych/server/change"
	"triptych/server/row"
	"triptych/server/step"
	"triptych/server/trail"
	"triptych/server/wire"
)

// planUndo takes back the newest structural step that was not taken back yet,
// whoever made it.
func (d *Document) planUndo(_ *wire.ClientMessage) (*plan, *Refusal) {
	s := d.steps.Newest()
	if s == nil {
		return nil, bad("no.step")
	}
	return d.takeBack("undo", "no.undo", s)
}

// planRedo does again what was taken back last.
func (d *Document) planRedo(_ *wire.ClientMessage) (*plan, *Refusal) {
	s := d.steps.Undone()
	if s == nil {
		return nil, bad("no.undone")
	}
	return d.takeBack("redo", "no.redo", s)
}

// takeBack plans the units of a step as they were before it. Texts keep what was typed
// since: a paragraph that was split is joined again, one that was joined is split where
// the joint is now. When another arrangement or new text stands in the way, nothing is
// done.
func (d *Document) takeBack(kind, blocked string, s *step.Step) (*plan, *Refusal) {
	inTheWay := refuse(wire.CodeConflict, message.Of(blocked))
	first, ok := d.standsAs(s)
	if !ok {
		return nil, inTheWay
	}
	p := &plan{kind: kind, first: first, last: first + len(s.New) - 1, undoes: s.Seq, turns: s.Turns}
	if !d.unsplit(p, s) || !d.unjoin(p, s) {
		return nil, inTheWay
	}
	placed, ok := d.placeAsWas(p, s)
	if !ok || !d.leaveRest(p, placed) {
		return nil, inTheWay
	}
	return p, nil
}

// placeAsWas plans the units as they were before a step, and returns the segments
// in them; false when one of the units stands elsewhere by now.
func (d *Document) placeAsWas(p *plan, s *step.Step) (map[*segment]bool, bool) {
	placed := map[*segment]bool{}
	for _, w := range s.Was {
		c := planned{from: d.ByID[w.ID], id: w.ID, confidence: w.Confidence, why: w.Why}
		if c.why == nil {
			c.why = []string{}
		}
		if c.from != nil && !slices.Contains(d.Units[p.first:p.last+1], c.from) {
			return nil, false
		}
		c.was = statesOf(s, w, c.from)
		for v, ids := range w.Segs {
			for _, id := range ids {
				if seg := p.stand(d.Segs[id], id); seg != nil {
					c.segs[v] = append(c.segs[v], seg)
					placed[seg] = true
				}
			}
		}
		p.cells = append(p.cells, c)
	}
	return placed, true
}

// statesOf returns the unit as it was with the states its cells are to have again:
// those that they had, but where somebody has given a cell another one since.
func statesOf(s *step.Step, w step.Unit, u *Unit) *step.Unit {
	i := slices.IndexFunc(s.New, func(b row.Unit) bool { return b.ID == w.ID })
	for v, was := range w.State {
		switch version := align.Version(v); {
		case u == nil: // nobody could
		case u.state[v] == was || u.cellState(version) != s.New[i].Cells[version].State:
			w.State[v], w.Made[v] = u.state[v], u.made[v]
		case was == "":
			w.State[v] = "imported" // the database has no word for what nobody said
		}
	}
	return &w
}

// leaveRest lets segments of the plan's units that have no place in it go; false
// when somebody wrote in one.
func (d *Document) leaveRest(p *plan, placed map[*segment]bool) bool {
	for _, u := range d.Units[p.first : p.last+1] {
		for _, segs := range u.Segs {
			for _, seg := range segs {
				if placed[seg] || slices.Contains(p.gone, seg) {
					continue
				}
				if seg.Text != "" {
					return false
				}
				p.gone = append(p.gone, seg)
			}
		}
	}
	return true
}

// stand returns the segment to put where it stood: also one that the step had
// joined, but none for an empty one that is gone.
func (p *plan) stand(seg *segment, id string) *segment {
	if p.tail != nil && p.tail.ID == id {
		return p.tail
	}
	if back := p.back[id]; back != nil {
		return back
	}
	if seg == nil || seg.Unit == nil || slices.Contains(p.gone, seg) {
		return nil
	}
	return seg
}

// standsAs reports whether the units after a step stand as it left them, and
// where the first is.
func (d *Document) standsAs(s *step.Step) (first int, ok bool) {
	if len(s.New) == 0 {
		return 0, false
	}
	u := d.ByID[s.New[0].ID]
	if u == nil {
		return 0, false
	}
	first = d.locate(u)
	for i, view := range s.New {
		if first+i >= len(d.Units) || d.Units[first+i].ID != view.ID {
			return 0, false
		}
		for _, v := range align.Versions {
			if !sameTexts(d.Units[first+i].Segs[v], view.Cells[v].Segs) {
				return 0, false
			}
		}
	}
	return first, true
}

// sameTexts reports whether a cell holds the segments that it held; empty ones
// may have come and gone.
func sameTexts(now []*segment, then []row.Segment) bool {
	var a, b []string
	for _, seg := range now {
		if seg.Text != "" || slices.ContainsFunc(then, func(s row.Segment) bool { return s.ID == seg.ID }) {
			a = append(a, seg.ID)
		}
	}
	for _, s := range then {
		if s.Text != "" || slices.ContainsFunc(now, func(seg *segment) bool { return s.ID == seg.ID }) {
			b = append(b, s.ID)
		}
	}
	return slices.Equal(a, b)
}

// unsplit joins again what a step split; true when there was nothing to do.
func (d *Document) unsplit(p *plan, s *step.Step) bool {
	for _, m := range s.Moved {
		if m.Seg != s.Seg || m.From == 0 {
			continue
		}
		head, tail := d.Segs[m.Seg], d.Segs[m.To]
		if head == nil || tail == nil || head.Unit == nil || tail.Unit == nil {
			return false
		}
		length := change.Units(head.Text)
		if length+change.Units(tail.Text) > d.most {
			return false
		}
		p.gone = append(p.gone, tail)
		between := ""
		if p.kind == "redo" { // it was joined with what was needed between
			between = letter.Glue(head.Text, tail.Text)
		}
		p.joined = tail.ID
		p.moved = append(p.moved, row.Moved{Seg: tail.ID, Rev: tail.Rev, To: head.ID, At: length + len(between)})
		p.setEdit(head, change.Replace(length, length, length, between+tail.Text), trail.Revision{Join: true})
	}
	return true
}

// joint returns where the place is now at which a step joined texts in revision rev
// of a segment, from the end of the first to the beginning of the second, which was at
// before and the text was then. Without a space between them, what was written there
// since is between the two. False when it is not in the segment any more.
func (d *Document) joint(seg *segment, rev int64, at int, then string) (start, end int, ok bool) {
	revs, err := d.revisions(seg, rev-1)
	if err != nil || len(revs) == 0 {
		return 0, 0, false
	}
	first := revs[0].Ops.Len()
	if seg.Text == then {
		return first, at, true
	}
	one, start, ok1 := d.placeNow(seg, first, rev, false)
	other, end, ok2 := d.placeNow(seg, at, rev, at == first)
	return start, end, ok1 && ok2 && one == seg && other == seg
}

// placeNow follows a place in a text from a revision on, through what was split and
// joined since, to where it is now. At what is put in there, and at a split, it stays
// before, or with after goes behind.
func (d *Document) placeNow(seg *segment, pos int, rev int64, after bool) (*segment, int, bool) {
	revs, err := d.revisions(seg, rev)
	if err != nil {
		return nil, 0, false
	}
	for _, r := range revs {
		if m := r.Move; m != nil && (pos > m.From || after && pos == m.From) {
			to := d.segment(m.To)
			if to == nil {
				return nil, 0, false
			}
			return d.placeNow(to, pos-m.From, m.ToRev, after)
		}
		pos = r.Ops.MapPos(pos, after)
	}
	if seg.Unit != nil {
		return seg, pos, true
	}
	if seg.gone == nil {
		return nil, 0, false
	}
	to := d.segment(seg.gone.To)
	if to == nil {
		return nil, 0, false
	}
	return d.placeNow(to, seg.gone.At+pos, seg.gone.Rev, after)
}

// unjoin splits again what a step joined, where the joint is now; true when
// there was nothing to do.
func (d *Document) unjoin(p *plan, s *step.Step) bool {
	for _, m := range s.Moved {
		if m.Seg != s.Joined || s.Joined == "" {
			continue
		}
		seg := d.Segs[m.To]
		if seg == nil || seg.Unit == nil {
			return false
		}
		start, end, ok := d.joint(seg, s.Rev, m.At, s.Text(seg.ID))
		if !ok {
			return false
		}
		from, ok1 := change.Offset(seg.Text, start)
		to, ok2 := change.Offset(seg.Text, end)
		if !ok1 || !ok2 || to < from {
			return false // the joint is inside a character by now
		}
		if from == 0 || to == len(seg.Text) {
			return false // nothing is left of one of the two
		}
		if between := seg.Text[from:to]; between != "" && between != " " {
			start, from = end, to // somebody wrote at the joint: it stays with the first
		}
		length := change.Units(seg.Text)
		tail := d.segment(m.Seg)
		if tail == nil || tail.Unit != nil {
			return false
		}
		// The paragraph comes back as it was and then gets the text that it has
		// by now, as a revision of its own.
		tail.version, tail.Kind, p.tail = seg.version, s.JoinedKind, tail
		move := row.Moved{Seg: seg.ID, Rev: seg.Rev, From: end, To: tail.ID, ToRev: tail.Rev}
		if p.now = seg.Text[to:]; p.now != tail.Text {
			move.ToRev++
		}
		p.moved = append(p.moved, move)
		p.setEdit(seg, change.Replace(length, start, length, ""), trail.Revision{Move: &move})
	}
	return true
}
