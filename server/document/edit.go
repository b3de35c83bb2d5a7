package document

import (
	"errors"

	"triptych/align/message"
	"triptych/server/change"
	"triptych/server/store"
	"triptych/server/trail"
	"triptych/server/wire"
)

// What one edit may cost the document, some 20 ms: how many places it has, and how many
// of it and of revisions are met in mapping it. Beyond, the client is to take the newest.
const (
	placesMost = 10_000
	mapMost    = 50_000
	readMost   = 1 << 20 // bytes of revisions that are read for it, some 10 ms
)

// errFar says that an edit is too far behind, or too large for that, to be mapped.
var errFar = errors.New("the edit is too far behind")

// errGone says that the text of a segment went nowhere: a revision took it out.
var errGone = errors.New("the segment was taken out")

// Base is the text that a message was made on; known is false when the database alone
// has it.
func (d *Document) Base(m *wire.ClientMessage) (text string, known bool, no *Refusal) {
	seg := d.segment(m.Seg)
	if seg == nil {
		return "", true, refuse(wire.CodeGone, message.Of("no.paragraph")).Kept()
	}
	if m.Base < 0 || m.Base > seg.Rev {
		return "", true, bad("no.revision", "base", itoa(m.Base), "rev", itoa(seg.Rev)).Kept()
	}
	text, known, err := seg.at(m.Base)
	if err != nil {
		return "", true, failed(err)
	}
	return text, known, nil
}

// at is the text of the segment at a revision; known is false when the database alone
// has it.
func (s *segment) at(rev int64) (text string, known bool, err error) {
	return s.revs.Before(s.Text, int(s.Rev-rev))
}

// Edit changes the text of a segment by ops.
func (d *Document) Edit(m *wire.ClientMessage, ops change.Set) ([]Event, *Refusal) {
	seg := d.segment(m.Seg)
	if seg == nil {
		return nil, refuse(wire.CodeGone, message.Of("no.paragraph")).Kept()
	}
	if m.Base < 0 || m.Base > seg.Rev {
		return nil, bad("no.revision", "base", itoa(m.Base), "rev", itoa(seg.Rev)).Kept()
	}
	if ops.Places() > placesMost {
		return nil, refuse(wire.CodeLimit, message.Of("no.places", "places", itoa(ops.Places()), "most", itoa(placesMost))).Kept()
	}
	d.left = mapMost
	routed, err := d.route(seg, ops, m.Base)
	d.Worked += mapMost - d.left + ops.Places()
	switch {
	case errors.Is(err, errFar):
		return nil, refuse(wire.CodeStale, message.Of("no.far")).Kept()
	case errors.Is(err, errGone):
		return nil, refuse(wire.CodeGone, message.Of("no.paragraph")).Kept()
	case err != nil:
		return nil, failed(err)
	}
	return d.applyEdits(m, routed)
}

// failed refuses an edit that does not fit the text it says it was made on.
func failed(err error) *Refusal {
	for _, k := range []struct {
		err error
		key string
	}{{change.ErrText, "no.fit.text"}, {change.ErrLength, "no.fit.length"}, {change.ErrSurrogate, "no.fit.surrogate"}} {
		if errors.Is(err, k.err) {
			return bad("no.fit", "reason", k.key).Kept()
		}
	}
	return broken(err).Kept()
}

// applyEdits changes texts and writes one event for each, or does nothing.
func (d *Document) applyEdits(m *wire.ClientMessage, edits []routedEdit) ([]Event, *Refusal) {
	edits, err := settle(edits)
	if err != nil {
		return nil, failed(err)
	}
	for i := range edits {
		e := &edits[i]
		if e.text, err = e.ops.Apply(e.seg.Text); err != nil {
			return nil, failed(err)
		} else if !change.ValidText(e.text) {
			return nil, failed(change.ErrText)
		}
		if most := d.most; e.ops.NewLen() > most && e.ops.NewLen() > e.ops.Len() {
			return nil, refuse(wire.CodeLimit, message.Of("no.long", "length", itoa(e.ops.NewLen()), "most", itoa(most))).Kept()
		}
	}
	var events []Event
	for _, e := range edits {
		h := d.write(e)
		h.Bare = e.seg.ID == m.Seg && !e.mapped && m.T == "op"
		events = append(events, h)
	}
	return events, nil
}

// write makes an edit that fits its segment the next revision.
func (d *Document) write(e routedEdit) Event {
	undo, err := e.ops.Invert(e.seg.Text)
	if err != nil {
		panic("an edit that fitted its text does not fit it any more") // nothing came between
	}
	e.seg.advance(e.text, trail.Revision{Seq: d.Head + 1, Ops: e.ops, Undo: undo}, d.Committed)
	e.seg.Unit.rehashCell(e.seg.version)
	d.Unchecked[e.seg.Unit.ID] = true
	return d.record(store.Event{Kind: "edit", Seg: e.seg.ID, Rev: e.seg.Rev, Ops: string(e.ops.AppendJSON(nil)), Text: e.text})
}

// settle makes one edit of parts that were divided by a split and came together
// again by a join.
func settle(edits []routedEdit) ([]routedEdit, error) {
	var out []routedEdit
next:
	for _, e := range edits {
		for i := range out {
			if out[i].seg != e.seg {
				continue
			}
			later, err := e.ops.Map(out[i].ops, false)
			if err == nil {
				out[i].ops, err = out[i].ops.Compose(later)
			}
			if err != nil {
				return nil, err
			}
			continue next
		}
		out = append(out, e)
	}
	return out, nil
}

// advance puts the segment's next revision in place.
func (s *segment) advance(text string, rev trail.Revision, committed int64) {
	s.Text = text
	s.Rev++
	s.revs = s.revs.Add(rev, committed)
}
