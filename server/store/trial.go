package store

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strconv"

	"triptych/server/engine"
)

// Version is the version that the program was built as, or "development".
func Version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "development"
}

// newerError says what is needed to open a file; program is the version of the one that
// brought it to its schema, as far as the file says.
func newerError(path string, schema int, program string) error {
	needs := fmt.Sprintf("a program that knows schema %d", schema)
	if program != "" && program != "development" {
		needs = fmt.Sprintf("Triptych %s or newer", program)
	}
	return fmt.Errorf("%s was written by a newer program (schema %d, this one is %s and knows schema %d): it needs %s: update this program; the file was not changed", path, schema, Version(), schemaVersion, needs)
}

// trialMark stands between a file's name and what tells copies for trials apart.
const trialMark = ".trial-"

// tryOnCopy takes the steps from a schema to the present one on a copy of the file, and
// looks the copy through. Steps that fail half way would leave a file that neither the
// old program can open nor this one.
func tryOnCopy(ctx context.Context, path string, version int) (err error) {
	read, err := openToRead(path)
	if err != nil {
		return err
	}
	defer read.Close()
	trial := path + trialMark + NewID()
	defer engine.Remove(trial)
	if err := engine.Copy(ctx, read, trial, "", nil); err != nil {
		return fmt.Errorf("copy it, to try on the copy first: %w", kindOf(err))
	}
	db, err := openToWrite(trial)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	for ; version < schemaVersion && err == nil; version++ {
		err = stepTo(ctx, conn, version+1)
	}
	if err = errors.Join(err, conn.Close()); err != nil {
		return fmt.Errorf("schema %d: %w", version, kindOf(err))
	}
	faults, err := damage(ctx, db)
	if err == nil && len(faults) > 0 {
		err = fmt.Errorf("the copy is damaged afterwards: %s", faults[0])
	}
	return err
}

// setSchema notes in the database which schema it has, and which program made it so.
const setSchema = `INSERT INTO meta (name, value) VALUES ('schema', $1), ('program', $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value`

func schemaIs(version int) []any { return []any{strconv.Itoa(version), Version()} }
