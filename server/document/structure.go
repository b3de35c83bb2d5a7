package document

import (
	"errors"
	"slices"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/message"
	"triptych/server/arrange"
	"triptych/server/change"
	"triptych/server/row"
	"triptych/server/step"
	"triptych/server/trail"
	"triptych/server/wire"
)

// Structural steps rearrange segments and units. Each is planned on a copy of
// the layout of the units it touches, and then put in place as one event; none
// changes the text of a version, segments one after the other, but for the
// space that joining two paragraphs of Latin script needs.

// plan is a structural step: units first to last are to become cells.
type plan struct {
	kind        string
	first, last int // indices into document.units
	cells       []planned
	moved       []row.Moved
	gone        []*segment // joined into others
	edit        *structEdit
	turns       bool     // paragraphs change places
	undoes      int64    // seq of the step that this one undoes
	joined      string   // the segment that was joined into edit.seg
	tail        *segment // undoing a join: the segment that stands by itself again
	now         string   // and the text that it has by now

	group   int64            // of a revision: seq of its first event
	texts   []step.Rewritten // that it changes
	dropped []step.Dropped
	back    map[string]*segment // undoing one: what it had dropped
}

// planned is a unit as it will be.
type planned struct {
	from *Unit  // keeps its id; nil = a new unit
	id   string // of a new unit that had one before; "" = a new one
	segs [3][]*segment

	confidence float64
	why        []string   // nil = a person arranged it, or it is as it was
	was        *step.Unit // undoing a step: with the states that come back; nil = they stay
}

// structEdit is the one text that a split or a join changes.
type structEdit struct {
	seg  *segment
	ops  change.Set
	text string
	rev  trail.Revision
}

// planners make the plan of each kind of structural message; realign is planned
// by Realignment, because the aligner has to work between.
var planners = map[string]func(*Document, *wire.ClientMessage) (*plan, *Refusal){
	"split": (*Document).planSplit,
	"merge": (*Document).planMerge,
	"move":  (*Document).planMove,
	"shift": (*Document).planShift,
	"apart": (*Document).planApart,
	"each":  (*Document).planEach,
	"own":   (*Document).planOwn,
	"swap":  (*Document).planSwap,
	"undo":  (*Document).planUndo,
	"redo":  (*Document).planRedo,
}

// Structure carries out a structural message but a realign; mayApprove says
// whether its author may rearrange approved pairs.
func (d *Document) Structure(m *wire.ClientMessage, mayApprove bool) ([]Event, *Refusal) {
	if s := d.steps.Newest(); m.Kind == "undo" && s != nil && s.Group != 0 {
		return d.unrevise(m, s, mayApprove)
	}
	planner := planners[m.Kind]
	if planner == nil {
		return nil, bad("no.kind", "kind", m.Kind)
	}
	p, no := planner(d, m)
	if no == nil && p.last-p.first >= rearrangeMost {
		no = bad("no.many", "most", itoa(rearrangeMost))
	}
	if no == nil && !d.keepsOrder(p) {
		no = refuse(wire.CodeConflict, message.Of("no.order"))
	}
	if no == nil {
		no = d.admissible(m, p, mayApprove)
	}
	if no != nil {
		return nil, no
	}
	return d.restructure(p), nil
}

// admissible refuses a step on units that another step has changed since the
// client looked, and one that would rearrange approved pairs without the right
// to approve.
func (d *Document) admissible(m *wire.ClientMessage, p *plan, mayApprove bool) *Refusal {
	for i := p.first; i <= p.last; i++ {
		u := d.Units[i]
		if u.Restructured > m.Base || m.Base < d.steps.Oldest {
			return refuse(wire.CodeStale, message.Of("no.rearranged"))
		}
		if mayApprove {
			continue
		}
		for _, pair := range d.Pairs() {
			if status, _ := d.PairStatus(u, pair); status == "approved" && p.disturbs(u, pair) {
				return refuse(wire.CodeRights, message.Of("no.approved", "version", pair[0].String(), "other", pair[1].String()))
			}
		}
	}
	return nil
}

// disturbs reports whether a cell of the pair gets other text.
func (p *plan) disturbs(u *Unit, pair align.Pair) bool {
	for _, c := range p.cells {
		if c.from != u {
			continue
		}
		for _, v := range pair {
			texts := make([]string, len(c.segs[v]))
			for i, seg := range c.segs[v] {
				texts[i] = seg.Text
				if p.edit != nil && p.edit.seg == seg {
					texts[i] = p.edit.text
				}
			}
			if align.ContentHash(texts...) != u.Hashes[v] {
				return true
			}
		}
		return false
	}
	return true
}

// keepsOrder reports whether the plan leaves the text of every version as it
// is, segments one after the other, white space aside; a plan that turns some round,
// whether every version has the paragraphs that it had. Only undoing can fail
// to: what was empty, or not there, when the step was taken may hold text now.
func (d *Document) keepsOrder(p *plan) bool {
	for _, v := range align.Versions {
		var now, then arrange.Texts
		for _, u := range d.Units[p.first : p.last+1] {
			for _, seg := range u.Segs[v] {
				now.Add(seg.Text)
			}
		}
		for _, c := range p.cells {
			for _, seg := range c.segs[v] {
				then.Add(p.textOf(seg))
			}
		}
		if !now.Reads(then) && !(p.turns && now.Holds(then)) {
			return false
		}
	}
	return true
}

// textOf is the text that a segment will have.
func (p *plan) textOf(seg *segment) string {
	switch {
	case p.edit != nil && p.edit.seg == seg:
		return p.edit.text
	case p.tail == seg:
		return p.now
	}
	return seg.Text
}

// locate returns the unit's index in the document, or -1.
func (d *Document) locate(u *Unit) int { return slices.Index(d.Units, u) }

// copyUnits begins a plan for units first to last as they are.
func (d *Document) copyUnits(kind string, first, last int) *plan {
	p := &plan{kind: kind, first: first, last: last}
	for _, u := range d.Units[first : last+1] {
		c := planned{from: u}
		for v := range u.Segs {
			c.segs[v] = slices.Clone(u.Segs[v])
		}
		p.cells = append(p.cells, c)
	}
	return p
}

// standing finds a segment that is in the text.
func (d *Document) inText(id string) (*segment, int, *Refusal) {
	seg := d.Segs[id]
	if seg == nil || seg.Unit == nil {
		return nil, 0, refuse(wire.CodeStale, message.Of("no.by_itself"))
	}
	return seg, d.locate(seg.Unit), nil
}

// planSplit divides a segment at an offset. At its very beginning, with others
// before it in the cell, it divides the unit there instead.
func (d *Document) planSplit(m *wire.ClientMessage) (*plan, *Refusal) {
	seg, i, no := d.inText(m.Seg)
	if no != nil {
		return nil, no
	}
	at, no := d.positionNow(seg, m.At, m.Base)
	if no != nil {
		return nil, no
	}
	p := d.copyUnits("split", i, i)
	segs := p.cells[0].segs[seg.version]
	k := slices.Index(segs, seg)
	length := change.Units(seg.Text)
	size, whole := change.Offset(seg.Text, at)
	switch {
	case at == 0 && k > 0:
		return rearranged("split", i, i, arrange.Cut(d.placedAt(i), seg.version, k)), nil
	case at <= 0 || at >= length:
		return nil, bad("no.split")
	case !whole:
		return nil, bad("no.inside")
	}
	tail := &segment{ID: d.newID(), version: seg.version, Kind: seg.Kind, Text: seg.Text[size:], fresh: true}
	p.cells[0].segs[seg.version] = slices.Insert(segs, k+1, tail)
	move := row.Moved{Seg: seg.ID, Rev: seg.Rev, From: at, To: tail.ID}
	p.moved = append(p.moved, move)
	p.setEdit(seg, change.Replace(length, at, length, ""), trail.Revision{Move: &move})
	return p, nil
}

// setEdit says how the text of a segment changes.
func (p *plan) setEdit(seg *segment, ops change.Set, rev trail.Revision) {
	text, err := ops.Apply(seg.Text)
	undo, err2 := ops.Invert(seg.Text)
	if err != nil || err2 != nil {
		panic("a structural step does not fit its own text") // made from it a moment ago
	}
	rev.Ops, rev.Undo = ops, undo
	p.edit = &structEdit{seg, ops, text, rev}
}

// positionNow maps an offset that a client saw after event base.
func (d *Document) positionNow(seg *segment, at int, base int64) (int, *Refusal) {
	revs, err := d.revisionsAfterEvent(seg, base)
	if errors.Is(err, errFar) {
		return 0, refuse(wire.CodeStale, message.Of("no.far"))
	} else if err != nil {
		return 0, broken(err)
	}
	for _, rev := range revs {
		if rev.Moves() {
			return 0, refuse(wire.CodeStale, message.Of("no.moved"))
		}
		at = rev.Ops.MapPos(at, true)
	}
	return at, nil
}

// planMerge makes one unit of two neighbours, or joins a segment with the one
// that follows it in its version.
func (d *Document) planMerge(m *wire.ClientMessage) (*plan, *Refusal) {
	if m.Seg != "" {
		return d.planJoin(m)
	}
	i, no := d.neighbours(m)
	if no != nil {
		return nil, no
	}
	return rearranged("merge", i, i+1, arrange.Merge(d.placedAt(i), d.placedAt(i+1))), nil
}

func (d *Document) planJoin(m *wire.ClientMessage) (*plan, *Refusal) {
	a, i, no := d.inText(m.Seg)
	if no != nil {
		return nil, no
	}
	v := a.version
	b, last := d.following(a, i)
	if b == nil {
		return nil, bad("no.follows")
	}
	if a.Kind == align.NonContent != (b.Kind == align.NonContent) {
		return nil, bad("no.aside")
	}
	if a.Text == "" {
		return d.planCarry("merge", v, last, slices.Index(d.Units[last].Segs[v], b), i), nil
	}
	p := d.copyUnits("merge", i, last)
	c := &p.cells[last-i]
	c.segs[v] = slices.DeleteFunc(c.segs[v], func(s *segment) bool { return s == b })
	between := letter.Glue(a.Text, b.Text)
	length := change.Units(a.Text)
	move := row.Moved{Seg: b.ID, Rev: b.Rev, To: a.ID, At: length + len(between)}
	p.moved = append(p.moved, move)
	p.gone = append(p.gone, b)
	p.joined = b.ID
	p.setEdit(a, change.Replace(length, length, length, between+b.Text), trail.Revision{Join: true})
	if most := d.most; change.Units(p.edit.text) > most {
		return nil, refuse(wire.CodeLimit, message.Of("no.joined_long", "most", itoa(most)))
	}
	return p, nil
}

// following finds the next segment with text of the same version, and the index
// of its unit; i is the index of a's.
func (d *Document) following(a *segment, i int) (*segment, int) {
	from := slices.Index(d.Units[i].Segs[a.version], a) + 1
	for ; i < len(d.Units); i, from = i+1, 0 {
		for _, b := range d.Units[i].Segs[a.version][from:] {
			if b.Text != "" {
				return b, i
			}
		}
	}
	return nil, 0
}
