// Package office is what those see and do in the page who run a place: who is there
// and what they may, invitations, and the record of what was done.
//
// The guarantee: what is answered is of places in which whoever asks holds the right
// of the route.
package office

import (
	"context"

	"triptych/server/fault"
	"triptych/server/people"
	"triptych/server/project"
	"triptych/server/store"
)

// Office answers requests. Its handlers are those of routes, which ask for the right.
type Office struct {
	store    *store.Store
	people   *people.Directory
	projects *project.Book
	recheck  func() // has documents checked by what projects say now
	log      fault.Log
}

// New makes one; dir may be nil, where nobody signs in.
func New(st *store.Store, dir *people.Directory, projects *project.Book, recheck func(), log fault.Log) *Office {
	return &Office{st, dir, projects, recheck, log}
}

// there returns an error for a document that there is not, or that was deleted.
func (s *Office) there(ctx context.Context, id string) error {
	l, err := s.store.Document(ctx, id)
	if err == nil && l.Deleted != 0 {
		return store.ErrDeleted
	}
	return err
}
