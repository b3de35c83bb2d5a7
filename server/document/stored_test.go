package document

import (
	"encoding/json"
	"os"
	"testing"

	"triptych/server/row"
	"triptych/server/step"
	"triptych/server/store"
	"triptych/server/wire"
)

// oldRows are rows as the program wrote them on 28 November 2026, when a row held
// a message of the wire.
func oldRows(t *testing.T) []store.Event {
	data, err := os.ReadFile("testdata/rows.json")
	if err != nil {
		t.Fatal(err)
	}
	var rows []store.Event
	if err := json.Unmarshal(data, &rows); err != nil {
		t.Fatal(err)
	}
	return rows
}

// TestRows: what old rows hold is read whole, and written as the same bytes.
func TestRows(t *testing.T) {
	seen := map[string]bool{}
	for _, old := range oldRows(t) {
		if old.Body == "" || old.Kind == "create" { // the store writes what was created
			continue
		}
		seen[old.Kind] = true
		again := row.Read(old.Body).Encode()
		if old.Kind == "struct" {
			s := &step.Step{}
			if err := json.Unmarshal([]byte(old.Body), s); err != nil {
				t.Fatal(err)
			}
			again = string(wire.Encode(s))
		}
		if again != old.Body {
			t.Errorf("event %d, %s\n%s\nis written as\n%s", old.Seq, old.Kind, old.Body, again)
		}
	}
	for what := range setters {
		if !seen[what] {
			t.Errorf("no row of the kind %s", what)
		}
	}
	if !seen["struct"] {
		t.Error("no row of a structural step")
	}
}

// TestRowsOnTheWire: an old row is told as it was: its body with the columns.
func TestRowsOnTheWire(t *testing.T) {
	for _, old := range oldRows(t) {
		old.At, old.Who = 1764320000000, store.Person{ID: "p1", Name: "Ana"}
		var want wire.Event
		if old.Body != "" {
			if err := json.Unmarshal([]byte(old.Body), &want); err != nil {
				t.Fatal(err)
			}
		}
		want.T, want.S, want.K, want.By, want.At, want.Seg, want.Rev = "ev", old.Seq, old.Kind, "Ana", old.At, old.Seg, old.Rev
		if old.Ops != "" {
			want.Ops = json.RawMessage(old.Ops)
		}
		if got, want := string(row.Wire(&old, false).Encode()), string(want.Encode()); got != want {
			t.Errorf("event %d\n%s\nis told as\n%s", old.Seq, want, got)
		}
	}
}

// TestEveryMessageIsCarriedOut: each kind of struct and set that may be sent has
// somebody to carry it out; realign is planned by Realignment.
func TestEveryMessageIsCarriedOut(t *testing.T) {
	listed := map[string]bool{}
	for _, row := range wire.Messages {
		listed[row.T+" "+row.Of] = true
		if row.T == "struct" && row.Of != "realign" && planners[row.Of] == nil || row.T == "set" && setters[row.Of] == nil {
			t.Errorf("nobody carries out %s %s", row.T, row.Of)
		}
	}
	for kind := range planners {
		if !listed["struct "+kind] {
			t.Errorf("struct %s has no row in wire.Messages", kind)
		}
	}
	for what := range setters {
		if !listed["set "+what] {
			t.Errorf("set %s has no row in wire.Messages", what)
		}
	}
}
