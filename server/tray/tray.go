// Package tray is what becomes of documents that people delete: they lie in a tray, from
// which they can be put back, until their time is over or somebody takes them out for good.
//
// The guarantee: nothing is taken out for good that was not deleted before, and by hand
// only by who names the document by its title.
package tray

import (
	"context"
	"net/http"
	"time"

	"triptych/align/message"
	"triptych/server/answer"
	"triptych/server/change"
	"triptych/server/fault"
	"triptych/server/record"
	"triptych/server/store"
	"triptych/server/visit"
	"triptych/server/wire"
)

// Tray answers requests. Its handlers are those of routes, which ask for the right.
type Tray struct {
	store *store.Store
	note  func(r *http.Request, act, about string, body map[string]string) error
	shut  func(doc string) // sends everybody out of a document
	log   fault.Log
}

// New makes one. note puts an act into the record.
func New(st *store.Store, note func(*http.Request, string, string, map[string]string) error, shut func(doc string), log fault.Log) *Tray {
	return &Tray{st, note, shut, log}
}

// deleted is a document in the tray.
type deleted struct {
	wire.DocInfo
	Deleted int64        `json:"deleted"`      // when, unix ms
	Until   int64        `json:"until"`        // when its time is over
	By      string       `json:"by,omitempty"` // who deleted it; "" = the record does not say
	Can     []wire.Right `json:"can"`
}

// List answers with the deleted documents that whoever asks may put back, the last
// deleted first.
func (t *Tray) List(w http.ResponseWriter, r *http.Request) error {
	listed, err := t.store.Deleted(r.Context())
	if err != nil {
		return err
	}
	list := []deleted{}
	for _, l := range listed {
		held := visit.Of(r).Held(l.ID)
		if !held.May(wire.RightDelete) {
			continue
		}
		by, err := t.by(r.Context(), l.ID)
		if err != nil {
			return err
		}
		list = append(list, deleted{
			DocInfo: wire.DocInfo{ID: l.ID, Title: l.Title, Versions: l.Versions, Units: l.Units, Required: l.Required},
			Deleted: l.Deleted, Until: l.Deleted + store.KeepDeleted.Milliseconds(), By: by, Can: wire.Rights(held.Role),
		})
	}
	answer.JSON(w, http.StatusOK, list)
	return nil
}

// by is the name of who deleted a document. Little is done to one that is deleted: that
// is among the newest acts.
func (t *Tray) by(ctx context.Context, doc string) (string, error) {
	acts, err := record.Before(ctx, t.store, 0, doc, 10)
	for _, a := range acts {
		if a.Act == "delete" {
			return a.Name, err
		}
	}
	return "", err
}

// Delete puts a document into the tray.
func (t *Tray) Delete(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	l, err := t.store.Document(r.Context(), id)
	if err == nil {
		err = t.store.Delete(id)
	}
	if err == nil {
		err = t.note(r, "delete", id, map[string]string{"title": l.Title})
	}
	if err != nil {
		return err
	}
	t.shut(id)
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// Restore puts a document back.
func (t *Tray) Restore(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	if err := t.store.Restore(id); err != nil {
		return err
	}
	if err := t.note(r, "restore", id, nil); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// Purge takes a document out for good, whose title must be given: what has no way back
// is not done by a slip of the hand, nor to the neighbour of what was meant.
func (t *Tray) Purge(w http.ResponseWriter, r *http.Request) error {
	var in struct{ Title string }
	if err := answer.Read(r, &in); err != nil {
		return err
	}
	id := r.PathValue("id")
	l, err := t.store.Document(r.Context(), id)
	switch {
	case err != nil:
		return err
	case l.Deleted == 0:
		return answer.Told(http.StatusConflict, wire.CodeConflict, message.Of("tray.there"), "tray.there.do")
	case change.Line(in.Title) != change.Line(l.Title):
		return answer.Bad(message.Of("tray.title"), "tray.title.do")
	}
	if err := t.store.PurgeOne(id); err != nil {
		return err
	}
	if err := t.note(r, "purge", id, map[string]string{"title": l.Title}); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// empty is how often the tray is looked through for what has been there long enough.
const empty = 24 * time.Hour

// Keep takes out for good what was deleted long enough ago, now and once a day, until
// ctx is done.
func (t *Tray) Keep(ctx context.Context) {
	for {
		t.log.Complain("take out what was deleted long ago", t.store.Purge(time.Now()))
		select {
		case <-ctx.Done():
			return
		case <-time.After(empty):
		}
	}
}
