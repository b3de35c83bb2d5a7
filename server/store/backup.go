package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"

	"github.com/mattn/go-sqlite3"
)

// backupPages is how many pages are copied at a time; between the steps others
// may write.
const backupPages = 256

// Backup copies the database to a new file while it is in use, with SQLite's own
// backup, as it is at one moment. The copy gets an epoch of its own, so that
// browsers notice when it is put in the original's place. progress, if not nil,
// is told the share done.
func (s *Store) Backup(ctx context.Context, path string, progress func(float64)) (err error) {
	if _, err := os.Stat(path); err == nil {
		return fmt.Errorf("%s is there already: name a new file", path)
	}
	// Made under another name, so that a half copy is never taken for a backup.
	half := path + ".part"
	if err := os.Remove(half); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(half)
		}
	}()
	to, err := sql.Open("sqlite3", "file:"+escapePath(half))
	if err != nil {
		return err
	}
	defer to.Close()
	to.SetMaxOpenConns(1)
	if err := s.copyTo(ctx, to, progress); err != nil {
		return kindOf(err)
	}
	// As an ordinary file, complete on the disk, before it gets its name.
	for _, statement := range []string{
		`PRAGMA journal_mode = DELETE`, `PRAGMA synchronous = FULL`,
		`UPDATE meta SET value = '` + NewID() + `' WHERE name = 'epoch'`,
	} {
		if _, err := to.ExecContext(ctx, statement); err != nil {
			return kindOf(err)
		}
	}
	if err := to.Close(); err != nil {
		return err
	}
	return os.Rename(half, path)
}

// copyTo runs SQLite's backup from a connection of the read pool, whose open
// transaction holds the moment.
func (s *Store) copyTo(ctx context.Context, to *sql.DB, progress func(float64)) error {
	from, err := s.read.Conn(ctx)
	if err != nil {
		return err
	}
	defer from.Close()
	target, err := to.Conn(ctx)
	if err != nil {
		return err
	}
	defer target.Close()
	for _, statement := range []string{`BEGIN`, `SELECT count(*) FROM meta`} {
		if _, err := from.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	defer from.ExecContext(context.Background(), `ROLLBACK`)
	return target.Raw(func(dst any) error {
		return from.Raw(func(src any) error {
			b, err := dst.(*sqlite3.SQLiteConn).Backup("main", src.(*sqlite3.SQLiteConn), "main")
			if err != nil {
				return err
			}
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
		})
	})
}
