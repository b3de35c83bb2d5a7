package store

import (
	"encoding/json"
	"strconv"
	"strings"

	"triptych/align"
)

// effects does to the tables what an event says.
func (w *writer) effects(doc string, ev *Event) error {
	switch {
	case ev.Approve != nil:
		if err := w.approve(doc, ev.Seq, ev.Approve); err != nil || ev.State == nil {
			return err
		}
		return w.setState(ev.State)
	case ev.Withdraw != nil:
		d := ev.Withdraw
		return w.exec(`DELETE FROM approval WHERE doc = $1 AND pair = $2 AND (unit = $3 OR a = $4 AND b = $5)`,
			doc, d.Pair.String(), d.Unit, d.Hashes[0], d.Hashes[1])
	case ev.State != nil:
		return w.setState(ev.State)
	case ev.Waive != nil:
		return w.waive(doc, ev.Seq, ev.Waive)
	case ev.Unwaive != nil:
		return w.exec(`DELETE FROM waiver WHERE doc = $1 AND unit = $2 AND rule = $3 AND pair = $4 AND finding = $5`,
			doc, ev.Unwaive.Unit, ev.Unwaive.Rule, ev.Unwaive.Pair, ev.Unwaive.Finding)
	case ev.Layout != nil:
		// A unit that comes back by undo must not find the states that it had: what
		// the step puts is all there is.
		for i := range ev.Layout.Put {
			if err := w.exec(`DELETE FROM cell WHERE unit = $1`, ev.Layout.Put[i].ID); err != nil {
				return err
			}
		}
		return w.layout(doc, ev.Who.ID, ev.Layout)
	case ev.Checks != nil:
		return w.exec(`UPDATE document SET checks = $1 WHERE id = $2`, *ev.Checks, doc)
	case ev.Title != nil:
		return w.exec(`UPDATE document SET title = $1 WHERE id = $2`, *ev.Title, doc)
	}
	return nil
}

func (w *writer) setState(c *CellState) error {
	return w.exec(`INSERT INTO cell (unit, version, state, made) VALUES ($1, $2, $3, $4)
		ON CONFLICT (unit, version) DO UPDATE SET state = excluded.state, made = excluded.made`, c.Unit, c.Version.String(), c.State, c.Made)
}

func (w *writer) approve(doc string, seq int64, a *Approval) error {
	if err := w.meet(a.Who); err != nil {
		return err
	}
	for i, hash := range a.Hashes {
		if err := w.exec(`INSERT INTO content (hash, text) VALUES ($1, $2) ON CONFLICT DO NOTHING`, hash, a.Texts[i]); err != nil {
			return err
		}
	}
	return w.exec(`INSERT INTO approval (doc, pair, a, b, unit, who, at, seq, plain_a, plain_b) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
		ON CONFLICT (doc, pair, a, b, unit) DO UPDATE SET who = excluded.who, at = excluded.at, seq = excluded.seq`,
		doc, a.Pair.String(), a.Hashes[0], a.Hashes[1], a.Unit, a.Who.ID, a.At, seq, a.Plain[0], a.Plain[1])
}

func (w *writer) waive(doc string, seq int64, v *Waiver) error {
	if err := w.meet(v.Who); err != nil {
		return err
	}
	return w.exec(`INSERT INTO waiver (doc, unit, rule, pair, finding, version, hashes, who, at, reason, seq) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
		ON CONFLICT (doc, unit, rule, pair, finding) DO UPDATE SET version = excluded.version, hashes = excluded.hashes, who = excluded.who,
		at = excluded.at, reason = excluded.reason, seq = excluded.seq`,
		doc, v.Unit, v.Rule, v.Pair, v.Finding, v.Version, v.Hashes, v.Who.ID, v.At, v.Reason, seq)
}

// layout puts units in place; maker is who made what is new in them, "" = it came with
// its document.
func (w *writer) layout(doc, maker string, l *Layout) error {
	isNew := map[string]bool{}
	for _, id := range l.New {
		isNew[id] = true
	}
	for _, u := range l.Put {
		if err := w.putUnit(doc, &u); err != nil {
			return err
		}
		for _, v := range align.Versions {
			for place, seg := range u.Segs[v] {
				if err := w.putSegment(doc, maker, u.ID, place, &seg, isNew[seg.ID]); err != nil {
					return err
				}
			}
		}
	}
	for _, id := range l.Gone {
		if err := w.exec(`UPDATE segment SET unit = NULL WHERE id = $1`, id); err != nil {
			return err
		}
	}
	for _, id := range l.Remove {
		if err := w.exec(`DELETE FROM unit WHERE id = $1`, id); err != nil {
			return err
		}
	}
	for i, id := range l.Renumber {
		if err := w.exec(`UPDATE unit SET place = $1 WHERE id = $2`, int64(i+1)*PlaceGap, id); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) putUnit(doc string, u *Unit) error {
	why, err := json.Marshal(u.Why)
	if err != nil {
		return err
	}
	for v, state := range u.State {
		if state == "" {
			continue
		}
		if err := w.setState(&CellState{u.ID, align.Version(v), state, u.Made[v]}); err != nil {
			return err
		}
	}
	return w.exec(`INSERT INTO unit (id, doc, place, confidence, why) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (id) DO UPDATE SET place = excluded.place, confidence = excluded.confidence, why = excluded.why`,
		u.ID, doc, u.Place, u.Confidence, string(why))
}

func (w *writer) putSegment(doc, maker, unit string, place int, s *Segment, isNew bool) error {
	if !isNew {
		return w.exec(`UPDATE segment SET unit = $1, place = $2 WHERE id = $3`, unit, place, s.ID)
	}
	return w.exec(`INSERT INTO segment (id, doc, version, kind, unit, place, rev, text, origin, maker) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		s.ID, doc, s.Version.String(), string(s.Kind), unit, place, s.Rev, s.Text, s.Text, maker)
}

// Content returns the texts of content hashes; a hash that is not kept has none.
func (s *Store) Content(hashes ...string) (map[string]string, error) {
	texts := make(map[string]string, len(hashes))
	for len(hashes) > 0 {
		n := min(len(hashes), 500)
		args, places := make([]any, n), make([]string, n)
		for i, h := range hashes[:n] {
			args[i], places[i] = h, "$"+strconv.Itoa(i+1)
		}
		rows, err := s.read.Query(`SELECT hash, text FROM content WHERE hash IN (`+strings.Join(places, ", ")+`)`, args...)
		if _, err := collect(rows, err, func(r rowScanner) (struct{}, error) {
			var hash, text string
			err := r.Scan(&hash, &text)
			texts[hash] = text
			return struct{}{}, err
		}); err != nil {
			return nil, err
		}
		hashes = hashes[n:]
	}
	return texts, nil
}
