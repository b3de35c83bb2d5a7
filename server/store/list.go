package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"triptych/server/change"
)

// Listed is a document in the list, with its counts as of TallySeq.
type Listed struct {
	Summary
	Units      int
	TallySeq   int64
	TallyRules string
	Tally      string // JSON, "" = never counted
}

// KeepDeleted is how long a deleted document can be restored.
const KeepDeleted = 30 * 24 * time.Hour

const listQuery = `SELECT ` + summaryColumns + `, coalesce(tally.seq, 0), coalesce(tally.rules, ''), coalesce(tally.body, ''),
	(SELECT count(*) FROM unit WHERE unit.doc = document.id)
	FROM document LEFT JOIN tally ON tally.doc = document.id `

func scanListed(r rowScanner) (l Listed, err error) {
	return l, scanSummary(r, &l.Summary, &l.TallySeq, &l.TallyRules, &l.Tally, &l.Units)
}

// Documents lists the documents that are there, the last changed first.
func (s *Store) Documents(ctx context.Context) ([]Listed, error) {
	rows, err := s.read.QueryContext(ctx, listQuery+`WHERE deleted = 0 ORDER BY changed DESC, id`)
	return collect(rows, err, scanListed)
}

// Document returns one document of the list, also a deleted one.
func (s *Store) Document(ctx context.Context, id string) (Listed, error) {
	l, err := scanListed(s.read.QueryRowContext(ctx, listQuery+`WHERE document.id = $1`, id))
	if err == sql.ErrNoRows {
		err = ErrNotFound
	}
	return l, err
}

func (w *writer) putTally(doc string, seq int64, rules, body string) error {
	return w.exec(`INSERT INTO tally (doc, seq, rules, body) VALUES ($1, $2, $3, $4)
		ON CONFLICT (doc) DO UPDATE SET seq = excluded.seq, rules = excluded.rules, body = excluded.body`, doc, seq, rules, body)
}

// Delete marks a document as deleted; Restore takes that back.
func (s *Store) Delete(id string) error { return s.mark(id, 0, time.Now().UnixMilli()) }

// Restore brings a deleted document back.
func (s *Store) Restore(id string) error { return s.mark(id, 1, 0) }

func (s *Store) mark(id string, was, deleted int64) error {
	return s.write.do(func(w *writer) error {
		res, err := w.result(`UPDATE document SET deleted = $1 WHERE id = $2 AND (deleted > 0) = ($3 > 0)`, deleted, id, was)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return ErrNotFound
		}
		return nil
	})
}

// Purge takes out for good what was deleted longer ago than KeepDeleted.
func (s *Store) Purge(now time.Time) error {
	return s.write.do(func(w *writer) error {
		gone := `(SELECT id FROM document WHERE deleted > 0 AND deleted < $1)`
		limit := now.Add(-KeepDeleted).UnixMilli()
		for _, statement := range []string{
			`DELETE FROM cell WHERE unit IN (SELECT id FROM unit WHERE doc IN ` + gone + `)`,
			`DELETE FROM event WHERE doc IN ` + gone, `DELETE FROM segment WHERE doc IN ` + gone,
			`DELETE FROM unit WHERE doc IN ` + gone, `DELETE FROM approval WHERE doc IN ` + gone,
			`DELETE FROM waiver WHERE doc IN ` + gone, `DELETE FROM orphan WHERE doc IN ` + gone,
			`DELETE FROM tally WHERE doc IN ` + gone, `DELETE FROM document WHERE deleted > 0 AND deleted < $1`,
		} {
			if err := w.exec(statement, limit); err != nil {
				return err
			}
		}
		return nil
	})
}

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
	if err == sql.ErrNoRows {
		err = ErrNotFound
	}
	return r, err
}

// History returns the texts of a segment from its origin up to a revision, or
// all of them when upTo is negative, oldest first.
func (s *Store) History(ctx context.Context, doc, seg string, upTo int64) ([]Revision, error) {
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
	for _, ev := range events {
		if upTo >= 0 && ev.Rev > upTo {
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

// TextAt returns the text of a segment as it was after event seq.
func (s *Store) TextAt(ctx context.Context, doc, seg string, seq int64) (string, error) {
	first, err := s.Origin(ctx, doc, seg)
	if err != nil {
		return "", err
	}
	events, err := s.Revisions(ctx, seg, 0)
	if err != nil {
		return "", err
	}
	text := first.Text
	for _, ev := range events {
		if ev.Seq > seq {
			break
		}
		ops, err := change.Parse([]byte(ev.Ops))
		if err == nil {
			text, err = ops.Apply(text)
		}
		if err != nil {
			return "", fmt.Errorf("revision %d of segment %s: %w", ev.Rev, seg, err)
		}
	}
	return text, nil
}

// KeepTally stores the counts of a document without waiting for the disk: a
// count that is lost is counted again.
func (s *Store) KeepTally(doc string, seq int64, rules, body string) {
	s.write.submit(func(w *writer) error { return w.putTally(doc, seq, rules, body) }, func(error) {})
}
