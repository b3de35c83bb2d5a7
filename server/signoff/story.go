package signoff

import (
	"net/http"

	"triptych/align"
	"triptych/align/message"
	"triptych/server/answer"
	"triptych/server/story"
)

// Story answers what happened in a document, a unit or a cell, the newest first:
// GET /api/documents/{id}/story?unit=ID&version=TAG&before=SEQ.
func (s *Desk) Story(w http.ResponseWriter, r *http.Request) error {
	asked := story.Asked{Doc: r.PathValue("id"), Unit: r.FormValue("unit")}
	if tag := r.FormValue("version"); tag != "" {
		v, err := align.ParseVersion(tag)
		if err != nil {
			return answer.Bad(message.Of("no.version", "tag", answer.Brief(tag)), "")
		}
		asked.Version = &v
	}
	if text := r.FormValue("before"); text != "" {
		var err error
		if asked.Before, err = number(text, "before"); err != nil {
			return err
		}
	}
	page, err := story.Of(r.Context(), s.store, asked)
	if err != nil {
		return err
	}
	answer.JSON(w, http.StatusOK, page)
	return nil
}
