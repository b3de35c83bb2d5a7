package server

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"triptych/align"
	"triptych/align/format"
	"triptych/align/intake"
	"triptych/server/change"
	"triptych/server/demo"
	"triptych/server/document"
	"triptych/server/fault"
	"triptych/server/store"
	"triptych/server/wire"
)

// AddDemo makes the demo document, with what a newsroom did to it afterwards,
// unless a document of its title is there.
func AddDemo(ctx context.Context, st *store.Store) error {
	listed, err := st.Documents(ctx)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(listed, func(l store.Listed) bool { return l.Title == demo.Title }) {
		return nil
	}
	files := map[align.Version]*format.File{}
	for v, data := range demo.Files() {
		if files[v], err = format.Read(v.String()+".txt", data, v, format.Blank); err != nil {
			return err
		}
	}
	proposal, err := intake.Propose(files, nil)
	if err != nil {
		return err
	}
	d, err := document.New(demo.Title, proposal.Segs, proposal.Units, wire.UsualLimits.Segment)
	if err != nil {
		return err
	}
	return NewDocument(ctx, st, d, demo.Script())
}

// NewDocument makes a document and carries out a script on it.
func NewDocument(ctx context.Context, st *store.Store, d *store.NewDocument, script []demo.Step) error {
	id, err := st.Create(d, nil)
	if err != nil {
		return err
	}
	s := New(st, Options{})
	defer s.Close(ctx)
	r, err := s.use(id)
	if err != nil {
		return err
	}
	defer s.release(r)
	done := make(chan error, 1)
	if !r.call(func(r *room) {
		err = r.play(script)
		if n := len(r.pending.says); n > 0 && err == nil {
			r.pending.says[n-1].done = done
		} else {
			done <- err
		}
	}) {
		return fault.ErrClosing
	}
	return <-done
}

// play carries out a script: approvals of pairs and edits of texts.
func (r *room) play(script []demo.Step) error {
	who, err := r.srv.store.Person(context.Background(), "Newsroom")
	if err != nil {
		return err
	}
	for i, step := range script {
		seg := r.doc.Find(step.Version, step.Find)
		if seg == nil {
			return fmt.Errorf("step %d: no single %s paragraph holds %q", i+1, step.Version, step.Find)
		}
		cmd := command{conn: &conn{client: "script", person: wire.Person{Name: who.Name}, who: who}, msg: &wire.ClientMessage{ID: fmt.Sprint(i + 1)}}
		var happened []document.Event
		var no *document.Refusal
		if step.IsEdit() {
			at := change.Units(seg.Text[:strings.Index(seg.Text, step.Find)])
			ops := change.Replace(change.Units(seg.Text), at, at+change.Units(step.Find), step.Replace)
			cmd.msg.T, cmd.msg.Seg, cmd.msg.Base = "op", seg.ID, seg.Rev
			happened, no = r.doc.Edit(cmd.msg, ops)
		} else {
			cmd.msg.What, cmd.msg.Pair = "approve", step.Approve.String()
			cmd.msg.Hashes = []string{seg.Unit.Hashes[step.Approve[0]], seg.Unit.Hashes[step.Approve[1]]}
			cmd.msg.Unit = seg.Unit.ID
			happened, no = r.doc.Set(cmd.msg, document.Author{Who: who, At: time.Now().UnixMilli()})
		}
		if no != nil {
			return errors.New(no.Says.String())
		}
		for i, h := range happened {
			r.record(cmd, h, part(i))
		}
	}
	return nil
}
