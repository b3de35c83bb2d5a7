package server

import (
	"net/http"
	"time"

	"triptych/align/message"
	"triptych/server/answer"
	"triptych/server/people"
	"triptych/server/visit"
	"triptych/server/wire"
)

// The cookies: of the session, and of a browser in which somebody has signed in at
// some time.
const (
	sessionCookie = "triptych"
	deviceCookie  = "triptych-browser"
)

// How long a browser keeps them. A session ends earlier in the database.
const (
	sessionKept = 30 * 24 * time.Hour
	deviceKept  = 365 * 24 * time.Hour
)

// from is where a request comes from.
func from(r *http.Request) people.From {
	return people.From{Address: visit.Address(r), Agent: r.UserAgent(), Device: visit.Cookie(r, deviceCookie)}
}

// here is what a page is told of who it is open for.
type here struct {
	Accounts bool         `json:"accounts"`         // people sign in here
	Empty    bool         `json:"empty,omitempty"`  // nobody has an account yet
	Person   *profile     `json:"person,omitempty"` // who is signed in
	Role     string       `json:"role"`             // for all documents
	Highest  string       `json:"highest"`          // the most that they are anywhere
	Can      []wire.Right `json:"can"`              // in all documents
	Anywhere []wire.Right `json:"anywhere"`         // in some place
}

// profile is what somebody says of themselves.
type profile struct {
	ID string `json:"id"`
	people.Profile
}

func profileOf(a people.Account) *profile {
	return &profile{a.ID, people.Profile{Name: a.Name, Email: a.Email, Language: a.Language, Zone: a.Zone, Keys: a.Keys}}
}

// whoIsHere is GET /api/session.
func (s *Server) whoIsHere(w http.ResponseWriter, r *http.Request) error {
	v := visit.Of(r)
	held := v.Held("")
	out := here{Accounts: s.signsIn(), Role: held.Role, Highest: held.Role, Can: wire.Rights(held.Role), Anywhere: wire.Rights(held.Role)}
	out.Empty = out.Accounts && !s.people.Any()
	if by := people.Of(r); by != nil {
		out.Person = profileOf(by.Account())
		out.Highest = by.Somewhere().Role
		out.Anywhere = wire.Rights(out.Highest)
	}
	answer.JSON(w, http.StatusOK, out)
	return nil
}

// enter gives the browser the cookies of a new session, and tells the page.
func (s *Server) enter(w http.ResponseWriter, r *http.Request, cookie string, err error) error {
	if err != nil {
		return err
	}
	by := s.people.BySession(cookie, visit.Address(r))
	if by == nil {
		return answer.Told(http.StatusUnauthorized, wire.CodeLogin, message.Of("no.login"), "")
	}
	visit.SetCookie(w, r, sessionCookie, cookie, sessionKept)
	visit.SetCookie(w, r, deviceCookie, s.people.NewDevice(by), deviceKept)
	if old := people.Of(r); old != nil && !old.Token() { // one browser has one session
		s.log.Complain("end the session before", s.people.SignOut(old))
	}
	return s.whoIsHere(w, visit.With(r, by))
}

// hasPeople refuses what only makes sense where there are accounts.
func (s *Server) hasPeople() error {
	if s.people == nil {
		return people.ErrNone
	}
	return nil
}

func (s *Server) signIn(w http.ResponseWriter, r *http.Request) error {
	var in struct{ Email, Password string }
	if err := s.hasPeople(); err != nil {
		return err
	}
	if err := answer.Read(r, &in); err != nil {
		return err
	}
	cookie, err := s.people.SignIn(r.Context(), in.Email, in.Password, from(r))
	return s.enter(w, r, cookie, err)
}

func (s *Server) signOut(w http.ResponseWriter, r *http.Request) error {
	if err := s.people.SignOut(people.Of(r)); err != nil {
		return err
	}
	visit.SetCookie(w, r, sessionCookie, "", 0)
	// What the browser keeps of this server is of whoever was signed in.
	w.Header().Set("Clear-Site-Data", `"cache"`)
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// linked is somebody who comes with a link, and what they say of themselves.
type linked struct {
	Link string `json:"link"`
	people.NewAccount
}

// first makes the first account, with the link that the server printed. From then on
// everybody signs in.
func (s *Server) first(w http.ResponseWriter, r *http.Request) error {
	var in linked
	if err := s.hasPeople(); err != nil {
		return err
	}
	if err := answer.Read(r, &in); err != nil {
		return err
	}
	if !s.signsIn() && visit.Of(r).Held("").May(wire.RightPeople) {
		// Whoever may do everything, alone on their machine, needs no link for it.
		in.Link = s.people.FirstLink()
	}
	cookie, err := s.people.First(r.Context(), in.Link, in.NewAccount, from(r))
	return s.enter(w, r, cookie, err)
}

// invited says what a link invites to.
func (s *Server) invited(w http.ResponseWriter, r *http.Request) error {
	var in linked
	if err := s.hasPeople(); err != nil {
		return err
	}
	if err := answer.Read(r, &in); err != nil {
		return err
	}
	i, err := s.people.Look(r.Context(), in.Link, visit.Address(r))
	if err != nil {
		return err
	}
	answer.JSON(w, http.StatusOK, s.office.Named(r.Context(), i))
	return nil
}

// acceptInvitation makes the account that a link invites to.
func (s *Server) acceptInvitation(w http.ResponseWriter, r *http.Request) error {
	var in linked
	if err := s.hasPeople(); err != nil {
		return err
	}
	if err := answer.Read(r, &in); err != nil {
		return err
	}
	cookie, err := s.people.Accept(r.Context(), in.Link, in.NewAccount, from(r))
	return s.enter(w, r, cookie, err)
}

// joinInvitation gives who is signed in the role that a link invites to.
func (s *Server) joinInvitation(w http.ResponseWriter, r *http.Request) error {
	var in linked
	if err := answer.Read(r, &in); err != nil {
		return err
	}
	if err := s.people.Join(r.Context(), people.Of(r), in.Link); err != nil {
		return err
	}
	return s.whoIsHere(w, r)
}
