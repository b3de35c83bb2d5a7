package server

import (
	"strconv"
	"strings"

	"triptych/align"
	"triptych/align/check"
	"triptych/server/change"
	"triptych/server/store"
	"triptych/server/wire"
)

// document is the state of one document in the memory of its room. Only the
// room's goroutine touches it.
type document struct {
	store.Summary
	chain string
	units []*unit // in order
	byID  map[string]*unit
	segs  map[string]*segment
	has   [3]bool // the versions that the document has

	approvals approvals
	waivers   map[waiverKey]store.Waiver
}

// unit is a unit with what is derived for it.
type unit struct {
	id         string
	place      int64
	confidence float64
	why        []string
	segs       [3][]*segment
	state      [3]string // given by a person; "" = by nobody
	made       [3]string // of converted cells: from what, "zh-Hans@12"

	hashes   [3]string
	findings []check.Finding
	standing standing
	edits    int    // counts changes, to tell whether findings are of the present text
	view     []byte // JSON of the UnitView; nil = not made
	told     []byte // JSON of the UnitStatus; nil = not made
	sent     []byte // JSON of the last UnitStatus that went out

	restructured int64 // seq of the last structural step that touched it
}

// segment is a segment with its newest revisions.
type segment struct {
	id      string
	version align.Version
	kind    align.Kind
	rev     int64
	text    string
	unit    *unit      // nil: its text went into another segment
	revs    []revision // the newest ones, up to rev, without a gap
	gone    *gone      // where its text went, when unit is nil
	fresh   bool       // not in the database yet
}

// revision is one step of a segment's text.
type revision struct {
	seq  int64
	ops  change.Set
	undo change.Set
	move *wire.Moved // a split: where the text behind it went
	join bool        // another segment's text was put at the end
}

// gone says where the text of a segment went that was joined into another: to
// offset at of what was, with it, a text of length units at revision rev.
type gone struct {
	to             string
	at, own, whole int
	rev            int64
}

// waiverKey is what a waiver is about; finding is "" for all of a check and pair.
type waiverKey struct{ unit, rule, pair, finding string }

// waiverOf returns the key of the waiver that covers a finding of the unit, as its
// texts and the check are now.
func (d *document) waiverOf(u *unit, f *check.Finding) (waiverKey, bool) {
	for _, id := range []string{f.ID, ""} {
		key := waiverKey{u.id, f.Check, pairName(f.Pair), id}
		w, ok := d.waivers[key]
		if ok && w.Hashes == u.hashesOf(f.Pair) && (w.Version == 0 || w.Version == f.Rule) {
			return key, true
		}
	}
	return waiverKey{}, false
}

// everWaived reports whether a finding of texts that are no more was waived.
func (d *document) everWaived(u *unit, f *check.Finding) bool {
	_, one := d.waivers[waiverKey{u.id, f.Check, pairName(f.Pair), f.ID}]
	_, all := d.waivers[waiverKey{u.id, f.Check, pairName(f.Pair), ""}]
	return one || all
}

func openDocument(d *store.Document) *document {
	doc := &document{
		Summary: d.Summary, chain: d.Chain,
		byID: map[string]*unit{}, segs: map[string]*segment{},
		approvals: newApprovals(), waivers: map[waiverKey]store.Waiver{},
	}
	for _, v := range d.Versions {
		doc.has[v] = true
	}
	for _, su := range d.Units {
		u := &unit{id: su.ID, place: su.Place, confidence: su.Confidence, why: su.Why, state: su.State, made: su.Made}
		for v, segs := range su.Segs {
			for _, s := range segs {
				seg := &segment{id: s.ID, version: s.Version, kind: s.Kind, rev: s.Rev, text: s.Text, unit: u}
				u.segs[v] = append(u.segs[v], seg)
				doc.segs[s.ID] = seg
			}
		}
		u.rehash()
		doc.units = append(doc.units, u)
		doc.byID[u.id] = u
	}
	for _, a := range d.Approvals {
		doc.approvals.give(a)
	}
	for _, w := range d.Waivers {
		doc.waivers[waiverKey{w.Unit, w.Rule, w.Pair, w.Finding}] = w
	}
	return doc
}

// touch says that something of the unit changed. What was sent of it before counts
// no more: a structural event or a snapshot may have shown a status since.
func (u *unit) touch() {
	u.edits++
	u.view, u.told, u.sent = nil, nil, nil
}

// rehash works out the content hashes afresh.
func (u *unit) rehash() {
	for v := range u.segs {
		u.rehashCell(align.Version(v))
	}
}

func (u *unit) rehashCell(v align.Version) {
	texts := make([]string, len(u.segs[v]))
	for i, seg := range u.segs[v] {
		texts[i] = seg.text
	}
	u.hashes[v] = align.ContentHash(texts...)
	u.touch()
}

// text is the text of a cell, its segments joined by a newline.
func (u *unit) text(v align.Version) string {
	segs := u.segs[v]
	if len(segs) == 1 {
		return segs[0].text
	}
	var b strings.Builder
	for i, seg := range segs {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(seg.text)
	}
	return b.String()
}

// aside reports whether the unit holds nothing of the article itself.
func (u *unit) aside() bool {
	found := false
	for _, segs := range u.segs {
		for _, seg := range segs {
			if seg.text == "" {
				continue
			}
			if seg.kind != align.NonContent {
				return false
			}
			found = true
		}
	}
	return found
}

// pairs lists the pairs that the document has both versions of.
func (d *document) pairs() []align.Pair {
	var pairs []align.Pair
	for _, p := range align.Pairs {
		if d.has[p[0]] && d.has[p[1]] {
			pairs = append(pairs, p)
		}
	}
	return pairs
}

// cellState is what a cell is shown as: missing without text, else what a
// person said, else done.
func (u *unit) cellState(v align.Version) string {
	switch {
	case u.hashes[v] == "":
		return "missing"
	case u.state[v] == "":
		return "done"
	}
	return u.state[v]
}

// revision names the revisions of a cell's segments: "12", of several "3+0".
func (u *unit) revision(v align.Version) string {
	revs := make([]string, len(u.segs[v]))
	for i, seg := range u.segs[v] {
		revs[i] = strconv.FormatInt(seg.rev, 10)
	}
	return strings.Join(revs, "+")
}

// origin is what the checks are told of a converted cell; nil for others.
func (u *unit) origin(v align.Version) *check.Origin {
	tag, rev, ok := strings.Cut(u.made[v], "@")
	from, err := align.ParseVersion(tag)
	if !ok || err != nil || u.cellState(v) != "converted" {
		return nil
	}
	return &check.Origin{From: from, Rev: rev, Now: u.revision(from)}
}

// pairName joins the versions of a finding.
func pairName(versions []align.Version) string {
	tags := make([]string, len(versions))
	for i, v := range versions {
		tags[i] = v.String()
	}
	return strings.Join(tags, ":")
}

// hashesOf joins the content hashes of some cells of the unit.
func (u *unit) hashesOf(versions []align.Version) string {
	hashes := make([]string, len(versions))
	for i, v := range versions {
		hashes[i] = u.hashes[v]
	}
	return strings.Join(hashes, ":")
}

// status derives what is shown of a unit.
func (d *document) status(u *unit) wire.Status {
	s := wire.Status{
		Findings: []check.Finding{},
		Pairs:    map[string]check.PairStatus{},
		Hashes:   map[align.Version]string{},
	}
	for _, f := range u.findings {
		if key, ok := d.waiverOf(u, &f); ok {
			w := d.waivers[key]
			s.Waived = append(s.Waived, wire.Waived{Finding: f, By: w.Who.Name, At: w.At, Reason: w.Reason})
		} else {
			s.Findings = append(s.Findings, f)
		}
	}
	for _, p := range d.pairs() {
		s.Pairs[p.String()], _ = d.pairStatus(u, p)
	}
	for _, v := range d.Versions {
		s.Hashes[v] = u.hashes[v]
	}
	return s
}

// unitView is everything a client shows of a unit.
func (d *document) unitView(u *unit) wire.UnitView {
	view := wire.UnitView{
		ID: u.id, Confidence: u.confidence, Why: u.why, Aside: u.aside(),
		Cells: map[align.Version]wire.CellView{}, Status: d.status(u),
	}
	for _, v := range d.Versions {
		cell := wire.CellView{State: u.cellState(v), Segs: []wire.SegmentView{}}
		if cell.State == "converted" {
			cell.Made = u.made[v]
		}
		for _, seg := range u.segs[v] {
			cell.Segs = append(cell.Segs, wire.SegmentView{ID: seg.id, Kind: seg.kind, Rev: seg.rev, Text: seg.text})
		}
		view.Cells[v] = cell
	}
	return view
}

// viewJSON is the unitView as JSON, kept until the unit changes.
func (d *document) viewJSON(u *unit) []byte {
	if u.view == nil {
		u.view = wire.Encode(d.unitView(u))
	}
	return u.view
}

// statusJSON is the unit's UnitStatus as JSON, kept until the unit changes.
func (d *document) statusJSON(u *unit) []byte {
	if u.told == nil {
		u.told = wire.Encode(wire.UnitStatus{T: "unit", Unit: u.id, Status: d.status(u)})
	}
	return u.told
}

func (d *document) info() wire.DocInfo {
	return wire.DocInfo{ID: d.ID, Title: d.Title, Versions: d.Versions, Units: len(d.units), Required: d.Required}
}
