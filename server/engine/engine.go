// Package engine is files of the one engine of SQL that there is, before anything is
// known of what they hold: how they are named, whose they are, how one is copied while it
// is in use.
//
// The guarantee: a copy is what the original was at one moment, complete on the disk.
package engine

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/mattn/go-sqlite3"
)

// Driver is the engine's name for database/sql.
const Driver = "sqlite3"

// Address names a file to the engine, whatever signs its path holds.
func Address(path string) string { return "file:" + (&url.URL{Path: path}).EscapedPath() }

// queryer is a database or one connection of it.
type queryer interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// CountTables counts the tables, and those of them that mark a database as one
// of this program.
func CountTables(ctx context.Context, db queryer) (all, ours int, err error) {
	err = db.QueryRowContext(ctx, `SELECT count(*), count(CASE name WHEN 'meta' THEN 1 END)
		FROM sqlite_master WHERE type = 'table'`).Scan(&all, &ours)
	return all, ours, err
}

// Foreign reports whether the file is a database with tables of another program.
// It is only read: opening it to write would turn its journal into a log. Any
// difficulty is left to those who open it after.
func Foreign(path string) bool {
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		return false
	}
	db, err := sql.Open(Driver, Address(path)+"?mode=ro")
	if err != nil {
		return false
	}
	defer db.Close()
	tables, ours, err := CountTables(context.Background(), db)
	return err == nil && tables > 0 && ours == 0
}

// backupPages is how many pages are copied at a time; between the steps others
// may write.
const backupPages = 256

// Copy copies the database that from reads, as it is at one moment, into a
// new file, an ordinary one that is complete on the disk. epoch, if not
// "", is written into the copy as its own. progress, if not nil, is told the share done.
func Copy(ctx context.Context, from *sql.DB, path, epoch string, progress func(float64)) error {
	to, err := sql.Open(Driver, Address(path))
	if err != nil {
		return err
	}
	defer to.Close()
	to.SetMaxOpenConns(1)
	if err := copyPages(ctx, from, to, progress); err != nil {
		return err
	}
	for _, statement := range []string{`PRAGMA journal_mode = DELETE`, `PRAGMA synchronous = FULL`} {
		if _, err := to.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	if epoch == "" {
		return to.Close()
	}
	if _, err := to.ExecContext(ctx, `UPDATE meta SET value = $1 WHERE name = 'epoch'`, epoch); err != nil {
		return err
	}
	return to.Close()
}

// copyPages runs the engine's own backup from a connection whose open transaction
// holds the moment.
func copyPages(ctx context.Context, from, to *sql.DB, progress func(float64)) error {
	source, err := from.Conn(ctx)
	if err != nil {
		return err
	}
	defer source.Close()
	target, err := to.Conn(ctx)
	if err != nil {
		return err
	}
	defer target.Close()
	for _, statement := range []string{`BEGIN`, `SELECT count(*) FROM meta`} {
		if _, err := source.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	defer source.ExecContext(context.Background(), `ROLLBACK`)
	return target.Raw(func(dst any) error {
		return source.Raw(func(src any) error {
			b, err := dst.(*sqlite3.SQLiteConn).Backup("main", src.(*sqlite3.SQLiteConn), "main")
			if err != nil {
				return err
			}
			return finishBackup(ctx, b, progress)
		})
	})
}

// finishBackup copies step by step until all is there or ctx ends.
func finishBackup(ctx context.Context, b *sqlite3.SQLiteBackup, progress func(float64)) error {
	for {
		done, err := b.Step(backupPages)
		if err != nil || done {
			return errors.Join(err, b.Finish())
		}
		if progress != nil && b.PageCount() > 0 {
			progress(1 - float64(b.Remaining())/float64(b.PageCount()))
		}
		if ctx.Err() != nil {
			return errors.Join(ctx.Err(), b.Finish())
		}
	}
}

// Remove removes a file that nobody has open, with what stands beside it.
func Remove(path string) {
	for _, end := range []string{"", "-wal", "-shm", "-journal"} {
		_ = os.Remove(path + end)
	}
}

// RemoveAll removes those whose path begins so.
func RemoveAll(path string) {
	folder, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return
	}
	for _, e := range folder {
		if strings.HasPrefix(e.Name(), filepath.Base(path)) {
			Remove(filepath.Join(filepath.Dir(path), e.Name()))
		}
	}
}
