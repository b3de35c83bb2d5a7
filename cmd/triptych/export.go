package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"triptych/align"
	"triptych/align/format"
	"triptych/server/export"
	"triptych/server/original"
	"triptych/server/store"
)

// exportDocument takes a document out of a database.
func exportDocument(ctx context.Context, args []string, io streams) error {
	flags := flag.NewFlagSet("export", flag.ContinueOnError)
	path := flags.String("db", "triptych.db", "database `FILE`")
	which := flags.String("doc", "", "id or `TITLE` of the document; not needed when there is one alone")
	name := flags.String("format", "json", "`FORMAT` to write: "+strings.Join(format.ExportNames(), ", "))
	out := flags.String("o", "", "write to `FILE` instead of the terminal")
	back := flags.Int("original", -1, "write into the original `FILE` of this number, from 0, which the document was made of")
	version := flags.String("version", "", "with --original: `VERSION` that is written; without it, the file as it came")
	rest, err := parse(flags, args)
	if err == nil {
		err = noMore(flags, rest)
	}
	if err != nil {
		return err
	}
	f, err := format.ExportByName(*name)
	if err != nil {
		return err
	}
	st, err := openExisting(*path)
	if err != nil {
		return err
	}
	defer st.Close()
	id, err := findDocument(ctx, st, *which)
	if err != nil {
		return err
	}
	d, err := st.Load(ctx, id)
	if err != nil {
		return fmt.Errorf("document %s: %w", id, err)
	}
	if *back >= 0 {
		return exportOriginal(ctx, st, d, *back, *version, *out, io)
	}
	file, err := export.Of(d, ctx.Err)
	if err != nil {
		return err
	}
	return writeOut(*out, io.out, func(w *bufio.Writer) error { return f.Write(file, w) })
}

// exportOriginal writes a version into a file that the document was made of, and says
// what found no place in it.
func exportOriginal(ctx context.Context, st *store.Store, d *store.Document, place int, tag, out string, io streams) error {
	f, err := original.Load(ctx, st, d.ID, place)
	if errors.Is(err, store.ErrNotFound) {
		files, err := original.List(ctx, st, d.ID)
		var names strings.Builder
		for _, f := range files {
			fmt.Fprintf(&names, "\n  %d  %s", f.Place, f.Name)
		}
		return errors.Join(fmt.Errorf("the document has no original file %d; it has:%s", place, names.String()), err)
	}
	data := []byte(nil)
	if err == nil {
		data = f.Data
	}
	if err == nil && tag != "" {
		v, wrong := align.ParseVersion(tag)
		if wrong != nil {
			return wrong
		}
		if !slices.Contains(f.Versions(d), v) {
			return fmt.Errorf("%s cannot be written into %s", v, f.Name)
		}
		var problems []format.Problem
		if data, problems, err = f.Back(d, v); err == nil {
			for _, p := range problems {
				fmt.Fprintln(io.err, "triptych:", p.Error())
			}
		}
	}
	if err != nil {
		return err
	}
	return writeOut(out, io.out, func(w *bufio.Writer) error { _, err := w.Write(data); return err })
}

// openExisting opens a database that must be there already.
func openExisting(path string) (*store.Store, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no database %s: name another with --db", path)
	}
	return store.Open(path)
}

// findDocument finds a document by id or title; "" is the only one there is.
func findDocument(ctx context.Context, st *store.Store, which string) (string, error) {
	listed, err := st.Documents(ctx)
	if err != nil {
		return "", err
	}
	var found []string
	var titles strings.Builder
	for _, l := range listed {
		if which == "" || l.ID == which || l.Title == which {
			found = append(found, l.ID)
		}
		fmt.Fprintf(&titles, "\n  %s  %s", l.ID, l.Title)
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(listed) == 0:
		return "", errors.New("the database holds no document")
	case len(found) == 0:
		return "", fmt.Errorf("there is no document %q; there are:%s", which, titles.String())
	}
	return "", fmt.Errorf("several documents match: name one by its id with --doc:%s", titles.String())
}
