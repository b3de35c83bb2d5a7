package document

import (
	"bytes"
	"encoding/json"
	"testing"

	"triptych/align"
	"triptych/align/check"
	"triptych/server/store"
	"triptych/server/waived"
	"triptych/server/wire"
)

// TestFrozen: what is written without reflection is what JSON makes of the views,
// and it stays so when the document goes on.
func TestFrozen(t *testing.T) {
	unit := func(id, text string, kind align.Kind) store.Unit {
		u := store.Unit{ID: id, Confidence: 0.87, Why: []string{`numbers: "300"`}}
		for v := range u.Segs {
			u.Segs[v] = []store.Segment{{ID: id + align.Version(v).String(), Version: align.Version(v), Kind: kind, Rev: int64(v), Text: text}}
		}
		return u
	}
	sd := &store.Document{Units: []store.Unit{
		unit("a", "One <b> & \"two\"\n\\三\t\u2028😀\x01", align.Text), unit("b", "aside", align.NonContent), unit("c", "", align.Heading), {ID: "d", Confidence: 1e-9},
	}}
	sd.Versions = align.Versions[:]
	sd.Units[0].State, sd.Units[0].Made = [3]string{"", "rework", "converted"}, [3]string{"", "zh-Hant@1", "zh-Hans@12"}
	d := Open(sd, 1000, store.NewID, Past{})
	a := d.ByID["a"]
	d.Found(a, []check.Finding{
		{ID: "f", Unit: "a", Check: "num.value", Rule: 2, Severity: check.Error, Pair: []align.Version{align.En, align.Hans}, Message: "<3>"},
		{ID: "g", Unit: "a", Check: "num.date", Rule: 1, Severity: check.Error, Pair: []align.Version{align.En, align.Hant}},
	})
	d.waivers[waived.Key{Unit: "a", Rule: "num.date", Pair: "en:zh-Hant", Finding: "g"}] = store.Waiver{
		Unit: "a", Rule: "num.date", Pair: "en:zh-Hant", Finding: "g", Hashes: a.hashesOf([]align.Version{align.En, align.Hant}), Reason: "so",
	}
	f := d.Freeze()
	want := make([]wire.UnitView, len(d.Units))
	for i, u := range d.Units {
		want[i] = f.View(i)
		if status := wire.Encode(want[i].Status); !bytes.Equal(status, wire.Encode(d.Status(u))) {
			t.Errorf("unit %s is told as %s", u.ID, status)
		}
	}
	before := f.Append(nil, 0, f.Len())
	var views []wire.UnitView
	if err := json.Unmarshal(before, &views); err != nil {
		t.Fatalf("%v\n%s", err, before)
	}
	if len(views[0].Waived) != 1 || len(views[0].Findings) != 1 {
		t.Errorf("of two findings one is waived: %s", before)
	}
	if got := wire.Encode(views); !bytes.Equal(got, wire.Encode(want)) {
		t.Errorf("written as\n%s\nwant\n%s", got, wire.Encode(want))
	}
	a.Segs[0][0].Text, a.Segs[0][0].Rev = "another", 9
	a.state[1] = ""
	d.Found(a, nil)
	a.rehash()
	if after := f.Append(nil, 0, f.Len()); !bytes.Equal(after, before) {
		t.Errorf("changed with the document to\n%s", after)
	}
	if f.Index("b") != 1 || f.Index("e") != -1 {
		t.Error("units are not where they are")
	}
}
