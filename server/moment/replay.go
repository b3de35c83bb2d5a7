package moment

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

// Replay is a document as its events made it so far.
type Replay struct {
	// Odd, if not nil, is told of what events say and what cannot be.
	Odd func(seq int64, what string)

	Title, Checks string
	Versions      []align.Version
	Required      []string
	Order         []string
	Units         map[string]*Unit
	Segs          map[string]*Segment
	Cells         map[CellKey]State
	Approvals     map[ApprovalKey]store.Approval
	Waivers       map[WaiverKey]Waiver

	began map[string]Segment // segments as they began, as the database has them
}

// Unit is where segments stand. Once an event told them, Confidence and Why are right.
type Unit struct {
	Segs       [3][]string
	Told       bool
	Confidence float64
	Why        []string
}

// Segment is a paragraph. Kind is that of the database until an event tells it.
type Segment struct {
	Text    string
	Rev     int64
	Kind    align.Kind
	Told    bool // the kind
	Unit    string
	Version align.Version
}

// CellKey is a cell.
type CellKey struct {
	Unit    string
	Version align.Version
}

// State is the one that somebody gave a cell, or with Seen, that a structural step
// showed.
type State struct {
	Val, Made string
	Seen      bool
}

// NotTold is the state of a cell without text after a structural step, which
// tells what is shown and not what somebody said.
const NotTold = "missing"

// ApprovalKey is what an approval is of.
type ApprovalKey struct{ Pair, A, B, Unit string }

// WaiverKey is what a waiver is of.
type WaiverKey struct{ Unit, Rule, Pair, Finding string }

// Waiver is what was said of it.
type Waiver struct {
	Who            store.Person
	Reason, Hashes string
	At, Seq        int64
}

// Begin is a replay before the first event.
func Begin(ctx context.Context, st *store.Store, doc string) (*Replay, error) {
	type row struct {
		id string
		Segment
	}
	all, err := store.Read(ctx, st, func(scan func(...any) error) (r row, err error) {
		return r, scan(&r.id, &r.Kind, &r.Text)
	}, `SELECT id, kind, origin FROM segment WHERE doc = $1`, doc)
	r := &Replay{
		Units: map[string]*Unit{}, Segs: make(map[string]*Segment, len(all)), Cells: map[CellKey]State{},
		Approvals: map[ApprovalKey]store.Approval{}, Waivers: map[WaiverKey]Waiver{}, began: make(map[string]Segment, len(all)),
	}
	for _, one := range all {
		r.began[one.id] = one.Segment
	}
	return r, err
}

func (r *Replay) odd(seq int64, format string, args ...any) {
	if r.Odd != nil {
		r.Odd(seq, fmt.Sprintf(format, args...))
	}
}

// Text is the text of a cell, its segments joined by a newline.
func (r *Replay) Text(unit string, v align.Version) string {
	u := r.Units[unit]
	if u == nil {
		return ""
	}
	texts := make([]string, len(u.Segs[v]))
	for i, id := range u.Segs[v] {
		texts[i] = r.Segs[id].Text
	}
	return strings.Join(texts, "\n")
}

// Apply does what the next event says.
func (r *Replay) Apply(ev *store.Event) error {
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
		r.Waivers[WaiverKey{b.Unit, b.Check, b.Pair, b.Finding}] = Waiver{ev.Who, b.Reason, strings.Join(b.Hashes, ":"), ev.At, ev.Seq}
	case "unwaive":
		delete(r.Waivers, WaiverKey{b.Unit, b.Check, b.Pair, b.Finding})
	case "title":
		r.Title = b.Val
	case "checks":
		r.Checks = b.Val
	}
	return nil
}

func (r *Replay) create(ev *store.Event) error {
	var c store.Created
	if err := json.Unmarshal([]byte(ev.Body), &c); err != nil {
		return fmt.Errorf("its body cannot be read: %w", err)
	}
	r.Title, r.Versions, r.Required = c.Title, c.Versions, c.Required
	for _, u := range c.Units {
		r.Order = append(r.Order, u.ID)
		r.Units[u.ID] = &Unit{Segs: u.Segs}
		for v, ids := range u.Segs {
			texts := make([]string, len(ids))
			for i, id := range ids {
				began := r.began[id]
				began.Unit, began.Version = u.ID, align.Version(v)
				r.Segs[id], texts[i] = &began, began.Text
			}
			if r.Odd != nil && align.ContentHash(texts...) != u.Sums[v] {
				r.odd(1, "unit %s: its first text in %s is another than was stored", u.ID, align.Version(v))
			}
			if len(ids) > 0 && u.Sums[v] == "" {
				r.Cells[CellKey{u.ID, align.Version(v)}] = State{Val: "draft"}
			}
		}
	}
	return nil
}

// edit applies a revision.
func (r *Replay) edit(ev *store.Event) error {
	seg := r.Segs[ev.Seg]
	if seg == nil {
		return fmt.Errorf("changes segment %s, which is not there", ev.Seg)
	}
	ops, err := change.Parse([]byte(ev.Ops))
	if err == nil {
		seg.Text, err = ops.Apply(seg.Text)
	}
	if seg.Rev++; err == nil && seg.Rev != ev.Rev {
		err = fmt.Errorf("is revision %d after %d", ev.Rev, seg.Rev-1)
	}
	return err
}

// restructure puts the new units in the place of the old ones.
func (r *Replay) restructure(ev *store.Event, b *row.Body) error {
	if len(b.Old) == 0 {
		return nil
	}
	at := slices.Index(r.Order, b.Old[0])
	if at < 0 || at+len(b.Old) > len(r.Order) || !slices.Equal(r.Order[at:at+len(b.Old)], b.Old) {
		return fmt.Errorf("rearranges units that do not stand so: %s", strings.Join(b.Old, ":"))
	}
	var fresh []string
	for i := range b.New {
		fresh = append(fresh, b.New[i].ID)
	}
	for _, id := range b.Old {
		if !slices.Contains(fresh, id) {
			delete(r.Units, id)
		}
	}
	r.Order = slices.Concat(r.Order[:at], fresh, r.Order[at+len(b.Old):])
	for i := range b.New {
		r.put(ev.Seq, &b.New[i])
	}
	return nil
}

// put is a unit as a step left it.
func (r *Replay) put(seq int64, b *row.Unit) {
	u := &Unit{Told: true, Confidence: b.Confidence, Why: b.Why}
	for v, cell := range b.Cells {
		for _, s := range cell.Segs {
			u.Segs[v] = append(u.Segs[v], s.ID)
			seg := r.Segs[s.ID]
			if seg == nil {
				began := r.began[s.ID]
				seg = &began
				r.Segs[s.ID] = seg
			}
			seg.Kind, seg.Told, seg.Unit, seg.Version = s.Kind, true, b.ID, v
			if seg.Text != s.Text || seg.Rev != s.Rev {
				r.odd(seq, "segment %s: has another text there than its revisions lead to", s.ID)
			}
		}
		r.Cells[CellKey{b.ID, v}] = State{cell.State, cell.Made, true}
	}
	r.Units[b.ID] = u
}

func (r *Replay) setState(b *row.Body) error {
	v, err := align.ParseVersion(b.Side)
	if err == nil {
		r.Cells[CellKey{b.Unit, v}] = State{Val: b.Val, Made: b.Made}
	}
	return err
}

// approve gives an approval, which may confirm a converted cell, or takes those
// back that a withdrawal names.
func (r *Replay) approve(ev *store.Event, b *row.Body) error {
	if len(b.Hashes) != 2 {
		return fmt.Errorf("names %d texts, not two", len(b.Hashes))
	}
	if ev.Kind == "approve" {
		p, err := align.ParsePair(b.Pair)
		if err != nil {
			return err
		}
		r.Approvals[ApprovalKey{b.Pair, b.Hashes[0], b.Hashes[1], b.Unit}] = store.Approval{
			Pair: p, Hashes: [2]string(b.Hashes), Unit: b.Unit, Who: ev.Who, At: ev.At, Seq: ev.Seq,
			Plain: [2]string{store.Plain(r.Text(b.Unit, p[0])), store.Plain(r.Text(b.Unit, p[1]))},
		}
		if b.Side == "" {
			return nil
		}
		return r.setState(b)
	}
	for key := range r.Approvals {
		if key.Pair == b.Pair && (key.Unit == b.Unit || key.A == b.Hashes[0] && key.B == b.Hashes[1]) {
			delete(r.Approvals, key)
		}
	}
	return nil
}
