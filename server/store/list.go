package store

import (
	"context"
	"database/sql"
	"time"
)

// Listed is a document in the list, with its counts as of TallySeq.
type Listed struct {
	Summary
	Units      int
	TallySeq   int64
	TallyRules string
	Tally      string // JSON, "" = never counted
}

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

// Deleted lists the documents that were deleted and can be restored, the last deleted first.
func (s *Store) Deleted(ctx context.Context) ([]Listed, error) {
	rows, err := s.read.QueryContext(ctx, listQuery+`WHERE deleted > 0 ORDER BY deleted DESC, id`)
	return collect(rows, err, scanListed)
}

// MadeBy is how many documents a person made that are there or can be restored.
func (s *Store) MadeBy(ctx context.Context, person string) (n int, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT count(*) FROM document WHERE (SELECT who FROM event WHERE doc = id AND seq = 1) = $1`, person).Scan(&n)
	return n, err
}

// Document returns one document of the list, also a deleted one.
func (s *Store) Document(ctx context.Context, id string) (Listed, error) {
	l, err := scanListed(s.read.QueryRowContext(ctx, listQuery+`WHERE document.id = $1`, id))
	return l, there(err, 0)
}

// there is the error of a row that was asked for by its id.
func there(err error, deleted int64) error {
	switch {
	case err == sql.ErrNoRows:
		return ErrNotFound
	case err == nil && deleted != 0:
		return ErrDeleted
	}
	return err
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

// KeepTally stores the counts of a document without waiting for the disk: a
// count that is lost is counted again.
func (s *Store) KeepTally(doc string, seq int64, rules, body string) {
	s.write.submit(func(w *writer) error { return w.putTally(doc, seq, rules, body) }, func(error) {})
}
