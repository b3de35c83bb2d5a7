package store

import (
	"context"
	"database/sql"
	"regexp"
)

var idWritten = regexp.MustCompile(`\b[0-9A-Z]{26}\b`)

// nameMakers is the step to schema 8: whoever is the first to name a segment in a step,
// and not in the creation of its document, made it.
func nameMakers(ctx context.Context, conn *sql.Conn) error {
	rows, err := conn.QueryContext(ctx, `SELECT kind, who, coalesce(body, '') FROM event WHERE kind IN ('create', 'struct') ORDER BY doc, seq`)
	seen, makers := map[string]bool{}, map[string]string{}
	_, err = collect(rows, err, func(r rowScanner) (struct{}, error) {
		var kind, who, body string
		err := r.Scan(&kind, &who, &body)
		for _, id := range idWritten.FindAllString(body, -1) {
			if !seen[id] && kind == "struct" {
				makers[id] = who
			}
			seen[id] = true
		}
		return struct{}{}, err
	})
	for id, who := range makers {
		if err == nil {
			_, err = conn.ExecContext(ctx, `UPDATE segment SET maker = $1 WHERE id = $2`, who, id)
		}
	}
	return err
}
