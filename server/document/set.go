package document

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/check"
	"triptych/align/message"
	"triptych/server/approved"
	"triptych/server/change"
	"triptych/server/row"
	"triptych/server/store"
	"triptych/server/waived"
	"triptych/server/wire"
)

// Author is who sets something, and when.
type Author struct {
	Who store.Person
	At  int64 // unix ms
}

// setters carry out each kind of message that sets something of a unit.
var setters = map[string]func(*Document, *wire.ClientMessage, *Unit, Author) (Event, *Refusal){
	"approve":  (*Document).setApproval,
	"withdraw": (*Document).setApproval,
	"state":    (*Document).setState,
	"waive":    (*Document).setWaiver,
	"unwaive":  (*Document).setWaiver,
}

// manyMost bounds what one message sets: all of it is one turn of its document.
const manyMost = 250

// Set changes what people say of the texts: approvals, cell states, waivers. Of many,
// those that cannot be are left out; when that is all, the message is refused.
func (d *Document) Set(m *wire.ClientMessage, by Author) ([]Event, *Refusal) {
	setter := setters[m.What]
	switch {
	case setter == nil:
		return nil, bad("no.what", "what", m.What)
	case len(m.Many) > manyMost:
		return nil, bad("no.many_set", "most", itoa(manyMost))
	}
	var before []check.PairStatus
	if m.What == "approve" || m.What == "withdraw" {
		before = d.standing()
	}
	var events []Event
	var refused *Refusal
	for part := range m.Parts() {
		u := d.ByID[part.Unit]
		if u == nil {
			refused = cmp.Or(refused, refuse(wire.CodeGone, message.Of("no.unit.merged")))
			continue
		}
		h, no := setter(d, part, u, by)
		if refused = cmp.Or(refused, no); no == nil {
			events = append(events, h)
		}
	}
	if len(events) == 0 {
		return nil, refused
	}
	if before != nil {
		d.restand(before)
	}
	return events, nil
}

// setState stores what a person says of a cell. One with a blocker in it cannot
// be done.
func (d *Document) setState(m *wire.ClientMessage, u *Unit, by Author) (Event, *Refusal) {
	v, err := align.ParseVersion(m.Side)
	if err != nil {
		return Event{}, bad("no.version", "tag", m.Side)
	}
	if !slices.Contains([]string{"imported", "draft", "converted", "done", "rework"}, m.Val) {
		return Event{}, bad("no.state")
	}
	if m.Val == "converted" && !row.MadeFor(v, m.Made) {
		return Event{}, bad("no.made")
	}
	if m.Val == "done" && u.Hashes[v] == "" {
		return Event{}, bad("no.text")
	}
	if m.Val == "done" {
		if f := approved.Blocker(d.Status(u).Findings, v); f != nil {
			return Event{}, refuse(wire.CodeConflict, about("no.mend_first", f))
		}
	}
	made := ""
	switch {
	case m.Val == "converted":
		made = m.Made
	case m.Val != "rework":
	case strings.TrimSpace(m.Reason) == "":
		return Event{}, bad("no.rework_reason")
	case change.Units(m.Reason) > wire.ReasonMost:
		return Event{}, bad("no.reason_long", "most", itoa(wire.ReasonMost))
	default:
		made = m.Reason // what its translator is to read
	}
	u.state[v], u.made[v] = m.Val, made
	return d.recordSet(u, store.Event{Kind: "state", State: &store.CellState{Unit: u.ID, Version: v, State: m.Val, Made: made}},
		row.Body{Unit: u.ID, Side: m.Side, Val: m.Val, Made: made}), nil
}

// about names the finding that keeps something from being done.
func about(key string, f *check.Finding) message.Message {
	says := message.Message{Key: key, Args: map[string]string{"finding": f.Key}}
	maps.Copy(says.Args, f.Args)
	return says
}

// setWaiver stores a waiver, or takes one back.
func (d *Document) setWaiver(m *wire.ClientMessage, u *Unit, by Author) (Event, *Refusal) {
	w, no := waived.Asked(m, u.ID, u.hashesOf)
	if no != nil {
		return Event{}, no
	}
	ev := store.Event{Kind: m.What}
	if m.What == "unwaive" {
		key := d.waivers.Over(waived.KeyOf(&w))
		w.Pair, w.Finding = key.Pair, key.Finding
		delete(d.waivers, key)
		ev.Unwaive = &w
	} else {
		w.Who, w.At = by.Who, by.At
		d.waivers[waived.KeyOf(&w)] = w
		ev.Waive = &w
	}
	body := row.Body{Unit: u.ID, Pair: w.Pair, Check: w.Rule, Finding: w.Finding, Reason: m.Reason, Hashes: strings.Split(w.Hashes, ":")}
	return d.recordSet(u, ev, body), nil
}

// recordSet records an event that touches one unit.
func (d *Document) recordSet(u *Unit, ev store.Event, body row.Body) Event {
	u.touch()
	d.Unchecked[u.ID] = true
	ev.Body = body.Encode()
	return d.record(ev)
}
