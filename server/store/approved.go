package store

import (
	"context"

	"triptych/align"
)

// ApprovedTexts are two texts that somebody approved as saying the same.
type ApprovedTexts struct {
	Pair  align.Pair
	Texts [2]string
}

// Approved returns the texts of approved pairs of all documents, the newest
// first, at most so many; 0 = all.
func (s *Store) Approved(ctx context.Context, most int) ([]ApprovedTexts, error) {
	if most == 0 {
		most = -1
	}
	rows, err := s.read.QueryContext(ctx, `SELECT p.pair, a.text, b.text FROM
		(SELECT pair, a, b, max(at) AS at FROM approval JOIN document d ON d.id = doc AND d.deleted = 0 GROUP BY pair, a, b ORDER BY at DESC LIMIT $1) p
		JOIN content a ON a.hash = p.a JOIN content b ON b.hash = p.b ORDER BY p.at DESC, p.a, p.b`, most)
	return collect(rows, err, func(r rowScanner) (t ApprovedTexts, err error) {
		var pair string
		if err = r.Scan(&pair, &t.Texts[0], &t.Texts[1]); err != nil {
			return t, err
		}
		t.Pair, err = align.ParsePair(pair)
		return t, err
	})
}

// Approvals is a number that changes when a pair is approved.
func (s *Store) Approvals() (n int64, err error) {
	err = s.read.QueryRow(`SELECT coalesce(max(rowid), 0) + count(*) FROM approval`).Scan(&n)
	return n, err
}
