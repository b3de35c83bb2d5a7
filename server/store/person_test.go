package store

import (
	"context"
	"path/filepath"
	"sync"
	"testing"
)

// TestSamePerson: who types the same name at the same time is one person, who
// types another by as little as a blank is another, and a file remembers them.
func TestSamePerson(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.db")
	s, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	found := make([]Person, 20)
	var all sync.WaitGroup
	for i := range found {
		all.Go(func() {
			var err error
			if found[i], err = s.Person(ctx, "Mei"); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for _, p := range found {
		if p != found[0] || p.ID == "" || p.Name != "Mei" {
			t.Fatalf("%v and %v", p, found[0])
		}
	}
	for _, name := range []string{"mei", "Mei ", " Mei", ""} {
		if p, err := s.Person(ctx, name); err != nil || p.ID == found[0].ID || p.Name != name {
			t.Errorf("%q: %v, %v", name, p, err)
		}
	}
	count := func() (n int) {
		if err := s.read.QueryRow(`SELECT count(*) FROM person`).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := count(); n != 0 {
		t.Fatalf("%d people are stored, and nobody has changed anything", n)
	}
	d := create(t, s)
	b := edit(d, 1, "Uno")
	b.Events[0].Who = found[0]
	b.Chain = "another" // refused, when all is written: its people are not stored either
	if err := s.appendNow(b); err == nil || count() != 1 {
		t.Fatal(count(), err)
	}
	b.Chain = d.Chain
	if err := s.appendNow(b); err != nil || count() != 2 {
		t.Fatal(count(), err)
	}
	if n := len(s.write.newcomers.byName); n != 4 {
		t.Errorf("%d newcomers", n)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(path); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if p, err := s.Person(ctx, "Mei"); err != nil || p != found[0] {
		t.Fatal(p, err)
	}
}

// TestStrangers: an event of somebody who is not there is told.
func TestStrangers(t *testing.T) {
	s := open(t)
	d := create(t, s)
	if faults, err := s.Check(context.Background()); faults != nil || err != nil {
		t.Fatal(faults, err)
	}
	if err := s.write.do(func(w *writer) error { return w.exec(`DELETE FROM person`) }); err != nil {
		t.Fatal(err)
	}
	faults, err := s.Check(context.Background())
	if err != nil || len(faults) != 1 || faults[0].Doc != d.ID || faults[0].Seq != 1 {
		t.Fatal(faults, err)
	}
}
