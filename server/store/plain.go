package store

import (
	"context"
	"database/sql"

	"triptych/align"
	"triptych/align/letter"
)

// Plain identifies a text as align.ContentHash does, but for what a cosmetic edit may
// change: width, quotation marks, a full stop at the end.
func Plain(text string) string { return align.ContentHash(letter.Cosmetic(text)) }

// foldApproved is the step to schema 10: approvals of before learn what their texts fold to.
func foldApproved(ctx context.Context, conn *sql.Conn) error {
	rows, err := conn.QueryContext(ctx, `SELECT hash, text FROM content`)
	texts, err := collect(rows, err, func(r rowScanner) (t [2]string, err error) { return t, r.Scan(&t[0], &t[1]) })
	if err != nil {
		return err
	}
	const index = `CREATE INDEX plain_a ON approval (a); CREATE INDEX plain_b ON approval (b)`
	if _, err := conn.ExecContext(ctx, index); err != nil {
		return err
	}
	for _, t := range texts {
		for _, set := range []string{`UPDATE approval SET plain_a = $1 WHERE a = $2`, `UPDATE approval SET plain_b = $1 WHERE b = $2`} {
			if _, err := conn.ExecContext(ctx, set, Plain(t[1]), t[0]); err != nil {
				return err
			}
		}
	}
	_, err = conn.ExecContext(ctx, `DROP INDEX plain_a; DROP INDEX plain_b`)
	return err
}
