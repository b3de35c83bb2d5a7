package server

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"triptych/align"
	"triptych/align/letter"
	"triptych/server/change"
	"triptych/server/store"
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
	moved       []wire.Moved
	gone        []*segment // joined into others
	edit        *structEdit
	undoes      int64      // seq of the step that this one undoes
	joined      string     // the segment that was joined into edit.seg
	tail        *segment   // undoing a join: the segment that stands by itself again
	fix         change.Set // and the change from its text before the join to the present one
}

// planned is a unit as it will be.
type planned struct {
	from *unit  // keeps its id; nil = a new unit
	id   string // of a new unit that had one before; "" = a new one
	segs [3][]*segment

	confidence float64
	why        []string // nil = a person arranged it, or it is as it was
}

// structEdit is the one text that a split or a join changes.
type structEdit struct {
	seg  *segment
	ops  change.Set
	text string
	rev  revision
}

// structure carries out a structural message.
func (r *room) structure(cmd command) *refusal {
	m := cmd.msg
	var p *plan
	var no *refusal
	switch m.Kind {
	case "split":
		p, no = r.planSplit(m)
	case "merge":
		p, no = r.planMerge(m)
	case "move":
		p, no = r.planMove(m)
	case "shift":
		p, no = r.planShift(m)
	case "undo":
		p, no = r.planUndo(m)
	case "realign":
		return r.realign(cmd)
	default:
		return bad("there is no structural step " + m.Kind)
	}
	if no == nil && p.last-p.first >= realignMost {
		no = bad(fmt.Sprintf("at most %d units can be rearranged at once: do it in several steps", realignMost))
	}
	if no == nil && !r.doc.keepsOrder(p) {
		no = &refusal{code: wire.CodeConflict, why: "somebody wrote between these paragraphs since: their order would change"}
	}
	if no == nil {
		no = r.admissible(cmd, p)
	}
	if no != nil {
		return no
	}
	r.restructure(cmd, p)
	return nil
}

// admissible refuses a step on units that another step has changed since the
// client looked, and one that would rearrange approved pairs without the right
// to approve.
func (r *room) admissible(cmd command, p *plan) *refusal {
	for i := p.first; i <= p.last; i++ {
		u := r.doc.units[i]
		if u.restructured > cmd.msg.Base || cmd.msg.Base < r.steps.oldest {
			return &refusal{code: wire.CodeStale, why: "these units were rearranged meanwhile: look again, then repeat it"}
		}
		if wire.May(cmd.conn.role(), wire.RightApprove) {
			continue
		}
		for _, pair := range r.doc.pairs() {
			if status, _ := r.doc.pairStatus(u, pair); status == "approved" && p.disturbs(u, pair) {
				return &refusal{code: wire.CodeRights, why: "the pair " + pair.String() + " is approved: only an editor may rearrange it"}
			}
		}
	}
	return nil
}

// disturbs reports whether a cell of the pair gets other text.
func (p *plan) disturbs(u *unit, pair align.Pair) bool {
	for _, c := range p.cells {
		if c.from != u {
			continue
		}
		for _, v := range pair {
			texts := make([]string, len(c.segs[v]))
			for i, seg := range c.segs[v] {
				texts[i] = seg.text
				if p.edit != nil && p.edit.seg == seg {
					texts[i] = p.edit.text
				}
			}
			if align.ContentHash(texts...) != u.hashes[v] {
				return true
			}
		}
		return false
	}
	return true
}

// keepsOrder reports whether the plan leaves the text of every version as it
// is, segments one after the other, white space aside. Only undoing can fail
// to: what was empty, or not there, when the step was taken may hold text now.
func (d *document) keepsOrder(p *plan) bool {
	for _, v := range align.Versions {
		var now, then strings.Builder
		for _, u := range d.units[p.first : p.last+1] {
			for _, seg := range u.segs[v] {
				squeeze(&now, seg.text)
			}
		}
		for _, c := range p.cells {
			for _, seg := range c.segs[v] {
				squeeze(&then, p.textOf(seg))
			}
		}
		if now.String() != then.String() {
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
	case p.tail == seg && !p.fix.Empty():
		if text, err := p.fix.Apply(seg.text); err == nil {
			return text
		}
	}
	return seg.text
}

// squeeze appends a text without its white space.
func squeeze(b *strings.Builder, text string) {
	for _, r := range text {
		if !unicode.IsSpace(r) {
			b.WriteRune(r)
		}
	}
}

// locate returns the unit's index in the document, or -1.
func (d *document) locate(u *unit) int { return slices.Index(d.units, u) }

// copyUnits begins a plan for units first to last as they are.
func (d *document) copyUnits(kind string, first, last int) *plan {
	p := &plan{kind: kind, first: first, last: last}
	for _, u := range d.units[first : last+1] {
		c := planned{from: u}
		for v := range u.segs {
			c.segs[v] = slices.Clone(u.segs[v])
		}
		p.cells = append(p.cells, c)
	}
	return p
}

// standing finds a segment that is in the text.
func (r *room) standing(id string) (*segment, int, *refusal) {
	seg := r.doc.segs[id]
	if seg == nil || seg.unit == nil {
		return nil, 0, &refusal{code: wire.CodeStale, why: "the paragraph is no longer there by itself: look again"}
	}
	return seg, r.doc.locate(seg.unit), nil
}

// planSplit divides a segment at an offset. At its very beginning, with others
// before it in the cell, it divides the unit there instead.
func (r *room) planSplit(m *wire.ClientMessage) (*plan, *refusal) {
	seg, i, no := r.standing(m.Seg)
	if no != nil {
		return nil, no
	}
	at, no := r.positionNow(seg, m.At, m.Base)
	if no != nil {
		return nil, no
	}
	p := r.doc.copyUnits("split", i, i)
	segs := p.cells[0].segs[seg.version]
	k := slices.Index(segs, seg)
	length := change.Units(seg.text)
	size, whole := change.Offset(seg.text, at)
	switch {
	case at == 0 && k > 0:
		fresh := planned{}
		fresh.segs[seg.version] = slices.Clone(segs[k:])
		p.cells[0].segs[seg.version] = segs[:k:k]
		p.cells = append(p.cells, fresh)
		return p, nil
	case at <= 0 || at >= length:
		return nil, bad("there is nothing to split off: put the caret inside the paragraph")
	case !whole:
		return nil, bad("the place is inside a character")
	}
	tail := &segment{id: store.NewID(), version: seg.version, kind: seg.kind, text: seg.text[size:], fresh: true}
	p.cells[0].segs[seg.version] = slices.Insert(segs, k+1, tail)
	move := wire.Moved{Seg: seg.id, Rev: seg.rev, From: at, To: tail.id}
	p.moved = append(p.moved, move)
	p.setEdit(seg, change.Replace(length, at, length, ""), revision{move: &move})
	return p, nil
}

// setEdit says how the text of a segment changes.
func (p *plan) setEdit(seg *segment, ops change.Set, rev revision) {
	text, err := ops.Apply(seg.text)
	undo, err2 := ops.Invert(seg.text)
	if err != nil || err2 != nil {
		panic("a structural step does not fit its own text") // made from it a moment ago
	}
	rev.ops, rev.undo = ops, undo
	p.edit = &structEdit{seg, ops, text, rev}
}

// positionNow maps an offset that a client saw after event base.
func (r *room) positionNow(seg *segment, at int, base int64) (int, *refusal) {
	revs, err := r.revisionsAfterEvent(seg, base)
	if err != nil {
		return 0, &refusal{code: wire.CodeFailed, why: err.Error()}
	}
	for _, rev := range revs {
		if rev.move != nil || rev.join {
			return 0, &refusal{code: wire.CodeStale, why: "the paragraph was split or joined meanwhile: look again"}
		}
		at = rev.ops.MapPos(at, true)
	}
	return at, nil
}

// planMerge makes one unit of two neighbours, or joins a segment with the one
// that follows it in its version.
func (r *room) planMerge(m *wire.ClientMessage) (*plan, *refusal) {
	if m.Seg != "" {
		return r.planJoin(m)
	}
	a, b := r.doc.byID[m.Unit], r.doc.byID[m.To]
	if a == nil || b == nil {
		return nil, &refusal{code: wire.CodeStale, why: "one of the units is no longer there: look again"}
	}
	i, j := r.doc.locate(a), r.doc.locate(b)
	if i > j {
		i, j = j, i
	}
	if j != i+1 {
		return nil, bad("only neighbouring units can be merged")
	}
	p := r.doc.copyUnits("merge", i, j)
	for v := range p.cells[0].segs {
		p.cells[0].segs[v] = append(p.cells[0].segs[v], p.cells[1].segs[v]...)
	}
	p.cells = p.cells[:1]
	return p, nil
}

func (r *room) planJoin(m *wire.ClientMessage) (*plan, *refusal) {
	a, i, no := r.standing(m.Seg)
	if no != nil {
		return nil, no
	}
	v := a.version
	b, last := r.doc.following(a, i)
	if b == nil {
		return nil, bad("no paragraph follows to be joined")
	}
	if a.kind == align.NonContent != (b.kind == align.NonContent) {
		return nil, bad("what stands around the article cannot be joined with it")
	}
	p := r.doc.copyUnits("merge", i, last)
	c := &p.cells[last-i]
	c.segs[v] = slices.DeleteFunc(c.segs[v], func(s *segment) bool { return s == b })
	between := glue(a.text, b.text)
	length := change.Units(a.text)
	move := wire.Moved{Seg: b.id, Rev: b.rev, To: a.id, At: length + len(between)}
	p.moved = append(p.moved, move)
	p.gone = append(p.gone, b)
	p.joined = b.id
	p.setEdit(a, change.Replace(length, length, length, between+b.text), revision{join: true})
	if most := r.srv.limits.Segment; change.Units(p.edit.text) > most {
		return nil, &refusal{code: wire.CodeLimit, why: fmt.Sprintf("the joined paragraph would have more than %d characters", most)}
	}
	return p, nil
}

// following finds the next segment with text of the same version, and the index
// of its unit; i is the index of a's.
func (d *document) following(a *segment, i int) (*segment, int) {
	from := slices.Index(d.units[i].segs[a.version], a) + 1
	for ; i < len(d.units); i, from = i+1, 0 {
		for _, b := range d.units[i].segs[a.version][from:] {
			if b.text != "" {
				return b, i
			}
		}
	}
	return nil, 0
}

// glue is what comes between two texts that are joined: a space where both
// sides are of a script that has spaces, which changes no content hash.
func glue(a, b string) string {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	if a == "" || b == "" || letter.Seamless(last) || letter.Seamless(first) {
		return ""
	}
	return " "
}
