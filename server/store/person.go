package store

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"time"
)

// Person is somebody who changes documents. What is stored of a change names
// them by ID alone, and the chain of hashes covers that: a name may be altered
// later without touching what is past. Name is filled in when rows are read.
type Person struct {
	ID   string
	Name string
}

// newcomers are those whom Person made and whom no committed change names yet,
// by name. Their rows are written with the first change that does: whoever only
// reads is not stored, and nobody who begins to write waits for the disk twice.
type newcomers struct {
	mu     sync.Mutex
	byName map[string]Person
}

// Person returns the person of a name, exactly as it was typed, and makes one of
// a name that is new. Who types the same name is taken for the same person.
func (s *Store) Person(ctx context.Context, name string) (Person, error) {
	n := &s.write.newcomers
	n.mu.Lock()
	defer n.mu.Unlock()
	p, ok := n.byName[name]
	if ok {
		return p, nil
	}
	p.Name = name
	// The first of that name: should two programs have made one at the same
	// moment, everybody takes the same from then on.
	err := s.read.QueryRowContext(ctx, `SELECT id FROM person WHERE name = $1 ORDER BY id LIMIT 1`, name).Scan(&p.ID)
	if errors.Is(err, sql.ErrNoRows) {
		p.ID, err = NewID(), nil
		n.byName[name] = p
	}
	return p, kindOf(err)
}

// meet makes sure, inside a transaction, that a person whom a change names has a
// row.
func (w *writer) meet(p Person) error {
	if p.ID == "" || w.met[p.ID] {
		return nil
	}
	w.meeting = append(w.meeting, p)
	return w.exec(`INSERT INTO person (id, name, created) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING`,
		p.ID, p.Name, time.Now().UnixMilli())
}

// welcome is called after a commit: those met in it are in the database.
func (w *writer) welcome() {
	w.newcomers.mu.Lock()
	defer w.newcomers.mu.Unlock()
	for _, p := range w.meeting {
		w.met[p.ID] = true
		if w.newcomers.byName[p.Name].ID == p.ID {
			delete(w.newcomers.byName, p.Name)
		}
	}
}
