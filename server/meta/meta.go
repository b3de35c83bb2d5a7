// Package meta keeps single values of the whole database by name.
package meta

import (
	"context"

	"triptych/server/store"
)

// Value reads the value of a name; false when there is none.
func Value(ctx context.Context, st *store.Store, name string) (value string, there bool, err error) {
	found, err := store.Read(ctx, st, func(row func(...any) error) (s string, err error) { return s, row(&s) },
		`SELECT value FROM meta WHERE name = $1`, name)
	if err != nil || len(found) == 0 {
		return "", false, err
	}
	return found[0], true, nil
}

// Set gives a name a value in a transaction, in place of what it had.
func Set(tx store.Tx, name, value string) error {
	_, err := tx.Exec(`INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value`, name, value)
	return err
}
