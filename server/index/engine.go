package index

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/mattn/go-sqlite3" // and the driver

	"triptych/server/engine"
)

// This file is all that knows which engine keeps the index. It asks two things of one:
// the ids of rows in which a phrase stands, the newest first, beginning below an id
// (here a virtual table of FTS5; in PostgreSQL an array with a GIN index, and strpos),
// and rows by their ids.

// shape is the number of the tables below; an index of another shape is made anew.
const shape = 2

// mark is the application_id of an index: a file that has it may be taken away.
const mark = 0x54524958 // "TRIX"

const tables = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
-- Which event of a document the index has come to. Rows of its units have ids from
-- number << 24 on.
CREATE TABLE indexed (
  doc    TEXT PRIMARY KEY,
  number BIGINT NOT NULL UNIQUE,
  seq    BIGINT NOT NULL,
  next   BIGINT NOT NULL           -- id of the next new row
);
-- A unit: its texts, the states of its cells, and by which numbers texts of the same
-- words are found.
CREATE TABLE entry (
  id       INTEGER PRIMARY KEY,
  unit     TEXT NOT NULL,
  place    BIGINT NOT NULL,
  en       TEXT NOT NULL,
  hans     TEXT NOT NULL,
  hant     TEXT NOT NULL,
  states   TEXT NOT NULL,          -- of the three cells, with commas
  standing BIGINT NOT NULL,
  pairs    BIGINT NOT NULL,        -- a bit for each pair that is approved
  same_en  BIGINT, same_hans BIGINT, same_hant BIGINT,
  sum      BIGINT NOT NULL         -- of all that, to tell what is another by now
);
CREATE INDEX entry_en ON entry (same_en, standing);
CREATE INDEX entry_hans ON entry (same_hans, standing);
CREATE INDEX entry_hant ON entry (same_hant, standing);
CREATE VIRTUAL TABLE grams USING fts5 (en, hans, hant, sketch, standing, content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 0");
`

// file is the index as it lies beside a database.
type file struct {
	path  string
	write *sql.DB
	read  *sql.DB
}

// openFile opens the index at path, of a database of an epoch, and makes it when it is
// not there, of another epoch or shape, or damaged.
func openFile(path, epoch string) (*file, error) {
	f, err := tryFile(path, epoch)
	if err == nil {
		return f, nil
	}
	if !ours(path) {
		return nil, fmt.Errorf("%s is no index of this program: move it away, and the index is made again: %w", path, err)
	}
	if err := remove(path); err != nil {
		return nil, err
	}
	return tryFile(path, epoch)
}

// remove takes an index away.
func remove(path string) error {
	for _, ending := range []string{"", "-wal", "-shm", "-journal"} {
		if err := os.Remove(path + ending); err != nil && !os.IsNotExist(err) {
			return err
		}
	}
	return nil
}

// ours reports whether the file may be taken away: it is not there, empty, or says that
// it is an index.
func ours(path string) bool {
	in, err := os.Open(path)
	if err != nil {
		return os.IsNotExist(err)
	}
	defer in.Close()
	head := make([]byte, 72)
	n, err := io.ReadFull(in, head)
	return n == 0 || err == nil && binary.BigEndian.Uint32(head[68:]) == mark
}

var errOther = errors.New("the index is of another database or program")

func tryFile(path, epoch string) (f *file, err error) {
	if !ours(path) {
		return nil, errOther
	}
	if err := sign(path); err != nil {
		return nil, err
	}
	address := address(path) + "&_journal_mode=WAL&_synchronous=NORMAL&_cache_size=-16000"
	f = &file{path: path}
	defer func() {
		if err != nil {
			f.close()
		}
	}()
	if f.write, err = sql.Open(engine.Driver, address+"&_txlock=immediate"); err != nil {
		return f, err
	}
	f.write.SetMaxOpenConns(1)
	if err = f.make(epoch); err != nil {
		return f, err
	}
	if f.read, err = sql.Open(engine.Driver, address+"&_query_only=1"); err == nil {
		f.read.SetMaxOpenConns(3)
		f.read.SetMaxIdleConns(3)
	}
	return f, err
}

func address(path string) string {
	return engine.Address(path) + "?_busy_timeout=10000"
}

// sign writes into a file that is not there or empty that it is an index. The log would
// keep that for itself until it is folded in: whoever was killed before then would find
// a file that nobody dares to take away.
func sign(path string) error {
	if info, err := os.Stat(path); err == nil && info.Size() > 0 {
		return nil
	}
	db, err := sql.Open(engine.Driver, address(path)+"&_journal_mode=DELETE")
	if err != nil {
		return err
	}
	_, err = db.Exec(fmt.Sprint(`PRAGMA application_id = `, mark))
	return errors.Join(err, db.Close())
}

// make makes the tables in an empty file; in one that has them they must be of this shape
// and epoch.
func (f *file) make(epoch string) error {
	is, want := "", fmt.Sprint(shape, " ", epoch)
	err := f.write.QueryRow(`SELECT value FROM meta WHERE name = 'is'`).Scan(&is)
	if err == nil {
		if is != want {
			return errOther
		}
		return nil
	}
	var n int
	if err := f.write.QueryRow(`SELECT count(*) FROM sqlite_master`).Scan(&n); err != nil {
		return err
	}
	if n > 0 {
		return errOther
	}
	return f.inTx(context.Background(), func(tx *sql.Tx) error {
		if _, err := tx.Exec(tables); err != nil {
			return err
		}
		_, err := tx.Exec(`INSERT INTO meta (name, value) VALUES ('is', $1)`, want)
		return err
	})
}

func (f *file) close() error {
	var err error
	for _, db := range []*sql.DB{f.read, f.write} { // the last one folds the log into the file
		if db != nil {
			err = errors.Join(err, db.Close())
		}
	}
	return err
}

func (f *file) inTx(ctx context.Context, work func(*sql.Tx) error) error {
	tx, err := f.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := work(tx); err != nil {
		tx.Rollback()
		return err
	}
	return tx.Commit()
}

// damaged reports whether an error says that the file is not what it was.
func damaged(err error) bool {
	var lite sqlite3.Error
	return errors.As(err, &lite) && (lite.Code == sqlite3.ErrCorrupt || lite.Code == sqlite3.ErrNotADB)
}

// putGrams has a row be found by the words of its texts, by their sketches and by its
// standing.
const putGrams = `INSERT OR REPLACE INTO grams (rowid, en, hans, hant, sketch, standing) VALUES ($1, $2, $3, $4, $5, $6)`

// match is what the table of grams is asked for: a phrase in some versions, where want is
// not negative in units of that standing.
func match(p phrase, columns []string, want int) string {
	var out strings.Builder
	out.WriteString("{" + strings.Join(columns, " ") + `} : "` + grams(p.tokens) + `"`)
	if p.prefix {
		out.WriteString(" *")
	}
	if want >= 0 {
		fmt.Fprintf(&out, " AND standing : s%d", want)
	}
	return out.String()
}

// each tells the ids of rows that match, from high to low, those from least on and below
// beyond, until told returns false.
func (f *file) each(ctx context.Context, match string, least, beyond int64, most int, told func(id int64) bool) error {
	return f.ids(ctx, told, `SELECT rowid FROM grams WHERE grams MATCH $1 AND rowid >= $2 AND rowid < $3 ORDER BY rowid DESC LIMIT $4`,
		match, least, beyond, most)
}

// ids tells what a question for ids is answered with, until told returns false.
func (f *file) ids(ctx context.Context, told func(id int64) bool, question string, args ...any) error {
	rows, err := f.read.QueryContext(ctx, question, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return err
		}
		if !told(id) {
			return nil
		}
	}
	return rows.Err()
}
