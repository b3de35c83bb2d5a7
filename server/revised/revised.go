package revised

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"strings"

	"triptych/align"
	"triptych/align/check"
	"triptych/align/format"
	"triptych/align/message"
	"triptych/align/revise"
	"triptych/server/answer"
	"triptych/server/document"
	"triptych/server/fault"
	"triptych/server/founding"
	"triptych/server/job"
	"triptych/server/live"
	"triptych/server/step"
	"triptych/server/store"
	"triptych/server/visit"
	"triptych/server/wire"
)

// Reviser answers the requests of those who take a revised text in.
type Reviser struct {
	store *store.Store
	rooms *live.Rooms
	jobs  *job.Queue
	most  int // UTF-16 units of a segment
	log   fault.Log
}

// New makes one.
func New(st *store.Store, rooms *live.Rooms, jobs *job.Queue, most int, log fault.Log) *Reviser {
	return &Reviser{st, rooms, jobs, most, log}
}

// Preview is what would become of a version. Base names the text that it was made on:
// applying it asks for the same one.
type Preview struct {
	Version  align.Version       `json:"version"`
	Versions []align.Version     `json:"versions"` // those that the file may be of
	Base     string              `json:"base"`
	Steps    []Shown             `json:"steps"`
	Counts   map[revise.Kind]int `json:"counts"` // of paragraphs
	Stale    int                 `json:"stale"`  // pairs that are approved and would not be
	Problems []format.Problem    `json:"problems"`
}

// Shown is a step as people see it: the numbers of its units as they are, and the texts.
type Shown struct {
	Kind  revise.Kind    `json:"kind"`
	Units []int          `json:"units,omitempty"` // from 1
	Old   []string       `json:"old,omitempty"`
	New   []string       `json:"new,omitempty"`
	Diff  []check.Change `json:"diff,omitempty"`
}

// request is what a form asks for.
type request struct {
	version  align.Version
	versions []align.Version
	segs     []align.Segment
	problems []format.Problem
	base     string // "" = a preview
}

// Revise compares another edition of a version with what the document has, and with a base
// puts it in place: POST /api/documents/{id}/revise.
func (s *Reviser) Revise(w http.ResponseWriter, r *http.Request) error {
	if err := answer.Form(s.log, r); err != nil {
		return err
	}
	defer r.MultipartForm.RemoveAll()
	asked, err := s.read(r)
	if err != nil {
		return err
	}
	doc := r.PathValue("id")
	var e *edition
	if err := s.rooms.View(doc, func(d *document.Document) { e = editionOf(d, asked.version) }); err != nil {
		return err
	}
	if asked.base != "" && asked.base != e.base() {
		return moved()
	}
	steps, plan, err := s.compare(r, e, asked.segs)
	if err != nil {
		return err
	}
	if asked.base == "" {
		answer.JSON(w, http.StatusOK, e.preview(asked, steps, plan))
		return nil
	}
	who, _ := visit.Of(r).Who()
	err = s.rooms.Change(doc, who, func(d *document.Document) ([]document.Event, error) {
		if plan == nil {
			return nil, nil
		}
		if editionOf(d, asked.version).base() != asked.base {
			return nil, moved()
		}
		return d.Revise(plan), nil
	})
	if err != nil {
		return err
	}
	answer.JSON(w, http.StatusOK, map[string]bool{"changed": plan != nil})
	return nil
}

// moved refuses to apply a preview of texts that are others by now.
func moved() error {
	return answer.Told(http.StatusConflict, wire.CodeConflict, message.Of("revise.moved"), "")
}

// compare does the work, when its turn has come.
func (s *Reviser) compare(r *http.Request, e *edition, now []align.Segment) (steps []revise.Step, plan *step.Revision, err error) {
	asked := job.Asked{Kind: job.Revise, By: visit.Asker(r), Doc: r.PathValue("id")}
	err = s.jobs.Do(r.Context(), asked, func(ctx context.Context, progress func(float64)) error {
		steps = revise.Compare(e.segs, now)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		progress(.5)
		plan = e.plan(now, steps)
		return ctx.Err()
	})
	return steps, plan, err
}

// read reads a form: a file or a text, and the version that it is of, which it may say
// itself.
func (s *Reviser) read(r *http.Request) (*request, error) {
	name, data := "pasted.txt", []byte(r.FormValue("text"))
	switch file, header, err := r.FormFile("file"); {
	case err == nil:
		defer file.Close()
		name = header.Filename
		if data, err = io.ReadAll(file); err != nil {
			return nil, err
		}
	case !errors.Is(err, http.ErrMissingFile):
		return nil, answer.Bad(message.Of("request.form"), "")
	}
	asked := &request{base: r.FormValue("base")}
	var given *align.Version
	if tag := r.FormValue("version"); tag != "" {
		v, err := align.ParseVersion(tag)
		if err != nil {
			return nil, answer.Bad(message.Of("no.version", "tag", answer.Brief(tag)), "")
		}
		given = &v
	}
	opened, err := format.Open(name, data, given, format.Auto)
	if err != nil {
		return nil, err
	}
	for _, v := range align.Versions {
		if opened.Files[v] != nil {
			asked.versions = append(asked.versions, v)
		}
	}
	switch {
	case given != nil:
		asked.version = *given
	case len(asked.versions) > 0:
		asked.version = asked.versions[0]
	}
	f := opened.Files[asked.version]
	if f == nil {
		return nil, answer.Told(http.StatusUnprocessableEntity, "empty", message.Of("file.no_version", "version", asked.version.String()), "file.empty.do")
	}
	for i, seg := range f.Segments {
		if err := founding.CheckSegment(asked.version, i, seg, s.most); err != nil {
			return nil, err
		}
	}
	asked.segs, asked.problems = f.Segments, f.Problems
	return asked, nil
}

func editionOf(d *document.Document, v align.Version) *edition {
	still := d.Freeze()
	views := make([]wire.UnitView, still.Len())
	for i := range views {
		views[i] = still.View(i)
	}
	return read(views, v)
}

// base names the text of the edition, and what stands in the units beside it.
func (e *edition) base() string {
	h := sha256.New()
	for _, u := range e.units {
		io.WriteString(h, u.ID+"\n")
		for _, v := range align.Versions {
			for _, seg := range u.Cells[v].Segs {
				io.WriteString(h, seg.ID+"\n")
				if v == e.version {
					io.WriteString(h, seg.Text+"\n")
				}
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// preview shows what would become of the edition.
func (e *edition) preview(asked *request, steps []revise.Step, plan *step.Revision) *Preview {
	out := &Preview{
		Version: e.version, Versions: asked.versions, Base: e.base(), Steps: []Shown{},
		Counts: map[revise.Kind]int{}, Problems: asked.problems,
	}
	for _, s := range steps {
		if s.Kind == revise.Aside {
			continue
		}
		shown := Shown{Kind: s.Kind}
		for _, i := range s.Old {
			shown.Units = append(shown.Units, e.places[i].unit+1)
			shown.Old = append(shown.Old, e.segs[i].Text)
		}
		for _, j := range s.New {
			shown.New = append(shown.New, asked.segs[j].Text)
		}
		old, now := strings.Join(shown.Old, "\n"), strings.Join(shown.New, "\n")
		if len(s.Old) > 0 && len(s.New) > 0 && old != now {
			shown.Diff = check.WordChanges(old, now)
		}
		out.Counts[s.Kind] += max(len(s.Old), len(s.New))
		out.Steps = append(out.Steps, shown)
	}
	if plan != nil {
		out.Stale = e.stale(plan)
	}
	return out
}

// stale counts the approved pairs of which the plan changes a text.
func (e *edition) stale(plan *step.Revision) (n int) {
	texts := map[string]string{}
	for _, u := range e.units {
		for _, cell := range u.Cells {
			for _, seg := range cell.Segs {
				texts[seg.ID] = seg.Text
			}
		}
	}
	for id, text := range plan.Texts {
		texts[id] = text
	}
	then := map[string][3]string{} // hashes by unit
	for _, u := range e.units {
		var hashes [3]string
		for v, cell := range u.Cells {
			all := make([]string, len(cell.Segs))
			for i, seg := range cell.Segs {
				all[i] = texts[seg.ID]
			}
			hashes[v] = align.ContentHash(all...)
		}
		then[u.ID] = hashes
	}
	for _, s := range plan.Stretches {
		for _, a := range s.Cells {
			var hashes [3]string
			for v, list := range a.Segs {
				all := make([]string, len(list))
				for i, one := range list {
					if all[i] = one.Text; one.ID != "" {
						all[i] = texts[one.ID]
					}
				}
				hashes[v] = align.ContentHash(all...)
			}
			then[a.Unit] = hashes
		}
	}
	for _, u := range e.units {
		for _, p := range align.Pairs {
			now := then[u.ID]
			if u.Pairs[p.String()] == check.Approved && (now[p[0]] != u.Hashes[p[0]] || now[p[1]] != u.Hashes[p[1]]) {
				n++
			}
		}
	}
	return n
}
