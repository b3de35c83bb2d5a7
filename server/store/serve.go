package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"triptych/server/beside"
)

// ErrNameless is the answer when the file that is open is no longer the one that
// has its name: what is written into it would be gone with the program.
var ErrNameless = errors.New("the file of the database, or its log, was deleted, replaced or written over while it was served: nothing is stored until the server is stopped, the file put right and checked with 'triptych verify', and the server started again")

// Serve opens the database at path for the one program that serves it, at addr;
// others may read it meanwhile, make backups and put documents in. A second one
// would show people what the first does not know of, and is refused.
func Serve(path, addr string) (*Store, error) {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real // by whatever name, it is one database
	}
	if dir := filepath.Dir(path); dir != "." {
		if _, err := os.Stat(dir); err != nil {
			return Open(path) // which says what is wrong
		}
	}
	lock, err := beside.Claim(path+"-lock", addr)
	if path := new(fs.PathError); errors.As(err, &path) {
		return nil, fmt.Errorf("%w (%v)", ErrReadOnly, err)
	}
	if err != nil {
		return nil, err
	}
	s, err := openBeside(path, false)
	if err != nil {
		lock.Close()
		return nil, err
	}
	s.lock = lock
	if s.Losing, s.Notes, err = s.Losses(context.Background()); err == nil {
		err = s.freshHeads(context.Background())
	}
	if err == nil {
		err = s.write.do(func(w *writer) error { w.named.Serving = true; return nil })
	}
	if err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// Served reports whether another program serves the database.
func (s *Store) Served() bool { return s.lock == nil && beside.Served(s.path) }
