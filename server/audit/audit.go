// Package audit compares what the tables of a database hold with what the events
// of its documents lead to.
//
// A replay begins with a document's first event and does in memory what each says:
// where units and segments stand, what the texts are, the states of cells, the
// approvals, waivers, title and settings. Of what events do not tell, the kind of
// a first paragraph and the confidence of a first unit, nothing is said.
//
// The guarantee: a document of which Document finds no fault is shown to people
// as its events made it.
package audit

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"triptych/align"
	"triptych/server/change"
	"triptych/server/row"
	"triptych/server/store"
)

// page is how many events are in memory at a time.
const page = 500

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
	origins, err := st.Origins(ctx, id)
	if err != nil {
		return nil, err
	}
	r := &replay{doc: id, origins: origins, cells: map[cellKey]state{}, units: map[string]*unit{}, segs: map[string]*segment{},
		approvals: map[approvalKey]string{}, waivers: map[waiverKey]waiver{}}
	for after := int64(0); after < d.Head; {
		events, err := st.Events(ctx, id, after, page)
		if err != nil {
			return nil, err
		}
		if len(events) == 0 {
			break
		}
		for i := range events {
			if after = events[i].Seq; after > d.Head {
				break // committed since the tables were read
			}
			if err := r.apply(&events[i]); err != nil {
				return append(r.faults, store.Fault{Doc: id, Seq: after, What: err.Error()}), nil
			}
		}
	}
	r.compare(d)
	texts, err := r.contents(st)
	return append(r.faults, texts...), err
}

// replay is a document as its events made it so far.
type replay struct {
	doc     string
	origins map[string]string // first texts of segments, as the database has them
	faults  []store.Fault

	title, checks string
	versions      []align.Version
	required      []string
	order         []string
	units         map[string]*unit
	segs          map[string]*segment
	cells         map[cellKey]state
	approvals     map[approvalKey]string // who gave it
	waivers       map[waiverKey]waiver
}

// unit is where segments stand; told are the confidence and its reasons, once an
// event told them.
type unit struct {
	segs       [3][]string
	told       bool
	confidence float64
	why        []string
}

type segment struct {
	text string
	rev  int64
	kind align.Kind // "" = not told
}

type cellKey struct {
	unit    string
	version align.Version
}

// state is the one that somebody gave a cell, or with seen, that a structural step
// showed.
type state struct {
	val, made string
	seen      bool
}

// notTold is the state of a cell without text after a structural step, which
// tells what is shown and not what somebody said.
const notTold = "missing"

type approvalKey struct{ pair, a, b, unit string }
type waiverKey struct{ unit, rule, pair, finding string }
type waiver struct{ who, reason, hashes string }

// fault takes note of something that is not as it should be.
func (r *replay) fault(seq int64, format string, args ...any) {
	r.faults = append(r.faults, store.Fault{Doc: r.doc, Seq: seq, What: fmt.Sprintf(format, args...)})
}

// apply does what an event says.
func (r *replay) apply(ev *store.Event) error {
	if ev.Kind == "create" {
		return r.create(ev)
	}
	if ev.Seg != "" {
		if err := r.edit(ev); err != nil {
			return err
		}
	}
	var b row.Body
	if ev.Body != "" {
		if err := json.Unmarshal([]byte(ev.Body), &b); err != nil {
			return fmt.Errorf("its body cannot be read: %w", err)
		}
	}
	switch ev.Kind {
	case "struct":
		return r.restructure(ev, &b)
	case "approve", "withdraw":
		return r.approve(ev, &b)
	case "state":
		return r.setState(&b)
	case "waive":
		r.waivers[waiverKey{b.Unit, b.Check, b.Pair, b.Finding}] = waiver{ev.Who.ID, b.Reason, joined(b.Hashes)}
	case "unwaive":
		delete(r.waivers, waiverKey{b.Unit, b.Check, b.Pair, b.Finding})
	case "title":
		r.title = b.Val
	case "checks":
		r.checks = b.Val
	}
	return nil
}

func (r *replay) create(ev *store.Event) error {
	var c store.Created
	if err := json.Unmarshal([]byte(ev.Body), &c); err != nil {
		return fmt.Errorf("its body cannot be read: %w", err)
	}
	r.title, r.versions, r.required = c.Title, c.Versions, c.Required
	for _, u := range c.Units {
		r.order = append(r.order, u.ID)
		r.units[u.ID] = &unit{segs: u.Segs}
		for v, ids := range u.Segs {
			texts := make([]string, len(ids))
			for i, id := range ids {
				texts[i] = r.origins[id]
				r.segs[id] = &segment{text: texts[i]}
			}
			if sum := align.ContentHash(texts...); sum != u.Sums[v] {
				r.fault(1, "unit %s: its first text in %s is another than was stored", u.ID, align.Version(v))
			}
			if len(ids) > 0 && u.Sums[v] == "" {
				r.cells[cellKey{u.ID, align.Version(v)}] = state{val: "draft"}
			}
		}
	}
	return nil
}

// edit applies a revision.
func (r *replay) edit(ev *store.Event) error {
	seg := r.segs[ev.Seg]
	if seg == nil {
		return fmt.Errorf("changes segment %s, which is not there", ev.Seg)
	}
	ops, err := change.Parse([]byte(ev.Ops))
	if err == nil {
		seg.text, err = ops.Apply(seg.text)
	}
	if seg.rev++; err == nil && seg.rev != ev.Rev {
		err = fmt.Errorf("is revision %d after %d", ev.Rev, seg.rev-1)
	}
	return err
}

// restructure puts the new units in the place of the old ones.
func (r *replay) restructure(ev *store.Event, b *row.Body) error {
	if len(b.Old) == 0 {
		return nil
	}
	at := slices.Index(r.order, b.Old[0])
	if at < 0 || at+len(b.Old) > len(r.order) || !slices.Equal(r.order[at:at+len(b.Old)], b.Old) {
		return fmt.Errorf("rearranges units that do not stand so: %s", joined(b.Old))
	}
	var fresh []string
	for i := range b.New {
		fresh = append(fresh, b.New[i].ID)
	}
	for _, id := range b.Old {
		if !slices.Contains(fresh, id) {
			delete(r.units, id)
		}
	}
	r.order = slices.Concat(r.order[:at], fresh, r.order[at+len(b.Old):])
	for i := range b.New {
		r.put(ev.Seq, &b.New[i])
	}
	return nil
}

// put is a unit as a step left it.
func (r *replay) put(seq int64, b *row.Unit) {
	u := &unit{told: true, confidence: b.Confidence, why: b.Why}
	for v, cell := range b.Cells {
		for _, s := range cell.Segs {
			u.segs[v] = append(u.segs[v], s.ID)
			seg := r.segs[s.ID]
			if seg == nil {
				seg = &segment{text: r.origins[s.ID]}
				r.segs[s.ID] = seg
			}
			if seg.kind = s.Kind; seg.text != s.Text || seg.rev != s.Rev {
				r.fault(seq, "segment %s: has another text there than its revisions lead to", s.ID)
			}
		}
		r.cells[cellKey{b.ID, v}] = state{cell.State, cell.Made, true}
	}
	r.units[b.ID] = u
}

func (r *replay) setState(b *row.Body) error {
	v, err := align.ParseVersion(b.Side)
	if err == nil {
		r.cells[cellKey{b.Unit, v}] = state{val: b.Val, made: b.Made}
	}
	return err
}

// approve gives an approval, which may confirm a converted cell, or takes those
// back that a withdrawal names.
func (r *replay) approve(ev *store.Event, b *row.Body) error {
	if len(b.Hashes) != 2 {
		return fmt.Errorf("names %d texts, not two", len(b.Hashes))
	}
	if ev.Kind == "approve" {
		r.approvals[approvalKey{b.Pair, b.Hashes[0], b.Hashes[1], b.Unit}] = ev.Who.ID
		if b.Side == "" {
			return nil
		}
		return r.setState(b)
	}
	for key := range r.approvals {
		if key.pair == b.Pair && (key.unit == b.Unit || key.a == b.Hashes[0] && key.b == b.Hashes[1]) {
			delete(r.approvals, key)
		}
	}
	return nil
}
