// Package store keeps documents in a database, one file of SQLite. It is the only
// package that speaks SQL, and engine.go the only file that knows which engine.
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
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"triptych/server/beside"
	"triptych/server/engine"

	"github.com/oklog/ulid/v2"
)

// Kinds of error that callers act on.
var (
	ErrFull     = errors.New("there is no room on the disk of the database: free some, then go on; nothing needs to be restarted")
	ErrReadOnly = errors.New("the database cannot be written: check the rights of its file and folder")
	ErrNotFound = errors.New("there is no such document")
	ErrDeleted  = fmt.Errorf("%w: it was deleted, and can be restored", ErrNotFound)
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
	lock  *os.File // of the program that serves it, else nil

	// What Serve found: what is missing, and what else there is to tell.
	Losing []*Loss
	Notes  []string
}

// Open opens the database at path, making it when it is not there and bringing
// it up to the present schema when it is older.
func Open(path string) (*Store, error) { return openBeside(path, beside.Served(path)) }

// openBeside is Open; beside a server it leaves moving the log into the file to that.
func openBeside(path string, served bool) (*Store, error) {
	if dir := filepath.Dir(path); dir != "." {
		if _, err := os.Stat(dir); err != nil {
			return nil, fmt.Errorf("open database %s: the folder is not there: make it, or name another file", path)
		}
	}
	if engine.Foreign(path) {
		return nil, fmt.Errorf("open database %s: it belongs to another program and is not a Triptych database: name another with --db", path)
	}
	w, err := openWriter(path, served)
	if err != nil {
		return nil, openError(path, err)
	}
	read, err := openToRead(path)
	if err != nil {
		w.close()
		return nil, openError(path, err)
	}
	s := &Store{path: path, read: read, write: w}
	if err := read.QueryRow(`SELECT value FROM meta WHERE name = 'epoch'`).Scan(&s.epoch); err != nil {
		s.Close()
		return nil, openError(path, err)
	}
	s.write.heads = beside.OpenHeads(s.headsPath(), s.epoch, w.made)
	w.named.Path = path
	w.named.Look()
	go w.run()
	return s, nil
}

// Close writes what waits and closes the file.
func (s *Store) Close() error {
	// The last connection to close folds the log into the file, which one that
	// only reads may not do.
	err := errors.Join(s.read.Close(), s.write.close())
	if s.lock != nil {
		err = errors.Join(err, s.lock.Close())
		s.lock = nil
	}
	return err
}

// Measure has told hear of every transaction and how long its first job waited for it.
func (s *Store) Measure(told func(jobs int, took time.Duration, err error)) {
	s.write.meter.Store(told)
}

// Epoch names the history of this file; a restored backup has another one.
func (s *Store) Epoch() string { return s.epoch }

// Path is the database file.
func (s *Store) Path() string { return s.path }

// NewID makes an id; ids made later sort later.
func NewID() string { return ulid.Make().String() }
