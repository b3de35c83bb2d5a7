package peer

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"triptych/align"
	"triptych/server/change"
	"triptych/server/wire"
)

// ErrGap says that an event is missing: the server broke its promise.
var ErrGap = errors.New("an event is missing")

func (p *Peer) take(kind string, raw json.RawMessage) error {
	switch kind {
	case "welcome":
		return decode(raw, func(w *wire.Welcome) error {
			p.Head, p.Checked, p.Halt = w.Head, wire.Checked{}, w.Halt
			if p.Epoch != w.Epoch {
				p.waiting = true
			}
			p.Epoch = w.Epoch
			return nil
		})
	case "snap":
		return decode(raw, p.takeSnap)
	case "ev":
		return decode(raw, p.takeEvent)
	case "nack":
		return decode(raw, func(n *wire.Nack) error { p.takeNack(n); return nil })
	case "unit":
		return decode(raw, func(u *wire.UnitStatus) error { p.Status[u.Unit] = u.Status; return nil })
	case "checked":
		return decode(raw, func(c *wire.Checked) error { p.Checked = *c; return nil })
	case "resync":
		p.waiting, p.parts = true, nil
		p.Resyncs++
		p.begun = false
		return decode(raw, func(r *wire.Resync) error {
			if r.History {
				p.Others++
			}
			return nil
		})
	case "bye":
		return decode(raw, func(b *wire.Bye) error { p.Bye = b; return nil })
	case "pres", "gone", "pong":
	default:
		return fmt.Errorf("unknown message %q", kind)
	}
	return nil
}

func decode[T any](raw json.RawMessage, take func(*T) error) error {
	v := new(T)
	if err := json.Unmarshal(raw, v); err != nil {
		return err
	}
	return take(v)
}

// takeSnap begins afresh with the last part. What is in flight stays so.
func (p *Peer) takeSnap(s *wire.Snap) error {
	if s.Part != len(p.parts) {
		return fmt.Errorf("part %d of the snapshot after %d", s.Part, len(p.parts))
	}
	if p.parts = append(p.parts, *s); len(p.parts) < s.Parts {
		return nil
	}
	p.At, p.Chain, p.waiting, p.Order = s.Head, s.Chain, false, make([]string, s.Of)
	p.Units, p.Segs = map[string][3][]string{}, map[string]*Segment{}
	for _, part := range p.parts {
		for i, view := range part.Units {
			p.place(view)
			p.Order[part.At+i] = view.ID
		}
	}
	if slices.Contains(p.Order, "") {
		return errors.New("a unit is in no part of the snapshot")
	}
	p.parts = nil
	for _, id := range p.order {
		if seg := p.Segs[p.flight[id].seg]; seg != nil {
			seg.held = true
		}
	}
	if p.begun {
		return nil // those in flight were sent again with hello
	}
	return p.sendAgain()
}

// place puts a unit and its segments as a view has them.
func (p *Peer) place(view wire.UnitView) {
	var ids [3][]string
	for v, cell := range view.Cells {
		for _, s := range cell.Segs {
			ids[v] = append(ids[v], s.ID)
			seg := p.Segs[s.ID]
			if seg == nil || seg.Rev != s.Rev {
				fresh := &Segment{ID: s.ID, Version: v, Rev: s.Rev, Text: s.Text}
				fresh.held = p.awaited(s.ID)
				seg = fresh
				p.Segs[s.ID] = seg
			}
			seg.Unit = view.ID
		}
	}
	p.Units[view.ID] = ids
	p.Status[view.ID], p.Aside[view.ID] = view.Status, view.Aside
}

// awaited reports whether a message about the segment has no answer yet.
func (p *Peer) awaited(seg string) bool {
	for _, out := range p.flight {
		if out.seg == seg {
			return true
		}
	}
	return false
}

func (p *Peer) takeEvent(ev *wire.Event) error {
	if p.waiting {
		return nil
	}
	if ev.S <= p.At {
		if ev.Own {
			p.answered(ev.ID, true)
		}
		return nil
	}
	if ev.S != p.At+1 {
		return fmt.Errorf("%w: %d after %d", ErrGap, ev.S, p.At)
	}
	p.At, p.Chain = ev.S, ev.Chain
	var err error
	switch ev.K {
	case "edit":
		err = p.takeEdit(ev)
	case "struct":
		p.takeStructure(ev)
	}
	if ev.Own {
		p.answered(ev.ID, true)
	}
	return err
}

func (p *Peer) takeEdit(ev *wire.Event) error {
	s := p.Segs[ev.Seg]
	if s == nil {
		return fmt.Errorf("no segment %s", ev.Seg)
	}
	if ev.Rev != s.Rev+1 {
		return fmt.Errorf("revision %d after %d", ev.Rev, s.Rev)
	}
	ops, err := p.opsOf(ev)
	if err != nil {
		return err
	}
	own := ev.Own && s.sent != nil && s.sentID == ev.ID && !s.held
	if own {
		if len(ev.Ops) > 0 && s.Text != "" {
			if err := sameEffect(s.Text, ops, *s.sent); err != nil {
				return err
			}
		}
		ops, s.sent = *s.sent, nil
	} else if err := s.rebase(ops); err != nil {
		return err
	}
	text, err := ops.Apply(s.Text)
	s.Text, s.Rev = text, ev.Rev
	return err
}

// opsOf is the change that an edit made. Without ops it is one of this peer's,
// stored as it was sent: then it is read from the message, because what the
// segment remembers of it is lost when the segment was joined to another and
// came back, or a snapshot came, while the message was on its way.
func (p *Peer) opsOf(ev *wire.Event) (change.Set, error) {
	if len(ev.Ops) > 0 {
		return change.Parse(ev.Ops)
	}
	var m wire.ClientMessage
	if out, ok := p.flight[ev.ID]; !ok || !ev.Own {
		return change.Set{}, fmt.Errorf("no ops for what was not sent from here")
	} else if err := json.Unmarshal(out.frame, &m); err != nil {
		return change.Set{}, err
	}
	if m.T != "op" || m.Seg != ev.Seg || m.Base != ev.Rev-1 {
		return change.Set{}, fmt.Errorf("no ops, although what was sent was made on revision %d", m.Base)
	}
	return change.Parse(m.Ops)
}

// sameEffect checks that the server mapped a change as it was mapped here.
func sameEffect(text string, theirs, ours change.Set) error {
	a, errA := theirs.Apply(text)
	b, errB := ours.Apply(text)
	if errA != nil || errB != nil || a != b {
		return fmt.Errorf("mapped otherwise: %q and %q (%v, %v)", a, b, errA, errB)
	}
	return nil
}

// rebase moves what is pending behind a change of somebody else.
func (s *Segment) rebase(ops change.Set) error {
	if s.held {
		return nil
	}
	var err error
	if s.sent != nil {
		over := *s.sent
		mapped, err := over.Map(ops, false)
		if err != nil {
			return err
		}
		if ops, err = ops.Map(over, true); err != nil {
			return err
		}
		s.sent = &mapped
	}
	if !s.buffer.Empty() {
		s.buffer, err = s.buffer.Map(ops, false)
	}
	return err
}

// takeStructure replaces units. What was buffered in a text that was split or
// joined is given up: a peer that edits such texts waits for answers first.
func (p *Peer) takeStructure(ev *wire.Event) {
	at := len(p.Order)
	old := map[string]bool{}
	var gone []string
	for _, id := range ev.Old {
		old[id] = true
		for _, segs := range p.Units[id] {
			gone = append(gone, segs...)
		}
		delete(p.Units, id)
	}
	var order []string
	for i, id := range p.Order {
		if old[id] {
			at = min(at, i)
		} else {
			order = append(order, id)
		}
	}
	var ids []string
	for _, view := range ev.New {
		p.place(view)
		ids = append(ids, view.ID)
	}
	at = min(at, len(order))
	p.Order = append(append(append([]string(nil), order[:at]...), ids...), order[at:]...)
	for _, id := range gone {
		if s := p.Segs[id]; s != nil && !p.stands(s) {
			delete(p.Segs, id)
		}
	}
}

func (p *Peer) stands(s *Segment) bool {
	for _, id := range p.Units[s.Unit][s.Version] {
		if id == s.ID {
			return true
		}
	}
	return false
}

func (p *Peer) takeNack(n *wire.Nack) {
	p.Nacks[n.ID] = *n
	if n.Code != "full" && n.Code != "rate" {
		p.answered(n.ID, false)
	}
}

// answered takes a message off the list of those in flight.
func (p *Peer) answered(id string, stored bool) {
	if _, ok := p.flight[id]; !ok {
		return
	}
	out := p.flight[id]
	delete(p.flight, id)
	for i, waiting := range p.order {
		if waiting == id {
			p.order = append(p.order[:i:i], p.order[i+1:]...)
			break
		}
	}
	if stored {
		p.Acked = append(p.Acked, id)
	}
	if s := p.Segs[out.seg]; s != nil && (s.sentID == id || s.held) {
		s.sent, s.sentID, s.held = nil, "", false
		if !stored {
			s.buffer = change.Set{}
		}
	}
}

// Texts returns the text of every version, segment by segment in order.
func (p *Peer) Texts() [3][]string {
	var texts [3][]string
	for _, unit := range p.Order {
		for _, v := range align.Versions {
			for _, id := range p.Units[unit][v] {
				texts[v] = append(texts[v], p.Segs[id].Text)
			}
		}
	}
	return texts
}
