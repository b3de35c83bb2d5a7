package server

import (
	"net/http"

	"triptych/server/answer"
	"triptych/server/visit"
	"triptych/server/wire"
)

// jobsOf says which heavy work is a visitor's to see and to call off: their own, and of
// whoever may do everything everybody's.
func jobsOf(r *http.Request) func(by string) bool {
	all, me := visit.Of(r).Held("").May(wire.RightPeople), visit.Asker(r)
	return func(by string) bool { return all || by == me }
}

// listJobs answers with heavy work that waits or is under way.
func (s *Server) listJobs(w http.ResponseWriter, r *http.Request) error {
	list := s.jobs.List(jobsOf(r))
	for i := range list {
		j := &list[i]
		if j.Mine = !s.signsIn() || j.By == visit.Asker(r); !j.Mine {
			j.Who = s.people.Name(j.By)
		}
		if l, err := s.store.Document(r.Context(), j.Doc); err == nil && visit.Of(r).Held(j.Doc).May(wire.RightRead) {
			j.Title = l.Title
		}
	}
	answer.JSON(w, http.StatusOK, list)
	return nil
}

// callOff ends a piece of heavy work.
func (s *Server) callOff(w http.ResponseWriter, r *http.Request) error {
	if err := s.jobs.CallOff(r.PathValue("job"), jobsOf(r)); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}
