// Package project keeps projects: named sets of documents with members, and with
// ways of checking and approving of their own. A document is in at most one. Who its
// members are is people's: a role may hold for a project.
//
// The guarantees: what is answered is true of the moment when it is asked; a document
// that is in no project, or in none any more, is checked and approved as everywhere.
package project

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"triptych/align/message"
	"triptych/server/change"
	"triptych/server/fault"
	"triptych/server/meta"
	"triptych/server/store"
	"triptych/server/wire"
)

// Project is a named set of documents.
type Project struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	FourEyes bool   `json:"fourEyes"` // who last edited a text does not approve it
	checks   string // JSON: how its documents are checked; "" = as everywhere
}

// Book is all projects. Its methods may be called from any goroutine.
type Book struct {
	st    *store.Store
	log   fault.Log
	state atomic.Pointer[state]
}

// state is everything that questions are answered from. It is not altered.
type state struct {
	all  map[string]Project
	of   map[string]string // documents to the project that they are in
	eyes bool              // four eyes everywhere
}

const (
	nameMost = 100 // characters
	most     = 2000
	// eyes is the name under which the database keeps whether four eyes approve
	// everywhere.
	eyes = "four_eyes"
)

// Open reads the projects of a store.
func Open(st *store.Store, log fault.Log) *Book {
	b := &Book{st: st, log: log}
	b.state.Store(&state{})
	b.log.Complain("read projects", b.reload())
	return b
}

func (b *Book) reload() error {
	ctx := context.Background()
	s := &state{all: map[string]Project{}, of: map[string]string{}}
	_, err := store.Read(ctx, b.st, func(row func(...any) error) (p Project, err error) {
		var four int64
		err = row(&p.ID, &p.Name, &four, &p.checks)
		p.FourEyes = four != 0
		s.all[p.ID] = p
		return p, err
	}, `SELECT id, name, eyes, checks FROM project`)
	if err != nil {
		return err
	}
	_, err = store.Read(ctx, b.st, func(row func(...any) error) (doc string, err error) {
		var in string
		err = row(&doc, &in)
		s.of[doc] = in
		return doc, err
	}, `SELECT doc, project FROM project_document`)
	if err != nil {
		return err
	}
	on, _, err := meta.Value(ctx, b.st, eyes)
	s.eyes = on == "1"
	b.state.Store(s)
	return err
}

// Note puts into the record what is done, in the same transaction; nil = nobody
// signs in.
type Note func(store.Tx) error

func (b *Book) change(note Note, work func(store.Tx) error) error {
	err := b.st.Write(func(tx store.Tx) error {
		if err := work(tx); err != nil || note == nil {
			return err
		}
		return note(tx)
	})
	if err != nil {
		return err
	}
	return b.reload()
}

// All lists the projects by name.
func (b *Book) All() []Project {
	return slices.SortedFunc(maps.Values(b.state.Load().all), func(x, y Project) int { return strings.Compare(x.Name+x.ID, y.Name+y.ID) })
}

// Has reports whether there is a project.
func (b *Book) Has(id string) bool { _, ok := b.state.Load().all[id]; return ok }

// Name is what a project is called; "" = there is none.
func (b *Book) Name(id string) string { return b.state.Load().all[id].Name }

// Of is the project that a document is in; "" = none.
func (b *Book) Of(doc string) string { return b.state.Load().of[doc] }

// Documents lists those in a project.
func (b *Book) Documents(id string) (docs []string) {
	for doc, in := range b.state.Load().of {
		if in == id {
			docs = append(docs, doc)
		}
	}
	slices.Sort(docs)
	return docs
}

// FourEyes reports whether who last edited a text of a document may not approve it;
// doc "" asks whether that is so everywhere.
func (b *Book) FourEyes(doc string) bool {
	s := b.state.Load()
	return s.eyes || s.all[s.of[doc]].FourEyes
}

// Checks is how the documents of a project are checked, as JSON; "" = as everywhere.
func (b *Book) Checks(id string) string { return b.state.Load().all[id].checks }

// tidy makes a name one line, and refuses what is none.
func tidy(name string) (string, error) {
	name = change.Line(name)
	if name == "" || utf8.RuneCountInString(name) > nameMost || !change.ValidText(name) {
		return "", &message.Error{Code: wire.CodeBad, Says: message.Of("project.name")}
	}
	return name, nil
}

// Gone is told of a project that there is not, or that is not there for whoever asks.
var Gone error = &message.Error{Code: wire.CodeGone, Says: message.Of("no.project")}

// Create makes a project without documents and returns its id.
func (b *Book) Create(name string, note func(id string) Note) (string, error) {
	name, err := tidy(name)
	if err != nil {
		return "", err
	}
	if len(b.state.Load().all) >= most {
		return "", &message.Error{Code: wire.CodeLimit, Says: message.Of("project.many")}
	}
	id := store.NewID()
	return id, b.change(note(id), func(tx store.Tx) error {
		_, err := tx.Exec(`INSERT INTO project (id, name, created) VALUES ($1, $2, $3)`, id, name, time.Now().UnixMilli())
		return err
	})
}

// one does something to the row of a project.
func (b *Book) one(note Note, query string, args ...any) error {
	return b.change(note, func(tx store.Tx) error {
		n, err := tx.Exec(query, args...)
		if err == nil && n == 0 {
			err = Gone
		}
		return err
	})
}

// Rename gives a project another name.
func (b *Book) Rename(id, name string, note Note) error {
	name, err := tidy(name)
	if err != nil {
		return err
	}
	return b.one(note, `UPDATE project SET name = $1 WHERE id = $2`, name, id)
}

// SetFourEyes says whether four eyes approve in a project; id "" = everywhere.
func (b *Book) SetFourEyes(id string, on bool, note Note) error {
	n := 0
	if on {
		n = 1
	}
	if id == "" {
		return b.change(note, func(tx store.Tx) error { return meta.Set(tx, eyes, strconv.Itoa(n)) })
	}
	return b.one(note, `UPDATE project SET eyes = $1 WHERE id = $2`, n, id)
}

// SetChecks says how the documents of a project are checked, as JSON of
// finding.Settings.
func (b *Book) SetChecks(id, checks string, note Note) error {
	return b.one(note, `UPDATE project SET checks = $1 WHERE id = $2`, checks, id)
}

// Put puts a document into a project, out of the one that it was in; "" = into none.
func (b *Book) Put(doc, id string, note Note) error {
	return b.change(note, func(tx store.Tx) error {
		if _, err := tx.Exec(`DELETE FROM project_document WHERE doc = $1`, doc); err != nil || id == "" {
			return err
		}
		n, err := tx.Exec(`INSERT INTO project_document (doc, project) SELECT $1, id FROM project WHERE id = $2`, doc, id)
		if err == nil && n == 0 {
			err = Gone
		}
		return err
	})
}

// Delete takes a project away, with the roles in it. Its documents stay.
func (b *Book) Delete(id string, note Note) error {
	return b.change(note, func(tx store.Tx) error {
		for _, query := range []string{
			`DELETE FROM project_document WHERE project = $1`,
			`DELETE FROM role WHERE kind = 'project' AND place = $1`,
			`DELETE FROM invitation WHERE kind = 'project' AND place = $1`,
		} {
			if _, err := tx.Exec(query, id); err != nil {
				return err
			}
		}
		n, err := tx.Exec(`DELETE FROM project WHERE id = $1`, id)
		if err == nil && n == 0 {
			err = Gone
		}
		return err
	})
}
