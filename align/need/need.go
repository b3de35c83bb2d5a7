// Package need says what a test does when the data that it is made for are not
// there: on a developer's machine it is skipped, in continuous integration
// (CI is set, as the usual services set it) it fails. So a gate cannot stand
// open unseen because a step that brings the data was lost.
package need

import (
	"os"
	"testing"
)

// Data passes when the data are there. remedy says what was missing and how it
// comes there.
func Data(t testing.TB, there bool, remedy string) {
	t.Helper()
	switch {
	case there:
	case os.Getenv("CI") != "":
		t.Fatalf("not skipped, since CI is set: %s", remedy)
	default:
		t.Skip(remedy)
	}
}

// Dictionaries is Data for those that the build packs from npm.
func Dictionaries(t testing.TB, there bool) {
	t.Helper()
	Data(t, there, "built without the dictionaries: run make generate")
}

// Corpora returns the folder of published texts, which are not part of the
// project, from TRIPTYCH_CORPORA. Few people have them, so their absence is no
// failure, even in CI; but where the variable names a folder, it must be there.
func Corpora(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("TRIPTYCH_CORPORA")
	if dir == "" {
		t.Skip("TRIPTYCH_CORPORA names no folder of texts")
	}
	if _, err := os.Stat(dir); err != nil {
		t.Fatalf("TRIPTYCH_CORPORA: %v", err)
	}
	return dir
}
