package revised

import (
	"encoding/json"
	"net/http"
	"slices"

	"triptych/server/answer"
	"triptych/server/step"
)

// trayed is a text that a revision took out.
type trayed struct {
	step.Dropped
	By string `json:"by"`
	At int64  `json:"at"` // unix ms
}

// trayMost is how many of the newest steps are looked through.
const trayMost = 1000

// Tray answers with the texts that revisions took out and that did not come back by undo,
// the newest revision first: GET /api/documents/{id}/tray.
func (s *Reviser) Tray(w http.ResponseWriter, r *http.Request) error {
	events, err := s.store.Steps(r.Context(), r.PathValue("id"), trayMost)
	if err != nil {
		return err
	}
	undone := map[int64]bool{}
	tray := []trayed{}
	for _, ev := range slices.Backward(events) {
		var one step.Step
		if err := json.Unmarshal([]byte(ev.Body), &one); err != nil {
			return err
		}
		undone[one.Undoes] = true
		if one.Undoes != 0 || undone[ev.Seq] {
			continue
		}
		for _, d := range one.Dropped {
			tray = append(tray, trayed{d, ev.Who.Name, ev.At})
		}
	}
	answer.JSON(w, http.StatusOK, tray)
	return nil
}
