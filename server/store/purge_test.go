package store

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"triptych/align"
)

const tablesQuery = `SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`

// TestTablesAreListed: every table of schema.sql is either one whose rows go
// with their document, or one that holds nothing of any document.
func TestTablesAreListed(t *testing.T) {
	s := open(t)
	listed := map[string]bool{}
	for _, table := range documentTables {
		if listed[table.name] {
			t.Errorf("%s is in documentTables twice", table.name)
		}
		listed[table.name] = true
	}
	tables := lines(t, s.read, tablesQuery)
	for _, name := range tables {
		other := slices.Contains(otherTables, name)
		columns := lines(t, s.read, `SELECT name FROM pragma_table_info('`+name+`')`)
		switch {
		case other && slices.ContainsFunc([]string{"doc", "unit", "seg"}, func(c string) bool { return slices.Contains(columns, c) }):
			t.Errorf("%s is in otherTables, but its rows belong to documents: it has the columns %v", name, columns)
		case !other && !listed[name]:
			t.Errorf("%s is in no list of tables.go: say there which of its rows belong to a document, or purging forgets them", name)
		case other && listed[name]:
			t.Errorf("%s is in both lists of tables.go", name)
		}
		delete(listed, name)
	}
	for name := range listed {
		t.Errorf("documentTables names %s, which schema.sql does not have", name)
	}
}

// full writes something of a document into every table, and returns its ids and
// the texts that no other document has.
func full(t *testing.T, s *Store, d *Document) (ids, texts []string) {
	t.Helper()
	who, err := s.Person(context.Background(), "Mei")
	if err != nil {
		t.Fatal(err)
	}
	first, second := d.Units[0], d.Units[1]
	approved := func(unit, en, zh string) *Approval {
		return &Approval{Pair: align.Pairs[0], Unit: unit, Who: who, Texts: [2]string{en, zh},
			Hashes: [2]string{align.ContentHash(en), align.ContentHash(zh)}}
	}
	taken := approved(second.ID, "Approved and taken back", "二三")
	for v := range first.Segs {
		first.Segs[v] = slices.Concat(first.Segs[v], second.Segs[v])
	}
	b := &Batch{Doc: d.ID, Head: d.Head, Chain: d.Chain,
		Orphans: []Orphan{{Client: "c", Msg: "o", Seg: first.Segs[0][0].ID, Who: who, Why: "late", Message: "{}"}}}
	for _, ev := range []Event{
		{Kind: "approve", Approve: approved(first.ID, "One", "一")}, // as in the other document
		{Kind: "approve", Approve: taken},
		{Kind: "withdraw", Withdraw: &Withdrawal{Unit: second.ID, Pair: taken.Pair, Hashes: taken.Hashes}},
		{Kind: "waive", Waive: &Waiver{Unit: first.ID, Rule: "num.value", Pair: "en:zh-Hans", Who: who}},
		{Kind: "state", State: &CellState{Unit: first.ID, Version: align.En, State: "rework"}},
		{Kind: "state", State: &CellState{Unit: second.ID, Version: align.En, State: "rework"}}, // merged away next
		{Kind: "struct", Layout: &Layout{Put: []Unit{first}, Remove: []string{second.ID}}},
	} {
		ev.Seq, ev.Who = d.Head+int64(len(b.Events))+1, who
		b.Events = append(b.Events, ev)
	}
	only := "Only in " + d.ID
	b.Events = append(b.Events, Event{Seq: d.Head + int64(len(b.Events)) + 1, Kind: "approve", Who: who, Approve: approved(first.ID, only, "只在")})
	if err := s.appendNow(b); err != nil {
		t.Fatal(err)
	}
	fixed := make(chan error, 1)
	s.AddFixed(d.ID, map[string]int{"num.value": 2}, func(err error) { fixed <- err })
	if err := <-fixed; err != nil {
		t.Fatal(err)
	}
	err = s.Write(func(tx Tx) error {
		_, err := tx.Exec(`INSERT INTO original (doc, place, name, format, mode, version, size, data, keys) VALUES ($1, 0, 'a.txt', 'text', '', '', 0, '', '[]')`, d.ID)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	err = s.Write(func(tx Tx) error {
		id := NewID()
		if _, err := tx.Exec(`INSERT INTO thread (id, doc, unit, segs, quote, rev) VALUES ($1, $2, $3, '[]', '', 1)`, id, d.ID, first.ID); err != nil {
			return err
		}
		_, err := tx.Exec(`INSERT INTO comment (id, doc, thread, who, at, text, mentions) VALUES ($1, $2, $1, $3, 1, 'Said', '[]')`, id, d.ID, who.ID)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.write.do(func(w *writer) error { return w.putTally(d.ID, 1, "r", "b") }); err != nil {
		t.Fatal(err)
	}
	if err := s.Write(func(tx Tx) error {
		if _, err := tx.Exec(`INSERT INTO account (person, email, folded, created) VALUES ($1, 'M', 'm', 1) ON CONFLICT DO NOTHING`, who.ID); err != nil {
			return err
		}
		if _, err := tx.Exec(`INSERT INTO role (person, kind, place, role, giver, at) VALUES ($1, 'document', $2, 'editor', '', 1)`, who.ID, d.ID); err != nil {
			return err
		}
		if _, err := tx.Exec(`INSERT INTO project (id, name, created) VALUES ('P', 'P', 1) ON CONFLICT DO NOTHING`); err != nil {
			return err
		}
		if _, err := tx.Exec(`INSERT INTO project_document (doc, project) VALUES ($1, 'P')`, d.ID); err != nil {
			return err
		}
		if _, err := tx.Exec(`INSERT INTO notice (id, person, at, kind, doc, unit, who) VALUES ($1, $2, 1, 'rework', $3, $4, $2)`, NewID(), who.ID, d.ID, first.ID); err != nil {
			return err
		}
		_, err := tx.Exec(`INSERT INTO invitation (hash, id, email, kind, place, role, versions, giver, created, expires) VALUES ($1, $1, '', 'document', $2, 'editor', '', '', 1, 2)`, NewID(), d.ID)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	ids = []string{d.ID}
	for _, u := range d.Units {
		ids = append(append(ids, u.ID), segmentIDs(&u)...)
	}
	return ids, []string{taken.Texts[0], taken.Hashes[0], only, "只在"}
}

// TestPurge: what was deleted goes for good after its time, from every table, and
// nothing else does.
func TestPurge(t *testing.T) {
	s := open(t)
	kept, gone := create(t, s), create(t, s)
	full(t, s, kept)
	ids, texts := full(t, s, gone)
	rows := func(table string) []string { return lines(t, s.read, `SELECT * FROM `+table) }
	for _, table := range documentTables {
		if !slices.ContainsFunc(rows(table.name), func(row string) bool { return containsAny(row, slices.Concat(ids, texts)) }) {
			t.Errorf("%s: full writes nothing of the document into it", table.name)
		}
	}
	if err := s.Delete(gone.ID); err != nil {
		t.Fatal(err)
	}
	before := rows("event")
	if err := s.Purge(time.Now().Add(29 * 24 * time.Hour)); err != nil || len(rows("event")) != len(before) {
		t.Fatal(len(rows("event")), err)
	}
	counts := map[string]int{}
	for _, table := range documentTables {
		counts[table.name] = len(rows(table.name))
	}
	if err := s.Purge(time.Now().Add(31 * 24 * time.Hour)); err != nil {
		t.Fatal(err)
	}
	for _, table := range lines(t, s.read, tablesQuery) {
		for _, row := range rows(table) {
			if containsAny(row, ids) || table == "content" && containsAny(row, append(texts[2:3:3], texts[:2]...)) {
				t.Errorf("%s still has %s", table, row)
			}
		}
	}
	// The other document has as much as before, which is half of everything but
	// for what two documents share, and for the two cells whose unit was merged away.
	for table, n := range counts {
		want := n / 2
		switch table {
		case "content": // One, 一, and what is only in that one
			want = 4
		case "cell":
			want = n/2 - 2
		}
		if got := len(rows(table)); got != want {
			t.Errorf("%s has %d rows of %d, want %d", table, got, n, want)
		}
	}
	if d, err := s.Load(context.Background(), kept.ID); err != nil || len(d.Approvals) != 2 || d.Approvals[0].Who.Name != "Mei" {
		t.Fatal(d, err)
	}
	if err := s.Restore(gone.ID); !errors.Is(err, ErrNotFound) {
		t.Fatal(err)
	}
}

// TestPurgeOne: only what was deleted goes, and nothing else does.
func TestPurgeOne(t *testing.T) {
	s := open(t)
	kept, gone := create(t, s), create(t, s)
	if err := s.PurgeOne(gone.ID); !errors.Is(err, ErrNotFound) {
		t.Fatal("one that is there was taken out:", err)
	}
	for _, id := range []string{kept.ID, gone.ID} {
		if err := s.Delete(id); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.PurgeOne(gone.ID); err != nil {
		t.Fatal(err)
	}
	if left, err := s.Deleted(context.Background()); err != nil || len(left) != 1 || left[0].ID != kept.ID {
		t.Error(left, err)
	}
	if _, err := s.Load(context.Background(), gone.ID); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
}

func containsAny(row string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(row, w) })
}

func segmentIDs(u *Unit) []string {
	var ids []string
	for _, segs := range u.Segs {
		for _, seg := range segs {
			ids = append(ids, seg.ID)
		}
	}
	return ids
}
