// Package signoff is how a document is said to be done: what is still to do in it, the
// snapshots that people signed, what has changed since, and the page that says who
// approved what. A snapshot is an event with the hash of the document; what was signed is
// made again from the events before it.
//
// The guarantee: what somebody signs is what they were shown, and no event changes it.
package signoff

import (
	"net/http"
	"strconv"
	"strings"

	"triptych/align/message"
	"triptych/server/answer"
	"triptych/server/change"
	"triptych/server/document"
	"triptych/server/fault"
	"triptych/server/live"
	"triptych/server/moment"
	"triptych/server/row"
	"triptych/server/store"
	"triptych/server/visit"
	"triptych/server/wire"
)

// Desk answers the requests about sign-offs and about what a document once was.
type Desk struct {
	store *store.Store
	rooms *live.Rooms
	log   fault.Log
}

// New makes one.
func New(st *store.Store, rooms *live.Rooms, log fault.Log) *Desk { return &Desk{st, rooms, log} }

// Standing is what GET /api/documents/{id}/signoffs answers.
type Standing struct {
	Now  Now              `json:"now"`
	List []moment.Signoff `json:"list"` // the newest first
}

// List answers how the document stands, and its sign-offs.
func (s *Desk) List(w http.ResponseWriter, r *http.Request) error {
	doc := r.PathValue("id")
	list, err := moment.Signoffs(r.Context(), s.store, doc)
	if err != nil {
		return err
	}
	out := Standing{List: append([]moment.Signoff{}, list...)}
	if err := s.rooms.Checked(doc, func(d *document.Document, whole bool) { out.Now = look(d, whole) }); err != nil {
		return err
	}
	answer.JSON(w, http.StatusOK, out)
	return nil
}

// asked is the body of POST /api/documents/{id}/signoffs.
type asked struct {
	Sum    string `json:"sum"`  // of what was shown
	Name   string `json:"name"` // of who signs, where nobody has an account
	Reason string `json:"reason"`
}

// Sign signs a document off: as it was shown, and with a reason where something is to do.
func (s *Desk) Sign(w http.ResponseWriter, r *http.Request) error {
	var in asked
	if err := answer.Read(r, &in); err != nil {
		return err
	}
	in.Reason = strings.TrimSpace(in.Reason)
	if change.Units(in.Reason) > wire.ReasonMost || !change.ValidText(in.Reason) {
		return answer.Bad(message.Of("no.reason_long", "most", strconv.Itoa(wire.ReasonMost)), "")
	}
	doc, checked := r.PathValue("id"), false
	who, err := visit.Author(r, s.store, in.Name)
	if err != nil {
		return err
	}
	if err := s.rooms.Checked(doc, func(_ *document.Document, whole bool) { checked = whole }); err != nil {
		return err
	}
	err = s.rooms.Change(doc, who, func(d *document.Document) ([]document.Event, error) {
		now := look(d, checked)
		if no := now.refuse(in); no != nil {
			return nil, no
		}
		return []document.Event{d.Note("sign", row.Body{Reason: in.Reason, Signed: &now.Signed}.Encode())}, nil
	})
	if err != nil {
		return err
	}
	list, err := moment.Signoffs(r.Context(), s.store, doc)
	if err != nil || len(list) == 0 {
		return err
	}
	answer.JSON(w, http.StatusCreated, list[0])
	return nil
}

// refuse says why the document cannot be signed so; nil = it can.
func (n *Now) refuse(in asked) error {
	conflict := func(key string, args ...string) error {
		return answer.Told(http.StatusConflict, wire.CodeConflict, message.Of(key, args...), "")
	}
	switch {
	case !n.Checked:
		return conflict("sign.checking")
	case in.Sum != n.Sum:
		return conflict("sign.moved")
	case !n.Ready && in.Reason == "":
		return conflict("sign.reason", "pairs", strconv.Itoa(n.Pairs-n.Approved),
			"cells", strconv.Itoa(n.Cells-n.Confirmed), "errors", strconv.Itoa(n.Errors))
	}
	return nil
}
