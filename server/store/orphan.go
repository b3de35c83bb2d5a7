package store

import (
	"cmp"
	"context"
)

// What is kept in a document of messages that were refused. The bounds are each
// person's own, so that whoever sends many pushes out nobody else's; those of all
// together are kept by letting go of who has the most, because names cost nothing.
const (
	OrphanLimit = 1000     // messages of one person, where nothing else was asked for
	OrphanBytes = 8 << 20  // and bytes of them
	orphansMost = 64 << 20 // bytes of all people
)

// insertOrphans keeps refused messages, the newest ones of each person.
func (w *writer) insertOrphans(doc string, orphans []Orphan) error {
	by := map[string]bool{}
	for i := range orphans {
		o := &orphans[i]
		if err := w.meet(o.Who); err != nil {
			return err
		}
		if err := w.exec(`INSERT INTO orphan (doc, client, msg, seg, who, at, why, message) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
			ON CONFLICT DO NOTHING`, doc, o.Client, o.Msg, o.Seg, o.Who.ID, o.At, o.Why, o.Message); err != nil {
			return err
		}
		by[o.Who.ID] = true
	}
	for who := range by {
		if err := w.trimOrphans(doc, who, OrphanBytes); err != nil {
			return err
		}
	}
	for len(orphans) > 0 {
		var who string
		var most, all int64
		err := w.conn.QueryRowContext(context.Background(), `SELECT who, sum(octet_length(message)) AS bytes, sum(sum(octet_length(message))) OVER () FROM orphan
			WHERE doc = $1 GROUP BY who ORDER BY bytes DESC LIMIT 1`, doc).Scan(&who, &most, &all)
		if err != nil || all <= orphansMost {
			return err
		}
		if err := w.trimOrphans(doc, who, most/2); err != nil {
			return err
		}
	}
	return nil
}

// trimOrphans lets go of a person's oldest ones.
func (w *writer) trimOrphans(doc, who string, bytes int64) error {
	return w.exec(`DELETE FROM orphan WHERE doc = $1 AND (client, msg) IN (SELECT client, msg FROM
		(SELECT client, msg, row_number() OVER newest AS n, sum(octet_length(message)) OVER newest AS bytes FROM orphan
		WHERE doc = $1 AND who = $2 WINDOW newest AS (ORDER BY at DESC, client, msg)) AS ranked WHERE n > $3 OR bytes > $4)`,
		doc, who, cmp.Or(w.refused.Load(), OrphanLimit), bytes)
}

// KeepRefused says how many refused messages of a person are kept in a document; 0 = OrphanLimit.
func (s *Store) KeepRefused(n int) { s.write.refused.Store(int64(n)) }
