package server

import (
	"context"
	"fmt"
	"slices"

	"triptych/align"
	"triptych/align/check"
	"triptych/align/lexicon"
	"triptych/server/wire"
)

// realignMost bounds the units that are aligned again, or rearranged, at once:
// the event that tells of it holds all of them.
const realignMost = 1000

// realign aligns a stretch of units again: what lies between units with an
// approved pair. The work is done beside the room; when somebody rearranged the
// stretch meanwhile, it is thrown away.
func (r *room) realign(cmd command) *refusal {
	m := cmd.msg
	a, b := r.doc.byID[m.Unit], r.doc.byID[m.To]
	if a == nil || b == nil {
		return &refusal{code: wire.CodeStale, why: "one of the units is no longer there: look again"}
	}
	i, j := r.doc.locate(a), r.doc.locate(b)
	if i > j {
		i, j = j, i
	}
	if j-i >= realignMost {
		return bad(fmt.Sprintf("at most %d units can be aligned again at once", realignMost))
	}
	p := r.doc.copyUnits("realign", i, j)
	if no := r.admissible(cmd, p); no != nil {
		return no
	}
	units := slices.Clone(r.doc.units[i : j+1])
	work := r.doc.realignment(units)
	head := r.doc.Head
	go func() {
		found, err := r.srv.alignAgain(work)
		r.post(command{conn: cmd.conn, msg: m, digest: cmd.digest, do: func(r *room, cmd command) {
			if _, known := r.answered(cmd.conn.client, m.ID); known {
				return
			}
			if err != nil {
				r.refuse(cmd, &refusal{code: wire.CodeFailed, why: err.Error()})
				return
			}
			if no := r.finishRealign(cmd, work, units, found, head); no != nil {
				r.refuse(cmd, no)
			}
		}})
	}()
	return nil
}

// alignAgain runs the aligner on a stretch.
func (s *Server) alignAgain(work *realignment) (found []align.Unit, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = s.recovered("align again", p)
		}
	}()
	if err := s.enterHeavy(context.Background()); err != nil {
		return nil, err
	}
	defer s.leaveHeavy()
	words, err := lexicon.Embedded()
	if err != nil {
		return nil, err
	}
	return align.Units(work.doc, align.Options{Lexicon: words, Anchors: work.anchors})
}

// realignment is a stretch as the aligner sees it.
type realignment struct {
	doc     align.Document
	segs    [3][]*segment // by the aligner's index
	anchors []align.Unit
	layout  []wasUnit
}

func (d *document) realignment(units []*unit) *realignment {
	w := &realignment{}
	for _, u := range units {
		w.layout = append(w.layout, wasOf(u))
		var at align.Unit
		for v, segs := range u.segs {
			for _, seg := range segs {
				if seg.text == "" {
					continue
				}
				at.Segs[v] = append(at.Segs[v], len(w.segs[v]))
				w.segs[v] = append(w.segs[v], seg)
				w.doc[v] = append(w.doc[v], align.Segment{Text: seg.text, Kind: seg.kind})
			}
		}
		for _, p := range d.pairs() {
			if status, _ := d.pairStatus(u, p); status == check.Approved {
				w.anchors = append(w.anchors, at)
				break
			}
		}
	}
	return w
}

// finishRealign puts the new units in place, unless the stretch is another by
// now. A new unit keeps the id of the old one that its first segment stood in.
func (r *room) finishRealign(cmd command, w *realignment, units []*unit, found []align.Unit, head int64) *refusal {
	first := r.doc.locate(units[0])
	stale := &refusal{code: wire.CodeStale, why: "the units were rearranged meanwhile: look again, then repeat it"}
	if first < 0 || first+len(units) > len(r.doc.units) {
		return stale
	}
	for i, u := range units {
		if r.doc.units[first+i] != u || !slices.EqualFunc([]wasUnit{wasOf(u)}, w.layout[i:i+1], sameSegs) || u.restructured > head {
			return stale
		}
	}
	p := &plan{kind: "realign", first: first, last: first + len(units) - 1}
	taken := map[*unit]bool{}
	placed := map[*segment]bool{}
	for _, f := range found {
		c := planned{confidence: f.Confidence, why: append([]string{}, f.Why...)}
		for v, indices := range f.Segs {
			for _, k := range indices {
				seg := w.segs[v][k]
				c.segs[v] = append(c.segs[v], seg)
				placed[seg] = true
				if c.from == nil && !taken[seg.unit] {
					c.from = seg.unit
				}
			}
		}
		taken[c.from] = c.from != nil
		p.cells = append(p.cells, c)
	}
	for _, u := range units {
		for _, segs := range u.segs {
			for _, seg := range segs {
				if placed[seg] {
					continue
				}
				if seg.text != "" {
					return stale // written since
				}
				p.gone = append(p.gone, seg)
			}
		}
	}
	if !r.doc.keepsOrder(p) {
		return stale
	}
	r.restructure(cmd, p)
	return nil
}

func sameSegs(a, b wasUnit) bool {
	for v := range a.Segs {
		if !slices.Equal(a.Segs[v], b.Segs[v]) {
			return false
		}
	}
	return a.ID == b.ID
}
