package audit

import (
	"fmt"
	"maps"
	"slices"

	"triptych/align"
	"triptych/server/moment"
	"triptych/server/store"
)

// compare takes note of everything in which the tables are not as the events
// made the document.
func (r *replay) compare(d *store.Document) {
	if d.Title != r.Title {
		r.fault(0, "is called %q, and its events say %q", d.Title, r.Title)
	}
	if d.Checks != r.Checks {
		r.fault(0, "its settings of the checks are others than its events say")
	}
	if !slices.Equal(d.Versions, r.Versions) || !slices.Equal(d.Required, r.Required) {
		r.fault(0, "its versions, or the pairs that are required, are others than its events say")
	}
	order := make([]string, len(d.Units))
	for i := range d.Units {
		order[i] = d.Units[i].ID
	}
	if !slices.Equal(order, r.Order) {
		r.fault(0, "its units are others than its events say, or stand in another order")
	}
	for i := range d.Units {
		if was := r.Units[d.Units[i].ID]; was != nil {
			r.compareUnit(&d.Units[i], was)
		}
	}
	r.compareApprovals(d.Approvals)
	r.compareWaivers(d.Waivers)
}

func (r *replay) compareUnit(u *store.Unit, was *moment.Unit) {
	if was.Told && (u.Confidence != was.Confidence || !slices.Equal(u.Why, was.Why)) {
		r.fault(0, "unit %s: how sure it is, or why, is otherwise than its events say", u.ID)
	}
	for v, segs := range u.Segs {
		ids := make([]string, len(segs))
		for i := range segs {
			seg := &segs[i]
			ids[i] = seg.ID
			then := r.Segs[seg.ID]
			switch {
			case then == nil: // it stands where it should not, which is told below
			case seg.Text != then.Text || seg.Rev != then.Rev:
				r.fault(0, "segment %s: its text is not what its events lead to", seg.ID)
			case then.Told && seg.Kind != then.Kind || seg.Version != align.Version(v):
				r.fault(0, "segment %s: is of another kind than its events say", seg.ID)
			}
		}
		if !slices.Equal(ids, was.Segs[v]) {
			r.fault(0, "unit %s: its segments in %s are others than its events say, or stand in another order", u.ID, align.Version(v))
		}
		now, then := moment.State{Val: u.State[v], Made: u.Made[v]}, r.Cells[moment.CellKey{Unit: u.ID, Version: align.Version(v)}]
		if then.Val != moment.NotTold && shown(now) != shown(then) && !(then.Seen && then.Val == "done" && now.Val == "") {
			r.fault(0, "unit %s: its state in %s is %q, and its events say %q", u.ID, align.Version(v), now.Val, then.Val)
		}
	}
}

// shown is a state as people see it: without one a cell is imported, and what it was
// made from, or why it was rejected, counts where there is such a thing. Steps of before there was that word showed
// such a cell as done.
func shown(s moment.State) moment.State {
	switch s.Val {
	case "":
		return moment.State{Val: "imported"}
	case "converted", "rework":
		return moment.State{Val: s.Val, Made: s.Made}
	}
	return moment.State{Val: s.Val}
}

func (r *replay) compareApprovals(all []store.Approval) {
	left := maps.Clone(r.Approvals)
	for _, a := range all {
		key := moment.ApprovalKey{Pair: a.Pair.String(), A: a.Hashes[0], B: a.Hashes[1], Unit: a.Unit}
		switch then, ok := left[key]; {
		case !ok:
			r.fault(0, "unit %s: an approval of %s is there that nobody gave", key.Unit, key.Pair)
		case then.Who.ID != a.Who.ID:
			r.fault(0, "unit %s: the approval of %s is by somebody else than its event says", key.Unit, key.Pair)
		}
		delete(left, key)
	}
	for key := range left {
		r.fault(0, "unit %s: an approval of %s is missing", key.Unit, key.Pair)
	}
}

func (r *replay) compareWaivers(all []store.Waiver) {
	left := maps.Clone(r.Waivers)
	for _, w := range all {
		key := moment.WaiverKey{Unit: w.Unit, Rule: w.Rule, Pair: w.Pair, Finding: w.Finding}
		switch then, ok := left[key]; {
		case !ok:
			r.fault(0, "unit %s: a waiver of %s is there that nobody gave", key.Unit, key.Rule)
		case then.Who.ID != w.Who.ID || then.Reason != w.Reason || then.Hashes != w.Hashes:
			r.fault(0, "unit %s: the waiver of %s is another than its event says", key.Unit, key.Rule)
		}
		delete(left, key)
	}
	for key := range left {
		r.fault(0, "unit %s: a waiver of %s is missing", key.Unit, key.Rule)
	}
}

// contents looks whether the texts that were approved are there.
func (r *replay) contents(st *store.Store) (faults []store.Fault, err error) {
	wanted := map[string]bool{}
	for key := range r.Approvals {
		wanted[key.A], wanted[key.B] = true, true
	}
	hashes := slices.Sorted(maps.Keys(wanted))
	texts, err := st.Content(hashes...)
	for _, hash := range hashes {
		if err == nil && align.ContentHash(texts[hash]) != hash {
			faults = append(faults, store.Fault{Doc: r.doc, What: fmt.Sprintf("the approved text %s is missing, or another", hash)})
		}
	}
	return faults, err
}
