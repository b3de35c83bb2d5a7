package server

import (
	"net/http"

	"triptych/server/answer"
	"triptych/server/office"
	"triptych/server/passkey"
	"triptych/server/people"
	"triptych/server/visit"
)

// me answers with everything of whoever is signed in.
func (s *Server) me(w http.ResponseWriter, r *http.Request) error {
	by := people.Of(r)
	a := by.Account()
	keys, err := passkey.Of(r.Context(), s.store, a.ID)
	if err != nil {
		return err
	}
	answer.JSON(w, http.StatusOK, struct {
		*profile
		Roles    []office.PlacedRole `json:"roles"`
		Sessions []people.Session    `json:"sessions"`
		Tokens   []people.Session    `json:"tokens"`
		Password bool                `json:"password"` // they may sign in with one
		Passkeys []passkey.Key       `json:"passkeys"`
	}{profileOf(a), s.office.Placed(r.Context(), a.Roles), by.Sessions(), by.Tokens(), a.HasPassword(), keys})
	return nil
}

func (s *Server) setMe(w http.ResponseWriter, r *http.Request) error {
	var in people.Profile
	if err := answer.Read(r, &in); err != nil {
		return err
	}
	if err := s.people.SetProfile(people.Of(r), in); err != nil {
		return err
	}
	return s.me(w, r)
}

func (s *Server) setPassword(w http.ResponseWriter, r *http.Request) error {
	var in struct{ Was, Password string }
	if err := answer.Read(r, &in); err != nil {
		return err
	}
	if err := s.people.SetPassword(r.Context(), people.Of(r), in.Was, in.Password); err != nil {
		return err
	}
	return s.me(w, r)
}

// endSession ends one session, or all but the one that asks.
func (s *Server) endSession(w http.ResponseWriter, r *http.Request) error {
	if err := s.people.EndSession(people.Of(r), r.PathValue("session")); err != nil {
		return err
	}
	return s.afterwards(w, r)
}

// afterwards answers with what is there now, unless the session that asked was the
// one that ended.
func (s *Server) afterwards(w http.ResponseWriter, r *http.Request) error {
	if people.Of(r).Ended() {
		visit.SetCookie(w, r, sessionCookie, "", 0)
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	return s.me(w, r)
}

func (s *Server) newToken(w http.ResponseWriter, r *http.Request) error {
	var in struct {
		Name, Role string
		Days       int
	}
	if err := answer.Read(r, &in); err != nil {
		return err
	}
	secret, err := s.people.NewToken(people.Of(r), in.Name, in.Role, in.Days)
	if err != nil {
		return err
	}
	answer.JSON(w, http.StatusCreated, map[string]any{"token": secret, "tokens": people.Of(r).Tokens()})
	return nil
}

func (s *Server) endToken(w http.ResponseWriter, r *http.Request) error {
	if err := s.people.EndToken(people.Of(r), r.PathValue("token")); err != nil {
		return err
	}
	return s.me(w, r)
}
