package store

import (
	"context"
	"database/sql"
	"fmt"
)

// namePeople is the step to schema 4. Until then an event said who made it by
// the name that they had typed; from now on by a person's id, so that a name can
// be altered and one day belong to an account. One person is made of each name,
// every letter and blank counting, and takes its place wherever it stood.
//
// The chain of hashes covers who, so it is made anew, but only as far as the old
// one holds: from the first event that does not match its hash on, the old
// hashes stay, and match nothing. Damage is found at the same event as before.
func namePeople(ctx context.Context, conn *sql.Conn) error {
	people, err := makePeople(ctx, conn)
	if err != nil {
		return err
	}
	for _, statement := range []string{
		`UPDATE approval SET who = (SELECT id FROM person WHERE name = who)`,
		`UPDATE waiver SET who = (SELECT id FROM person WHERE name = who)`,
		`UPDATE orphan SET who = (SELECT id FROM person WHERE name = who)`,
	} {
		if _, err := conn.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	rows, err := conn.QueryContext(ctx, `SELECT DISTINCT doc FROM event`)
	docs, err := collect(rows, err, func(r rowScanner) (id string, err error) { return id, r.Scan(&id) })
	if err != nil {
		return err
	}
	update, err := conn.PrepareContext(ctx, `UPDATE event SET who = $1, chain = $2 WHERE doc = $3 AND seq = $4`)
	if err != nil {
		return err
	}
	defer update.Close()
	for _, doc := range docs {
		r := relinking{conn: conn, update: update, people: people, doc: doc}
		if err := r.run(ctx); err != nil {
			return fmt.Errorf("document %s: %w", doc, err)
		}
	}
	return nil
}

// makePeople makes a person of each name and returns their ids by name. They
// are as old as the first thing that they did.
func makePeople(ctx context.Context, conn *sql.Conn) (map[string]string, error) {
	type first struct {
		name string
		at   int64
	}
	rows, err := conn.QueryContext(ctx, `SELECT who, min(at) FROM (
		SELECT who, at FROM event UNION ALL SELECT who, at FROM approval
		UNION ALL SELECT who, at FROM waiver UNION ALL SELECT who, at FROM orphan) AS done GROUP BY who ORDER BY 2, 1`)
	names, err := collect(rows, err, func(r rowScanner) (f first, err error) { return f, r.Scan(&f.name, &f.at) })
	if err != nil {
		return nil, err
	}
	ids := make(map[string]string, len(names))
	for _, f := range names {
		ids[f.name] = NewID()
		if _, err := conn.ExecContext(ctx, `INSERT INTO person (id, name, created) VALUES ($1, $2, $3)`, ids[f.name], f.name, f.at); err != nil {
			return nil, err
		}
	}
	return ids, nil
}

// relinking writes people's ids into the events of one document, and a new chain
// beside the old one.
type relinking struct {
	conn   *sql.Conn
	update *sql.Stmt
	people map[string]string // ids by name
	doc    string

	seq        int64  // of the event before
	was, chain string // its hash as it was, and as it is from now on
	broken     bool   // the old chain does not hold up to it
}

// relinkPage is how many events are in memory at a time; an event of a large
// rearrangement has some hundred thousand bytes.
const relinkPage = 500

func (r *relinking) run(ctx context.Context) error {
	for after := int64(-1 << 63); ; after = r.seq {
		rows, err := r.conn.QueryContext(ctx, `SELECT `+eventColumns+`, chain FROM event
			WHERE doc = $1 AND seq > $2 ORDER BY seq LIMIT $3`, r.doc, after, relinkPage)
		page, err := collect(rows, err, scanLinked)
		if err != nil {
			return err
		}
		for i := range page {
			if err := r.relink(ctx, &page[i].Event, page[i].chain); err != nil {
				return err
			}
		}
		if len(page) < relinkPage {
			break
		}
	}
	if r.broken {
		return nil
	}
	// A head with another hash than the last event's keeps it: that is damage too.
	_, err := r.conn.ExecContext(ctx, `UPDATE document SET chain = $1 WHERE id = $2 AND chain = $3`, r.chain, r.doc, r.was)
	return err
}

// relink writes one event; stored is its hash as the database has it.
func (r *relinking) relink(ctx context.Context, ev *Event, stored string) error {
	r.broken = r.broken || ev.Seq != r.seq+1 || ev.link(r.was) != stored
	r.seq, r.was = ev.Seq, stored
	ev.Who.ID = r.people[ev.Who.ID] // until now the name as it was typed
	chain := stored
	if !r.broken {
		chain = ev.link(r.chain)
		r.chain = chain
	}
	_, err := r.update.ExecContext(ctx, ev.Who.ID, chain, r.doc, ev.Seq)
	return err
}

// linked is an event with its hash as it is stored.
type linked struct {
	Event
	chain string
}

func scanLinked(row rowScanner) (l linked, err error) {
	return l, scanEvent(row, &l.Event, &l.chain)
}
