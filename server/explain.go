package server

import (
	"net/http"

	"triptych/align/check"
	"triptych/server/answer"
	"triptych/server/document"
	"triptych/server/finding"
)

// explain answers "why is this not flagged?" for a unit of an open document:
// what the checks compared, and found to agree or not worth a finding.
func (s *Server) explain(w http.ResponseWriter, r *http.Request) error {
	var q finding.Question
	var stats *check.Stats
	if err := s.look(r.PathValue("id"), r.FormValue("unit"), func(d *document.Document, checks *finding.Checker, u *document.Unit) {
		q, stats = finding.Ask(d, u), checks.Stats
	}); err != nil {
		return err
	}
	out, err := s.finder.Explain(r.Context(), q, stats, "en")
	if err != nil {
		return err
	}
	answer.JSON(w, http.StatusOK, out)
	return nil
}
