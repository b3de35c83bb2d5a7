package store

import (
	"context"
	"math"

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
		most = math.MaxInt
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

// Standing is how the approvals of all documents stand; it is another one when a
// pair was approved, or an approval taken back.
type Standing struct {
	Count int64
	Last  int64 // unix ms
}

// Approvals tells how the approvals stand.
func (s *Store) Approvals() (now Standing, err error) {
	err = s.read.QueryRow(`SELECT count(*), coalesce(max(at), 0) FROM approval`).Scan(&now.Count, &now.Last)
	return now, err
}
