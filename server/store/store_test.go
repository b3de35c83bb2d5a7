package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"triptych/align"
)

func open(t *testing.T) *Store {
	t.Helper()
	s, err := Open(filepath.Join(t.TempDir(), "a file?#.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func create(t *testing.T, s *Store) *Document {
	t.Helper()
	d := &NewDocument{Title: "T", Versions: align.Versions[:], Who: "test"}
	d.Segs[align.En] = []align.Segment{{Text: "One", Kind: align.Heading}, {Text: "Two"}, {Text: "Three"}}
	d.Segs[align.Hans] = []align.Segment{{Text: "一"}, {Text: "二三"}}
	d.Units = []align.Unit{{Segs: [3][]int{{0}, {0}, nil}, Confidence: .5, Why: []string{"because"}}, {Segs: [3][]int{{1, 2}, {1}, nil}}}
	id, err := s.Create(d, nil)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := s.Load(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestCreateLoad(t *testing.T) {
	s := open(t)
	d := create(t, s)
	if d.Title != "T" || d.Head != 1 || len(d.Units) != 2 || !slices.Equal(d.Required, []string{"en:zh-Hans"}) {
		t.Fatalf("%+v", d)
	}
	u := d.Units[1]
	if len(u.Segs[align.En]) != 2 || u.Segs[align.En][1].Text != "Three" || len(u.Segs[align.Hant]) != 1 || u.State[align.Hant] != "draft" {
		t.Fatalf("%+v", u)
	}
	if first := d.Units[0]; first.Segs[align.En][0].Kind != align.Heading || first.Confidence != .5 || !slices.Equal(first.Why, []string{"because"}) {
		t.Fatalf("%+v", first)
	}
	if fault, err := s.VerifyChain(context.Background(), d.ID); fault != nil || err != nil {
		t.Fatal(fault, err)
	}
	if _, err := s.Load(context.Background(), "nothing"); !errors.Is(err, ErrNotFound) {
		t.Fatal(err)
	}
}

// edit is a batch with one edit of the first English segment.
func edit(d *Document, rev int64, text string) *Batch {
	return &Batch{Doc: d.ID, Head: d.Head, Chain: d.Chain, Events: []Event{{
		Seq: d.Head + 1, Kind: "edit", Who: Person{ID: "w"}, At: 1, Client: "c", Msg: text, Digest: "d",
		Seg: d.Units[0].Segs[0][0].ID, Rev: rev, Ops: `[[3,"` + text + `"]]`, Text: text,
	}}}
}

func (s *Store) appendNow(b *Batch) error {
	done := make(chan error, 1)
	s.Append(b, func(err error) { done <- err })
	return <-done
}

// TestGroup: batches that wait together are committed together, and one that
// cannot be committed does not take the others with it.
func TestGroup(t *testing.T) {
	s := open(t)
	docs := make([]*Document, 20)
	for i := range docs {
		docs[i] = create(t, s)
	}
	var hold, all sync.WaitGroup
	hold.Add(1)
	s.write.submit(func(*writer) error { hold.Wait(); return nil }, func(error) {})
	errs := make([]error, len(docs))
	for i, d := range docs {
		b := edit(d, 1, "Uno")
		if i%3 == 1 {
			b.Head-- // somebody else was there first
			b.Events[0].Seq--
		}
		all.Add(1)
		s.Append(b, func(err error) { errs[i] = err; all.Done() })
	}
	hold.Done()
	all.Wait()
	for i, d := range docs {
		got, err := s.Load(context.Background(), d.ID)
		if err != nil {
			t.Fatal(err)
		}
		want := int64(2)
		if i%3 == 1 {
			want = 1
		}
		if got.Head != want || (errs[i] != nil) != (want == 1) {
			t.Errorf("document %d: head %d, %v", i, got.Head, errs[i])
		}
		if fault, err := s.VerifyChain(context.Background(), d.ID); fault != nil || err != nil {
			t.Error(fault, err)
		}
	}
}

// TestMoved: a batch made on another head than the document's is refused.
func TestMoved(t *testing.T) {
	s := open(t)
	d := create(t, s)
	if err := s.appendNow(edit(d, 1, "Uno")); err != nil {
		t.Fatal(err)
	}
	other := edit(d, 2, "Due")
	other.Head, other.Events[0].Seq = 2, 3 // the right number, but another history
	if err := s.appendNow(other); !errors.Is(err, ErrMoved) {
		t.Fatal(err)
	}
	again, err := s.Load(context.Background(), d.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.appendNow(edit(again, 2, "Uno")); err == nil {
		t.Fatal("a message was stored twice")
	}
	if faults, err := s.VerifyTexts(context.Background(), d.ID); len(faults) > 0 || err != nil {
		t.Fatal(faults, err)
	}
}

// TestOrphansAreBounded: what is kept of refused messages is bounded for each person,
// in number and in bytes, and for all, and nobody loses any by what others send.
func TestOrphansAreBounded(t *testing.T) {
	s := open(t)
	d := create(t, s)
	at := int64(0)
	refuse := func(who string, n, size int) {
		t.Helper()
		b := &Batch{Doc: d.ID, Head: 1, Chain: d.Chain}
		for range n {
			at++
			b.Orphans = append(b.Orphans, Orphan{Client: "c", Msg: NewID(), Why: "w", At: at, Who: Person{ID: who, Name: who}, Message: strings.Repeat("字", size/3)})
		}
		if err := s.appendNow(b); err != nil {
			t.Fatal(err)
		}
	}
	kept := func(who string, want, from int) {
		t.Helper()
		var n, oldest int
		if err := s.read.QueryRow(`SELECT count(*), min(at) FROM orphan WHERE who = $1`, who).Scan(&n, &oldest); err != nil || n != want || oldest != from {
			t.Errorf("%s: %d are kept, the oldest of %d; want %d, of %d (%v)", who, n, oldest, want, from, err)
		}
	}
	refuse("Mei", 3, 300_000)
	refuse("many", OrphanLimit+50, 3)
	kept("many", OrphanLimit, 54)
	refuse("large", 40, 300_000)
	kept("large", OrphanBytes/300_000, 3+OrphanLimit+50+40-OrphanBytes/300_000+1)
	for i := range 10 {
		refuse(fmt.Sprint("name ", i), 40, 300_000)
	}
	var bytes int
	if err := s.read.QueryRow(`SELECT sum(octet_length(message)) FROM orphan`).Scan(&bytes); err != nil || bytes > orphansMost {
		t.Error(bytes, err)
	}
	kept("Mei", 3, 1)
	kept("many", OrphanLimit, 54)
}

// TestOpenRefuses: what is no database of this program is left alone.
func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "text.db")
	if err := os.WriteFile(text, []byte(strings.Repeat("This is a text, not a database. ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	foreign := filepath.Join(dir, "foreign.db")
	newer, named := filepath.Join(dir, "newer.db"), filepath.Join(dir, "named.db")
	for path, query := range map[string]string{
		foreign: `CREATE TABLE recipe (name TEXT)`,
		newer:   `CREATE TABLE meta (name TEXT, value TEXT); INSERT INTO meta VALUES ('schema', '999')`,
		named:   `CREATE TABLE meta (name TEXT, value TEXT); INSERT INTO meta VALUES ('schema', '999'), ('program', 'v9.9.9')`,
	} {
		db, err := sql.Open("sqlite3", path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec(query); err != nil {
			t.Fatal(err)
		}
		db.Close()
	}
	for path, want := range map[string]string{
		text: "not a Triptych database", foreign: "another program", newer: "it needs a program that knows schema 999", named: "it needs Triptych v9.9.9 or newer",
		filepath.Join(dir, "none", "x.db"): "folder is not there",
	} {
		if s, err := Open(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", path, err, want)
			if err == nil {
				s.Close()
			}
		}
	}
}

// TestSchemaIsPortable: schema.sql holds no word that only one engine knows.
func TestSchemaIsPortable(t *testing.T) {
	s := open(t)
	rows, err := s.read.Query(`SELECT name FROM sqlite_master WHERE type = 'table'`)
	tables, err := collect(rows, err, func(r rowScanner) (name string, err error) { return name, r.Scan(&name) })
	if err != nil || len(tables) < 10 {
		t.Fatal(tables, err)
	}
	rows, err = s.read.Query(`SELECT DISTINCT upper(info.type) FROM sqlite_master, pragma_table_info(sqlite_master.name) AS info WHERE sqlite_master.type = 'table'`)
	types, err := collect(rows, err, func(r rowScanner) (name string, err error) { return name, r.Scan(&name) })
	slices.Sort(types)
	if err != nil || !slices.Equal(types, []string{"BIGINT", "DOUBLE PRECISION", "TEXT"}) {
		t.Fatal(types, err)
	}
}
