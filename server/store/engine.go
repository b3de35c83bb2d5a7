package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"syscall"

	"github.com/mattn/go-sqlite3"
)

// This file is all that knows which engine keeps the tables: how it is opened,
// what its errors mean, what only it can do. Everything else in the package is
// SQL that PostgreSQL reads as well, with parameters numbered in order.

// driver is the engine's name for database/sql.
const driver = "sqlite3"

// pragmas hold for every connection, which is why they stand in the address.
const pragmas = "_foreign_keys=1&_busy_timeout=10000&_journal_mode=WAL&_synchronous=FULL"

// beginWrite begins a transaction that will write. It takes the lock at once: one
// that reads first and then writes may find that another has written meanwhile.
const beginWrite = "BEGIN IMMEDIATE"

// stayInLog keeps a connection from moving the log into the file by itself.
const stayInLog = `PRAGMA wal_autocheckpoint = 0`

// openToWrite opens the file at path for the one connection that writes.
func openToWrite(path string) (*sql.DB, error) {
	db, err := sql.Open(driver, address(path)+"?"+pragmas+"&_txlock=immediate")
	if err == nil {
		db.SetMaxOpenConns(1)
	}
	return db, err
}

// openToRead opens the file at path for those who read.
func openToRead(path string) (*sql.DB, error) {
	db, err := sql.Open(driver, address(path)+"?"+pragmas+"&_query_only=1")
	if err == nil {
		db.SetMaxOpenConns(4)
		db.SetMaxIdleConns(4)
	}
	return db, err
}

// address names a file to the engine, whatever signs its path holds.
func address(path string) string { return "file:" + (&url.URL{Path: path}).EscapedPath() }

// queryer is a database or one connection of it.
type queryer interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// countTables counts the tables, and those of them that mark a database as one
// of this program.
func countTables(ctx context.Context, db queryer) (all, ours int, err error) {
	err = db.QueryRowContext(ctx, `SELECT count(*), count(CASE name WHEN 'meta' THEN 1 END)
		FROM sqlite_master WHERE type = 'table'`).Scan(&all, &ours)
	return all, ours, err
}

// foreign reports whether the file is a database with tables of another program.
// It is only read: opening it to write would turn its journal into a log. Any
// difficulty is left to those who open it after.
func foreign(path string) bool {
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		return false
	}
	db, err := sql.Open(driver, address(path)+"?mode=ro")
	if err != nil {
		return false
	}
	defer db.Close()
	tables, ours, err := countTables(context.Background(), db)
	return err == nil && tables > 0 && ours == 0
}

func openError(path string, err error) error {
	var lite sqlite3.Error
	if errors.As(err, &lite) && lite.Code == sqlite3.ErrNotADB {
		return fmt.Errorf("open database %s: the file is not a Triptych database: name another with --db", path)
	}
	return fmt.Errorf("open database %s: %w", path, kindOf(err))
}

// kindOf adds to an error of the engine the kind that callers act on.
func kindOf(err error) error {
	var lite sqlite3.Error
	if !errors.As(err, &lite) {
		return err
	}
	switch {
	case lite.Code == sqlite3.ErrFull, lite.Code == sqlite3.ErrIoErr && lite.SystemErrno != 0 && isSpace(lite):
		return fmt.Errorf("%w (%v)", ErrFull, err)
	case lite.Code == sqlite3.ErrBusy, lite.Code == sqlite3.ErrLocked:
		return fmt.Errorf("%w (%v)", ErrLocked, err)
	case lite.Code == sqlite3.ErrReadonly, lite.Code == sqlite3.ErrCantOpen, lite.Code == sqlite3.ErrPerm:
		return fmt.Errorf("%w (%v)", ErrReadOnly, err)
	}
	return err
}

// fatal reports whether the engine gives up the transaction with this error.
func fatal(err error) bool {
	var lite sqlite3.Error
	if !errors.As(err, &lite) {
		return errors.Is(err, ErrNameless)
	}
	switch lite.Code {
	case sqlite3.ErrFull, sqlite3.ErrIoErr, sqlite3.ErrNomem, sqlite3.ErrReadonly, sqlite3.ErrCorrupt,
		sqlite3.ErrBusy, sqlite3.ErrLocked, sqlite3.ErrCantOpen: // waited for once, not by each job anew
		return true
	}
	return false
}

// isSpace reports whether an input/output error means that no more may be
// written: a full disk, a quota, a limit on the size of files.
func isSpace(err sqlite3.Error) bool {
	switch err.SystemErrno {
	case syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG:
		return true
	}
	return false
}

// damage lists what the engine says is wrong with the file itself.
func damage(ctx context.Context, db *sql.DB) ([]string, error) {
	rows, err := db.QueryContext(ctx, `PRAGMA integrity_check(20)`)
	lines, err := collect(rows, err, func(r rowScanner) (line string, err error) { return line, r.Scan(&line) })
	if len(lines) == 1 && lines[0] == "ok" {
		return nil, err
	}
	return lines, err
}

// backupPages is how many pages are copied at a time; between the steps others
// may write.
const backupPages = 256

// copyFile copies the database that from reads, as it is at one moment, into a
// new file, an ordinary one that is complete on the disk. epoch is written into
// the copy as its own. progress, if not nil, is told the share done.
func copyFile(ctx context.Context, from *sql.DB, path, epoch string, progress func(float64)) error {
	to, err := sql.Open(driver, address(path))
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
