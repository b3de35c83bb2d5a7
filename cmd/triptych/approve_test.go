package main

import (
	"context"
	"encoding/json"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"triptych/align"
	"triptych/server/row"
	"triptych/server/store"
)

// approve FILE approves, in every document of a database, each unit that has
// English and Simplified Chinese text, as the editor would.
func approve(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: approve FILE")
	}
	st, err := store.Open(ts.MkAbs(args[0]))
	ts.Check(err)
	defer st.Close()
	docs, err := st.Documents(context.Background())
	ts.Check(err)
	editor, err := st.Person(context.Background(), "Editor")
	ts.Check(err)
	for _, listed := range docs {
		d, err := st.Load(context.Background(), listed.ID)
		ts.Check(err)
		b := &store.Batch{Doc: d.ID, Head: d.Head, Chain: d.Chain}
		for _, u := range d.Units {
			if a, ok := approval(u, editor); ok {
				seq := d.Head + int64(len(b.Events)) + 1
				body, err := json.Marshal(row.Body{Unit: a.Unit, Pair: a.Pair.String(), Hashes: a.Hashes[:]})
				ts.Check(err)
				b.Events = append(b.Events, store.Event{Seq: seq, Kind: "approve", Who: a.Who, At: a.At, Body: string(body), Approve: &a})
			}
		}
		if len(b.Events) == 0 {
			ts.Fatalf("%s: nothing to approve in %q", args[0], d.Title)
		}
		done := make(chan error, 1)
		st.Append(b, func(err error) { done <- err })
		ts.Check(<-done)
	}
}

func approval(u store.Unit, by store.Person) (store.Approval, bool) {
	a := store.Approval{Pair: align.Pair{align.En, align.Hans}, Unit: u.ID, Who: by, At: time.Now().UnixMilli()}
	for n, v := range a.Pair {
		for _, seg := range u.Segs[v] {
			a.Texts[n] += seg.Text
		}
		a.Hashes[n] = align.ContentHash(a.Texts[n])
	}
	return a, a.Hashes[0] != "" && a.Hashes[1] != ""
}
