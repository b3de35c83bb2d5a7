package store

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"triptych"
	"triptych/server/change"
	"triptych/server/engine"
)

// oldFile makes a database by SQL texts and returns its path.
func oldFile(t *testing.T, texts ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "old.db")
	db := raw(t, path)
	for _, text := range texts {
		if _, err := db.Exec(text); err != nil {
			t.Fatal(err)
		}
	}
	db.Close()
	return path
}

// raw opens a file without looking at its schema.
func raw(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open(engine.Driver, path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// lines returns the rows of a query, the columns joined with bars.
func lines(t *testing.T, db *sql.DB, query string) []string {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns, _ := rows.Columns()
	var all []string
	for rows.Next() {
		cells, into := make([]sql.NullString, len(columns)), make([]any, len(columns))
		for i := range cells {
			into[i] = &cells[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		parts := make([]string, len(cells))
		for i, c := range cells {
			parts[i] = c.String
		}
		all = append(all, strings.Join(parts, "|"))
	}
	return all
}

// step reads the file of one migration.
func step(t *testing.T, i int) string {
	t.Helper()
	text, err := migrationFiles.ReadFile("migrations/" + migrations[i].file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestMigrationsAreWhole: every file is a row of the list, under its number, and
// all of them together lead to what schema.sql describes.
func TestMigrationsAreWhole(t *testing.T) {
	files, err := migrationFiles.ReadDir("migrations")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range files {
		if strings.HasSuffix(f.Name(), ".sql") {
			names = append(names, f.Name())
		}
	}
	for i, m := range migrations {
		if i >= len(names) || names[i] != m.file {
			t.Fatalf("schema %d: the list names %s, the folder holds %v", i+1, m.file, names)
		}
	}
	if len(names) != schemaVersion {
		t.Fatalf("the list has %d rows, the folder %v: give each file its row in migrations.go", schemaVersion, names)
	}
	path := oldFile(t, step(t, 0), `INSERT INTO meta VALUES ('schema', '1'), ('epoch', 'e')`)
	s, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	shape := `SELECT m.name, c.name, upper(c.type), c."notnull", coalesce(c.dflt_value, ''), c.pk
		FROM sqlite_master AS m, pragma_table_info(m.name) AS c WHERE m.type = 'table'
		UNION ALL SELECT tbl_name, name, '', '', coalesce(sql, ''), '' FROM sqlite_master WHERE type = 'index' ORDER BY 1, 2`
	fresh := raw(t, oldFile(t, triptych.Schema))
	if was, want := lines(t, s.read, shape), lines(t, fresh, shape); !slices.Equal(was, want) {
		t.Errorf("brought up, a file has\n%s\nand a new one\n%s", strings.Join(was, "\n"), strings.Join(want, "\n"))
	}
}

// TestFirstSchema: a file of the first schema is brought up, with what it holds.
func TestFirstSchema(t *testing.T) {
	path := oldFile(t, step(t, 0), `INSERT INTO meta VALUES ('schema', '1'), ('epoch', 'e');
		INSERT INTO document (id, title, versions, required, created, changed, head, chain) VALUES ('d', 'Old', '[]', '[]', 1, 1, 0, '');
		INSERT INTO waiver VALUES ('d', 'u', 'num.value', 'en:zh-Hans', 'x:y', 'Mei', 1, 'meant', 2)`)
	s, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	old, err := s.Load(context.Background(), "d")
	if err != nil || old.Title != "Old" || old.Checks != "" || s.Epoch() != "e" {
		t.Fatal(old, err)
	}
	mei, err := s.Person(context.Background(), "Mei")
	if err != nil {
		t.Fatal(err)
	}
	want := Waiver{Unit: "u", Rule: "num.value", Pair: "en:zh-Hans", Hashes: "x:y", Who: mei, Reason: "meant", At: 1}
	if len(old.Waivers) != 1 || old.Waivers[0] != want {
		t.Fatalf("%+v", old.Waivers)
	}
}

// TestNamesBecomePeople: a file whose events name people by what they typed says
// the same of everything afterwards, and its damage is found where it was.
func TestNamesBecomePeople(t *testing.T) {
	dump, err := os.ReadFile("testdata/schema3.sql")
	if err != nil {
		t.Fatal(err)
	}
	path := oldFile(t, string(dump))
	all := func(db *sql.DB, name, from string) (out []string) {
		for _, q := range []string{
			`SELECT doc, seq, kind, ` + name + `, at, client, msg, digest, seg, rev, ops, body FROM event ` + from + ` ORDER BY doc, seq`,
			`SELECT doc, pair, a, b, unit, ` + name + `, at, seq FROM approval ` + from + ` ORDER BY doc`,
			`SELECT doc, unit, rule, pair, finding, version, hashes, ` + name + `, at, reason, seq FROM waiver ` + from + ` ORDER BY doc`,
			`SELECT doc, client, msg, seg, ` + name + `, at, why, message FROM orphan ` + from + ` ORDER BY doc`,
			`SELECT id, title, versions, required, checks, created, changed, deleted, head FROM document ORDER BY id`,
			`SELECT id, doc, version, kind, unit, place, rev, text, origin FROM segment ORDER BY id`, `SELECT * FROM unit ORDER BY id`, `SELECT * FROM cell ORDER BY unit`,
			`SELECT * FROM content ORDER BY hash`, `SELECT * FROM ledger ORDER BY doc`,
		} {
			out = append(out, lines(t, db, q)...)
		}
		return out
	}
	was := all(raw(t, path), "who", "")
	s, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	now := all(s.read, "name", "JOIN person ON person.id = who")
	if !slices.Equal(was, now) {
		t.Errorf("was\n%s\nis\n%s", strings.Join(was, "\n"), strings.Join(now, "\n"))
	}
	names := lines(t, s.read, `SELECT name, created FROM person ORDER BY created, id`)
	if want := []string{"Import|5", "Only refused|999", "Mei|1000", "mei|1001", "Mei |1002", "|1003", "梅 / O’Neil|1005", "Bo|2000"}; !slices.Equal(names, want) {
		t.Errorf("people %q", names)
	}
	faults := map[string]string{}
	for _, id := range []string{"Whole", "Changed", "Torn", "Another head", "Shorter", "First changed", "Hash changed"} {
		fault, err := s.VerifyChain(context.Background(), "doc "+id)
		if err != nil {
			t.Fatal(err)
		}
		if fault != nil {
			faults[id] = fault.String()
		}
	}
	// What the program of that time said of the file.
	if want := map[string]string{
		"Changed":       "document doc Changed, event 4: does not match its hash: it was changed, or one before it",
		"Torn":          "document doc Torn, event 5: is missing: the next one is 6",
		"Another head":  "document doc Another head, event 9: has another hash than the document's head",
		"Shorter":       "document doc Shorter: has 7 events where its head says 9",
		"First changed": "document doc First changed, event 1: does not match its hash: it was changed, or one before it",
		"Hash changed":  "document doc Hash changed, event 6: does not match its hash: it was changed, or one before it",
	}; !reflect.DeepEqual(faults, want) {
		t.Errorf("%q", faults)
	}
	goesOn(t, s)
}

// goesOn edits the whole document of the old file, as somebody it knows.
func goesOn(t *testing.T, s *Store) {
	t.Helper()
	ctx := context.Background()
	d, err := s.Load(ctx, "doc Whole")
	if err != nil {
		t.Fatal(err)
	}
	if a, w := d.Approvals[0], d.Waivers[0]; a.Who.Name != "Bo" || w.Who.Name != "mei" {
		t.Errorf("%+v, %+v", a, w)
	}
	mei, err := s.Person(ctx, "mei")
	if err != nil {
		t.Fatal(err)
	}
	if mei != d.Waivers[0].Who {
		t.Errorf("%v is not %v", mei, d.Waivers[0].Who)
	}
	seg := d.Units[0].Segs[0][0]
	ops := change.Replace(change.Units(seg.Text), 0, 0, "x")
	b := &Batch{Doc: d.ID, Head: d.Head, Chain: d.Chain, Events: []Event{{
		Seq: d.Head + 1, Kind: "edit", Who: mei, Client: "c", Msg: "new", Digest: "d",
		Seg: seg.ID, Rev: seg.Rev + 1, Ops: string(ops.AppendJSON(nil)), Text: "x" + seg.Text,
	}}}
	if err := s.appendNow(b); err != nil {
		t.Fatal(err)
	}
	if fault, err := s.VerifyChain(ctx, d.ID); fault != nil || err != nil {
		t.Error(fault, err)
	}
	if faults, err := s.VerifyTexts(ctx, d.ID); faults != nil || err != nil {
		t.Error(faults, err)
	}
	_, creator, _, err := s.Origin(ctx, d.ID, seg.ID)
	if err != nil {
		t.Fatal(err)
	}
	by := []string{creator}
	if err := s.EachRevision(ctx, seg.ID, 0, 0, func(ev *Event) error {
		by = append(by, ev.Who.Name)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if want := []string{"Import", "Mei", "mei", "Mei ", "", "Mei", "梅 / O’Neil", "mei"}; !slices.Equal(by, want) {
		t.Errorf("%q", by)
	}
}
