package server

import (
	"context"
	"maps"
	"net/http"
	"slices"

	"triptych/server/answer"
	"triptych/server/finding"
	"triptych/server/hands"
	"triptych/server/visit"
	"triptych/server/wire"
)

// documentFindings answers with every unit of a document that has findings,
// waived ones included, in order. What is not known yet is worked out beside;
// the answer does not wait for that longer than countWait.
func (s *Server) documentFindings(w http.ResponseWriter, r *http.Request) error {
	ctx, cancel := context.WithTimeout(r.Context(), countWait)
	defer cancel()
	found, err := s.rooms.Findings(ctx, r.PathValue("id"))
	if err != nil {
		return err
	}
	people, err := hands.In(r.Context(), s.store, r.PathValue("id"))
	if err != nil {
		return err
	}
	found.Units = slices.Clone(found.Units) // others may be reading them
	for i := range found.Units {
		u := &found.Units[i]
		u.By = people[u.Unit]
	}
	answer.JSON(w, http.StatusOK, found)
	return nil
}

// ledger answers with how many findings of each check were mended, by document.
func (s *Server) ledger(w http.ResponseWriter, r *http.Request) error {
	fixed, err := finding.Fixed(r.Context(), s.store)
	if err != nil {
		return err
	}
	maps.DeleteFunc(fixed, func(doc string, _ map[string]int) bool { return !visit.Of(r).Held(doc).May(wire.RightRead) })
	answer.JSON(w, http.StatusOK, fixed)
	return nil
}
