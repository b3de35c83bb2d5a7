package demo

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/check"
	"triptych/align/format"
	"triptych/align/intake"
	"triptych/server/change"
	"triptych/server/document"
	"triptych/server/fault"
	"triptych/server/finding"
	"triptych/server/founding"
	"triptych/server/live"
	"triptych/server/store"
	"triptych/server/wire"
)

// Add makes the demo document, with what a newsroom did to it afterwards,
// unless a document of its title is there.
func Add(ctx context.Context, st *store.Store) error {
	listed, err := st.Documents(ctx)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(listed, func(l store.Listed) bool { return l.Title == Title }) {
		return nil
	}
	files := map[align.Version]*format.File{}
	for v, data := range Files() {
		if files[v], err = format.Read(v.String()+".txt", data, v, format.Blank); err != nil {
			return err
		}
	}
	proposal, err := intake.Propose(ctx, files, nil)
	if err != nil {
		return err
	}
	d, err := founding.Document(Title, proposal.Segs, proposal.Units, wire.UsualLimits.Segment)
	if err != nil {
		return err
	}
	id, err := st.Create(d, nil)
	if err != nil {
		return err
	}
	finder := finding.New(st, check.Settings{}, fault.Log{})
	defer finder.Close()
	rooms := live.New(st, finder, live.Options{})
	defer rooms.Close(ctx)
	script := Script()
	return rooms.Script(ctx, id, "Newsroom", func(d *document.Document, i int) (*wire.ClientMessage, error) {
		if i == len(script) {
			return nil, nil
		}
		return stepMessage(d, &script[i])
	})
}

// stepMessage is what somebody's browser would have sent for a step.
func stepMessage(d *document.Document, step *Step) (*wire.ClientMessage, error) {
	id := ""
	for _, u := range d.Units {
		for _, seg := range u.Segs[step.Version] {
			if strings.Contains(seg.Text, step.Find) {
				if id != "" {
					return nil, fmt.Errorf("two %s paragraphs hold %q", step.Version, step.Find)
				}
				id = seg.ID
			}
		}
	}
	seg := d.Segs[id]
	if seg == nil {
		return nil, fmt.Errorf("no %s paragraph holds %q", step.Version, step.Find)
	}
	if step.IsEdit() {
		at := change.Units(seg.Text[:strings.Index(seg.Text, step.Find)])
		ops := change.Replace(change.Units(seg.Text), at, at+change.Units(step.Find), step.Replace)
		return &wire.ClientMessage{T: "op", Seg: seg.ID, Base: seg.Rev, Ops: ops.AppendJSON(nil)}, nil
	}
	if step.Confirm != "" {
		return &wire.ClientMessage{T: "set", What: "state", Unit: seg.Unit.ID, Side: step.Confirm, Val: "done"}, nil
	}
	hashes := seg.Unit.Hashes
	return &wire.ClientMessage{
		T: "set", What: "approve", Unit: seg.Unit.ID, Pair: step.Approve.String(),
		Hashes: []string{hashes[step.Approve[0]], hashes[step.Approve[1]]},
	}, nil
}
