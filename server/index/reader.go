package index

import (
	"context"
	"strings"

	"triptych/server/store"
)

// reader is somebody who looks something up: what they may read, asked once a document.
type reader struct {
	x   *Index
	f   *file
	may func(doc string) bool
	met map[int64]bool
}

func (x *Index) reader(may func(doc string) bool) *reader {
	return &reader{x: x, f: x.file(), may: may, met: map[int64]bool{}}
}

// reads reports whether a row is of a document that they may read.
func (r *reader) reads(id int64) bool {
	n := number(id)
	may, met := r.met[n]
	if !met {
		doc := r.x.named(n)
		may = doc != "" && r.may(doc)
		r.met[n] = may
	}
	return may
}

// find returns ids of rows they may read that match, the newest first, at most so many.
// Where somebody may read few of many documents, those between are jumped over.
func (r *reader) find(ctx context.Context, match string, least, beyond int64, most int) (ids []int64, err error) {
	for len(ids) < most {
		again := false
		err := r.f.each(ctx, match, least, beyond, most-len(ids)+1, func(id int64) bool {
			if r.reads(id) {
				ids = append(ids, id)
				beyond = id
				return len(ids) < most
			}
			beyond, again = number(id)<<24, true
			return false
		})
		if err != nil || !again {
			return ids, err
		}
	}
	return ids, nil
}

const entryColumns = `id, unit, place, en, hans, hant, states, standing, pairs`

// entries reads rows.
func (r *reader) entries(ctx context.Context, ids []int64) (map[int64]*entry, error) {
	all := make(map[int64]*entry, len(ids))
	if len(ids) == 0 {
		return all, nil
	}
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = id
	}
	rows, err := r.f.read.QueryContext(ctx, `SELECT `+entryColumns+` FROM entry WHERE id IN (?`+strings.Repeat(", ?", len(ids)-1)+`)`, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		e := &entry{}
		var states string
		if err := rows.Scan(&e.id, &e.unit, &e.place, &e.texts[0], &e.texts[1], &e.texts[2], &states, &e.standing, &e.pairs); err != nil {
			return nil, err
		}
		copy(e.states[:], strings.SplitN(states, ",", 3))
		all[e.id] = e
	}
	return all, rows.Err()
}

// titles are those of documents that are there.
func (x *Index) titles(ctx context.Context, docs map[string]bool) (map[string]string, error) {
	titles := map[string]string{}
	scan := func(scan func(...any) error) (pair [2]string, err error) { return pair, scan(&pair[0], &pair[1]) }
	for doc := range docs {
		found, err := store.Read(ctx, x.store, scan, `SELECT id, title FROM document WHERE id = $1 AND deleted = 0`, doc)
		if err != nil {
			return nil, err
		}
		for _, pair := range found {
			titles[pair[0]] = pair[1]
		}
	}
	return titles, nil
}
