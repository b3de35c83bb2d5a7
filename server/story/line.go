package story

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"triptych/server/row"
	"triptych/server/store"
)

// line is which units are meant at every event, for a unit has another id, or its text
// stood in another one, before the steps that made it.
type line struct {
	spans  []span // the newest first
	steps  map[int64]bool
	undone map[int64]map[string]bool // by the step that another takes back: what was meant after that one
}

// span holds from event From on, until that of the span before it.
type span struct {
	from  int64
	units map[string]bool
}

// unit reports whether a unit is meant at an event.
func (l *line) unit(seq int64, unit string) bool {
	if l == nil {
		return true
	}
	i := slices.IndexFunc(l.spans, func(s span) bool { return seq >= s.from })
	return i >= 0 && l.spans[i].units[unit]
}

// step reports whether a structural step is part of the story.
func (l *line) step(seq int64) bool { return l == nil || l.steps[seq] }

// told is what of a step's body says where the text of its units came from.
type told struct {
	row.Body
	Was []struct {
		ID   string      `json:"id"`
		Segs [3][]string `json:"segs"`
	} `json:"was"`
	Undoes int64 `json:"undoes"`
	seq    int64
}

// lineOf follows a unit back through the steps of its document.
func lineOf(ctx context.Context, st *store.Store, doc, unit string) (*line, error) {
	l := &line{steps: map[int64]bool{}, undone: map[int64]map[string]bool{}}
	now := map[string]bool{unit: true}
	_, err := store.Read(ctx, st, func(scan func(...any) error) (none struct{}, err error) {
		s, body := told{}, ""
		if err = scan(&s.seq, &body); err == nil {
			err = json.Unmarshal([]byte(body), &s)
		}
		if err == nil {
			now = l.back(&s, now)
		}
		return none, err
	}, `SELECT seq, body FROM event WHERE doc = $1 AND kind = 'struct' ORDER BY seq DESC`, doc)
	l.spans = append(l.spans, span{0, now})
	return l, err
}

// back goes back over a step: which units were meant before it, by those meant after it.
// A unit that the step made, or took another in, has the story of those that its text
// came from; what a step took apart or together and another put right is as it was.
func (l *line) back(s *told, now map[string]bool) map[string]bool {
	made, grown := map[string]bool{}, map[string]bool{} // paragraphs in units that the step made, and in others
	before := maps.Clone(now)
	left := map[string]bool{} // units that are there after the step
	for i := range s.New {
		u := &s.New[i]
		left[u.ID] = true
		if !now[u.ID] {
			continue
		}
		l.steps[s.seq] = true
		segs := grown
		if !slices.Contains(s.Old, u.ID) {
			delete(before, u.ID)
			segs = made
		}
		for _, cell := range u.Cells {
			for _, seg := range cell.Segs {
				segs[seg.ID] = true
			}
		}
	}
	if !l.steps[s.seq] {
		return now
	}
	l.spans = append(l.spans, span{s.seq, now})
	if was := l.undone[s.seq]; was != nil {
		return was
	}
	if s.Undoes != 0 {
		l.undone[s.Undoes] = now
	}
	for _, m := range s.Moved {
		made[m.Seg] = made[m.Seg] || made[m.To]
		grown[m.Seg] = grown[m.Seg] || grown[m.To]
	}
	for _, was := range s.Was {
		for _, segs := range was.Segs {
			for _, id := range segs {
				if made[id] || grown[id] && !left[was.ID] {
					before[was.ID] = true
				}
			}
		}
	}
	return before
}
