package server

import (
	"net/http"

	"triptych/align"
	"triptych/align/check"
	"triptych/server/document"
)

// explained says of each pair of a unit what was compared.
type explained struct {
	Unit  string          `json:"unit"`
	Pairs []explainedPair `json:"pairs"`
}

type explainedPair struct {
	Pair    string         `json:"pair"`
	Reasons []check.Reason `json:"reasons"`
}

// explain answers "why is this not flagged?" for a unit of an open document:
// what the checks compared, and found to agree or not worth a finding.
func (s *Server) explain(w http.ResponseWriter, r *http.Request) error {
	var q question
	var stats *check.Stats
	var pairs []align.Pair
	if err := s.inRoom(r.PathValue("id"), r.FormValue("unit"), func(r *room, u *document.Unit) {
		q, stats, pairs = questionOf(r.doc, u), r.checks.stats, r.doc.Pairs()
	}); err != nil {
		return err
	}
	units, err := lookUp(s, []question{q})
	if err != nil {
		return err
	}
	out := explained{Unit: q.unit.ID, Pairs: []explainedPair{}}
	for _, p := range pairs {
		if reasons := check.Explain(units[0], p, stats, "en"); reasons != nil {
			out.Pairs = append(out.Pairs, explainedPair{p.String(), reasons})
		}
	}
	writeJSON(w, http.StatusOK, out)
	return nil
}
