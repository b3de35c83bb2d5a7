package store

import (
	"context"
	"database/sql"
)

// Tx is a transaction in which another package writes tables of its own.
type Tx struct{ w *writer }

// Exec runs a statement and returns how many rows it changed.
func (t Tx) Exec(query string, args ...any) (int64, error) {
	res, err := t.w.result(query, args...)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// Row reads one row, as this transaction has left it so far.
func (t Tx) Row(query string, args []any, into ...any) error {
	stmt, err := t.w.stmt(query)
	if err != nil {
		return err
	}
	return stmt.QueryRow(args...).Scan(into...)
}

// Meet makes sure that a person has a row.
func (t Tx) Meet(p Person) error { return t.w.meet(p) }

// Write does work in one transaction, among those that wait, and returns when it is
// on the disk.
func (s *Store) Write(work func(Tx) error) error {
	return s.write.do(func(w *writer) error { return work(Tx{w}) })
}

// OnEvent has f too called for every event of documents but edits and steps, in the
// transaction that stores it.
func (s *Store) OnEvent(f func(tx Tx, doc string, ev *Event) error) error {
	return s.write.do(func(w *writer) error { w.onEvent = append(w.onEvent, f); return nil })
}

// Read reads rows of another package's tables.
func Read[T any](ctx context.Context, s *Store, scan func(func(...any) error) (T, error), query string, args ...any) ([]T, error) {
	rows, err := s.read.QueryContext(ctx, query, args...)
	all, err := collect(rows, err, func(r rowScanner) (T, error) { return scan(r.Scan) })
	return all, kindOf(err)
}

// None reports whether an error says that there is no such row.
func None(err error) bool { return err == sql.ErrNoRows }
