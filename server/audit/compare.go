package audit

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"triptych/align"
	"triptych/server/store"
)

func joined(list []string) string { return strings.Join(list, ":") }

// compare takes note of everything in which the tables are not as the events
// made the document.
func (r *replay) compare(d *store.Document) {
	if d.Title != r.title {
		r.fault(0, "is called %q, and its events say %q", d.Title, r.title)
	}
	if d.Checks != r.checks {
		r.fault(0, "its settings of the checks are others than its events say")
	}
	if !slices.Equal(d.Versions, r.versions) || !slices.Equal(d.Required, r.required) {
		r.fault(0, "its versions, or the pairs that are required, are others than its events say")
	}
	order := make([]string, len(d.Units))
	for i := range d.Units {
		order[i] = d.Units[i].ID
	}
	if !slices.Equal(order, r.order) {
		r.fault(0, "its units are others than its events say, or stand in another order")
	}
	for i := range d.Units {
		if was := r.units[d.Units[i].ID]; was != nil {
			r.compareUnit(&d.Units[i], was)
		}
	}
	r.compareApprovals(d.Approvals)
	r.compareWaivers(d.Waivers)
}

func (r *replay) compareUnit(u *store.Unit, was *unit) {
	if was.told && (u.Confidence != was.confidence || !slices.Equal(u.Why, was.why)) {
		r.fault(0, "unit %s: how sure it is, or why, is otherwise than its events say", u.ID)
	}
	for v, segs := range u.Segs {
		ids := make([]string, len(segs))
		for i := range segs {
			seg := &segs[i]
			ids[i] = seg.ID
			then := r.segs[seg.ID]
			switch {
			case then == nil: // it stands where it should not, which is told below
			case seg.Text != then.text || seg.Rev != then.rev:
				r.fault(0, "segment %s: its text is not what its events lead to", seg.ID)
			case then.kind != "" && seg.Kind != then.kind || seg.Version != align.Version(v):
				r.fault(0, "segment %s: is of another kind than its events say", seg.ID)
			}
		}
		if !slices.Equal(ids, was.segs[v]) {
			r.fault(0, "unit %s: its segments in %s are others than its events say, or stand in another order", u.ID, align.Version(v))
		}
		now, then := state{val: u.State[v], made: u.Made[v]}, r.cells[cellKey{u.ID, align.Version(v)}]
		if then.val != notTold && shown(now) != shown(then) && !(then.seen && then.val == "done" && now.val == "") {
			r.fault(0, "unit %s: its state in %s is %q, and its events say %q", u.ID, align.Version(v), now.val, then.val)
		}
	}
}

// shown is a state as people see it: without one a cell is imported, and what it was
// made from, or why it was rejected, counts where there is such a thing. Steps of before there was that word showed
// such a cell as done.
func shown(s state) state {
	switch s.val {
	case "":
		return state{val: "imported"}
	case "converted", "rework":
		return state{val: s.val, made: s.made}
	}
	return state{val: s.val}
}

func (r *replay) compareApprovals(all []store.Approval) {
	left := maps.Clone(r.approvals)
	for _, a := range all {
		key := approvalKey{a.Pair.String(), a.Hashes[0], a.Hashes[1], a.Unit}
		switch who, ok := left[key]; {
		case !ok:
			r.fault(0, "unit %s: an approval of %s is there that nobody gave", key.unit, key.pair)
		case who != a.Who.ID:
			r.fault(0, "unit %s: the approval of %s is by somebody else than its event says", key.unit, key.pair)
		}
		delete(left, key)
	}
	for key := range left {
		r.fault(0, "unit %s: an approval of %s is missing", key.unit, key.pair)
	}
}

func (r *replay) compareWaivers(all []store.Waiver) {
	left := maps.Clone(r.waivers)
	for _, w := range all {
		key := waiverKey{w.Unit, w.Rule, w.Pair, w.Finding}
		switch then, ok := left[key]; {
		case !ok:
			r.fault(0, "unit %s: a waiver of %s is there that nobody gave", key.unit, key.rule)
		case then != waiver{w.Who.ID, w.Reason, w.Hashes}:
			r.fault(0, "unit %s: the waiver of %s is another than its event says", key.unit, key.rule)
		}
		delete(left, key)
	}
	for key := range left {
		r.fault(0, "unit %s: a waiver of %s is missing", key.unit, key.rule)
	}
}

// contents looks whether the texts that were approved are there.
func (r *replay) contents(st *store.Store) (faults []store.Fault, err error) {
	wanted := map[string]bool{}
	for key := range r.approvals {
		wanted[key.a], wanted[key.b] = true, true
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
