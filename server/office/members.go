package office

import (
	"context"
	"net/http"

	"triptych/align/message"
	"triptych/server/answer"
	"triptych/server/people"
	"triptych/server/project"
	"triptych/server/visit"
	"triptych/server/wire"
)

// PlacedRole is a role with what its place is called.
type PlacedRole struct {
	people.Role
	Title string `json:"title,omitempty"`
}

// Placed finds what the places of roles are called.
func (s *Office) Placed(ctx context.Context, roles []people.Role) []PlacedRole {
	all := make([]PlacedRole, len(roles))
	for i, r := range roles {
		all[i] = PlacedRole{r, s.titleOf(ctx, r)}
	}
	return all
}

// titleOf is what a role's place is called; "" where it is all documents, or gone.
func (s *Office) titleOf(ctx context.Context, r people.Role) string {
	switch r.Kind {
	case people.Project:
		return s.projects.Name(r.Place)
	case people.All:
		return ""
	}
	l, err := s.store.Document(ctx, r.Place)
	if err != nil {
		return ""
	}
	return l.Title
}

// Invitation is an invitation with what its place is called.
type Invitation struct {
	people.Invitation
	Title string `json:"title,omitempty"`
}

// Named finds what the place of an invitation is called.
func (s *Office) Named(ctx context.Context, i people.Invitation) Invitation {
	return Invitation{i, s.titleOf(ctx, i.Role)}
}

// member is somebody as those see them who give roles. Addresses, and roles in places
// that are not theirs, are for those who give roles everywhere.
type member struct {
	ID       string       `json:"id"`
	Name     string       `json:"name"`
	Email    string       `json:"email,omitempty"`
	Disabled int64        `json:"disabled,omitempty"`
	Seen     int64        `json:"seen,omitempty"`
	Roles    []PlacedRole `json:"roles"`
}

func (s *Office) People(w http.ResponseWriter, r *http.Request) error {
	if s.people == nil {
		return people.ErrNone
	}
	v := visit.Of(r)
	all := v.Held("").May(wire.RightMembers)
	list := []member{}
	for _, a := range s.people.Accounts() {
		m := member{ID: a.ID, Name: a.Name, Roles: []PlacedRole{}}
		if all {
			m.Email, m.Disabled, m.Seen = a.Email, a.Disabled, s.people.LastSeen(a.ID)
		}
		for _, role := range s.Placed(r.Context(), a.Roles) {
			if all || role.Place != "" && v.Held(role.Place).May(wire.RightMembers) {
				m.Roles = append(m.Roles, role)
			}
		}
		if all || a.Disabled == 0 {
			list = append(list, m)
		}
	}
	answer.JSON(w, http.StatusOK, list)
	return nil
}

// giver says whether somebody signed in asks, and whether the place that they name
// is there.
func (s *Office) giver(r *http.Request, role people.Role) (*people.Signed, error) {
	by := people.Of(r)
	if by == nil {
		return nil, people.ErrNone
	}
	if role.Kind == people.Project && role.Role != "" && !(s.projects.Has(role.Place) && by.Held(role.Place).May(wire.RightRead)) {
		return nil, project.Gone
	}
	if role.Kind == people.Document && role.Role != "" {
		if !by.Held(role.Place).May(wire.RightRead) {
			return nil, answer.Told(http.StatusNotFound, wire.CodeGone, message.Of("fault.no_document"), "")
		}
		return by, s.there(r.Context(), role.Place)
	}
	return by, nil
}

func (s *Office) SetRole(w http.ResponseWriter, r *http.Request) error {
	var in people.Role
	if err := answer.Read(r, &in); err != nil {
		return err
	}
	by, err := s.giver(r, in)
	if err != nil {
		return err
	}
	if err := s.people.SetRole(by, r.PathValue("person"), in); err != nil {
		return err
	}
	if !by.Somewhere().May(wire.RightMembers) { // they took it from themselves
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	return s.People(w, r)
}

func (s *Office) SetDisabled(w http.ResponseWriter, r *http.Request) error {
	var in struct{ Disabled bool }
	if err := answer.Read(r, &in); err != nil {
		return err
	}
	by, err := s.giver(r, people.Role{})
	if err != nil {
		return err
	}
	if err := s.people.Disable(by, r.PathValue("person"), in.Disabled); err != nil {
		return err
	}
	if by.Ended() {
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	return s.People(w, r)
}

func (s *Office) Invitations(w http.ResponseWriter, r *http.Request) error {
	by, err := s.giver(r, people.Role{})
	if err != nil {
		return err
	}
	all, err := s.people.Invitations(r.Context(), by)
	if err != nil {
		return err
	}
	list := []Invitation{}
	for _, i := range all {
		list = append(list, s.Named(r.Context(), i))
	}
	answer.JSON(w, http.StatusOK, list)
	return nil
}

// invite answers with what the link of an invitation says; it is told once.
func (s *Office) Invite(w http.ResponseWriter, r *http.Request) error {
	var in struct {
		Email string `json:"email"`
		people.Role
	}
	if err := answer.Read(r, &in); err != nil {
		return err
	}
	by, err := s.giver(r, in.Role)
	if err != nil {
		return err
	}
	link, err := s.people.Invite(by, in.Email, in.Role)
	if err != nil {
		return err
	}
	answer.JSON(w, http.StatusCreated, map[string]string{"link": link})
	return nil
}

func (s *Office) Uninvite(w http.ResponseWriter, r *http.Request) error {
	by, err := s.giver(r, people.Role{})
	if err != nil {
		return err
	}
	if err := s.people.Uninvite(r.Context(), by, r.PathValue("invitation")); err != nil {
		return err
	}
	return s.Invitations(w, r)
}
