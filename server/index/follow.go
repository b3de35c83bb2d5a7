package index

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"triptych/server/store"
)

const (
	lookEvery = time.Second      // for documents that have changed
	lookAgain = 10 * time.Second // after something went wrong
	// After a document was taken in, the index rests for as many times as long as that
	// took: one that is edited waits for those who edit; what was never taken in is
	// wanted soon.
	restEdited = 9
	restNew    = 1
	chunk      = 400 // rows written together: others who write wait no longer
)

// state is what is known of a document in the index.
type state struct {
	number, seq, next int64
}

// known reads how far the index has come.
func (f *file) known() (map[string]state, error) {
	rows, err := f.read.Query(`SELECT doc, number, seq, next FROM indexed`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[string]state{}
	for rows.Next() {
		var doc string
		var s state
		if err := rows.Scan(&doc, &s.number, &s.seq, &s.next); err != nil {
			return nil, err
		}
		all[doc] = s
	}
	return all, rows.Err()
}

// run keeps the index up until done is closed.
func (x *Index) run() {
	for {
		wait := lookEvery
		if err := x.catchUp(); err != nil && !errors.Is(err, context.Canceled) {
			x.log.Complain("keep up the index of all texts", err)
			wait = lookAgain
			if damaged(err) {
				x.log.Complain("make the index of all texts anew", x.reopen(true))
			}
		}
		if !x.sleep(wait) {
			return
		}
	}
}

// sleep returns false when the index closes.
func (x *Index) sleep(d time.Duration) bool {
	select {
	case <-time.After(d):
		return true
	case <-x.ctx.Done():
		return false
	}
}

// head is the newest event of a document.
type head struct {
	doc string
	seq int64
}

// catchUp takes in what was committed since.
func (x *Index) catchUp() error {
	scan := func(scan func(...any) error) (h head, err error) { return h, scan(&h.doc, &h.seq) }
	heads, err := store.Read(x.ctx, x.store, scan, `SELECT id, head FROM document WHERE deleted = 0 ORDER BY created, id`)
	if err != nil {
		return err
	}
	now := map[string]bool{}
	var todo, fresh []head // later documents have higher numbers, and are found first
	known := x.states()
	for _, h := range heads {
		now[h.doc] = true
		if s, ok := known[h.doc]; !ok {
			fresh = append(fresh, h)
		} else if s.seq != h.seq {
			todo = append(todo, h)
		}
	}
	todo = append(todo, fresh...)
	for doc := range known {
		if !now[doc] {
			if err := x.drop(doc); err != nil {
				return err
			}
		}
	}
	for i, h := range todo {
		x.left.Store(int64(len(todo) - i))
		began := time.Now()
		err := x.take(h)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
		rest := time.Since(began) * restNew
		if _, ok := known[h.doc]; ok {
			rest = time.Since(began) * restEdited
		}
		if !x.sleep(rest) {
			return x.ctx.Err()
		}
	}
	x.left.Store(0)
	return nil
}

// row is what the index says of a unit already.
type row struct{ id, place, sum int64 }

// take brings a document up to what it is now.
func (x *Index) take(h head) error {
	d, err := x.store.Load(x.ctx, h.doc)
	if err != nil {
		return err
	}
	s, ok := x.state(h.doc)
	if !ok {
		if s, err = x.begin(h.doc); err != nil {
			return err
		}
	}
	before, err := x.rowsOf(s.number)
	if err != nil {
		return err
	}
	var puts []entry
	var moves []row
	for _, e := range entries(d) {
		was, ok := before[e.unit]
		delete(before, e.unit)
		switch {
		case !ok:
			e.id, s.next = s.next, s.next+1
			puts = append(puts, e)
		case was.sum != e.sum():
			e.id = was.id
			puts = append(puts, e)
		case was.place != e.place:
			moves = append(moves, row{id: was.id, place: e.place})
		}
	}
	if err := x.write(puts, moves, slices.Collect(maps.Values(before))); err != nil {
		return err
	}
	s.seq = d.Head
	return x.note(h.doc, s)
}

// begin gives a document its number.
func (x *Index) begin(doc string) (s state, err error) {
	row := x.file().write.QueryRow(`SELECT coalesce(max(number), 0) + 1 FROM indexed`)
	if err = row.Scan(&s.number); err != nil {
		return s, err
	}
	s.next, s.seq = s.number<<24, -1
	return s, x.note(doc, s)
}

// note keeps how far a document has come, in the file and in memory.
func (x *Index) note(doc string, s state) error {
	_, err := x.file().write.Exec(`INSERT INTO indexed (doc, number, seq, next) VALUES ($1, $2, $3, $4)
		ON CONFLICT (doc) DO UPDATE SET seq = excluded.seq, next = excluded.next`, doc, s.number, s.seq, s.next)
	if err == nil {
		x.mu.Lock()
		x.docs[doc], x.names[s.number] = s, doc
		x.mu.Unlock()
	}
	return err
}

func (x *Index) rowsOf(number int64) (map[string]row, error) {
	rows, err := x.file().read.QueryContext(x.ctx, `SELECT unit, id, place, sum FROM entry WHERE id >= $1 AND id < $2`, number<<24, (number+1)<<24)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[string]row{}
	for rows.Next() {
		var unit string
		var r row
		if err := rows.Scan(&unit, &r.id, &r.place, &r.sum); err != nil {
			return nil, err
		}
		all[unit] = r
	}
	return all, rows.Err()
}

// drop takes a document out.
func (x *Index) drop(doc string) error {
	s, _ := x.state(doc)
	rows, err := x.rowsOf(s.number)
	if err == nil {
		err = x.write(nil, nil, slices.Collect(maps.Values(rows)))
	}
	if err == nil {
		_, err = x.file().write.Exec(`DELETE FROM indexed WHERE doc = $1`, doc)
	}
	if err == nil {
		x.mu.Lock()
		delete(x.docs, doc)
		delete(x.names, s.number)
		x.mu.Unlock()
	}
	return err
}

// write changes rows, a chunk at a time.
func (x *Index) write(puts []entry, moves, gone []row) error {
	for part := range slices.Chunk(puts, chunk) {
		err := x.file().inTx(x.ctx, func(tx *sql.Tx) error { return putAll(tx, part) })
		if err != nil {
			return err
		}
	}
	return x.file().inTx(x.ctx, func(tx *sql.Tx) error {
		for _, r := range moves {
			if _, err := tx.Exec(`UPDATE entry SET place = $1 WHERE id = $2`, r.place, r.id); err != nil {
				return err
			}
		}
		for _, r := range gone {
			for _, table := range []string{`DELETE FROM entry WHERE id = $1`, `DELETE FROM grams WHERE rowid = $1`} {
				if _, err := tx.Exec(table, r.id); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func putAll(tx *sql.Tx, list []entry) error {
	put, err := tx.Prepare(`INSERT OR REPLACE INTO entry
		(id, unit, place, en, hans, hant, states, standing, pairs, same_en, same_hans, same_hant, sum)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`)
	if err != nil {
		return err
	}
	defer put.Close()
	find, err := tx.Prepare(putGrams)
	if err != nil {
		return err
	}
	defer find.Close()
	for i := range list {
		e := &list[i]
		var words [3]string
		var lists [3][]token
		var same [3]sql.NullInt64
		for v, text := range e.texts {
			t := tokens(text)
			words[v], lists[v] = grams(t), t
			same[v].Int64 = sameness(t)
			same[v].Valid = same[v].Int64 != 0
		}
		if _, err := put.Exec(e.id, e.unit, e.place, e.texts[0], e.texts[1], e.texts[2], strings.Join(e.states[:], ","), e.standing, e.pairs,
			same[0], same[1], same[2], e.sum()); err != nil {
			return err
		}
		if _, err := find.Exec(e.id, words[0], words[1], words[2], sketches(lists), fmt.Sprint("s", e.standing)); err != nil {
			return err
		}
	}
	return nil
}
