package server_test

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"triptych/align"
	"triptych/server/audit"
	"triptych/server/peer"
	"triptych/server/store"
	"triptych/server/wire"
)

// busyDocument has something of every kind done to a document: edits, states,
// approvals, waivers, structural steps, a title, settings.
func busyDocument(h *house, p *peer.Peer, steps int) {
	h.t.Helper()
	must := func(m wire.ClientMessage) {
		h.t.Helper()
		if n := h.send(p, m); n != nil {
			h.t.Fatalf("%+v: %+v", m, n)
		}
	}
	unit := func(i int) string { return p.Order[i%len(p.Order)] }
	for i := range steps {
		en := seg(p, align.En, i%3)
		h.edit(p, en, 0, 0, fmt.Sprintf("%d ", i))
		h.idle(p)
		switch i % 6 {
		case 1:
			must(wire.ClientMessage{T: "set", What: "state", Unit: unit(i), Side: "zh-Hans", Val: "rework", Reason: "so"})
		case 2:
			h.approveNow(p, unit(i)) // refused where a side has no text
		case 3:
			must(wire.ClientMessage{T: "set", What: "waive", Unit: unit(i), Pair: "en:zh-Hans", Check: "num.value", Reason: "so"})
		case 4:
			h.send(p, wire.ClientMessage{T: "struct", Kind: "split", Seg: en, At: 3, Base: p.At})
		case 5:
			h.send(p, wire.ClientMessage{T: "struct", Kind: "merge", Seg: en, Base: p.At})
		}
	}
}

// approveNow approves English and Simplified of a unit as they are.
func (h *house) approveNow(p *peer.Peer, unit string) *wire.Nack {
	hashes := func(v align.Version) string {
		var texts []string
		for _, id := range p.Units[unit][v] {
			texts = append(texts, p.Segs[id].Text)
		}
		return align.ContentHash(texts...)
	}
	return h.send(p, wire.ClientMessage{T: "set", What: "approve", Unit: unit, Pair: "en:zh-Hans", Hashes: []string{hashes(align.En), hashes(align.Hans)}, Reason: "so"})
}

// dump is everything of the documents that people are shown, and what went before.
func dump(t *testing.T, path string) string {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+path+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var b strings.Builder
	for _, table := range []string{"document", "unit", "segment", "cell", "event", "approval", "content", "waiver", "orphan", "person"} {
		rows, err := db.Query(`SELECT * FROM ` + table + ` ORDER BY 1, 2, 3`)
		if err != nil {
			return err.Error()
		}
		columns, _ := rows.Columns()
		for rows.Next() {
			row := make([]any, len(columns))
			for i := range row {
				row[i] = new(any)
			}
			if err := rows.Scan(row...); err != nil {
				return err.Error()
			}
			for _, v := range row {
				fmt.Fprintf(&b, "%v|", *v.(*any))
			}
			b.WriteByte('\n')
		}
		if err := rows.Err(); err != nil {
			return err.Error()
		}
		rows.Close()
	}
	return b.String()
}

// told opens a damaged database as a server does and verifies it; what was found,
// "" = nothing.
func told(t *testing.T, path string) string {
	t.Helper()
	st, err := store.Serve(path, "here")
	if err != nil {
		return "start-up: " + err.Error()
	}
	defer st.Close()
	if len(st.Losing) > 0 {
		return "start-up: " + st.Losing[0].Error()
	}
	faults, err := st.Check(t.Context())
	if err != nil || len(faults) > 0 {
		return fmt.Sprint("verify: ", err, faults)
	}
	docs, err := st.AllDocuments(t.Context())
	if err != nil {
		return "verify: " + err.Error()
	}
	for _, doc := range docs {
		if fault, err := st.VerifyChain(t.Context(), doc); err != nil || fault != nil {
			return fmt.Sprint("opening: ", err, fault)
		}
		if faults, err := audit.Document(t.Context(), st, doc); err != nil || len(faults) > 0 {
			return fmt.Sprint("verify: ", err, faults)
		}
	}
	return ""
}

// TestFlippedBits kills a server in the middle and flips one bit of its log, 100
// times at random: either everything is there, or it is told. Half of the logs
// have been moved into the file before, and begun anew.
func TestFlippedBits(t *testing.T) {
	var tally = map[string]int{}
	seed := uint64(time.Now().UnixNano())
	rnd := rand.New(rand.NewPCG(seed, 1))
	t.Log("seed", seed)
	for round, steps := range []int{18, 330} {
		h := newHouse(t, fast, "One | 一 | 一", "Two 2 | 二 | 二", "Three | 三 | 三")
		h.close()
		if round == 1 {
			h.serveHere()
		} else {
			// A file of which everything is in the log.
			h.path = filepath.Join(t.TempDir(), "new.db")
			h.serveHere()
			h.doc = h.create("A test", "One | 一 | 一", "Two 2 | 二 | 二", "Three | 三 | 三")
		}
		p := h.peer("p")
		busyDocument(h, p, steps)
		files := map[string][]byte{}
		for _, end := range []string{"", "-wal", "-heads"} {
			data, err := os.ReadFile(h.path + end)
			if err != nil {
				t.Fatal(err)
			}
			files[end] = data
		}
		lay := func(change func(wal []byte) []byte) string {
			to := filepath.Join(t.TempDir(), "t.db")
			for end, data := range files {
				if end == "-wal" {
					data = change(append([]byte{}, data...))
				}
				if err := os.WriteFile(to+end, data, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			return to
		}
		whole := lay(func(wal []byte) []byte { return wal })
		if what := told(t, whole); what != "" {
			t.Fatal("nothing was damaged: ", what)
		}
		want := dump(t, whole)
		try := func(name string, change func(wal []byte) []byte) {
			path := lay(change)
			what := told(t, path)
			kind, _, _ := strings.Cut(what, ":")
			if what == "" {
				if kind = "harmless"; dump(t, path) != want {
					kind = "silent"
					t.Errorf("%s: something is missing and nothing was said", name)
				}
			}
			tally[kind]++
		}
		for range 50 {
			try("flip", func(wal []byte) []byte {
				wal[rnd.IntN(len(wal))] ^= 1 << rnd.IntN(8)
				return wal
			})
		}
		for _, share := range []int{0, 1, 2, 3} {
			try(fmt.Sprintf("cut to %d/4", share), func(wal []byte) []byte { return wal[:len(wal)*share/4] })
		}
		p.Close()
		h.close()
	}
	t.Log(tally)
}

// TestVerifyNoticesEveryTable alters one thing in each table.
func TestVerifyNoticesEveryTable(t *testing.T) {
	h := newHouse(t, fast, "One | 一 | 一", "Two 2 | 二 | 二", "Three | 三 | 三")
	p := h.peer("p")
	busyDocument(h, p, 17)
	p.Close()
	h.close()
	if what := told(t, h.path); what != "" {
		t.Fatal(what)
	}
	data, err := os.ReadFile(h.path)
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{
		`UPDATE document SET title = 'Another'`,
		`UPDATE document SET checks = '{}'`,
		`UPDATE document SET required = '[]'`,
		`UPDATE segment SET text = text || 'x' WHERE rev = 0 AND unit IS NOT NULL`,
		`UPDATE segment SET text = text || 'x', origin = origin || 'x' WHERE rev = 0 AND unit IS NOT NULL`,
		`UPDATE segment SET unit = NULL WHERE version = 'zh-Hans' AND text LIKE '一%'`,
		`UPDATE segment SET version = 'zh-Hant' WHERE version = 'zh-Hans'`,
		`UPDATE unit SET place = -place`,
		`UPDATE unit SET confidence = confidence / 2 + 0.1`,
		`DELETE FROM cell WHERE state = 'rework'`,
		`UPDATE cell SET state = 'draft' WHERE state = 'rework'`,
		`DELETE FROM approval`,
		`UPDATE approval SET who = 'somebody else'`,
		`UPDATE approval SET a = b`,
		`UPDATE content SET text = text || 'x'`,
		`DELETE FROM waiver`,
		`UPDATE waiver SET reason = 'other'`,
		`UPDATE event SET body = replace(body, 'so', 'no') WHERE kind = 'waive'`,
		`DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)`,
		`DELETE FROM person`,
	} {
		path := filepath.Join(t.TempDir(), "t.db")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		db, err := sql.Open("sqlite3", path)
		if err != nil {
			t.Fatal(err)
		}
		result, err := db.Exec(statement)
		if err != nil {
			t.Fatal(statement, err)
		}
		if n, _ := result.RowsAffected(); n == 0 {
			t.Errorf("%s: altered nothing", statement)
		}
		db.Close()
		if told(t, path) == "" {
			t.Errorf("%s: not noticed", statement)
		}
	}
}
