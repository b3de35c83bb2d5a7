package document

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/check"
	"triptych/align/message"
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

// Set changes what people say of the texts: approvals, cell states, waivers.
func (d *Document) Set(m *wire.ClientMessage, by Author) ([]Event, *Refusal) {
	u := d.ByID[m.Unit]
	if u == nil {
		return nil, refuse(wire.CodeGone, message.Of("no.unit.merged"))
	}
	setter := setters[m.What]
	if setter == nil {
		return nil, bad("no.what", "what", m.What)
	}
	h, no := setter(d, m, u, by)
	if no != nil {
		return nil, no
	}
	return []Event{h}, nil
}

var validMade = regexp.MustCompile(`^zh-Han[st]@[0-9]{1,18}(\+[0-9]{1,18})*$`)

// setApproval stores that two exact texts say the same, or takes that back. An
// approval names the texts that were on the screen; when they are others by
// now, it is refused with the present ones.
func (d *Document) setApproval(m *wire.ClientMessage, u *Unit, by Author) (Event, *Refusal) {
	p, err := align.ParsePair(m.Pair)
	if err != nil {
		return Event{}, bad("no.pair", "pair", m.Pair)
	}
	now := [2]string{u.Hashes[p[0]], u.Hashes[p[1]]}
	ev := store.Event{Kind: m.What}
	body := row.Body{Unit: u.ID, Pair: m.Pair, Hashes: now[:]}
	if m.What == "withdraw" {
		d.changeApprovals(u, p, func(all *approvals) { all.withdraw(u.ID, p, now) })
		ev.Withdraw = &store.Withdrawal{Unit: u.ID, Pair: p, Hashes: now}
		return d.recordSet(u, ev, body), nil
	}
	if now[0] == "" || now[1] == "" {
		return Event{}, bad("no.text.either")
	}
	if !slices.Equal(m.Hashes, now[:]) {
		return Event{}, refuse(wire.CodeConflict, message.Of("no.approve")).with(now[:])
	}
	a := store.Approval{Pair: p, Hashes: now, Unit: u.ID, Who: by.Who, At: by.At}
	d.changeApprovals(u, p, func(all *approvals) { all.give(a) })
	a.Texts = [2]string{u.Text(p[0]), u.Text(p[1])}
	ev.Approve = &a
	for _, v := range p {
		if u.cellState(v) == "converted" { // who approves it confirms it
			u.state[v], u.made[v] = "done", ""
			ev.State = &store.CellState{Unit: u.ID, Version: v, State: "done"}
			body.Side, body.Val = v.String(), "done"
		}
	}
	return d.recordSet(u, ev, body), nil
}

// madeFor reports whether a cell of version v can have been converted from made:
// zh-Hant from "zh-Hans@12" or, of several segments, "zh-Hans@3+0".
func madeFor(v align.Version, made string) bool {
	if !v.IsChinese() || len(made) > 200 {
		return false
	}
	other := align.Hans + align.Hant - v
	return strings.HasPrefix(made, other.String()+"@") && validMade.MatchString(made)
}

// setState stores what a person says of a cell. One with a blocker in it cannot
// be done.
func (d *Document) setState(m *wire.ClientMessage, u *Unit, by Author) (Event, *Refusal) {
	v, err := align.ParseVersion(m.Side)
	if err != nil {
		return Event{}, bad("no.version", "tag", m.Side)
	}
	if !slices.Contains([]string{"draft", "converted", "done", "rework"}, m.Val) {
		return Event{}, bad("no.state")
	}
	if m.Val == "converted" && !madeFor(v, m.Made) {
		return Event{}, bad("no.made")
	}
	if m.Val == "done" && u.Hashes[v] == "" {
		return Event{}, bad("no.text")
	}
	if m.Val == "done" {
		for _, f := range d.Status(u).Findings {
			if f.Tells(check.Blocker) && concerns(f, v) {
				return Event{}, refuse(wire.CodeConflict, mendFirst(f))
			}
		}
	}
	made := ""
	if m.Val == "converted" {
		made = m.Made
	}
	u.state[v], u.made[v] = m.Val, made
	return d.recordSet(u, store.Event{Kind: "state", State: &store.CellState{Unit: u.ID, Version: v, State: m.Val, Made: made}},
		row.Body{Unit: u.ID, Side: m.Side, Val: m.Val, Made: made}), nil
}

// concerns reports whether a finding is about a version's text: where one is known to be
// the odd one out, the others are right.
func concerns(f check.Finding, v align.Version) bool {
	if f.Odd != nil {
		return *f.Odd == v
	}
	return slices.Contains(f.Pair, v)
}

// mendFirst names the finding that keeps a cell from being done.
func mendFirst(f check.Finding) message.Message {
	says := message.Message{Key: "no.mend_first", Args: map[string]string{"finding": f.Key}}
	maps.Copy(says.Args, f.Args)
	return says
}

// reasonMost is how long the reason of a waiver may be, in UTF-16 units: everybody
// who opens the document is sent it. The field in the page allows as much.
const reasonMost = 500

// setWaiver stores that a finding, or all of a check and pair, is all right in
// these texts, or all of a check in this unit whatever they are; or takes that back.
func (d *Document) setWaiver(m *wire.ClientMessage, u *Unit, by Author) (Event, *Refusal) {
	rule, ok := check.ByID(m.Check)
	if !ok {
		return Event{}, bad("no.check", "check", m.Check)
	}
	w := store.Waiver{Unit: u.ID, Rule: m.Check, Version: rule.Version, Hashes: waived.Always}
	if m.Val != wire.Here {
		versions, no := versionsOf(m.Pair)
		if no != nil {
			return Event{}, no
		}
		w.Pair, w.Finding, w.Hashes = m.Pair, m.Finding, u.hashesOf(versions)
	}
	ev := store.Event{Kind: m.What}
	switch {
	case len(m.Finding) > 40:
		return Event{}, bad("no.finding")
	case m.What == "unwaive":
		key := d.waivers.Over(waived.KeyOf(&w))
		w.Pair, w.Finding = key.Pair, key.Finding
		delete(d.waivers, key)
		ev.Unwaive = &w
	case strings.TrimSpace(m.Reason) == "":
		return Event{}, bad("no.reason")
	case change.Units(m.Reason) > reasonMost:
		return Event{}, bad("no.reason_long", "most", itoa(reasonMost))
	case len(m.Hashes) > 0 && w.Hashes != waived.Always && strings.Join(m.Hashes, ":") != w.Hashes:
		return Event{}, refuse(wire.CodeConflict, message.Of("no.waive")).with(strings.Split(w.Hashes, ":"))
	default:
		w.Who, w.At, w.Reason = by.Who, by.At, m.Reason
		d.waivers[waived.KeyOf(&w)] = w
		ev.Waive = &w
	}
	body := row.Body{Unit: u.ID, Pair: w.Pair, Check: w.Rule, Finding: w.Finding, Reason: w.Reason, Hashes: strings.Split(w.Hashes, ":")}
	return d.recordSet(u, ev, body), nil
}

// versionsOf reads the versions of a finding, tags with colons between them.
func versionsOf(pair string) (versions []align.Version, no *Refusal) {
	for tag := range strings.SplitSeq(pair, ":") {
		v, err := align.ParseVersion(tag)
		if err != nil {
			return nil, bad("no.version", "tag", tag)
		}
		versions = append(versions, v)
	}
	if len(versions) > len(align.Versions) {
		return nil, bad("no.versions")
	}
	return versions, nil
}

// recordSet records an event that touches one unit.
func (d *Document) recordSet(u *Unit, ev store.Event, body row.Body) Event {
	u.touch()
	d.Unchecked[u.ID] = true
	ev.Body = body.Encode()
	return d.record(ev)
}
