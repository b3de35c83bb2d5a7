package wire

import (
	"encoding/json"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// TestEncodeEvent: an edit written by hand is read as the event it was.
func TestEncodeEvent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := Event{
			T: "ev", S: rapid.Int64Min(1).Draw(t, "s"), K: "edit", By: rapid.String().Draw(t, "by"), At: rapid.Int64Min(1).Draw(t, "at"),
			ID: rapid.String().Draw(t, "id"), Own: rapid.Bool().Draw(t, "own"), Chain: rapid.String().Draw(t, "chain"), Seg: rapid.StringN(1, 20, -1).Draw(t, "seg"), Rev: rapid.Int64Min(1).Draw(t, "rev"),
		}
		if rapid.Bool().Draw(t, "ops") {
			e.Ops = json.RawMessage(`[[0,"中"],5]`)
		}
		var back, same Event
		if err := json.Unmarshal(e.Encode(), &back); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(Encode(&e), &same); err != nil || !reflect.DeepEqual(back, same) {
			t.Fatalf("%s, want %s", e.Encode(), Encode(&e))
		}
	})
}
