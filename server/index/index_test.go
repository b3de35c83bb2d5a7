package index

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"triptych/align"
	"triptych/align/check"
	"triptych/server/fault"
	"triptych/server/store"
)

func everybody(string) bool { return true }

// unitText is a unit of a test: what its cells say and what people said of them.
type unitText struct {
	standing string
	texts    [3]string
}

// newStore opens a store of its own.
func newStore(t testing.TB) *store.Store {
	t.Helper()
	st, err := store.Open(filepath.Join(t.TempDir(), "test.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	return st
}

// newIndex opens the index of a store.
func newIndex(t testing.TB, st *store.Store, terms ...check.Term) *Index {
	t.Helper()
	x := Open(st, Options{
		Log: fault.Log{}, Project: func(string) string { return "" }, Glossary: func(string) []check.Term { return terms },
	})
	t.Cleanup(x.Close)
	return x
}

// create puts a document into a store.
func create(t testing.TB, st *store.Store, title string, units []unitText) string {
	t.Helper()
	d := &store.NewDocument{Title: title, Versions: align.Versions[:], Who: "test"}
	for _, text := range units {
		var u align.Unit
		for v, s := range text.texts {
			if s != "" {
				u.Segs[v] = []int{len(d.Segs[v])}
				d.Segs[v] = append(d.Segs[v], align.Segment{Text: s, Kind: align.Text})
			}
		}
		d.Units = append(d.Units, u)
	}
	id, err := st.Create(d, nil)
	if err != nil {
		t.Fatal(err)
	}
	judge(t, st, id, units)
	return id
}

// judge confirms and approves units as people would.
func judge(t testing.TB, st *store.Store, id string, units []unitText) {
	t.Helper()
	d, err := st.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	b := &store.Batch{Doc: id, Head: d.Head, Chain: d.Chain}
	who, err := st.Person(t.Context(), "test")
	if err != nil {
		t.Fatal(err)
	}
	for i, u := range d.Units {
		ev := store.Event{Seq: d.Head + int64(len(b.Events)) + 1, Who: who, At: time.Now().UnixMilli()}
		switch units[i].standing {
		case "approved":
			pair := align.Pairs[0]
			a, c := units[i].texts[pair[0]], units[i].texts[pair[1]]
			ev.Kind = "approve"
			ev.Approve = &store.Approval{Pair: pair, Hashes: [2]string{align.ContentHash(a), align.ContentHash(c)}, Unit: u.ID, Who: who, At: ev.At, Texts: [2]string{a, c}}
		case "confirmed":
			ev.Kind = "state"
			ev.State = &store.CellState{Unit: u.ID, Version: align.Hans, State: "done"}
		default:
			continue
		}
		b.Events = append(b.Events, ev)
	}
	if len(b.Events) > 0 {
		appendTo(t, st, b)
	}
}

func appendTo(t testing.TB, st *store.Store, b *store.Batch) {
	t.Helper()
	done := make(chan error, 1)
	st.Append(b, func(err error) { done <- err })
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

// caughtUp waits until the index has every document as it is.
func caughtUp(t testing.TB, x *Index) {
	t.Helper()
	for {
		docs, err := x.store.Documents(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		known, all := x.states(), true
		for _, d := range docs {
			head, err := x.store.Load(t.Context(), d.ID)
			if err != nil {
				t.Fatal(err)
			}
			all = all && known[d.ID].seq == head.Head
		}
		if all && len(known) == len(docs) && x.Behind() == 0 {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// TestConcordance looks up what the cases say.
func TestConcordance(t *testing.T) {
	data, err := os.ReadFile("testdata/concordance.txt")
	if err != nil {
		t.Fatal(err)
	}
	st := newStore(t)
	docs, order := map[string][]unitText{}, []string{}
	var questions [][]string
	for line := range strings.Lines(string(data)) {
		cols := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		switch cols[0] {
		case "d":
			if docs[cols[1]] == nil {
				order = append(order, cols[1])
			}
			docs[cols[1]] = append(docs[cols[1]], unitText{cols[2], [3]string(cols[3:6])})
		case "q":
			questions = append(questions, cols)
		}
	}
	for _, title := range order {
		create(t, st, title, docs[title])
	}
	x := newIndex(t, st)
	caughtUp(t, x)
	for _, q := range questions {
		found, err := x.Look(t.Context(), Wanted{Words: q[1], Version: q[2]}, everybody)
		if err != nil {
			t.Errorf("%q: %v", q[1], err)
			continue
		}
		if got := shown(found); got != q[3] {
			t.Errorf("%q in %q:\n got %s\nwant %s", q[1], q[2], got, q[3])
		}
	}
}

func shown(found Found) string {
	var hits []string
	for _, h := range found.Hits {
		var versions []string
		for _, v := range align.Versions {
			line := v.String()
			for _, p := range h.Texts[v] {
				if p.Hit {
					line += " " + p.Text
				}
			}
			if line != v.String() {
				versions = append(versions, line)
			}
		}
		hits = append(hits, h.Title+": "+strings.Join(versions, ", "))
	}
	return strings.Join(hits, " | ")
}

// TestFollows: what is edited, approved, deleted and restored is found as it is; and an
// index that is taken away, is of another database or is damaged is made again.
func TestFollows(t *testing.T) {
	st := newStore(t)
	doc := create(t, st, "One", []unitText{{"", [3]string{"A quiet harbour.", "安静的港口。", "安靜的港口。"}}})
	x := newIndex(t, st)
	caughtUp(t, x)
	find := func(words string) []Hit {
		t.Helper()
		caughtUp(t, x)
		found, err := x.Look(t.Context(), Wanted{Words: words}, everybody)
		if err != nil {
			t.Fatal(err)
		}
		return found.Hits
	}
	if len(find("港口")) != 1 || len(find("harbour")) != 1 {
		t.Fatal("nothing is found of a new document")
	}
	d, err := st.Load(t.Context(), doc)
	if err != nil {
		t.Fatal(err)
	}
	who, _ := st.Person(t.Context(), "test")
	seg := d.Units[0].Segs[align.Hans][0]
	edit := store.Event{Seq: d.Head + 1, Kind: "edit", Who: who, Seg: seg.ID, Rev: seg.Rev + 1, Ops: `[4,["码头"],1]`, Text: "安静的码头。"}
	appendTo(t, st, &store.Batch{Doc: doc, Head: d.Head, Chain: d.Chain, Events: []store.Event{edit}})
	if len(find("码头")) != 1 {
		t.Fatal("an edit is not found")
	}
	if hits := find("港口"); len(hits) != 1 || strings.Contains(fmt.Sprint(hits[0].Texts[align.Hans]), "港口") {
		t.Fatal("an old text is found")
	}
	judge(t, st, doc, []unitText{{"confirmed", [3]string{}}})
	if hits := find("码头"); len(hits) != 1 || hits[0].Standing != confirmed {
		t.Fatal("a confirmed text is found as another")
	}
	if err := st.Delete(doc); err != nil || len(find("码头")) != 0 {
		t.Fatal("a deleted document is found", err)
	}
	if err := st.Restore(doc); err != nil || len(find("码头")) != 1 {
		t.Fatal("a restored document is not found", err)
	}
	for name, spoil := range map[string]func(path string) error{
		"taken away": os.Remove,
		"damaged": func(path string) error {
			in, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			for i := 100; i < len(in); i++ {
				in[i] = 0xAA
			}
			return os.WriteFile(path, in, 0o644)
		},
		"of another database": func(path string) error {
			f, err := openFile(path, "another")
			if err != nil {
				return err
			}
			return f.close()
		},
	} {
		x.Close()
		if err := spoil(st.Path() + "-index"); err != nil {
			t.Fatal(name, err)
		}
		x = newIndex(t, st)
		if len(find("码头")) != 1 {
			t.Errorf("%s: not found any more", name)
		}
	}
	x.Close()
	if err := os.WriteFile(st.Path()+"-index", []byte(strings.Repeat("somebody's notes ", 20)), 0o644); err != nil {
		t.Fatal(err)
	}
	x = newIndex(t, st)
	<-x.opened
	if kept, _ := os.ReadFile(st.Path() + "-index"); x.file() != nil || !strings.HasPrefix(string(kept), "somebody's notes") {
		t.Error("a file that is no index was taken away")
	}
}

// TestRights: of documents that somebody may not read nothing is found, however many
// there are, and each page goes on where the one before ended.
func TestRights(t *testing.T) {
	st := newStore(t)
	var docs []string
	for range 12 {
		units := make([]unitText, 20)
		for i := range units {
			units[i] = unitText{[]string{"", "confirmed", "approved"}[i%3], [3]string{fmt.Sprintf("The harbour %d.", i), fmt.Sprintf("港口%d。", i), ""}}
		}
		docs = append(docs, create(t, st, "Harbour", units))
	}
	x := newIndex(t, st)
	caughtUp(t, x)
	may := func(doc string) bool { return slices.Index(docs, doc)%4 == 1 }
	seen := map[string]bool{}
	want, before := Wanted{Words: "港口"}, approved
	for range 10 {
		found, err := x.Look(t.Context(), want, may)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range found.Hits {
			if !may(h.Doc) || seen[h.Unit] || h.Standing > before {
				t.Fatalf("%v: not to be found, twice or out of order", h)
			}
			seen[h.Unit], before = true, h.Standing
		}
		if found.Next == nil {
			break
		}
		want.Beyond = *found.Next
	}
	if len(seen) != 60 {
		t.Errorf("%d units found of 60", len(seen))
	}
	found, err := x.Look(t.Context(), Wanted{Words: "harbour", Doc: docs[1], Standing: confirmed}, may)
	if err != nil || len(found.Hits) != 13 {
		t.Errorf("%d units of one document found, 13 wanted: %v", len(found.Hits), err)
	}
	if found, err = x.Look(t.Context(), Wanted{Words: "harbour", Doc: docs[2]}, may); err != nil || len(found.Hits) > 0 {
		t.Errorf("a document that may not be read is found: %v", err)
	}
}

// TestKilled: what a killed program leaves, the file and its log, is opened as it is; and
// one that was killed before it had made any table is made.
func TestKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.db-index")
	f, err := openFile(path, "here")
	if err != nil {
		t.Fatal(err)
	}
	defer f.close()
	if _, err := f.write.Exec(`INSERT INTO meta (name, value) VALUES ('kept', 'yes')`); err != nil {
		t.Fatal(err)
	}
	left := filepath.Join(t.TempDir(), "t.db-index")
	for _, ending := range []string{"", "-wal"} {
		data, err := os.ReadFile(path + ending)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(left+ending, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	again, err := openFile(left, "here")
	if err != nil {
		t.Fatal(err)
	}
	defer again.close()
	var kept string
	if err := again.read.QueryRow(`SELECT value FROM meta WHERE name = 'kept'`).Scan(&kept); err != nil || kept != "yes" {
		t.Error("the index was made again, or is not whole:", kept, err)
	}
	signed := filepath.Join(t.TempDir(), "t.db-index")
	if err := sign(signed); err != nil {
		t.Fatal(err)
	}
	whole, err := openFile(signed, "here")
	if err != nil {
		t.Fatal(err)
	}
	defer whole.close()
}
