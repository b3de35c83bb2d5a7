package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"strconv"

	"triptych"
	"triptych/server/engine"
)

//go:embed migrations
var migrationFiles embed.FS

// migrations are the steps from nothing to the present schema. The step at index
// i leads to schema i+1: first its file, then, when SQL alone cannot say it, its
// function, in one transaction.
var migrations = [...]struct {
	file string
	then func(context.Context, *sql.Conn) error
}{
	{file: "001.sql"},
	{file: "002.sql"},
	{file: "003.sql"},
	{file: "004.sql", then: namePeople},
	{file: "005.sql"},
	{file: "006.sql"},
	{file: "007.sql"},
	{file: "008.sql", then: nameMakers},
	{file: "009.sql"},
	{file: "010.sql", then: foldApproved},
	{file: "011.sql"},
	{file: "012.sql"},
	{file: "013.sql"},
}

// schemaVersion is the number of the shape that schema.sql describes.
const schemaVersion = len(migrations)

// migrate brings an open database to the present schema. A new one is made in
// that shape at once, and made is true.
func migrate(ctx context.Context, conn *sql.Conn, path string) (made bool, err error) {
	tables, _, err := engine.CountTables(ctx, conn)
	if err != nil {
		return false, err
	}
	if tables > 0 {
		return false, migrateOld(ctx, conn, path)
	}
	return true, inTx(ctx, conn, func() error {
		if _, err := conn.ExecContext(ctx, triptych.Schema); err != nil {
			return err
		}
		_, err := conn.ExecContext(ctx, `INSERT INTO meta (name, value) VALUES ('epoch', $1)`, NewID())
		if err == nil {
			_, err = conn.ExecContext(ctx, setSchema, schemaIs(schemaVersion)...)
		}
		return err
	})
}

// migrateOld brings a database that has tables to the present schema.
func migrateOld(ctx context.Context, conn *sql.Conn, path string) error {
	var found string
	if err := conn.QueryRowContext(ctx, `SELECT value FROM meta WHERE name = 'schema'`).Scan(&found); err != nil {
		return fmt.Errorf("%s is not a Triptych database: name another with --db", path)
	}
	version, err := strconv.Atoi(found)
	if err != nil || version < 1 {
		return fmt.Errorf("%s has the unknown schema %q", path, found)
	}
	if version > schemaVersion {
		var program string // an earlier one notes none
		_ = conn.QueryRowContext(ctx, `SELECT value FROM meta WHERE name = 'program'`).Scan(&program)
		return newerError(path, version, program)
	}
	if version == schemaVersion {
		return nil
	}
	if err := tryOnCopy(ctx, path, version); err != nil {
		return fmt.Errorf("%s has schema %d and cannot be brought to %d; it was left as it is, and the program before can go on with it: %w", path, version, schemaVersion, err)
	}
	defer engine.RemoveAll(path + trialMark) // also of a program that was killed
	for ; version < schemaVersion; version++ {
		if err := stepTo(ctx, conn, version+1); err != nil {
			return fmt.Errorf("schema %d: %w", version+1, err)
		}
	}
	return nil
}

// stepTo leads from the schema before to schema version, or changes nothing.
func stepTo(ctx context.Context, conn *sql.Conn, version int) error {
	step := migrations[version-1]
	text, err := migrationFiles.ReadFile("migrations/" + step.file)
	if err != nil {
		return err
	}
	return inTx(ctx, conn, func() error {
		if _, err := conn.ExecContext(ctx, string(text)); err != nil {
			return err
		}
		if step.then != nil {
			if err := step.then(ctx, conn); err != nil {
				return err
			}
		}
		_, err := conn.ExecContext(ctx, setSchema, schemaIs(version)...)
		return err
	})
}

// inTx does work in one transaction of the connection.
func inTx(ctx context.Context, conn *sql.Conn, work func() error) error {
	_, err := conn.ExecContext(ctx, beginWrite)
	if err != nil {
		return err
	}
	if err = work(); err == nil {
		_, err = conn.ExecContext(ctx, `COMMIT`)
	}
	if err != nil {
		_, _ = conn.ExecContext(context.Background(), `ROLLBACK`)
	}
	return err
}
