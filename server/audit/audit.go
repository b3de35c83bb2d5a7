// Package audit compares what the tables of a database hold with what the events
// of its documents lead to.
//
// Package moment does again in memory what each event says. Of what events do not
// tell, the kind of a first paragraph and the confidence of a first unit, nothing is
// said. What was signed off must be what the events before it lead to.
//
// The guarantee: a document of which Document finds no fault is shown to people
// as its events made it.
package audit

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"triptych/server/document"
	"triptych/server/moment"
	"triptych/server/row"
	"triptych/server/store"
)

// Document returns the faults of one document: of its chain, its revisions, and
// of every table. A deleted one is looked through for the first two.
func Document(ctx context.Context, st *store.Store, id string) ([]store.Fault, error) {
	var faults []store.Fault
	fault, err := st.VerifyChain(ctx, id)
	if err != nil {
		return nil, err
	}
	if fault != nil {
		faults = append(faults, *fault)
	}
	texts, err := st.VerifyTexts(ctx, id)
	if err != nil {
		return nil, err
	}
	faults = append(faults, texts...)
	l, err := st.Document(ctx, id)
	if err != nil || l.Deleted != 0 || fault != nil && fault.Seq != 0 {
		return once(faults), err // events that do not hang together lead nowhere
	}
	tables, err := compare(ctx, st, id)
	return once(append(faults, tables...)), err
}

// once leaves one fault of each segment: several ways of looking find the same.
func once(faults []store.Fault) []store.Fault {
	seen := map[string]bool{}
	return slices.DeleteFunc(faults, func(f store.Fault) bool {
		id, _, _ := strings.Cut(f.What, ":")
		again := strings.HasPrefix(id, "segment ") && seen[id]
		seen[id] = true
		return again
	})
}

// compare replays the events and compares.
func compare(ctx context.Context, st *store.Store, id string) ([]store.Fault, error) {
	d, err := st.Load(ctx, id)
	if err != nil {
		return []store.Fault{{Doc: id, What: "cannot be read: " + err.Error()}}, nil
	}
	re, err := moment.Begin(ctx, st, id)
	if err != nil {
		return nil, err
	}
	r := &replay{Replay: re, doc: id}
	re.Odd = func(seq int64, what string) { r.fault(seq, "%s", what) }
	var odd *store.Fault
	err = moment.Each(ctx, st, id, d.Head, func(ev *store.Event) error {
		if ev.Kind == "sign" {
			r.signed(ev)
		}
		if err := re.Apply(ev); err != nil {
			odd = &store.Fault{Doc: id, Seq: ev.Seq, What: err.Error()}
			return err
		}
		return nil
	})
	if odd != nil {
		return append(r.faults, *odd), nil
	}
	if err != nil {
		return nil, err
	}
	r.compare(d)
	texts, err := r.contents(st)
	return append(r.faults, texts...), err
}

// replay is a document as its events made it, and what is wrong with it.
type replay struct {
	*moment.Replay
	doc    string
	faults []store.Fault
}

// fault takes note of something that is not as it should be.
func (r *replay) fault(seq int64, format string, args ...any) {
	r.faults = append(r.faults, store.Fault{Doc: r.doc, Seq: seq, What: fmt.Sprintf(format, args...)})
}

// signed looks whether the document was then what somebody signed.
func (r *replay) signed(ev *store.Event) {
	b := row.Read(ev.Body)
	if b.Signed == nil {
		r.fault(ev.Seq, "a sign-off does not say of what")
		return
	}
	if sum := document.Open(r.Document(), 0, nil, document.Past{}).Freeze().Sum(r.Title); sum != b.Signed.Sum {
		r.fault(ev.Seq, "what was signed off is not what the events before it lead to")
	}
}
