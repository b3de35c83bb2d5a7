package comment

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"triptych/server/step"
	"triptych/server/store"
	"triptych/server/wire"
)

// stored are the threads of a document, in the order in which they began; only one of them
// where its id is given.
func (b *Book) stored(ctx context.Context, doc, only string) ([]wire.Thread, error) {
	list, err := store.Read(ctx, b.st, scanThread, `SELECT thread.id, unit, segs, quote, rev, resolved, coalesce(name, '') FROM thread
		LEFT JOIN person ON person.id = resolver WHERE doc = $1 AND ($2 = '' OR thread.id = $2)`, doc, only)
	if err != nil {
		return nil, err
	}
	if list == nil {
		list = []wire.Thread{} // which the page goes through
	}
	at := map[string]int{}
	for i := range list {
		at[list[i].ID] = i
	}
	_, err = store.Read(ctx, b.st, func(row func(...any) error) (struct{}, error) {
		var in string
		c, err := scanComment(row, &in)
		if i, ok := at[in]; ok && err == nil {
			list[i].Comments = append(list[i].Comments, c)
		}
		return struct{}{}, err
	}, `SELECT thread, comment.id, who, coalesce(name, ''), at, text, mentions, edited, was, gone FROM comment
		LEFT JOIN person ON person.id = who WHERE doc = $1 AND ($2 = '' OR thread = $2) ORDER BY at, comment.id`, doc, only)
	list = slices.DeleteFunc(list, func(t wire.Thread) bool { return len(t.Comments) == 0 })
	slices.SortStableFunc(list, func(x, y wire.Thread) int { return int(x.Comments[0].At - y.Comments[0].At) })
	return list, err
}

func scanThread(row func(...any) error) (t wire.Thread, err error) {
	var segs, by string
	var resolved int64
	if err = row(&t.ID, &t.Unit, &segs, &t.Quote, &t.Rev, &resolved, &by); err != nil {
		return t, err
	}
	if resolved != 0 {
		t.Resolved = &wire.Resolved{By: by, At: resolved}
	}
	t.Comments = []wire.Comment{}
	return t, json.Unmarshal([]byte(segs), &t.Segs)
}

// scanComment reads a comment; of one that was taken back not what it said.
func scanComment(row func(...any) error, thread *string) (c wire.Comment, err error) {
	var to, was string
	if err = row(thread, &c.ID, &c.Who.ID, &c.Who.Name, &c.At, &c.Text, &to, &c.Edited, &was, &c.Gone); err != nil {
		return c, err
	}
	err = errors.Join(json.Unmarshal([]byte(to), &c.To), json.Unmarshal([]byte(was), &c.Was))
	if c.Gone != 0 {
		c.Text, c.To, c.Was = "", nil, nil
	}
	return c, err
}

// follow adds to threads whose segments were all joined into others where their text
// stands now: behind them, or for one about words, before them, as its words went there.
func (b *Book) follow(ctx context.Context, doc string, list []wire.Thread) error {
	joined, err := store.Read(ctx, b.st, text, `SELECT id FROM segment WHERE doc = $1 AND unit IS NULL`, doc)
	if err != nil || len(joined) == 0 {
		return err
	}
	away := map[string]bool{}
	for _, id := range joined {
		away[id] = true
	}
	lost := func(t *wire.Thread) bool {
		return t.Quote != "" && away[t.Segs[0]] || !slices.ContainsFunc(t.Segs, func(id string) bool { return !away[id] })
	}
	if !slices.ContainsFunc(list, func(t wire.Thread) bool { return lost(&t) }) {
		return nil
	}
	events, err := b.st.Steps(ctx, doc, step.Kept)
	if err != nil {
		return err
	}
	steps, err := step.Read(events, func(*step.Step) {})
	for i := range list {
		t := &list[i]
		if !lost(t) {
			continue
		}
		for n, id := range slices.Clone(t.Segs) {
			to := went(&steps, id, away)
			switch {
			case to == "":
			case n == 0 && t.Quote != "":
				t.Segs = slices.Insert(t.Segs, 0, to)
			default:
				t.Segs = append(t.Segs, to)
			}
		}
	}
	return err
}

// went is the segment in which the text of one stands that is away; "" = nobody knows.
func went(steps *step.Steps, id string, away map[string]bool) string {
	for range step.Kept { // one may have been joined into another that was joined
		place, _ := steps.Went(id)
		if place == nil {
			break
		}
		if id = place.To; !away[id] {
			return id
		}
	}
	return ""
}
