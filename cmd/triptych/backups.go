package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"triptych/server/meter"
	"triptych/server/store"
)

// backupSetup says where a server puts backups, how often, and how many it keeps.
type backupSetup struct {
	dir   string
	every time.Duration
	most  int
}

func (set *backupSetup) flags(fs *flag.FlagSet) {
	fs.StringVar(&set.dir, "backup", "", "`FOLDER` to put backups into while the server runs; best on another disk")
	fs.DurationVar(&set.every, "backup-every", 24*time.Hour, "`TIME` from one backup to the next, as 24h")
	fs.IntVar(&set.most, "backup-keep", 14, "`NUMBER` of backups that are kept; older ones are taken away")
}

func (set *backupSetup) fit() error {
	if set.dir == "" {
		return nil
	}
	switch {
	case set.every < time.Minute:
		return errors.New("--backup-every is less than a minute")
	case set.most < 1:
		return errors.New("--backup-keep is less than one")
	}
	return nil
}

// backupName is the name of a backup by the moment it was begun, in UTC, so that
// names in order are backups in order.
const backupName = "triptych-20060102-150405.db"

// retryBackup is when a backup that failed is tried again, as on a full disk.
const retryBackup = 10 * time.Minute

// keep makes backups until ctx is done; the channel is closed when it has ended.
func (set *backupSetup) keep(ctx context.Context, st *store.Store, log *slog.Logger, figures *meter.Meter) <-chan struct{} {
	ended := make(chan struct{})
	if set.dir == "" {
		close(ended)
		return ended
	}
	var newest atomic.Int64 // unix seconds
	figures.Watch("triptych_backup_time_seconds", "When the newest backup was made, in seconds since 1970; 0 = there is none.", true, func() float64 { return float64(newest.Load()) })
	go func() {
		defer close(ended)
		for {
			last := set.newest()
			if !last.IsZero() {
				newest.Store(last.Unix())
			}
			wait := time.Until(last.Add(set.every))
			if wait <= 0 {
				wait = set.every
				now := time.Now()
				if err := set.one(ctx, st, now); err == nil {
					newest.Store(now.Unix())
				} else if ctx.Err() == nil {
					log.Error("the backup failed", "folder", set.dir, "error", err)
					wait = min(wait, retryBackup)
				}
			}
			select {
			case <-ctx.Done():
				return
			case <-time.After(wait):
			}
		}
	}()
	return ended
}

// one makes a backup, reads it through, and takes away what is beyond those to be
// kept. One that does not verify is left under a name that says so: it is not kept
// in a good one's place.
func (set *backupSetup) one(ctx context.Context, st *store.Store, now time.Time) error {
	path := filepath.Join(set.dir, now.UTC().Format(backupName))
	if err := st.Backup(ctx, path, nil); err != nil {
		return err
	}
	if err := readsThrough(ctx, path); err != nil {
		return errors.Join(err, os.Rename(path, path+".bad"))
	}
	var failed error
	all := set.all()
	for _, old := range all[:max(0, len(all)-set.most)] {
		failed = errors.Join(failed, os.Remove(filepath.Join(set.dir, old)))
	}
	return failed
}

// readsThrough examines a backup as whoever restores it will.
func readsThrough(ctx context.Context, path string) error {
	copied, err := store.Open(path)
	if err != nil {
		return err
	}
	_, losses, faults, err := examine(ctx, copied, path, streams{out: io.Discard, err: io.Discard})
	err = errors.Join(err, copied.Close())
	switch {
	case err != nil:
	case len(faults) > 0:
		err = fmt.Errorf("%s: %v", path, faults[0])
	case len(losses) > 0:
		err = fmt.Errorf("%s: %v", path, losses[0])
	}
	// What opening it left beside it says nothing of the backup.
	for _, beside := range []string{"-wal", "-shm", "-heads", "-lock"} {
		_ = os.Remove(path + beside)
	}
	return err
}

// all lists the backups in the folder, the oldest first.
func (set *backupSetup) all() []string {
	entries, err := os.ReadDir(set.dir)
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		if _, err := time.Parse(backupName, e.Name()); err == nil {
			names = append(names, e.Name())
		}
	}
	slices.SortFunc(names, cmp.Compare[string])
	return names
}

// newest is when the newest backup was begun; zero when there is none.
func (set *backupSetup) newest() time.Time {
	all := set.all()
	if len(all) == 0 {
		return time.Time{}
	}
	at, _ := time.Parse(backupName, strings.TrimSpace(all[len(all)-1]))
	return at
}
