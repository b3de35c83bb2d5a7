package people

import (
	"context"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"triptych/server/store"
	"triptych/server/wire"
)

// state is everything that questions are answered from, as it was read at one
// moment. It is not altered but for when a session was seen, and its person
// showed who they are.
type state struct {
	edition  int64
	accounts map[string]*Account // by id of the person
	byEmail  map[string]*Account // by folded address
	sessions map[string]*session // by hash
	tokens   map[string]*session
}

// Account is somebody who can sign in.
type Account struct {
	store.Person
	Email    string
	Language string
	Zone     string
	Keys     string
	Created  int64 // unix ms
	Disabled int64 // since when; 0 = may sign in
	Roles    []Role
	password string
}

// Role is what somebody may do, and where.
type Role struct {
	Kind     string   `json:"kind"`            // all, project, document
	Place    string   `json:"place,omitempty"` // id of the project or document
	Role     string   `json:"role"`
	Versions []string `json:"versions,omitempty"` // of a translator; none = every one
}

// The kinds of places.
const (
	All      = "all"
	Project  = "project"
	Document = "document"
)

// session is one, or a token.
type session struct {
	hash, id, person     string
	role                 string // of a token: what it is held to; "" = all that the person may
	name, agent, address string
	created, expires     int64
	seen                 atomic.Int64
	proved               atomic.Pointer[time.Time] // when its person showed last who they are
	stored               int64                     // seen, in the database
}

// reload reads the state anew.
func (d *Directory) reload(ctx context.Context) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	s := &state{accounts: map[string]*Account{}, byEmail: map[string]*Account{}, sessions: map[string]*session{}, tokens: map[string]*session{}}
	var err error
	if s.edition, err = d.edition(ctx); err != nil { // first: what changes meanwhile is read again
		return err
	}
	if err := d.readAccounts(ctx, s); err != nil {
		return err
	}
	before := d.state.Load()
	for _, from := range []struct {
		query string
		was   map[string]*session
		into  map[string]*session
	}{
		{`SELECT hash, id, person, '', '', agent, address, created, seen, expires FROM session`, before.sessions, s.sessions},
		{`SELECT hash, id, person, role, name, '', '', created, seen, expires FROM token`, before.tokens, s.tokens},
	} {
		all, err := store.Read(ctx, d.st, scanSession, from.query)
		if err != nil {
			return err
		}
		for _, one := range all {
			if was := from.was[one.hash]; was != nil {
				one.seen.Store(max(one.seen.Load(), was.seen.Load()))
				one.proved.Store(was.proved.Load())
			}
			from.into[one.hash] = one
		}
	}
	d.state.Store(s)
	return nil
}

func scanSession(row func(...any) error) (*session, error) {
	s := &session{}
	err := row(&s.hash, &s.id, &s.person, &s.role, &s.name, &s.agent, &s.address, &s.created, &s.stored, &s.expires)
	s.seen.Store(s.stored)
	return s, err
}

func (d *Directory) readAccounts(ctx context.Context, s *state) error {
	accounts, err := store.Read(ctx, d.st, func(row func(...any) error) (*Account, error) {
		a := &Account{}
		var folded string
		err := row(&a.ID, &a.Name, &a.Email, &folded, &a.password, &a.Language, &a.Zone, &a.Keys, &a.Created, &a.Disabled)
		s.byEmail[folded] = a
		return a, err
	}, `SELECT person, name, email, folded, password, language, zone, keys, account.created, disabled FROM account JOIN person ON person.id = person`)
	if err != nil {
		return err
	}
	for _, a := range accounts {
		s.accounts[a.ID] = a
	}
	_, err = store.Read(ctx, d.st, func(row func(...any) error) (r Role, err error) {
		var person, versions string
		if err = row(&person, &r.Kind, &r.Place, &r.Role, &versions); err != nil {
			return r, err
		}
		if versions != "" {
			r.Versions = strings.Split(versions, ",")
		}
		if a := s.accounts[person]; a != nil {
			a.Roles = append(a.Roles, r)
		}
		return r, nil
	}, `SELECT person, kind, place, role, versions FROM role ORDER BY kind, place`)
	return err
}

// covers reports whether a role holds in a place: the id of a document or a project;
// "" = in all documents.
func (d *Directory) covers(r *Role, place string) bool {
	switch {
	case r.Kind == All:
		return true
	case place == "":
		return false
	}
	in := d.project.Load()
	return r.Place == place || r.Kind == Project && in != nil && (*in)(place) == r.Place
}

// In is told which project a document is in; "" = none.
func (d *Directory) In(project func(doc string) string) { d.project.Store(&project) }

// Reread reads anew who may do what, where something beside has changed it.
func (d *Directory) Reread(ctx context.Context) error { return d.reload(ctx) }

// held is the most that any of somebody's roles gives in a place; see covers.
func (d *Directory) held(a *Account, place string) (h wire.Held) {
	if a == nil || a.Disabled != 0 {
		return h
	}
	whole := false
	for i := range a.Roles {
		r := &a.Roles[i]
		if !d.covers(r, place) || wire.Rank(r.Role) < wire.Rank(h.Role) {
			continue
		}
		if r.Role != h.Role {
			h, whole = wire.Held{Role: r.Role}, false
		}
		if whole = whole || len(r.Versions) == 0; whole {
			h.Only = nil
		} else {
			h.Only = union(h.Only, r.Versions)
		}
	}
	return h
}

func union(a, b []string) []string {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

// somewhere are the rights that somebody holds in any place.
func (s *state) somewhere(a *Account) (h wire.Held) {
	for i := range a.Roles {
		if r := &a.Roles[i]; wire.Rank(r.Role) > wire.Rank(h.Role) {
			h.Role = r.Role
		}
	}
	return h
}

// Readers are those who may read in a place, by name.
func (d *Directory) Readers(place string) []store.Person {
	var all []store.Person
	for _, a := range d.state.Load().accounts {
		if held := d.held(a, place); held.May(wire.RightRead) {
			all = append(all, a.Person)
		}
	}
	slices.SortFunc(all, func(x, y store.Person) int { return strings.Compare(x.Name+x.ID, y.Name+y.ID) })
	return all
}
