package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
)

// backup copies a database, also one that a server is using.
func backup(ctx context.Context, args []string, io streams) error {
	flags := flag.NewFlagSet("backup", flag.ContinueOnError)
	path := flags.String("db", "triptych.db", "database `FILE`")
	out := flags.String("o", "", "new `FILE` to write the backup to")
	rest, err := parse(flags, args)
	if err == nil {
		err = noMore(flags, rest)
	}
	if err != nil {
		return err
	}
	if *out == "" {
		return errors.New("name the file to write with -o FILE")
	}
	st, err := openExisting(*path)
	if err != nil {
		return err
	}
	bar := newBar(io.err)
	err = st.Backup(ctx, *out, func(done float64) { bar.set("copying", done) })
	bar.close()
	if err := errors.Join(err, st.Close()); err != nil {
		return fmt.Errorf("back up %s: %w", *path, err)
	}
	info, err := os.Stat(*out)
	if err != nil {
		return err
	}
	fmt.Fprintf(io.out, "%s: %d bytes; check it with 'triptych verify --db %s'\n", *out, info.Size(), *out)
	return nil
}
