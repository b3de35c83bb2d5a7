package server

import (
	"slices"

	"triptych/align"
	"triptych/server/change"
	"triptych/server/wire"
)

// planUndo takes back the newest structural step that was not taken back yet,
// whoever made it. Texts keep what was typed since: a paragraph that was split
// is joined again, one that was joined is split where the joint is now. When
// another arrangement or new text stands in the way, nothing is done.
func (r *room) planUndo(_ *wire.ClientMessage) (*plan, *refusal) {
	i := len(r.steps.list) - 1
	for ; i >= 0; i-- {
		if s := r.steps.list[i]; !s.undone && s.Undoes == 0 {
			break
		}
	}
	if i < 0 {
		return nil, bad("there is no step to undo")
	}
	s := r.steps.list[i]
	inTheWay := &refusal{code: wire.CodeConflict, why: "the step cannot be undone: its units were changed since"}
	first, ok := r.standsAs(s)
	if !ok {
		return nil, inTheWay
	}
	p := &plan{kind: "undo", first: first, last: first + len(s.New) - 1, undoes: s.S}
	if !r.unsplit(p, s) || !r.unjoin(p, s) {
		return nil, inTheWay
	}
	placed := map[*segment]bool{}
	for _, w := range s.Was {
		c := planned{from: r.doc.byID[w.ID], id: w.ID, confidence: w.Confidence, why: w.Why}
		if c.why == nil {
			c.why = []string{}
		}
		if c.from != nil && !slices.Contains(r.doc.units[p.first:p.last+1], c.from) {
			return nil, inTheWay
		}
		for v, ids := range w.Segs {
			for _, id := range ids {
				if seg := p.stand(r.doc.segs[id], id); seg != nil {
					c.segs[v] = append(c.segs[v], seg)
					placed[seg] = true
				}
			}
		}
		p.cells = append(p.cells, c)
	}
	for _, u := range r.doc.units[p.first : p.last+1] {
		for _, segs := range u.segs {
			for _, seg := range segs {
				if placed[seg] || slices.Contains(p.gone, seg) {
					continue
				}
				if seg.text != "" {
					return nil, inTheWay // somebody wrote in it since
				}
				p.gone = append(p.gone, seg)
			}
		}
	}
	return p, nil
}

// stand returns the segment to put where it stood: also one that the step had
// joined, but none for an empty one that is gone.
func (p *plan) stand(seg *segment, id string) *segment {
	if p.tail != nil && p.tail.id == id {
		return p.tail
	}
	if seg == nil || seg.unit == nil || slices.Contains(p.gone, seg) {
		return nil
	}
	return seg
}

// standsAs reports whether the units after a step stand as it left them, and
// where the first is.
func (r *room) standsAs(s *step) (first int, ok bool) {
	if len(s.New) == 0 {
		return 0, false
	}
	u := r.doc.byID[s.New[0].ID]
	if u == nil {
		return 0, false
	}
	first = r.doc.locate(u)
	for i, view := range s.New {
		if first+i >= len(r.doc.units) || r.doc.units[first+i].id != view.ID {
			return 0, false
		}
		for _, v := range align.Versions {
			if !sameTexts(r.doc.units[first+i].segs[v], view.Cells[v].Segs) {
				return 0, false
			}
		}
	}
	return first, true
}

// sameTexts reports whether a cell holds the segments that it held; empty ones
// may have come and gone.
func sameTexts(now []*segment, then []wire.SegmentView) bool {
	var a, b []string
	for _, seg := range now {
		if seg.text != "" || slices.ContainsFunc(then, func(s wire.SegmentView) bool { return s.ID == seg.id }) {
			a = append(a, seg.id)
		}
	}
	for _, s := range then {
		if s.Text != "" || slices.ContainsFunc(now, func(seg *segment) bool { return s.ID == seg.id }) {
			b = append(b, s.ID)
		}
	}
	return slices.Equal(a, b)
}

// unsplit joins again what a step split; true when there was nothing to do.
func (r *room) unsplit(p *plan, s *step) bool {
	for _, m := range s.Moved {
		if m.Seg != s.Seg || m.From == 0 {
			continue
		}
		head, tail := r.doc.segs[m.Seg], r.doc.segs[m.To]
		if head == nil || tail == nil || head.unit == nil || tail.unit == nil {
			return false
		}
		length := change.Units(head.text)
		if length+change.Units(tail.text) > r.srv.limits.Segment {
			return false
		}
		p.gone = append(p.gone, tail)
		p.moved = append(p.moved, wire.Moved{Seg: tail.id, Rev: tail.rev, To: head.id, At: length})
		p.setEdit(head, change.Replace(length, length, length, tail.text), revision{join: true})
	}
	return true
}

// unjoin splits again what a step joined, where the joint is now; true when
// there was nothing to do.
func (r *room) unjoin(p *plan, s *step) bool {
	for _, m := range s.Moved {
		if m.Seg != s.Joined || s.Joined == "" {
			continue
		}
		seg := r.doc.segs[m.To]
		if seg == nil || seg.unit == nil {
			return false
		}
		revs, err := r.revisions(seg, s.Rev-1)
		if err != nil || len(revs) == 0 {
			return false
		}
		start, end := revs[0].ops.Len(), m.At // the joint, with its space, after the join
		for _, rev := range revs[1:] {
			start, end = rev.ops.MapPos(start, false), rev.ops.MapPos(end, false)
		}
		from, ok1 := change.Offset(seg.text, start)
		to, ok2 := change.Offset(seg.text, end)
		if !ok1 || !ok2 || to < from || from == 0 || to == len(seg.text) {
			return false
		}
		if between := seg.text[from:to]; between != "" && between != " " {
			start, from = end, to // somebody wrote at the joint: it stays with the first
		}
		length := change.Units(seg.text)
		tail := r.segment(m.Seg)
		if tail == nil || tail.unit != nil {
			return false
		}
		// The paragraph comes back as it was and then gets the text that it has
		// by now, as a revision of its own.
		tail.version, tail.kind, p.tail = seg.version, s.JoinedKind, tail
		move := wire.Moved{Seg: seg.id, Rev: seg.rev, From: end, To: tail.id, ToRev: tail.rev}
		if now := seg.text[to:]; now != tail.text {
			p.fix = change.Between(tail.text, now)
			move.ToRev++
		}
		p.moved = append(p.moved, move)
		p.setEdit(seg, change.Replace(length, start, length, ""), revision{move: &move})
	}
	return true
}
