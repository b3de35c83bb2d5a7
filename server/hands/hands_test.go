package hands

import (
	"database/sql"
	"maps"
	"path/filepath"
	"strings"
	"testing"

	"triptych/server/store"
)

// old has what a file of schema 7 says of a document with an edit, an approval, and a
// text that was split off by somebody else.
const old = `
	ALTER TABLE segment DROP COLUMN maker;
	UPDATE meta SET value = '7' WHERE name = 'schema';
	DROP TABLE notice; DROP TABLE comment; DROP TABLE thread; DROP INDEX event_sign;
	DROP TABLE passkey; ALTER TABLE approval DROP COLUMN plain_a; ALTER TABLE approval DROP COLUMN plain_b;
	INSERT INTO person (id, name, created) VALUES ('mei', 'Mei', 1), ('bo', 'Bo', 1), ('an', 'An', 1);
	INSERT INTO document (id, title, versions, required, created, changed, head, chain) VALUES ('d', 'T', '[]', '[]', 1, 1, 4, 'c');
	INSERT INTO unit (id, doc, place, confidence, why) VALUES ('u', 'd', 1, 1, '[]');
	INSERT INTO segment (id, doc, version, kind, unit, place, rev, text, origin) VALUES
		('01M8H76MCMKT9AHMWFPKJVTFY5', 'd', 'en', 'text', 'u', 0, 2, 'One.', 'One. Two.'),
		('01M8H76MCMKT9AHMWFPPSB1M7A', 'd', 'zh-Hans', 'text', 'u', 0, 0, '一。', '一。'),
		('01M8H76MCZ2Z5WP2ZNHVTAX4GG', 'd', 'en', 'text', 'u', 1, 0, 'Two.', 'Two.');
	INSERT INTO event (doc, seq, kind, who, at, seg, rev, body, chain) VALUES
		('d', 1, 'create', 'an', 1, NULL, NULL, '["01M8H76MCMKT9AHMWFPKJVTFY5","01M8H76MCMKT9AHMWFPPSB1M7A"]', 'c'),
		('d', 2, 'edit', 'mei', 1, '01M8H76MCMKT9AHMWFPKJVTFY5', 1, NULL, 'c'),
		('d', 3, 'edit', 'bo', 1, '01M8H76MCMKT9AHMWFPKJVTFY5', 2, NULL, 'c'),
		('d', 4, 'struct', 'bo', 1, NULL, NULL, '["01M8H76MCMKT9AHMWFPPSB1M7A","01M8H76MCZ2Z5WP2ZNHVTAX4GG"]', 'c'),
		('d', 5, 'struct', 'an', 1, NULL, NULL, '["01M8H76MCZ2Z5WP2ZNHVTAX4GG"]', 'c');
	INSERT INTO approval (doc, pair, a, b, unit, who, at, seq) VALUES ('d', 'en:zh-Hans', 'a', 'b', 'u', 'an', 1, 5);`

// TestLast: who changed a text last is known from its revisions, of a part from who
// split it, also in a file of before that was kept; a step that only moves a text has
// no hands in it.
func TestLast(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.db")
	st, err := store.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	st.Close()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(old); err != nil {
		t.Fatal(err)
	}
	db.Close()
	if st, err = store.Open(path); err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	var many []string
	for range askedMost {
		many = append(many, store.NewID()) // which are not there
	}
	last, err := Last(t.Context(), st, append(many, "01M8H76MCMKT9AHMWFPKJVTFY5", "01M8H76MCMKT9AHMWFPPSB1M7A", "01M8H76MCZ2Z5WP2ZNHVTAX4GG"))
	if want := map[string]string{"01M8H76MCMKT9AHMWFPKJVTFY5": "bo", "01M8H76MCMKT9AHMWFPPSB1M7A": "", "01M8H76MCZ2Z5WP2ZNHVTAX4GG": "bo"}; err != nil || !maps.Equal(last, want) {
		t.Error(last, err)
	}
	by, err := In(t.Context(), st, "d")
	if got := strings.Join(by["u"], " "); err != nil || got != "An Bo Mei" {
		t.Error(by, err)
	}
}

// TestLastIsLookedUp: the engine finds each answer by an index.
func TestLastIsLookedUp(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.db")
	st, err := store.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	plan, err := store.Read(t.Context(), st, func(row func(...any) error) (says string, err error) {
		var n int
		return says, row(&n, &n, &n, &says)
	}, `EXPLAIN QUERY PLAN `+lastOf("$1, $2"), "a", "b")
	if all := strings.Join(plan, "\n"); err != nil || strings.Contains(all, "SCAN") || strings.Count(all, "SEARCH") != 2 {
		t.Error(all, err)
	}
}
