package server

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"triptych/align"
	"triptych/align/format"
	"triptych/align/message"
	"triptych/server/answer"
	"triptych/server/change"
	"triptych/server/export"
	"triptych/server/finding"
	"triptych/server/founding"
	"triptych/server/job"
	"triptych/server/moment"
	"triptych/server/past"
	"triptych/server/store"
	"triptych/server/visit"
	"triptych/server/wire"
)

// docSummary is a document in the list.
type docSummary struct {
	wire.DocInfo
	Created int64 `json:"created"`
	Changed int64 `json:"changed"`
	// the counts below are not of the present state yet: ask again
	Counting bool         `json:"counting,omitempty"`
	Can      []wire.Right `json:"can"`               // what whoever asks may do with it
	Project  string       `json:"project,omitempty"` // that it is in, if whoever asks may see that
	finding.Counts
}

func (s *Server) listDocuments(w http.ResponseWriter, r *http.Request) error {
	listed, err := s.store.Documents(r.Context())
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(r.Context(), countWait)
	defer cancel()
	list := make([]docSummary, 0, len(listed))
	for _, l := range listed {
		held := visit.Of(r).Held(l.ID)
		if !held.May(wire.RightRead) {
			continue
		}
		d := s.summary(ctx, l, held)
		if in := s.projects.Of(l.ID); in != "" && visit.Of(r).Held(in).May(wire.RightRead) {
			d.Project = in
		}
		list = append(list, d)
	}
	answer.JSON(w, http.StatusOK, list)
	return nil
}

// countWait is how long a list waits for counts that are not known yet.
const countWait = 600 * time.Millisecond

// summary adds the counts to a document of the list.
func (s *Server) summary(ctx context.Context, l store.Listed, held wire.Held) docSummary {
	c, known := s.rooms.Count(ctx, l)
	return docSummary{
		DocInfo: wire.DocInfo{ID: l.ID, Title: l.Title, Versions: l.Versions, Units: l.Units, Required: l.Required},
		Created: l.Created, Changed: l.Changed, Counting: !known, Counts: c, Can: wire.Rights(held.Role),
	}
}

// newDocument is the body of POST /api/documents.
type newDocument struct {
	Title    string                       `json:"title"`
	Versions map[align.Version]newVersion `json:"versions"`
	Units    []newUnit                    `json:"units"`
}

type newVersion struct {
	Segments []struct {
		Text string     `json:"text"`
		Kind align.Kind `json:"kind"`
	} `json:"segments"`
}

type newUnit struct {
	Segs       map[align.Version][]int `json:"segs"`
	Confidence float64                 `json:"confidence"`
	Why        []string                `json:"why"`
}

func (s *Server) createDocument(w http.ResponseWriter, r *http.Request) error {
	var in newDocument
	keep, err := s.readNew(r, &in)
	if err != nil {
		return err
	}
	d, err := in.document(s.limits.Segment)
	if err != nil {
		return err
	}
	d.By, _ = visit.Of(r).Who()
	if keep != nil {
		d.Also = keep(d.Segs, d.Units)
	}
	id, err := s.store.Create(d, nil)
	if err != nil {
		return err
	}
	if err := s.note(r, "import", id, map[string]string{"title": d.Title}); err != nil {
		return err
	}
	answer.JSON(w, http.StatusCreated, map[string]string{"id": id})
	return nil
}

// document checks everything that a document must be: a title, texts that can
// be kept, and units that hold every segment once.
func (in *newDocument) document(most int) (*store.NewDocument, error) {
	var segs align.Document
	var units []align.Unit
	title := change.Line(in.Title)
	if title == "" || change.Units(title) > 500 || !change.ValidText(title) {
		return nil, answer.Bad(message.Of("new.title"), "new.title.do")
	}
	for _, v := range align.Versions {
		nv, ok := in.Versions[v]
		if !ok || len(nv.Segments) == 0 {
			continue
		}
		for _, seg := range nv.Segments {
			if seg.Kind == "" {
				seg.Kind = align.Text
			}
			segs[v] = append(segs[v], align.Segment{Text: seg.Text, Kind: seg.Kind})
		}
	}
	if len(segs[align.En])+len(segs[align.Hans])+len(segs[align.Hant]) == 0 {
		return nil, answer.Bad(message.Of("new.none"), "new.none.do")
	}
	for i, u := range in.Units {
		if u.Confidence < 0 || u.Confidence > 1 {
			return nil, answer.Bad(message.Of("new.confidence", "unit", strconv.Itoa(i+1), "confidence", fmt.Sprint(u.Confidence)), "new.confidence.do")
		}
		unit := align.Unit{Confidence: u.Confidence, Why: u.Why}
		for v, segs := range u.Segs {
			unit.Segs[v] = segs
		}
		units = append(units, unit)
	}
	return founding.Document(title, segs, units, most)
}

func (s *Server) renameDocument(w http.ResponseWriter, r *http.Request) error {
	var in struct{ Title string }
	if err := answer.Read(r, &in); err != nil {
		return err
	}
	title := change.Line(in.Title)
	if title == "" || change.Units(title) > 500 || !change.ValidText(title) {
		return answer.Bad(message.Of("new.title_length"), "new.title_length.do")
	}
	id := r.PathValue("id")
	who, _ := visit.Of(r).Who()
	if err := s.rooms.Rename(id, title, who); err != nil {
		return err
	}
	l, err := s.store.Document(r.Context(), id)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(r.Context(), countWait)
	defer cancel()
	answer.JSON(w, http.StatusOK, s.summary(ctx, l, visit.Of(r).Held(id)))
	return nil
}

// there returns an error for a document that there is not, or that was deleted.
func (s *Server) there(ctx context.Context, id string) error {
	l, err := s.store.Document(ctx, id)
	if err == nil && l.Deleted != 0 {
		return store.ErrDeleted
	}
	return err
}

// acceptLoss says to go on without the events that are missing of a document.
func (s *Server) acceptLoss(w http.ResponseWriter, r *http.Request) error {
	who, _ := visit.Of(r).Who()
	if err := s.rooms.Accept(r.PathValue("id"), who); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func (s *Server) exportDocument(w http.ResponseWriter, r *http.Request) error {
	name := r.URL.Query().Get("format")
	if name == "" {
		name = "json"
	}
	f, err := format.ExportByName(name)
	if err != nil {
		return answer.Bad(message.Of("request.format", "name", strconv.Quote(answer.Brief(name)), "names", strings.Join(format.ExportNames(), ", ")), "")
	}
	d, err := s.asked(r)
	if err != nil {
		return err
	}
	file, err := s.written(r, d)
	if err != nil {
		return err
	}
	if err := s.note(r, "export", d.ID, map[string]string{"format": name}); err != nil {
		return err
	}
	w.Header().Set("Content-Type", f.MediaType)
	w.Header().Set("Content-Disposition", format.Attachment(format.FileName(d.Title, f.Extension)))
	return f.Write(file, w)
}

// exportAtOnce is of how many units a document is at most that needs no turn among the
// heavy work: it takes milliseconds.
const exportAtOnce = 1000

// written makes of a document what a file holds; of a long one in its turn, so that
// people see how far it is and can call it off.
func (s *Server) written(r *http.Request, d *store.Document) (*format.Export, error) {
	if len(d.Units) <= exportAtOnce {
		return export.Of(d, r.Context().Err)
	}
	var file *format.Export
	asked := job.Asked{Kind: job.Export, By: visit.Asker(r), Doc: d.ID}
	err := s.jobs.Do(r.Context(), asked, func(ctx context.Context, progress func(float64)) (err error) {
		done := 0
		file, err = export.Of(d, func() error {
			progress(float64(done) / float64(len(d.Units)))
			done++
			return ctx.Err()
		})
		return err
	})
	return file, err
}

// asked is the document of a request as it is, or as it was after the event that "at" names.
func (s *Server) asked(r *http.Request) (*store.Document, error) {
	at := r.FormValue("at")
	if at == "" {
		return s.store.Load(r.Context(), r.PathValue("id"))
	}
	seq, err := strconv.ParseInt(at, 10, 64)
	if err != nil {
		return nil, answer.Bad(message.Of("request.number", "name", "at"), "")
	}
	d, _, err := moment.At(r.Context(), s.store, r.PathValue("id"), seq)
	return d, err
}

// history answers a page of what a segment once said: the newest, or those before a
// revision.
func (s *Server) history(w http.ResponseWriter, r *http.Request) error {
	before := int64(-1)
	if v := r.FormValue("before"); v != "" {
		var err error
		if before, err = strconv.ParseInt(v, 10, 64); err != nil || before < 0 {
			return answer.Bad(message.Of("request.number", "name", "before"), "")
		}
	}
	page, err := past.Before(r.Context(), s.store, r.PathValue("id"), r.FormValue("seg"), before)
	if err != nil {
		return err
	}
	answer.JSON(w, http.StatusOK, page)
	return nil
}
