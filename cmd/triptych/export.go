package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"triptych/align/format"
	"triptych/server/document"
	"triptych/server/store"
)

// exportDocument takes a document out of a database.
func exportDocument(ctx context.Context, args []string, io streams) error {
	flags := flag.NewFlagSet("export", flag.ContinueOnError)
	path := flags.String("db", "triptych.db", "database `FILE`")
	which := flags.String("doc", "", "id or `TITLE` of the document; not needed when there is one alone")
	name := flags.String("format", "json", "`FORMAT` to write: json or tsv")
	out := flags.String("o", "", "write to `FILE` instead of the terminal")
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
	return writeOut(*out, io.out, func(w *bufio.Writer) error { return f.Write(document.Export(d), w) })
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
