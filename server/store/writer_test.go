package store

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestJobPanics: a panic in one job is that job's error, and the writer goes on.
func TestJobPanics(t *testing.T) {
	st, err := Open(filepath.Join(t.TempDir(), "t.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	if err := st.write.do(func(*writer) error { panic("made by the test") }); err == nil || !strings.Contains(err.Error(), "made by the test") {
		t.Fatal(err)
	}
	if err := st.write.do(func(w *writer) error { return w.putTally("d", 1, "r", "b") }); err != nil {
		t.Fatal(err)
	}
}
