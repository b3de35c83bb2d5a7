package store

import (
	"strings"
	"time"

	"triptych/server/beside"
)

// KeepDeleted is how long a deleted document can be restored.
const KeepDeleted = 30 * 24 * time.Hour

// Purge takes out for good what was deleted longer ago than KeepDeleted: every
// row of those documents in every table, and the texts that were approved in
// them alone. People stay: what they did elsewhere names them.
func (s *Store) Purge(now time.Time) error {
	_, err := s.purge(`SELECT id FROM document WHERE deleted > 0 AND deleted < $1`, now.Add(-KeepDeleted).UnixMilli())
	return err
}

// PurgeOne takes out a deleted document at once.
func (s *Store) PurgeOne(id string) error {
	n, err := s.purge(`SELECT id FROM document WHERE deleted > 0 AND id = $1`, id)
	if err == nil && n == 0 {
		err = ErrNotFound
	}
	return err
}

// purge takes out the documents of a query with one argument, and says how many.
func (s *Store) purge(gone string, arg any) (n int, err error) {
	err = s.write.do(func(w *writer) error {
		stmt, err := w.stmt(gone)
		if err != nil {
			return err
		}
		rows, err := stmt.Query(arg)
		ids, err := collect(rows, err, func(r rowScanner) (id string, err error) { return id, r.Scan(&id) })
		if n = len(ids); err != nil || n == 0 {
			return err
		}
		for _, id := range ids {
			w.noted = append(w.noted, beside.Head{Doc: id, Gone: true})
		}
		for _, table := range documentTables {
			query, args := `DELETE FROM `+table.name+` WHERE `+strings.ReplaceAll(table.gone, "(GONE)", "("+gone+")"), []any{}
			if strings.Contains(query, "$1") {
				args = append(args, arg)
			}
			if err := w.exec(query, args...); err != nil {
				return err
			}
		}
		return nil
	})
	return n, err
}
