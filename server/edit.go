package server

import (
	"context"
	"fmt"
	"strings"
	"time"

	"triptych/server/change"
	"triptych/server/store"
	"triptych/server/wire"
)

// refusal is why a message is not carried out. With keep its text is put aside.
type refusal struct {
	code, why string
	keep      bool
	hashes    []string
}

// keepRevisions is how many revisions of a segment stay in memory for mapping
// late edits over them; older ones are read from the database.
const keepRevisions = 256

// change carries out a message that is to be acknowledged.
func (r *room) change(cmd command) {
	if r.repeat(cmd) {
		return
	}
	if time.Now().Before(r.refusing) {
		cmd.conn.refuse(cmd.msg, wireCode(r.failure), r.failure.Error())
		return
	}
	if r.broken != nil {
		cmd.conn.refuse(cmd.msg, wire.CodeReadOnly, r.broken.Error())
		return
	}
	var no *refusal
	switch cmd.msg.T {
	case "op", "text":
		no = r.edit(cmd)
	case "set":
		no = r.set(cmd)
	case "struct":
		no = r.structure(cmd)
	}
	if no != nil {
		r.refuse(cmd, no)
	}
}

// refuse answers with a nack. A text that is kept is answered for when it is.
func (r *room) refuse(cmd command, no *refusal) {
	m, c := cmd.msg, cmd.conn
	nack := &wire.Nack{T: "nack", ID: m.ID, Code: no.code, Why: no.why, Keep: no.keep, Hashes: no.hashes}
	if !no.keep {
		c.send(nack)
		return
	}
	r.pending.Orphans = append(r.pending.Orphans, store.Orphan{
		Client: c.client, Msg: m.ID, Seg: m.Seg, Who: c.who, Why: no.why, Message: string(wire.Encode(m)), At: time.Now().UnixMilli(),
	})
	r.memory(c.client).remember(m.ID, answer{digest: cmd.digest, why: no.why})
	r.pending.says = append(r.pending.says, saying{to: c, client: c.client, msg: m.ID, nack: nack})
}

// edit changes the text of a segment.
func (r *room) edit(cmd command) *refusal {
	m := cmd.msg
	seg := r.segment(m.Seg)
	if seg == nil {
		return &refusal{code: wire.CodeGone, why: "the paragraph is no longer there", keep: true}
	}
	if m.Base < 0 || m.Base > seg.rev {
		return &refusal{code: wire.CodeBad, why: fmt.Sprintf("revision %d is not one of the paragraph: it is at %d", m.Base, seg.rev), keep: true}
	}
	ops := cmd.ops
	if m.T == "text" {
		base, err := r.textAt(seg, m.Base)
		if err != nil {
			return failed(err)
		}
		ops = change.Between(base, strings.ReplaceAll(strings.ReplaceAll(m.Text, "\r\n", "\n"), "\r", "\n"))
	}
	routed, err := r.route(seg, ops, m.Base)
	if err != nil {
		return failed(err)
	}
	return r.applyEdits(cmd, routed)
}

// failed refuses an edit that does not fit the text it says it was made on.
func failed(err error) *refusal {
	return &refusal{code: wire.CodeBad, why: "the change does not fit the paragraph: " + err.Error(), keep: true}
}

// textAt is the text of a segment at a revision.
func (r *room) textAt(seg *segment, rev int64) (string, error) {
	if n := int(seg.rev - rev); n <= len(seg.revs) {
		text := seg.text
		for i := range n {
			var err error
			if text, err = seg.revs[len(seg.revs)-1-i].undo.Apply(text); err != nil {
				return "", err
			}
		}
		return text, nil
	}
	revs, err := r.srv.store.History(context.Background(), r.id, seg.id, rev)
	if err != nil || len(revs) == 0 {
		return "", err
	}
	return revs[len(revs)-1].Text, nil
}

// applyEdits changes texts and writes one event for each, or does nothing.
func (r *room) applyEdits(cmd command, edits []routedEdit) *refusal {
	edits, err := settle(edits)
	if err != nil {
		return failed(err)
	}
	for _, e := range edits {
		if text, err := e.ops.Apply(e.seg.text); err != nil {
			return failed(err)
		} else if !change.ValidText(text) {
			return failed(change.ErrText)
		}
		if most := r.srv.limits.Segment; e.ops.NewLen() > most && e.ops.NewLen() > e.ops.Len() {
			return &refusal{code: wire.CodeLimit, keep: true,
				why: fmt.Sprintf("the paragraph would have %d characters, and %d are allowed: split it", e.ops.NewLen(), most)}
		}
	}
	for i, e := range edits {
		r.write(cmd, e, part(i), e.seg.id == cmd.msg.Seg && !e.mapped && cmd.msg.T == "op")
	}
	return nil
}

// write makes an edit that fits its segment the next revision.
func (r *room) write(cmd command, e routedEdit, suffix string, bare bool) {
	text, err := e.ops.Apply(e.seg.text)
	undo, err2 := e.ops.Invert(e.seg.text)
	if err != nil || err2 != nil {
		panic("an edit that fitted its text does not fit it any more") // nothing came between
	}
	e.seg.advance(text, revision{seq: r.doc.Head + 1, ops: e.ops, undo: undo}, r.head)
	e.seg.unit.rehashCell(e.seg.version)
	r.checks.touch(e.seg.unit)
	r.record(cmd, store.Event{Kind: "edit", Seg: e.seg.id, Rev: e.seg.rev, Ops: string(e.ops.AppendJSON(nil)), Text: text}, suffix, bare)
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

// part marks the further events of one message, so that (client, msg) stays
// unique; ids of clients hold no line break.
func part(i int) string {
	if i == 0 {
		return ""
	}
	return fmt.Sprintf("\n%d", i+1)
}

// advance puts the segment's next revision in place, and forgets old ones that
// the database has: those up to the event committed.
func (s *segment) advance(text string, rev revision, committed int64) {
	s.text = text
	s.rev++
	s.revs = append(s.revs, rev)
	old := len(s.revs) - keepRevisions
	for old > 0 && s.revs[old-1].seq > committed {
		old--
	}
	if old >= keepRevisions {
		s.revs = append([]revision(nil), s.revs[old:]...)
	}
}

// record gives an event its number and puts it into the pending transaction.
// The author is told the ops unless they went in as they were sent.
func (r *room) record(cmd command, ev store.Event, suffix string, bare bool) {
	r.doc.Head++
	ev.Seq, ev.At = r.doc.Head, time.Now().UnixMilli()
	s := saying{bare: bare, to: cmd.conn}
	if c := cmd.conn; c != nil {
		ev.Who, ev.Client, ev.Msg, ev.Digest = c.who, c.client, cmd.msg.ID+suffix, cmd.digest
		s.client, s.msg = c.client, cmd.msg.ID
		if suffix == "" {
			r.memory(c.client).remember(cmd.msg.ID, answer{digest: cmd.digest, seq: ev.Seq})
		}
	}
	s.event = wireEvent(&ev, false)
	r.pending.Events = append(r.pending.Events, ev)
	r.pending.says = append(r.pending.says, s)
}
