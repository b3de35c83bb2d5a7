package store

import (
	"context"
	"errors"
	"fmt"
	"os"

	"triptych/server/engine"
)

// Backup copies the database to a new file while it is in use, as it is at one
// moment. The copy gets an epoch of its own, so that browsers notice when it is
// put in the original's place. progress, if not nil, is told the share done.
func (s *Store) Backup(ctx context.Context, path string, progress func(float64)) error {
	if _, err := os.Stat(path); err == nil {
		return fmt.Errorf("%s is there already: name a new file", path)
	}
	// Made under another name, so that a half copy is never taken for a backup.
	half := path + ".part"
	if err := os.Remove(half); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := engine.Copy(ctx, s.read, half, NewID(), progress); err != nil {
		os.Remove(half)
		return kindOf(err)
	}
	if err := os.Rename(half, path); err != nil {
		os.Remove(half)
		return err
	}
	return nil
}
