package document

import (
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/check"
	"triptych/align/message"
	"triptych/server/approved"
	"triptych/server/change"
	"triptych/server/row"
	"triptych/server/store"
	"triptych/server/wire"
)

// PairStatus says what approvals say of a pair, and which one was last of a stale pair.
func (d *Document) PairStatus(u *Unit, p align.Pair) (check.PairStatus, *store.Approval) {
	return d.approvals.Status(u.ID, p, u.sides(p), u.plainly)
}

// Given is the approval that was given last in a unit.
func (d *Document) Given(u *Unit, p align.Pair) (store.Approval, bool) {
	return d.approvals.Last(u.ID, p)
}

// Marks are the approvals that the pairs of a unit have, by pair.
func (d *Document) Marks(unit string) map[string]store.Approval {
	marks := map[string]store.Approval{}
	if u := d.ByID[unit]; u != nil {
		for _, p := range d.Pairs() {
			if a, ok := d.approvals.Of(u.ID, p, u.sides(p), u.plainly); ok {
				marks[p.String()] = a
			}
		}
	}
	return marks
}

// standing is how every unit's pairs stand.
func (d *Document) standing() []check.PairStatus {
	pairs := d.Pairs()
	all := make([]check.PairStatus, 0, len(d.Units)*len(pairs))
	for _, u := range d.Units {
		for _, p := range pairs {
			status, _ := d.PairStatus(u, p)
			all = append(all, status)
		}
	}
	return all
}

// restand has every unit told of whose pairs stand otherwise than before: those with
// the same two texts as one that was approved, or whose approval was taken back.
func (d *Document) restand(before []check.PairStatus) {
	n := len(d.Pairs())
	for i, now := range d.standing() {
		if now != before[i] {
			u := d.Units[i/n]
			u.touch()
			d.Unchecked[u.ID] = true
		}
	}
}

// setApproval stores that two exact texts say the same, or takes that back. An
// approval names the texts that were on the screen; when they are others by
// now, it is refused with the present ones, and where an error is open between the
// two it needs a reason.
func (d *Document) setApproval(m *wire.ClientMessage, u *Unit, by Author) (Event, *Refusal) {
	p, err := align.ParsePair(m.Pair)
	if err != nil {
		return Event{}, bad("no.pair", "pair", m.Pair)
	}
	now := u.sides(p)
	if m.What == "withdraw" {
		return d.withdraw(m, u, p, now), nil
	}
	switch {
	case now[0] == "" || now[1] == "":
		return Event{}, bad("no.text.either")
	case change.Units(m.Reason) > wire.ReasonMost:
		return Event{}, bad("no.reason_long", "most", itoa(wire.ReasonMost))
	case !slices.Equal(m.Hashes, now[:]):
		return Event{}, refuse(wire.CodeConflict, message.Of("no.approve")).With(now[:])
	}
	if f := approved.Error(d.Status(u).Findings, p); f != nil && strings.TrimSpace(m.Reason) == "" {
		return Event{}, refuse(wire.CodeConflict, about("no.approve_error", f))
	}
	a := store.Approval{Pair: p, Hashes: now, Unit: u.ID, Who: by.Who, At: by.At, Seq: d.Head + 1, Plain: [2]string{u.plainly(p[0]), u.plainly(p[1])}}
	d.approvals.Give(a)
	a.Texts = [2]string{u.Text(p[0]), u.Text(p[1])}
	ev := store.Event{Kind: m.What, Approve: &a}
	body := row.Body{Unit: u.ID, Pair: m.Pair, Hashes: now[:], Reason: m.Reason}
	for _, v := range p {
		if u.cellState(v) == "converted" { // who approves it confirms it
			u.state[v], u.made[v] = "done", ""
			ev.State = &store.CellState{Unit: u.ID, Version: v, State: "done"}
			body.Side, body.Val = v.String(), "done"
		}
	}
	return d.recordSet(u, ev, body), nil
}

// withdraw takes back the approvals of a pair: all that were given in the unit, or,
// of a message about many, those of the texts that it names alone, so that what was
// approved before them counts again.
func (d *Document) withdraw(m *wire.ClientMessage, u *Unit, p align.Pair, now [2]string) Event {
	unit := u.ID
	if len(m.Many) > 0 && len(m.Hashes) == 2 {
		unit, now = "", [2]string(m.Hashes)
	}
	d.approvals.Withdraw(unit, p, now)
	ev := store.Event{Kind: m.What, Withdraw: &store.Withdrawal{Unit: unit, Pair: p, Hashes: now}}
	return d.recordSet(u, ev, row.Body{Unit: unit, Pair: m.Pair, Hashes: now[:]})
}
