package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"time"

	"triptych/server/beside"
)

// restore puts a backup in the place of a database. What was there is kept under
// another name, and a backup that does not verify is not put anywhere. The restored
// database has an epoch of its own, by which open pages notice that its history is
// another one, and offer again what they hold.
func restore(ctx context.Context, args []string, io streams) error {
	flags := flag.NewFlagSet("restore", flag.ContinueOnError)
	from := flags.String("from", "", "backup `FILE`")
	path := flags.String("db", "triptych.db", "database `FILE` to put it in the place of")
	rest, err := parse(flags, args)
	if err == nil {
		err = noMore(flags, rest)
	}
	switch {
	case err != nil:
		return err
	case *from == "":
		return errors.New("name the backup with --from FILE")
	case beside.Served(*path):
		return fmt.Errorf("a server has %s: stop it first", *path)
	}
	next := *path + ".restoring"
	if err := os.Remove(next); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	docs, err := copyChecked(ctx, *from, next, io)
	if err != nil {
		return err
	}
	kept, err := putAside(*path, time.Now())
	if err == nil {
		err = os.Rename(next, *path)
	}
	if err != nil {
		return fmt.Errorf("put the backup in place: %w; the backup is ready as %s", err, next)
	}
	fmt.Fprintf(io.out, "%s is what %s was, with %d documents", *path, *from, docs)
	if kept != "" {
		fmt.Fprintf(io.out, "; what it was before is kept as %s", kept)
	}
	fmt.Fprintln(io.out)
	return nil
}

// copyChecked verifies a backup and copies it, and returns how many documents it has.
func copyChecked(ctx context.Context, from, to string, io streams) (int, error) {
	st, err := openExisting(from)
	if err != nil {
		return 0, err
	}
	defer st.Close()
	docs, losses, faults, err := examine(ctx, st, from, io)
	if err != nil {
		return 0, err
	}
	if len(faults)+len(losses) > 0 {
		return 0, tellFaults(io, from, losses, faults)
	}
	bar := newBar(io.err)
	defer bar.close()
	return docs, st.Backup(ctx, to, func(done float64) { bar.set("copying", done) })
}

// putAside gives a database and what belongs to it another name, under which they
// still belong together; "" when there was none.
func putAside(path string, now time.Time) (string, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	kept := path + ".before-" + now.Format("20060102-150405")
	if _, err := os.Stat(kept); err == nil {
		return "", fmt.Errorf("%s is there already", kept)
	}
	for _, part := range []string{"-wal", "-shm", "-heads", ""} {
		if err := os.Rename(path+part, kept+part); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	return kept, nil
}
