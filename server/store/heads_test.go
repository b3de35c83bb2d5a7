package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// image copies the files of a database that is open, as kill -9 leaves them.
func image(t *testing.T, path string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "t.db")
	for _, end := range []string{"", "-wal", "-heads"} {
		data, err := os.ReadFile(path + end)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to+end, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return to
}

// serveAt serves the database at path until the test ends.
func serveAt(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Serve(path, "127.0.0.1:1")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// write adds n edits to a document.
func write(t *testing.T, s *Store, d *Document, n int) {
	t.Helper()
	for range n {
		b := edit(d, d.Head, "Uno")
		b.Events[0].Msg = NewID()
		if err := s.appendNow(b); err != nil {
			t.Fatal(err)
		}
		d.Head, d.Chain = d.Head+1, b.EndChain()
	}
}

func losses(t *testing.T, s *Store) []*Loss {
	t.Helper()
	l, notes, err := s.Losses(context.Background())
	if err != nil || len(notes) > 0 {
		t.Fatal(err, notes)
	}
	return l
}

// TestLogDamaged: a log that was deleted, cut or altered after the program was
// killed is told, and somebody can say to go on.
func TestLogDamaged(t *testing.T) {
	s := serveAt(t, filepath.Join(t.TempDir(), "t.db"))
	d := create(t, s)
	write(t, s, d, 20)
	whole, err := os.Stat(s.path + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	if found := losses(t, serveAt(t, image(t, s.path))); len(found) > 0 {
		t.Fatal("nothing was damaged: ", found)
	}
	for name, size := range map[string]int64{"deleted": -1, "empty": 0, "cut in half": whole.Size() / 2, "cut at its end": whole.Size() - 5000} {
		t.Run(name, func(t *testing.T) {
			path := image(t, s.path)
			err := os.Truncate(path+"-wal", max(size, 0))
			if size < 0 {
				err = os.Remove(path + "-wal")
			}
			if err != nil {
				t.Fatal(err)
			}
			hurt := serveAt(t, path)
			l := hurt.Losing
			if len(l) != 1 || l[0].Doc != d.ID || l[0].Title != "T" || l[0].To != 21 || l[0].Whole != (size <= 0) {
				t.Fatalf("%v, notes %v", l, hurt.Notes)
			}
			if one, err := hurt.Loss(context.Background(), d.ID); err != nil || one == nil || !errors.Is(one, ErrMissing) || *one != *l[0] {
				t.Fatal(one, err)
			}
			if err := hurt.Accept(context.Background(), l[0], "Boss"); err != nil {
				t.Fatal(err)
			}
			if left := losses(t, hurt); len(left) > 0 {
				t.Fatal(left)
			}
			if l[0].Whole {
				return
			}
			back, err := hurt.Load(context.Background(), d.ID)
			if err != nil || back.Head != l[0].From {
				t.Fatal(back.Head, err)
			}
			if fault, err := hurt.VerifyChain(context.Background(), d.ID); fault != nil || err != nil {
				t.Fatal(fault, err)
			}
		})
	}
}

// TestHeadsBehind: a record that is behind, torn, or missing raises no alarm,
// and one of a database before a backup was restored is told and made anew.
func TestHeadsBehind(t *testing.T) {
	s := serveAt(t, filepath.Join(t.TempDir(), "t.db"))
	d := create(t, s)
	write(t, s, d, 5)
	path := image(t, s.path)
	data, err := os.ReadFile(path + "-heads")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path+"-heads", data[:len(data)-20], 0o600); err != nil {
		t.Fatal(err)
	}
	torn := serveAt(t, path)
	if found := losses(t, torn); len(found) > 0 {
		t.Fatal(found)
	}
	torn.Close()
	if err := os.Remove(path + "-heads"); err != nil {
		t.Fatal(err)
	}
	first := serveAt(t, path)
	if len(first.Losing) > 0 || len(first.Notes) != 1 || !strings.Contains(first.Notes[0], "is not there") {
		t.Fatal(first.Losing, first.Notes)
	}
	if found := losses(t, first); len(found) > 0 {
		t.Fatal(found)
	}
	backup := filepath.Join(t.TempDir(), "backup.db")
	if err := first.Backup(context.Background(), backup, nil); err != nil {
		t.Fatal(err)
	}
	if d, err = first.Load(context.Background(), d.ID); err != nil {
		t.Fatal(err)
	}
	write(t, first, d, 3)
	first.Close()
	if err := os.Rename(backup, path); err != nil {
		t.Fatal(err)
	}
	back := serveAt(t, path)
	if len(back.Losing) > 0 || len(back.Notes) != 1 || !strings.Contains(back.Notes[0], "events 7 to 9 are missing") {
		t.Fatal(back.Losing, back.Notes)
	}
	if found := losses(t, back); len(found) > 0 {
		t.Fatal(found)
	}
}

// TestOlderFileCopied: an older state of the file alone, put back while nobody
// served it, is told.
func TestOlderFileCopied(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.db")
	s := serveAt(t, path)
	d := create(t, s)
	s.Close()
	old, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s = serveAt(t, path)
	write(t, s, d, 4)
	s.Close()
	if err := os.WriteFile(path, old, 0o600); err != nil {
		t.Fatal(err)
	}
	s = serveAt(t, path)
	if len(s.Losing) != 1 || s.Losing[0].From != 2 || s.Losing[0].To != 5 {
		t.Fatal(s.Losing)
	}
	write(t, s, &Document{Summary: Summary{ID: d.ID, Head: 1}, Chain: chainOf(t, s, d.ID, 1), Units: d.Units}, 6)
	if l := losses(t, s); len(l) > 0 {
		t.Fatal("what was written since counts: ", l)
	}
}

func chainOf(t *testing.T, s *Store, doc string, seq int64) string {
	t.Helper()
	chain, err := s.ChainAt(context.Background(), doc, seq)
	if err != nil || chain == "" {
		t.Fatal(chain, err)
	}
	return chain
}

// TestOneServer: a second server of the same file is told who the first is;
// others read and write beside it.
func TestOneServer(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.db")
	s := serveAt(t, path)
	link := filepath.Join(t.TempDir(), "other.db")
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{path, link} {
		if _, err := Serve(name, "127.0.0.1:2"); err == nil || !strings.Contains(err.Error(), "at http://127.0.0.1:1, since") {
			t.Fatal(err)
		}
	}
	beside, err := Open(path)
	if err != nil || !beside.Served() {
		t.Fatal(err)
	}
	d := create(t, beside)
	if err := beside.Close(); err != nil {
		t.Fatal(err)
	}
	write(t, s, d, 3)
	s.Close()
	serveAt(t, path)
}

// TestNameless: nothing is acknowledged into a file that was deleted, replaced
// or written over while it was served.
func TestNameless(t *testing.T) {
	for name, hurt := range map[string]func(path string) error{
		"file deleted": os.Remove,
		"log deleted":  func(path string) error { return os.Remove(path + "-wal") },
		"replaced": func(path string) error {
			return errors.Join(os.WriteFile(path+".new", []byte("x"), 0o600), os.Rename(path+".new", path))
		},
		"written over": func(path string) error {
			data, err := os.ReadFile(path)
			return errors.Join(err, os.WriteFile(path, data, 0o600))
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := serveAt(t, filepath.Join(t.TempDir(), "t.db"))
			d := create(t, s)
			write(t, s, d, 300) // more than the log keeps to itself
			beside, err := Open(s.path)
			if err != nil {
				t.Fatal(err)
			}
			create(t, beside)
			beside.Close()
			write(t, s, d, 10)
			if err := hurt(s.path); err != nil {
				t.Fatal(err)
			}
			if err := s.appendNow(edit(d, d.Head, "Dos")); !errors.Is(err, ErrNameless) {
				t.Fatal(err)
			}
		})
	}
}
