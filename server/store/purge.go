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
	return s.write.do(func(w *writer) error {
		limit := now.Add(-KeepDeleted).UnixMilli()
		const gone = `SELECT id FROM document WHERE deleted > 0 AND deleted < $1`
		stmt, err := w.stmt(gone)
		if err != nil {
			return err
		}
		rows, err := stmt.Query(limit)
		ids, err := collect(rows, err, func(r rowScanner) (id string, err error) { return id, r.Scan(&id) })
		if err != nil || len(ids) == 0 {
			return err
		}
		for _, id := range ids {
			w.noted = append(w.noted, beside.Head{Doc: id, Gone: true})
		}
		for _, table := range documentTables {
			query := `DELETE FROM ` + table.name + ` WHERE ` + strings.ReplaceAll(table.gone, "(GONE)", "("+gone+")")
			var args []any
			if strings.Contains(query, "$1") {
				args = append(args, limit)
			}
			if err := w.exec(query, args...); err != nil {
				return err
			}
		}
		return nil
	})
}
