package approved

import (
	"context"
	"math"

	"triptych/align"
	"triptych/server/store"
)

// Texts are two texts that somebody approved as saying the same.
type Texts struct {
	Pair  align.Pair
	Texts [2]string
}

// Read returns the texts of approved pairs of all documents, the newest first, at most
// so many; 0 = all.
func Read(ctx context.Context, st *store.Store, most int) ([]Texts, error) {
	if most == 0 {
		most = math.MaxInt
	}
	return store.Read(ctx, st, func(row func(...any) error) (t Texts, err error) {
		var pair string
		if err = row(&pair, &t.Texts[0], &t.Texts[1]); err == nil {
			t.Pair, err = align.ParsePair(pair)
		}
		return t, err
	}, `SELECT p.pair, a.text, b.text FROM
		(SELECT pair, a, b, max(at) AS at FROM approval JOIN document d ON d.id = doc AND d.deleted = 0 GROUP BY pair, a, b ORDER BY at DESC LIMIT $1) p
		JOIN content a ON a.hash = p.a JOIN content b ON b.hash = p.b ORDER BY p.at DESC, p.a, p.b`, most)
}

// Standing is how the approvals of all documents stand; it is another one when a
// pair was approved, or an approval taken back.
type Standing struct {
	Count int64
	Last  int64 // unix ms
}

// Stand tells how the approvals stand.
func Stand(ctx context.Context, st *store.Store) (Standing, error) {
	found, err := store.Read(ctx, st, func(row func(...any) error) (now Standing, err error) { return now, row(&now.Count, &now.Last) },
		`SELECT count(*), coalesce(max(at), 0) FROM approval`)
	if err != nil || len(found) == 0 {
		return Standing{}, err
	}
	return found[0], nil
}
