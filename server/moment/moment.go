// Package moment makes a document as it was after any of its events, from the events
// alone: where units and segments stood, what the texts were, the states of cells, the
// approvals, waivers, title and settings.
//
// The guarantee: At is the document that the database held then. What its events do not
// tell, the kind of a paragraph and the confidence of a unit that no step has touched,
// never changed before a step told it.
package moment

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"

	"triptych/align"
	"triptych/server/step"
	"triptych/server/store"
)

// page is how many events are in memory at a time.
const page = 500

// Each goes through the events of a document from the first to event last, in order,
// until do returns an error, which it returns.
func Each(ctx context.Context, st *store.Store, doc string, last int64, do func(*store.Event) error) error {
	for after := int64(0); after < last; {
		events, err := st.Events(ctx, doc, after, page)
		if err != nil || len(events) == 0 {
			return err
		}
		for i := range events {
			if after = events[i].Seq; after > last {
				return nil
			}
			if err := do(&events[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

// At returns a document as it was after an event, with the event: what store.Load
// would have returned then. store.ErrNotFound where it has no such event.
func At(ctx context.Context, st *store.Store, doc string, seq int64) (*store.Document, *store.Event, error) {
	return Through(ctx, st, doc, seq, func(*store.Event) {})
}

// Through is At, and shows every event up to that one.
func Through(ctx context.Context, st *store.Store, doc string, seq int64, show func(*store.Event)) (*store.Document, *store.Event, error) {
	l, err := st.Document(ctx, doc)
	if err != nil {
		return nil, nil, err
	}
	if seq < 1 || seq > l.Head {
		return nil, nil, store.ErrNotFound
	}
	r, err := Begin(ctx, st, doc)
	if err != nil {
		return nil, nil, err
	}
	first, err := firstUnits(ctx, st, doc)
	if err != nil {
		return nil, nil, err
	}
	var last store.Event
	err = Each(ctx, st, doc, seq, func(ev *store.Event) error {
		last = *ev
		show(ev)
		return r.Apply(ev)
	})
	if err != nil {
		return nil, nil, err
	}
	d := r.Document()
	d.ID, d.Created, d.Changed, d.Head, d.Chain = doc, l.Created, last.At, last.Seq, last.Chain
	return d, &last, r.confide(ctx, st, d, first)
}

// Document is what the replay has come to, as the database would have it, but for its
// id, its dates and its place in the chain.
func (r *Replay) Document() *store.Document {
	d := &store.Document{Units: make([]store.Unit, len(r.Order))}
	d.Title, d.Checks, d.Versions, d.Required = r.Title, r.Checks, r.Versions, r.Required
	for i, id := range r.Order {
		u := &d.Units[i]
		was := r.Units[id]
		u.ID, u.Place, u.Confidence, u.Why = id, int64(i+1)*store.PlaceGap, was.Confidence, was.Why
		for v, ids := range was.Segs {
			for _, seg := range ids {
				s := r.Segs[seg]
				u.Segs[v] = append(u.Segs[v], store.Segment{ID: seg, Version: align.Version(v), Kind: s.Kind, Rev: s.Rev, Text: s.Text})
			}
			said := r.Cells[CellKey{id, align.Version(v)}]
			if said.Val == NotTold {
				said.Val = "draft" // so the database calls a cell without text
			}
			u.State[v], u.Made[v] = said.Val, said.Made
		}
	}
	d.Approvals = slices.SortedFunc(maps.Values(r.Approvals), func(a, b store.Approval) int { return cmp.Compare(a.Seq, b.Seq) })
	for _, key := range slices.SortedFunc(maps.Keys(r.Waivers), func(a, b WaiverKey) int { return cmp.Compare(r.Waivers[a].Seq, r.Waivers[b].Seq) }) {
		w := r.Waivers[key]
		d.Waivers = append(d.Waivers, store.Waiver{Unit: key.Unit, Rule: key.Rule, Pair: key.Pair, Finding: key.Finding, Hashes: w.Hashes, Who: w.Who, Reason: w.Reason, At: w.At})
	}
	return d
}

// sure is how sure a unit is, and why.
type sure struct {
	id         string
	confidence float64
	why        []string
}

// firstUnits is how sure the units are that there are now.
func firstUnits(ctx context.Context, st *store.Store, doc string) (map[string]sure, error) {
	all, err := store.Read(ctx, st, func(scan func(...any) error) (s sure, err error) {
		var why string
		if err = scan(&s.id, &s.confidence, &why); err == nil {
			err = json.Unmarshal([]byte(why), &s.why)
		}
		return s, err
	}, `SELECT id, confidence, why FROM unit WHERE doc = $1`, doc)
	byID := make(map[string]sure, len(all))
	for _, s := range all {
		byID[s.id] = s
	}
	return byID, err
}

// confide finds how sure the units were that no step had touched: the next step that
// touches one tells what it was before, and where there is none it is so still.
func (r *Replay) confide(ctx context.Context, st *store.Store, d *store.Document, now map[string]sure) error {
	left := map[string]*store.Unit{}
	for i := range d.Units {
		if !r.Units[d.Units[i].ID].Told {
			left[d.Units[i].ID] = &d.Units[i]
		}
	}
	_, err := store.Read(ctx, st, func(scan func(...any) error) (none struct{}, err error) {
		var body string
		var s struct {
			Was []step.Unit `json:"was"`
		}
		if err = scan(&body); err == nil && len(left) > 0 {
			err = json.Unmarshal([]byte(body), &s)
		}
		for _, was := range s.Was {
			if u := left[was.ID]; u != nil {
				u.Confidence, u.Why = was.Confidence, was.Why
				delete(left, was.ID)
			}
		}
		return none, err
	}, `SELECT body FROM event WHERE doc = $1 AND kind = 'struct' AND seq > $2 ORDER BY seq`, d.ID, d.Head)
	for id, u := range left {
		u.Confidence, u.Why = now[id].confidence, now[id].why
	}
	return err
}
