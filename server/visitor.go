package server

import (
	"net/http"
	"strings"

	"triptych/align/message"
	"triptych/server/answer"
	"triptych/server/people"
	"triptych/server/project"
	"triptych/server/store"
	"triptych/server/visit"
	"triptych/server/wire"
)

// place is where somebody must hold the right of a route.
type place int

const (
	open       place = iota // nowhere: also who is not signed in may ask
	own                     // it is about themselves: who has signed in, in a browser
	somewhere               // anywhere; what is answered is of where they hold it
	everywhere              // in all documents
	inDocument              // in the document that the address names
	inProject               // in the project that the address names
)

// visited notes in a request who made it.
func (s *Server) visited(r *http.Request) *http.Request { return visit.With(r, s.visitor(r)) }

func (s *Server) visitor(r *http.Request) visit.Visitor {
	if !s.signsIn() {
		return visit.Guest{Role: s.role, Over: s.signsIn}
	}
	var by *people.Signed
	if secret, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		by = s.people.ByToken(secret, visit.Address(r))
	} else if cookie := visit.Cookie(r, sessionCookie); cookie != "" {
		by = s.people.BySession(cookie, visit.Address(r))
	}
	if by == nil {
		return visit.Nobody{}
	}
	return by
}

// signsIn reports whether people need an account here.
func (s *Server) signsIn() bool { return s.people != nil && (s.demands || s.people.Any()) }

// allow returns an error unless whoever asks may.
func (s *Server) allow(r *http.Request, route *route) error {
	if route.where == open {
		return nil
	}
	v := visit.Of(r)
	by := people.Of(r)
	if v.Ended() {
		return answer.Told(http.StatusUnauthorized, wire.CodeLogin, message.Of("no.login"), "")
	}
	if by != nil && !by.Token() && visit.Foreign(r) {
		return answer.Told(http.StatusForbidden, wire.CodeRights, message.Of("no.other_site"), "")
	}
	held := v.Held("")
	switch route.where {
	case own:
		return ownOnly(by)
	case somewhere:
		if by != nil {
			held = by.Somewhere()
		}
	case inDocument:
		held = v.Held(r.PathValue("id"))
		if by != nil && !held.May(wire.RightRead) {
			return store.ErrNotFound // whether there is one is not theirs to know
		}
	case inProject:
		id := r.PathValue("project")
		if held = v.Held(id); !held.May(wire.RightRead) || !s.projects.Has(id) {
			return project.Gone // which there are is not theirs to know
		}
	}
	if !held.May(route.right) {
		return answer.Told(http.StatusForbidden, wire.CodeRights, held.No(route.right), "")
	}
	return nil
}

// ownOnly refuses what somebody does for themselves to who has no account, and to
// programs: a token that leaks must not become a session or another token.
func ownOnly(by *people.Signed) error {
	if by == nil {
		return people.ErrNone
	}
	if by.Token() {
		return answer.Told(http.StatusForbidden, wire.CodeRights, message.Of("no.token"), "")
	}
	return nil
}

// note puts into the record what somebody did, where people sign in.
func (s *Server) note(r *http.Request, act, about string, body map[string]string) error {
	by := people.Of(r)
	if by == nil {
		return nil
	}
	return s.people.Note(by, act, about, body)
}
