package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"syscall"

	"github.com/mattn/go-sqlite3"

	"triptych/server/engine"
)

// This file is all that knows which engine keeps the tables: how it is opened,
// what its errors mean, what only it can do. Everything else in the package is
// SQL that PostgreSQL reads as well, with parameters numbered in order.

// pragmas hold for every connection, which is why they stand in the address.
const pragmas = "_foreign_keys=1&_busy_timeout=10000&_journal_mode=WAL&_synchronous=FULL"

// beginWrite begins a transaction that will write. It takes the lock at once: one
// that reads first and then writes may find that another has written meanwhile.
const beginWrite = "BEGIN IMMEDIATE"

// stayInLog keeps a connection from moving the log into the file by itself.
const stayInLog = `PRAGMA wal_autocheckpoint = 0`

// openToWrite opens the file at path for the one connection that writes.
func openToWrite(path string) (*sql.DB, error) {
	db, err := sql.Open(engine.Driver, engine.Address(path)+"?"+pragmas+"&_txlock=immediate")
	if err == nil {
		db.SetMaxOpenConns(1)
	}
	return db, err
}

// openToRead opens the file at path for those who read.
func openToRead(path string) (*sql.DB, error) {
	db, err := sql.Open(engine.Driver, engine.Address(path)+"?"+pragmas+"&_query_only=1")
	if err == nil {
		db.SetMaxOpenConns(4)
		db.SetMaxIdleConns(4)
	}
	return db, err
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
