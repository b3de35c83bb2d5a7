package store

import (
	"context"
	"fmt"

	"triptych/server/change"
)

// Revision is a text of a segment as it once was.
type Revision struct {
	Rev  int64  `json:"rev"`
	By   string `json:"by"`
	At   int64  `json:"at"`
	Text string `json:"text"`
}

// Origin returns the text of a segment at revision 0, and the document's
// creation for it.
func (s *Store) Origin(ctx context.Context, doc, seg string) (Revision, error) {
	var r Revision
	err := s.read.QueryRowContext(ctx, `SELECT origin, coalesce(name, ''), event.at FROM segment
		JOIN event ON event.doc = segment.doc AND event.seq = 1 LEFT JOIN person ON person.id = event.who
		WHERE segment.id = $1 AND segment.doc = $2`, seg, doc).Scan(&r.Text, &r.By, &r.At)
	return r, there(err, 0)
}

// Origins returns the texts at revision 0 of all segments of a document, also of
// those that were joined into others, by id.
func (s *Store) Origins(ctx context.Context, doc string) (map[string]string, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT id, origin FROM segment WHERE doc = $1`, doc)
	all := map[string]string{}
	_, err = collect(rows, err, func(r rowScanner) (struct{}, error) {
		var id, text string
		err := r.Scan(&id, &text)
		all[id] = text
		return struct{}{}, err
	})
	return all, err
}

// History returns the texts of a segment from its origin up to a revision, or
// all of them when upTo is negative, oldest first.
func (s *Store) History(ctx context.Context, doc, seg string, upTo int64) ([]Revision, error) {
	return s.replay(ctx, doc, seg, func(ev *Event) bool { return upTo < 0 || ev.Rev <= upTo })
}

// TextAt returns the text of a segment as it was after event seq.
func (s *Store) TextAt(ctx context.Context, doc, seg string, seq int64) (string, error) {
	all, err := s.replay(ctx, doc, seg, func(ev *Event) bool { return ev.Seq <= seq })
	if err != nil {
		return "", err
	}
	return all[len(all)-1].Text, nil
}

// replay returns the texts of a segment, its origin first, for as long as it
// wants their events.
func (s *Store) replay(ctx context.Context, doc, seg string, wanted func(*Event) bool) ([]Revision, error) {
	first, err := s.Origin(ctx, doc, seg)
	if err != nil {
		return nil, err
	}
	all := []Revision{first}
	events, err := s.Revisions(ctx, seg, 0)
	if err != nil {
		return nil, err
	}
	text := first.Text
	for i := range events {
		ev := &events[i]
		if !wanted(ev) {
			break
		}
		ops, err := change.Parse([]byte(ev.Ops))
		if err == nil {
			text, err = ops.Apply(text)
		}
		if err != nil {
			return nil, fmt.Errorf("revision %d of segment %s: %w", ev.Rev, seg, err)
		}
		all = append(all, Revision{Rev: ev.Rev, By: ev.Who.Name, At: ev.At, Text: text})
	}
	return all, nil
}
