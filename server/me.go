package server

import (
	"net/http"

	"triptych/server/people"
)

// me answers with everything of whoever is signed in.
func (s *Server) me(w http.ResponseWriter, r *http.Request) error {
	by := signed(r)
	a := by.Account()
	writeJSON(w, http.StatusOK, struct {
		*profile
		Roles    []placedRole     `json:"roles"`
		Sessions []people.Session `json:"sessions"`
		Tokens   []people.Session `json:"tokens"`
	}{profileOf(a), s.placed(r.Context(), a.Roles), by.Sessions(), by.Tokens()})
	return nil
}

func (s *Server) setMe(w http.ResponseWriter, r *http.Request) error {
	var in people.Profile
	if err := readJSON(r, &in); err != nil {
		return err
	}
	if err := s.people.SetProfile(signed(r), in); err != nil {
		return err
	}
	return s.me(w, r)
}

func (s *Server) setPassword(w http.ResponseWriter, r *http.Request) error {
	var in struct{ Was, Password string }
	if err := readJSON(r, &in); err != nil {
		return err
	}
	if err := s.people.SetPassword(r.Context(), signed(r), in.Was, in.Password); err != nil {
		return err
	}
	return s.me(w, r)
}

// endSession ends one session, or all but the one that asks.
func (s *Server) endSession(w http.ResponseWriter, r *http.Request) error {
	if err := s.people.EndSession(signed(r), r.PathValue("session")); err != nil {
		return err
	}
	return s.afterwards(w, r)
}

// afterwards answers with what is there now, unless the session that asked was the
// one that ended.
func (s *Server) afterwards(w http.ResponseWriter, r *http.Request) error {
	if signed(r).Ended() {
		setCookie(w, r, sessionCookie, "", 0)
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
	if err := readJSON(r, &in); err != nil {
		return err
	}
	secret, err := s.people.NewToken(signed(r), in.Name, in.Role, in.Days)
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusCreated, map[string]any{"token": secret, "tokens": signed(r).Tokens()})
	return nil
}

func (s *Server) endToken(w http.ResponseWriter, r *http.Request) error {
	if err := s.people.EndToken(signed(r), r.PathValue("token")); err != nil {
		return err
	}
	return s.me(w, r)
}
