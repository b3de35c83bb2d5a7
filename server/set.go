package server

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"triptych/align"
	"triptych/align/check"
	"triptych/server/store"
	"triptych/server/wire"
)

// set changes what people say of the texts: approvals, cell states, waivers.
func (r *room) set(cmd command) *refusal {
	m := cmd.msg
	u := r.doc.byID[m.Unit]
	if u == nil {
		return &refusal{code: wire.CodeGone, why: "the unit is no longer there: it was merged into another"}
	}
	switch m.What {
	case "approve", "withdraw":
		return r.setApproval(cmd, u)
	case "state":
		return r.setState(cmd, u)
	case "waive", "unwaive":
		return r.setWaiver(cmd, u)
	}
	return bad("there is nothing to set called " + m.What)
}

func bad(why string) *refusal { return &refusal{code: wire.CodeBad, why: why} }

var validMade = regexp.MustCompile(`^zh-Han[st]@[0-9]{1,18}(\+[0-9]{1,18})*$`)

// setApproval stores that two exact texts say the same, or takes that back. An
// approval names the texts that were on the screen; when they are others by
// now, it is refused with the present ones.
func (r *room) setApproval(cmd command, u *unit) *refusal {
	m := cmd.msg
	p, err := align.ParsePair(m.Pair)
	if err != nil {
		return bad(err.Error())
	}
	now := [2]string{u.hashes[p[0]], u.hashes[p[1]]}
	ev := store.Event{Kind: m.What}
	body := wire.Event{Unit: u.id, Pair: m.Pair, Hashes: now[:]}
	if m.What == "withdraw" {
		r.changeApprovals(u, p, func(all *approvals) { all.withdraw(u.id, p, now) })
		ev.Withdraw = &store.Withdrawal{Unit: u.id, Pair: p, Hashes: now}
		r.recordSet(cmd, u, ev, body)
		return nil
	}
	if now[0] == "" || now[1] == "" {
		return bad("one of the two has no text yet")
	}
	if !slices.Equal(m.Hashes, now[:]) {
		return &refusal{code: wire.CodeConflict, why: "one of the two texts has changed since: read it again, then approve", hashes: now[:]}
	}
	a := store.Approval{Pair: p, Hashes: now, Unit: u.id, Who: cmd.conn.who, At: time.Now().UnixMilli()}
	r.changeApprovals(u, p, func(all *approvals) { all.give(a) })
	a.Texts = [2]string{u.text(p[0]), u.text(p[1])}
	ev.Approve = &a
	for _, v := range p {
		if u.cellState(v) == "converted" { // who approves it confirms it
			u.state[v], u.made[v] = "done", ""
			ev.State = &store.CellState{Unit: u.id, Version: v, State: "done"}
			body.Side, body.Val = v.String(), "done"
		}
	}
	r.recordSet(cmd, u, ev, body)
	return nil
}

func (r *room) setState(cmd command, u *unit) *refusal {
	m := cmd.msg
	v, err := align.ParseVersion(m.Side)
	if err != nil {
		return bad(err.Error())
	}
	if !slices.Contains([]string{"draft", "converted", "done", "rework"}, m.Val) {
		return bad("a cell can be draft, converted, done or rework")
	}
	if m.Val == "converted" && (!v.IsChinese() || !strings.HasPrefix(m.Made, (align.Hans+align.Hant-v).String()+"@") || len(m.Made) > 200 || !validMade.MatchString(m.Made)) {
		return bad("a Chinese cell is converted from a revision of the other Chinese version")
	}
	if m.Val == "done" && u.hashes[v] == "" {
		return bad("the cell has no text yet")
	}
	if m.Val == "done" {
		for _, f := range r.doc.status(u).Findings {
			if f.Severity == check.Blocker && slices.Contains(f.Pair, v) {
				return &refusal{code: wire.CodeConflict, why: "this must be mended first: " + f.Message}
			}
		}
	}
	made := ""
	if m.Val == "converted" {
		made = m.Made
	}
	u.state[v], u.made[v] = m.Val, made
	r.recordSet(cmd, u, store.Event{Kind: "state", State: &store.CellState{Unit: u.id, Version: v, State: m.Val, Made: made}},
		wire.Event{Unit: u.id, Side: m.Side, Val: m.Val, Made: made})
	return nil
}

func (r *room) setWaiver(cmd command, u *unit) *refusal {
	m := cmd.msg
	var versions []align.Version
	for tag := range strings.SplitSeq(m.Pair, ":") {
		v, err := align.ParseVersion(tag)
		if err != nil {
			return bad(err.Error())
		}
		versions = append(versions, v)
	}
	if len(versions) > len(align.Versions) {
		return bad("a finding is about one, two or three versions")
	}
	rule, ok := check.ByID(m.Check)
	if !ok {
		return bad("there is no check " + m.Check)
	}
	if len(m.Finding) > 40 {
		return bad("there is no such finding")
	}
	key := waiverKey{u.id, m.Check, m.Pair, m.Finding}
	if _, ok := r.doc.waivers[key]; m.What == "unwaive" && !ok {
		key.finding = "" // it was waived with all of its check
	}
	ev := store.Event{Kind: m.What}
	w := store.Waiver{Unit: u.id, Rule: m.Check, Pair: m.Pair, Finding: key.finding, Version: rule.Version, Hashes: u.hashesOf(versions)}
	body := wire.Event{Unit: u.id, Pair: m.Pair, Check: m.Check, Finding: key.finding}
	switch {
	case m.What == "unwaive":
		delete(r.doc.waivers, key)
		ev.Unwaive = &w
	case strings.TrimSpace(m.Reason) == "":
		return bad("a waiver needs a reason")
	case len(m.Hashes) > 0 && strings.Join(m.Hashes, ":") != w.Hashes:
		return &refusal{code: wire.CodeConflict, why: "the text has changed since: look at the finding again", hashes: strings.Split(w.Hashes, ":")}
	default:
		w.Who, w.At, w.Reason = cmd.conn.who, time.Now().UnixMilli(), m.Reason
		r.doc.waivers[key] = w
		ev.Waive = &w
		body.Reason = m.Reason
	}
	body.Hashes = strings.Split(w.Hashes, ":")
	r.recordSet(cmd, u, ev, body)
	return nil
}

// recordSet records an event that touches one unit.
func (r *room) recordSet(cmd command, u *unit, ev store.Event, body wire.Event) {
	u.touch()
	r.checks.touch(u)
	ev.Body = encodeBody(body)
	r.record(cmd, ev, "", false)
}
