package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os/user"

	"triptych/server/audit"
	"triptych/server/record"
	"triptych/server/store"
)

// verify checks a database: the file, what is missing by the record beside it,
// the chain of every document's events, and that every table is what they lead to.
func verify(ctx context.Context, args []string, io streams) error {
	flags := flag.NewFlagSet("verify", flag.ContinueOnError)
	path := flags.String("db", "triptych.db", "database `FILE`")
	accept := flags.String("accept", "", "go on without what is missing of `DOC`, an id; all = of every document")
	rest, err := parse(flags, args)
	if err == nil {
		err = noMore(flags, rest)
	}
	if err != nil {
		return err
	}
	st, err := openExisting(*path)
	if err != nil {
		return err
	}
	defer st.Close()
	if *accept != "" {
		return acceptLosses(ctx, st, *accept, io)
	}
	io.out = harmless(io.out)
	docs, losses, faults, err := examine(ctx, st, *path, io)
	if err != nil {
		return err
	}
	if len(faults)+len(losses) == 0 {
		fmt.Fprintf(io.out, "%s: %d documents, every event and every text in order\n", *path, docs)
		return nil
	}
	return tellFaults(io, *path, losses, faults)
}

// examine looks a database through, and returns how many documents it has, what is
// missing and what is damaged.
func examine(ctx context.Context, st *store.Store, path string, io streams) (docs int, losses []*store.Loss, faults []store.Fault, err error) {
	faults, err = st.Check(ctx)
	if err != nil {
		return 0, nil, nil, fmt.Errorf("check %s: %w", path, err)
	}
	losses, notes, err := st.Losses(ctx)
	if err != nil {
		return 0, nil, nil, err
	}
	for _, note := range notes {
		fmt.Fprintln(io.err, "triptych:", note)
	}
	all, err := st.AllDocuments(ctx)
	if err != nil {
		return 0, nil, nil, err
	}
	found, err := auditAll(ctx, st, all, io)
	return len(all), losses, append(faults, found...), err
}

// tellFaults writes what is missing and what is damaged, and ends with status 1.
func tellFaults(io streams, path string, losses []*store.Loss, faults []store.Fault) error {
	for _, loss := range losses {
		fmt.Fprintln(io.out, loss)
	}
	if len(losses) > 0 {
		fmt.Fprintln(io.err, "triptych: what is missing was acknowledged once. Restore a backup that has it, or say with --accept DOC to go on without it.")
	}
	for _, fault := range faults {
		fmt.Fprintln(io.out, fault)
	}
	if len(faults) == 0 {
		return exitStatus(1)
	}
	fmt.Fprintf(io.err, "triptych: %d faults in %s. Restore the newest backup that verifies; what was typed since is offered again by the browsers that typed it.\n", len(faults), path)
	return exitStatus(1)
}

// auditAll follows the record of what people did, and compares every document with
// what its events lead to.
func auditAll(ctx context.Context, st *store.Store, docs []string, io streams) (faults []store.Fault, err error) {
	bar := newBar(io.err)
	defer bar.close()
	what, _, err := record.Verify(ctx, st)
	if err != nil {
		return nil, fmt.Errorf("the record of people's acts: %w", err)
	}
	if what != "" {
		faults = append(faults, store.Fault{What: what})
	}
	for i, doc := range docs {
		bar.set("checking", float64(i)/float64(len(docs)))
		found, err := audit.Document(ctx, st, doc)
		if err != nil {
			return nil, fmt.Errorf("document %s: %w", doc, err)
		}
		faults = append(faults, found...)
	}
	return faults, nil
}

// acceptLosses records that whoever runs this says to go on without what is
// missing of a document, or of all.
func acceptLosses(ctx context.Context, st *store.Store, which string, io streams) error {
	if st.Served() {
		return errors.New("a server has the database: say to go on with the button in the document, or stop the server first")
	}
	losses, _, err := st.Losses(ctx)
	if err != nil {
		return err
	}
	found := false
	for _, loss := range losses {
		if which != "all" && which != loss.Doc {
			continue
		}
		found = true
		if err := st.Accept(ctx, loss, accountName()); err != nil {
			return fmt.Errorf("document %s: %w", loss.Doc, err)
		}
		fmt.Fprintf(io.out, "gone on without: %v\n", loss)
	}
	if !found {
		return fmt.Errorf("nothing is missing of %s", which)
	}
	return nil
}

// accountName is who runs the program.
func accountName() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return "Manager"
}
