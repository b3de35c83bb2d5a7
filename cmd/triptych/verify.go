package main

import (
	"context"
	"flag"
	"fmt"

	"triptych/server/store"
)

// verify checks a database: the file, the chain of every document's events, and
// that every text is what its revisions lead to.
func verify(ctx context.Context, args []string, io streams) error {
	flags := flag.NewFlagSet("verify", flag.ContinueOnError)
	path := flags.String("db", "triptych.db", "database `FILE`")
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
	faults, err := st.Check(ctx)
	if err != nil {
		return fmt.Errorf("check %s: %w", *path, err)
	}
	docs, err := st.AllDocuments(ctx)
	if err != nil {
		return err
	}
	bar := newBar(io.err)
	defer bar.close()
	for i, doc := range docs {
		bar.set("checking", float64(i)/float64(len(docs)))
		found, err := verifyDocument(ctx, st, doc)
		if err != nil {
			return fmt.Errorf("document %s: %w", doc, err)
		}
		faults = append(faults, found...)
	}
	bar.close()
	if len(faults) == 0 {
		fmt.Fprintf(io.out, "%s: %d documents, every event and every text in order\n", *path, len(docs))
		return nil
	}
	for _, fault := range faults {
		fmt.Fprintln(io.out, fault)
	}
	fmt.Fprintf(io.err, "triptych: %d faults in %s. Restore the newest backup that verifies; what was typed since is offered again by the browsers that typed it.\n", len(faults), *path)
	return exitStatus(1)
}

func verifyDocument(ctx context.Context, st *store.Store, doc string) ([]store.Fault, error) {
	fault, err := st.VerifyChain(ctx, doc)
	if err != nil {
		return nil, err
	}
	faults, err := st.VerifyTexts(ctx, doc)
	if fault != nil {
		faults = append([]store.Fault{*fault}, faults...)
	}
	return faults, err
}
