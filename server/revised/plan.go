// Package revised takes another edition of a version into a document: what became of each
// paragraph (preview), and the same put in place as one step (apply), with what was deleted
// kept in the tray.
//
// A unit keeps its id and its other versions where its paragraph is unchanged, edited, split
// or moved, so that approvals, which are of texts, hold where the texts are the same and are
// stale where one is not. Paragraphs that became one make one unit of theirs. What is new
// stands in a unit of its own behind the paragraph before it.
//
// The guarantee: after a plan is put in place, the version says what the new edition says,
// paragraph by paragraph, but for asides that the edition has none of.
package revised

import (
	"slices"

	"triptych/align"
	"triptych/align/revise"
	"triptych/server/step"
	"triptych/server/wire"
)

// Why a unit stands as it does, as its reasons say.
const whyNew = "new in the revised text"

// WhyDeleted says of a unit that a revision took its text of a version out.
func WhyDeleted(v align.Version) string { return "deleted in the revised text: " + v.String() }

// Limits of the stretches that a revision is written in, in units: an event holds a whole
// one. Short ones near each other are written as one.
const (
	stretchMost   = 1000
	stretchNear   = 100
	stretchesMost = 50 // about; the steps that can be undone are 200
)

// edition is the version of a document as it is.
type edition struct {
	version align.Version
	units   []wire.UnitView
	segs    []align.Segment // those with text, in order
	places  []place         // of each
}

type place struct {
	unit int
	id   string
}

func read(units []wire.UnitView, v align.Version) *edition {
	e := &edition{version: v, units: units}
	for i := range units {
		for _, seg := range units[i].Cells[v].Segs {
			if seg.Text != "" {
				e.segs = append(e.segs, align.Segment{Text: seg.Text, Kind: seg.Kind})
				e.places = append(e.places, place{i, seg.ID})
			}
		}
	}
	return e
}

// slot is a unit as it is to be.
type slot struct {
	unit   int // -1 = a new one
	segs   []step.Paragraph
	merged []int // further units whose other versions come to it
	moved  bool
}

// planning is a plan being made.
type planning struct {
	*edition
	now   []align.Segment
	texts map[string]string

	slots  []*slot   // of the units
	into   []int     // the unit that each became a part of, or itself
	after  [][]*slot // what comes behind unit i-1
	spans  [][2]int  // units that are rearranged, first and last
	at     int       // the unit behind which the next paragraph comes, -1 = the beginning
	beside *slot     // where the paragraph before stands
}

// plan says how the edition becomes another one; nil when it is the same already.
func (e *edition) plan(now []align.Segment, steps []revise.Step) *step.Revision {
	p := e.arrange(now, steps)
	if slices.ContainsFunc(p.union(), func(s [2]int) bool { return s[1]-s[0] >= stretchMost }) {
		p = e.arrange(now, withoutMoves(steps)) // over more units than an event may hold
	}
	if len(p.spans) == 0 && len(p.texts) == 0 {
		return nil
	}
	return &step.Revision{Texts: p.texts, Stretches: p.stretches()}
}

func withoutMoves(steps []revise.Step) (out []revise.Step) {
	for _, s := range steps {
		if s.Kind != revise.Moved {
			out = append(out, s)
			continue
		}
		out = append(out, revise.Step{Kind: revise.Deleted, Old: s.Old}, revise.Step{Kind: revise.New, New: s.New})
	}
	return out
}

// arrange goes through the steps and gives every paragraph its place.
func (e *edition) arrange(now []align.Segment, steps []revise.Step) *planning {
	n := len(e.units)
	p := &planning{edition: e, now: now, texts: map[string]string{}, after: make([][]*slot, n+1), at: -1}
	for i := range n {
		p.slots, p.into = append(p.slots, &slot{unit: i}), append(p.into, i)
	}
	for k, s := range steps {
		switch s.Kind {
		case revise.Unchanged, revise.Edited, revise.Split:
			p.stay(s)
		case revise.Merged:
			p.merge(s)
		case revise.Moved:
			p.move(s, p.inside(steps[k+1:]))
		case revise.New:
			p.insert(s, p.inside(steps[k+1:]))
		case revise.Aside:
			p.leave(s)
		}
	}
	for i := range n {
		p.compare(i)
	}
	return p
}

// put appends an old paragraph to a slot, with the text that it has by now.
func (p *planning) put(to *slot, old int, text string) {
	id := p.places[old].id
	to.segs = append(to.segs, step.Paragraph{ID: id})
	if align.ContentHash(text) != align.ContentHash(p.segs[old].Text) {
		p.texts[id] = text
	}
	p.beside = to
}

// stay has a paragraph stand where it stood, and what was split off behind it.
func (p *planning) stay(s revise.Step) {
	p.at = p.places[s.Old[0]].unit
	to := p.slots[p.into[p.at]]
	p.put(to, s.Old[0], p.now[s.New[0]].Text)
	for _, j := range s.New[1:] {
		to.segs = append(to.segs, step.Paragraph{Text: p.now[j].Text, Kind: p.now[j].Kind})
	}
}

// leave has an aside stand where it stood.
func (p *planning) leave(s revise.Step) {
	unit := p.places[s.Old[0]].unit
	to, before := p.slots[p.into[unit]], p.beside
	p.put(to, s.Old[0], p.segs[s.Old[0]].Text)
	if before != nil {
		p.beside = before // what comes is of the article, and not of its footer
	} else {
		p.at = unit
	}
}

// merge makes one unit of those whose paragraphs became one.
func (p *planning) merge(s revise.Step) {
	p.at = p.places[s.Old[0]].unit
	first := p.into[p.at]
	p.put(p.slots[first], s.Old[0], p.now[s.New[0]].Text)
	last := p.places[s.Old[len(s.Old)-1]].unit
	for k := p.at + 1; k <= last; k++ {
		if p.into[k] == k && !p.slots[k].moved {
			p.into[k] = first
			p.slots[first].merged = append(p.slots[first].merged, k)
		}
	}
	if last > p.at {
		p.spans = append(p.spans, [2]int{first, last})
	}
}

// move takes a paragraph to another place: with its unit, when that has no other one.
func (p *planning) move(s revise.Step, inside bool) {
	old := s.Old[0]
	unit := p.places[old].unit
	alone := !p.shared(old) && p.into[unit] == unit && len(p.slots[unit].merged) == 0
	to := p.beside
	switch {
	case inside && alone:
		p.into[unit] = to.unit
		to.merged = append(to.merged, unit)
	case inside:
	case alone:
		to = p.slots[unit]
		to.moved = true
	default:
		to = &slot{unit: -1}
	}
	if !inside {
		p.after[p.at+1] = append(p.after[p.at+1], to)
	}
	p.put(to, old, p.now[s.New[0]].Text)
	p.spans = append(p.spans, [2]int{min(unit, max(p.at, 0)), max(unit, p.at)})
}

// shared reports whether the cell of a paragraph has others.
func (p *planning) shared(old int) bool {
	same := func(i int) bool { return i >= 0 && i < len(p.places) && p.places[i].unit == p.places[old].unit }
	return same(old-1) || same(old+1)
}

// insert puts a new paragraph in: into the cell that stands on both sides of it, or as a
// unit of its own.
func (p *planning) insert(s revise.Step, inside bool) {
	one := step.Paragraph{Text: p.now[s.New[0]].Text, Kind: p.now[s.New[0]].Kind}
	if inside {
		p.beside.segs = append(p.beside.segs, one)
		return
	}
	p.beside = &slot{unit: -1, segs: []step.Paragraph{one}}
	p.after[p.at+1] = append(p.after[p.at+1], p.beside)
	p.spans = append(p.spans, [2]int{max(p.at, 0), max(p.at, 0)})
}

// inside reports whether the paragraphs before and behind a step stand in one cell.
func (p *planning) inside(rest []revise.Step) bool {
	if p.at < 0 || p.beside != p.slots[p.into[p.at]] {
		return false
	}
	for _, s := range rest {
		switch s.Kind {
		case revise.Unchanged, revise.Edited, revise.Split, revise.Merged:
			return p.beside == p.slots[p.into[p.places[s.Old[0]].unit]]
		}
	}
	return false
}
