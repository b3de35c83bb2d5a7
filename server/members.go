package server

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"

	"triptych/align/message"
	"triptych/server/people"
	"triptych/server/record"
	"triptych/server/wire"
)

// placedRole is a role with what its place is called.
type placedRole struct {
	people.Role
	Title string `json:"title,omitempty"`
}

// placed finds what the places of roles are called.
func (s *Server) placed(ctx context.Context, roles []people.Role) []placedRole {
	all := make([]placedRole, len(roles))
	for i, r := range roles {
		all[i] = placedRole{r, s.titleOf(ctx, r)}
	}
	return all
}

// titleOf is what a role's place is called; "" where it is all documents, or gone.
func (s *Server) titleOf(ctx context.Context, r people.Role) string {
	if r.Kind != people.Document {
		return ""
	}
	l, err := s.store.Document(ctx, r.Place)
	if err != nil {
		return ""
	}
	return l.Title
}

// namedInvitation is an invitation with what its place is called.
type namedInvitation struct {
	people.Invitation
	Title string `json:"title,omitempty"`
}

func (s *Server) named(ctx context.Context, i people.Invitation) namedInvitation {
	return namedInvitation{i, s.titleOf(ctx, i.Role)}
}

// member is somebody as those see them who give roles. Addresses, and roles in places
// that are not theirs, are for those who give roles everywhere.
type member struct {
	ID       string       `json:"id"`
	Name     string       `json:"name"`
	Email    string       `json:"email,omitempty"`
	Disabled int64        `json:"disabled,omitempty"`
	Seen     int64        `json:"seen,omitempty"`
	Roles    []placedRole `json:"roles"`
}

func (s *Server) listPeople(w http.ResponseWriter, r *http.Request) error {
	if err := s.hasPeople(); err != nil {
		return err
	}
	v := visitorOf(r)
	all := v.Held("").May(wire.RightMembers)
	list := []member{}
	for _, a := range s.people.Accounts() {
		m := member{ID: a.ID, Name: a.Name, Roles: []placedRole{}}
		if all {
			m.Email, m.Disabled, m.Seen = a.Email, a.Disabled, s.people.LastSeen(a.ID)
		}
		for _, role := range s.placed(r.Context(), a.Roles) {
			if all || role.Place != "" && v.Held(role.Place).May(wire.RightMembers) {
				m.Roles = append(m.Roles, role)
			}
		}
		if all || a.Disabled == 0 {
			list = append(list, m)
		}
	}
	writeJSON(w, http.StatusOK, list)
	return nil
}

// giver says whether somebody signed in asks, and whether the place that they name
// is there.
func (s *Server) giver(r *http.Request, role people.Role) (*people.Signed, error) {
	by := signed(r)
	if by == nil {
		return nil, told(http.StatusNotFound, wire.CodeGone, message.Of("no.accounts"), "")
	}
	if role.Kind == people.Document && role.Role != "" {
		if !by.Held(role.Place).May(wire.RightRead) {
			return nil, told(http.StatusNotFound, wire.CodeGone, message.Of("fault.no_document"), "")
		}
		return by, s.there(r.Context(), role.Place)
	}
	return by, nil
}

func (s *Server) setRole(w http.ResponseWriter, r *http.Request) error {
	var in people.Role
	if err := readJSON(r, &in); err != nil {
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
	return s.listPeople(w, r)
}

func (s *Server) setDisabled(w http.ResponseWriter, r *http.Request) error {
	var in struct{ Disabled bool }
	if err := readJSON(r, &in); err != nil {
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
	return s.listPeople(w, r)
}

func (s *Server) listInvitations(w http.ResponseWriter, r *http.Request) error {
	by, err := s.giver(r, people.Role{})
	if err != nil {
		return err
	}
	all, err := s.people.Invitations(r.Context(), by)
	if err != nil {
		return err
	}
	list := []namedInvitation{}
	for _, i := range all {
		list = append(list, s.named(r.Context(), i))
	}
	writeJSON(w, http.StatusOK, list)
	return nil
}

// invite answers with what the link of an invitation says; it is told once.
func (s *Server) invite(w http.ResponseWriter, r *http.Request) error {
	var in struct {
		Email string `json:"email"`
		people.Role
	}
	if err := readJSON(r, &in); err != nil {
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
	writeJSON(w, http.StatusCreated, map[string]string{"link": link})
	return nil
}

func (s *Server) uninvite(w http.ResponseWriter, r *http.Request) error {
	by, err := s.giver(r, people.Role{})
	if err != nil {
		return err
	}
	if err := s.people.Uninvite(r.Context(), by, r.PathValue("invitation")); err != nil {
		return err
	}
	return s.listInvitations(w, r)
}

// recordPage is how many acts are shown at a time.
const recordPage = 100

// record answers with what people did, the newest first.
func (s *Server) record(w http.ResponseWriter, r *http.Request) error {
	before := int64(0)
	if v := r.FormValue("before"); v != "" {
		var err error
		if before, err = strconv.ParseInt(v, 10, 64); err != nil || before < 1 {
			return badRequest(message.Of("request.number", "name", "before"), "")
		}
	}
	acts, err := record.Before(r.Context(), s.store, before, r.FormValue("about"), recordPage)
	if err != nil {
		return err
	}
	list := make([]titledAct, len(acts))
	for i, a := range acts {
		list[i] = s.titled(r.Context(), a)
	}
	writeJSON(w, http.StatusOK, list)
	return nil
}

// titledAct is an act with what it was done to.
type titledAct struct {
	record.Act
	Title string `json:"title,omitempty"`
	Kind  string `json:"kind,omitempty"` // person, document
}

func (s *Server) titled(ctx context.Context, a record.Act) titledAct {
	if a.About == "" {
		return titledAct{Act: a}
	}
	if s.people != nil {
		if name := s.people.Name(a.About); name != "" {
			return titledAct{a, name, "person"}
		}
	}
	if l, err := s.store.Document(ctx, a.About); err == nil {
		return titledAct{a, l.Title, "document"}
	}
	return titledAct{Act: a}
}

// harmless keeps a spreadsheet from taking a name for a formula.
func harmless(name string) string {
	if strings.ContainsAny(name[:min(1, len(name))], "=+-@") {
		return "'" + name
	}
	return name
}

// exportRecord writes all of it as a table, the oldest first.
func (s *Server) exportRecord(w http.ResponseWriter, r *http.Request) error {
	if by := signed(r); by != nil {
		if err := s.people.Note(by, "record.export", "", nil); err != nil {
			return err
		}
	}
	w.Header().Set("Content-Type", "text/tab-separated-values; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="triptych-record.tsv"`)
	out := csv.NewWriter(w)
	out.Comma = '\t'
	_ = out.Write([]string{"number", "time", "person", "name", "address", "act", "about", "details"})
	for after := int64(0); ; {
		acts, err := record.After(r.Context(), s.store, after, 1000)
		if err != nil || len(acts) == 0 {
			out.Flush()
			return nil // the beginning is on its way: an error would be read as rows
		}
		for _, a := range acts {
			details, _ := json.Marshal(a.Body)
			_ = out.Write([]string{strconv.FormatInt(a.Seq, 10), time.UnixMilli(a.At).UTC().Format(time.RFC3339), a.Who, harmless(a.Name), a.Address, a.Act, a.About, string(details)})
			after = a.Seq
		}
	}
}
