// Package store keeps documents in SQLite. It is the only package that speaks
// SQL.
//
// A document is a sequence of events without a gap; the tables hold the state
// after the last of them. One goroutine writes, and commits what waits
// together; any number of goroutines read. An exported method is one
// transaction.
//
// The guarantee: when Append reports success, the events are on the disk; when
// it reports an error, nothing of them is.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/mattn/go-sqlite3"
	"github.com/oklog/ulid/v2"

	"triptych"
)

// Kinds of error that callers act on.
var (
	ErrFull     = errors.New("there is no room on the disk of the database: free some, then go on; nothing needs to be restarted")
	ErrReadOnly = errors.New("the database cannot be written: check the rights of its file and folder")
	ErrNotFound = errors.New("there is no such document")
	ErrBroken   = errors.New("the document's events do not hang together, so it can be read but not changed: run 'triptych verify' and restore a backup")
	ErrMoved    = errors.New("another program changed the document: load it again")
	ErrLocked   = errors.New("another program holds the database locked: end it, then try again")
)

// Store is an open database. Its methods may be called from any goroutine.
type Store struct {
	path  string
	epoch string
	read  *sql.DB
	write *writer
}

// pragmas hold for every connection, which is why they stand in the address.
const pragmas = "_foreign_keys=1&_busy_timeout=10000&_journal_mode=WAL&_synchronous=FULL"

// dsn is the address of the database file for go-sqlite3.
func dsn(path, options string) string {
	return "file:" + escapePath(path) + "?" + pragmas + "&" + options
}

func escapePath(path string) string { return (&url.URL{Path: path}).EscapedPath() }

// Open opens the database at path, making it when it is not there and bringing
// it up to the present schema when it is older.
func Open(path string) (*Store, error) {
	if dir := filepath.Dir(path); dir != "." {
		if _, err := os.Stat(dir); err != nil {
			return nil, fmt.Errorf("open database %s: the folder is not there: make it, or name another file", path)
		}
	}
	if foreign(path) {
		return nil, fmt.Errorf("open database %s: it belongs to another program and is not a Triptych database: name another with --db", path)
	}
	w, err := openWriter(path)
	if err != nil {
		return nil, openError(path, err)
	}
	read, err := sql.Open("sqlite3", dsn(path, "_query_only=1"))
	if err != nil {
		w.close()
		return nil, openError(path, err)
	}
	read.SetMaxOpenConns(4)
	read.SetMaxIdleConns(4)
	s := &Store{path: path, read: read, write: w}
	if err := read.QueryRow(`SELECT value FROM meta WHERE name = 'epoch'`).Scan(&s.epoch); err != nil {
		s.Close()
		return nil, openError(path, err)
	}
	return s, nil
}

// foreign reports whether the file is a database with tables of another program.
// It is only read: opening it to write would turn its journal into a log. Any
// difficulty is left to those who open it after.
func foreign(path string) bool {
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		return false
	}
	db, err := sql.Open("sqlite3", "file:"+(&url.URL{Path: path}).EscapedPath()+"?mode=ro")
	if err != nil {
		return false
	}
	defer db.Close()
	var tables, ours int
	err = db.QueryRow(`SELECT count(*), count(CASE name WHEN 'meta' THEN 1 END) FROM sqlite_master WHERE type = 'table'`).Scan(&tables, &ours)
	return err == nil && tables > 0 && ours == 0
}

func openError(path string, err error) error {
	var lite sqlite3.Error
	if errors.As(err, &lite) && lite.Code == sqlite3.ErrNotADB {
		return fmt.Errorf("open database %s: the file is not a Triptych database: name another with --db", path)
	}
	return fmt.Errorf("open database %s: %w", path, kindOf(err))
}

// Close writes what waits and closes the file.
func (s *Store) Close() error {
	// The last connection to close folds the log into the file, which one that
	// only reads may not do.
	return errors.Join(s.read.Close(), s.write.close())
}

// Epoch names the history of this file; a restored backup has another one.
func (s *Store) Epoch() string { return s.epoch }

// Path is the database file.
func (s *Store) Path() string { return s.path }

// NewID makes an id; ids made later sort later.
func NewID() string { return ulid.Make().String() }

// kindOf adds to an error of SQLite the kind that callers act on.
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

// schemaVersion is the number of the shape that schema.sql describes: one more
// than the number of migrations.
const schemaVersion = 3

// migrate brings an open database to the present schema.
func migrate(ctx context.Context, conn *sql.Conn, path string) error {
	var tables int
	if err := conn.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_master WHERE type = 'table'`).Scan(&tables); err != nil {
		return err
	}
	if tables == 0 {
		return inTx(ctx, conn, triptych.Schema,
			`INSERT INTO meta (name, value) VALUES ('schema', '`+strconv.Itoa(schemaVersion)+`'), ('epoch', '`+NewID()+`')`)
	}
	var found string
	if err := conn.QueryRowContext(ctx, `SELECT value FROM meta WHERE name = 'schema'`).Scan(&found); err != nil {
		return fmt.Errorf("%s is not a Triptych database: name another with --db", path)
	}
	version, err := strconv.Atoi(found)
	if err != nil || version < 1 {
		return fmt.Errorf("%s has the unknown schema %q", path, found)
	}
	if version > schemaVersion {
		return fmt.Errorf("%s was written by a newer program (schema %d, this one knows %d): update this program", path, version, schemaVersion)
	}
	for ; version < schemaVersion; version++ {
		step, err := migrations.ReadFile(fmt.Sprintf("migrations/%03d.sql", version+1))
		if err != nil {
			return err
		}
		if err := inTx(ctx, conn, string(step),
			`UPDATE meta SET value = '`+strconv.Itoa(version+1)+`' WHERE name = 'schema'`); err != nil {
			return fmt.Errorf("schema %d: %w", version+1, err)
		}
	}
	return nil
}

// inTx runs SQL texts in one transaction.
func inTx(ctx context.Context, conn *sql.Conn, texts ...string) error {
	_, err := conn.ExecContext(ctx, "BEGIN IMMEDIATE;"+strings.Join(texts, ";")+";COMMIT")
	if err != nil {
		_, _ = conn.ExecContext(ctx, "ROLLBACK")
	}
	return err
}
