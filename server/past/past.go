// Package past tells what the segments of a document once said: it applies the
// operations that the database has to the text that a segment began with.
//
// Texts are long and there may be thousands of them, so they are gone through one by
// one, and only what was asked for is kept; the caller's context ends it.
package past

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"triptych/server/change"
	"triptych/server/store"
)

// Revision is a text of a segment as it once was.
type Revision struct {
	Rev  int64  `json:"rev"`
	By   string `json:"by"`
	At   int64  `json:"at"` // milliseconds
	Text string `json:"text"`
}

// Page is a part of the revisions of a segment, the newest first.
type Page struct {
	Revisions []Revision `json:"revisions"`
	Older     bool       `json:"older"` // there are more before the last one
}

// What a page holds: so many revisions, and of their texts so many bytes, but one in
// any case.
const (
	pageRevisions = 100
	pageBytes     = 1 << 20
)

// Before returns the newest revisions of a segment that are before one, or the newest
// of all when before is negative.
func Before(ctx context.Context, st *store.Store, doc, seg string, before int64) (Page, error) {
	page, size := Page{Revisions: []Revision{}}, 0
	err := each(ctx, st, doc, seg, func(r *Revision, _ int64) bool {
		if before >= 0 && r.Rev >= before {
			return false
		}
		page.Revisions, size = append(page.Revisions, *r), size+len(r.Text)
		first := 0
		for ; len(page.Revisions)-first > 1 && (len(page.Revisions)-first > pageRevisions || size > pageBytes); first++ {
			size -= len(page.Revisions[first].Text)
			page.Older = true
		}
		page.Revisions = slices.Delete(page.Revisions, 0, first)
		return true
	})
	slices.Reverse(page.Revisions)
	return page, err
}

// At returns the text of a segment at a revision, or its newest when it has none such.
func At(ctx context.Context, st *store.Store, doc, seg string, rev int64) (text string, err error) {
	err = each(ctx, st, doc, seg, func(r *Revision, _ int64) bool {
		text = r.Text
		return r.Rev < rev
	})
	return text, err
}

// After returns the text of a segment as it was after an event.
func After(ctx context.Context, st *store.Store, doc, seg string, event int64) (text string, err error) {
	err = each(ctx, st, doc, seg, func(r *Revision, seq int64) bool {
		if seq <= event {
			text = r.Text
		}
		return seq < event
	})
	return text, err
}

// each goes through the texts of a segment, its origin first, with the events that
// made them, 0 for the origin, for as long as wanted says so.
func each(ctx context.Context, st *store.Store, doc, seg string, wanted func(r *Revision, seq int64) bool) error {
	text, by, at, err := st.Origin(ctx, doc, seg)
	if err != nil || !wanted(&Revision{By: by, At: at, Text: text}, 0) {
		return err
	}
	err = st.EachRevision(ctx, seg, 0, 0, func(ev *store.Event) error {
		ops, err := change.Parse([]byte(ev.Ops))
		if err == nil {
			text, err = ops.Apply(text)
		}
		if err != nil {
			return fmt.Errorf("revision %d of segment %s: %w", ev.Rev, seg, err)
		}
		if !wanted(&Revision{Rev: ev.Rev, By: ev.Who.Name, At: ev.At, Text: text}, ev.Seq) {
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

var errEnough = errors.New("nothing more is wanted")

// ErrMuch says that what was asked for is more than was allowed.
var ErrMuch = errors.New("more than may be read at once")

// Revisions returns the revisions of a segment after one and after an event, in order,
// or ErrMuch as soon as their operations have more than so many bytes.
func Revisions(ctx context.Context, st *store.Store, seg string, rev, event int64, most int) (all []store.Event, err error) {
	err = st.EachRevision(ctx, seg, rev, event, func(ev *store.Event) error {
		if most -= len(ev.Ops); most < 0 {
			return ErrMuch
		}
		all = append(all, *ev)
		return nil
	})
	return all, err
}
