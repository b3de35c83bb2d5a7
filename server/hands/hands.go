// Package hands says whose hands were in the texts of a document.
//
// The guarantee: nothing is looked through to say it; every question is answered by
// indexes, and of many texts at once.
package hands

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"triptych/server/store"
)

// In returns, by unit, the names of those who edited its present paragraphs or
// approved a pair in it, in order.
func In(ctx context.Context, st *store.Store, doc string) (map[string][]string, error) {
	by := map[string][]string{}
	_, err := store.Read(ctx, st, func(row func(...any) error) (unit string, err error) {
		var who string
		err = row(&unit, &who)
		by[unit] = append(by[unit], who)
		return unit, err
	}, `SELECT worked.unit, coalesce(name, '') FROM (
		SELECT segment.unit AS unit, event.who AS who FROM event JOIN segment ON segment.id = event.seg
		WHERE event.doc = $1 AND event.kind = 'edit' AND segment.unit IS NOT NULL
		UNION SELECT unit, who FROM approval WHERE doc = $1) AS worked LEFT JOIN person ON person.id = who ORDER BY 1, 2`, doc)
	return by, err
}

// askedMost is how many segments one query asks for.
const askedMost = 500

// Last says who was the last to change each of some segments, by id; "" = nobody since
// its document was made. Of a part that was split off and not changed since, that is
// who split it.
func Last(ctx context.Context, st *store.Store, segs []string) (map[string]string, error) {
	by := map[string]string{}
	for some := range slices.Chunk(segs, askedMost) {
		args, places := make([]any, len(some)), make([]string, len(some))
		for i, id := range some {
			args[i], places[i] = id, "$"+strconv.Itoa(i+1)
		}
		_, err := store.Read(ctx, st, func(row func(...any) error) (id string, err error) {
			var who string
			err = row(&id, &who)
			by[id] = who
			return id, err
		}, lastOf(strings.Join(places, ", ")), args...)
		if err != nil {
			return nil, err
		}
	}
	return by, nil
}

// lastOf is the query of Last for the segments at some places of its parameters.
func lastOf(places string) string {
	return `SELECT id, coalesce((SELECT who FROM event WHERE event.seg = segment.id ORDER BY rev DESC LIMIT 1), maker)
		FROM segment WHERE id IN (` + places + `)`
}
