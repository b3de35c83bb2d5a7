package server

import (
	"net/http"

	"triptych/server/answer"
	"triptych/server/document"
	"triptych/server/finding"
	"triptych/server/row"
	"triptych/server/store"
)

// mark says who approved a pair, when, and why where that had to be said.
type mark struct {
	By     string `json:"by"`
	At     int64  `json:"at"` // unix ms
	Reason string `json:"reason,omitempty"`
	// Carried: the texts are others than were approved, but for a cosmetic edit.
	Carried bool `json:"carried,omitempty"`
}

// marks answers with the approvals that the pairs of a unit have, by pair.
func (s *Server) marks(w http.ResponseWriter, r *http.Request) error {
	id, unit := r.PathValue("id"), r.FormValue("unit")
	marks := map[string]mark{}
	var given map[string]store.Approval
	var now [3]string
	look := func(d *document.Document, _ *finding.Checker) {
		if given = d.Marks(unit); len(given) > 0 {
			now = d.ByID[unit].Hashes
		}
	}
	if !s.rooms.Look(id, look) {
		d, err := s.store.Load(r.Context(), id)
		if err != nil {
			return err
		}
		look(document.Open(d, 0, nil, document.Past{}), nil)
	}
	for pair, a := range given {
		events, err := s.store.Events(r.Context(), id, a.Seq-1, 1)
		if err != nil {
			return err
		}
		for i := range events { // none while it is being stored
			ev := &events[i]
			marks[pair] = mark{By: ev.Who.Name, At: ev.At, Reason: row.Read(ev.Body).Reason,
				Carried: a.Hashes != [2]string{now[a.Pair[0]], now[a.Pair[1]]}}
		}
	}
	answer.JSON(w, http.StatusOK, marks)
	return nil
}
