package server

import (
	"encoding/json"
	"mime"
	"net/http"
	"slices"
	"strconv"

	"triptych/align"
	"triptych/align/format"
	"triptych/align/message"
	"triptych/server/answer"
	"triptych/server/change"
	"triptych/server/original"
	"triptych/server/store"
	"triptych/server/wire"
)

// readNew reads the body of a new document: JSON, or a form with it in the field
// "document" and the files that it was made of, which are kept.
func (s *Server) readNew(r *http.Request, in *newDocument) (keep func(align.Document, []align.Unit) func(store.Tx, string, []store.Unit) error, err error) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "multipart/form-data" {
		return nil, answer.Read(r, in)
	}
	if err := answer.Form(s.log, r); err != nil {
		return nil, err
	}
	defer r.MultipartForm.RemoveAll()
	text := []byte(r.FormValue("document"))
	if err := json.Unmarshal(text, in); err != nil {
		return nil, answer.Bad(answer.JSONFault(err), "")
	}
	if change.ValidJSON(text) != nil {
		return nil, answer.Bad(message.Of("request.json.text"), "")
	}
	mode, err := format.ParseMode(r.FormValue("segments"))
	if err != nil {
		return nil, answer.Bad(message.Of("request.segments", "name", strconv.Quote(answer.Brief(r.FormValue("segments")))), "")
	}
	sources, g, err := gather(r.MultipartForm.File, mode, nil)
	if err != nil {
		return nil, err
	}
	return func(segs align.Document, laid []align.Unit) func(store.Tx, string, []store.Unit) error {
		return original.Keep(sources, g, mode, segs, laid)
	}, nil
}

// formats answers what kinds of files are read and what documents are exported to.
func (s *Server) formats(w http.ResponseWriter, _ *http.Request) error {
	answer.JSON(w, http.StatusOK, map[string]any{"files": format.Kinds(), "exports": format.ExportNames()})
	return nil
}

// originalFile is a file that a document was made of, as the page shows it.
type originalFile struct {
	Place  int             `json:"place"`
	Name   string          `json:"name"`
	Format string          `json:"format"`
	Size   int             `json:"size"`
	Holds  []align.Version `json:"holds"`
	Back   []originalBack  `json:"back"` // what can be written into it
}

type originalBack struct {
	Version  align.Version    `json:"version"`
	Problems []format.Problem `json:"problems"` // what has no place in the file
}

// originals lists the files that a document was made of, with what writing each
// version back would leave out.
func (s *Server) originals(w http.ResponseWriter, r *http.Request) error {
	d, err := s.store.Load(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	files, err := original.List(r.Context(), s.store, d.ID)
	if err != nil {
		return err
	}
	out := []originalFile{}
	for _, f := range files {
		o := originalFile{f.Place, f.Name, f.Format, f.Size, []align.Version{}, []originalBack{}}
		for _, v := range align.Versions {
			if f.Holds(v) {
				o.Holds = append(o.Holds, v)
			}
		}
		whole, err := original.Load(r.Context(), s.store, d.ID, f.Place)
		if err != nil {
			return err
		}
		for _, v := range whole.Versions(d) {
			back := originalBack{v, []format.Problem{}}
			_, problems, err := whole.Back(d, v)
			if p, ok := err.(*format.Problem); ok {
				problems = append(problems, *p)
			}
			back.Problems = append(back.Problems, problems...)
			o.Back = append(o.Back, back)
		}
		out = append(out, o)
	}
	answer.JSON(w, http.StatusOK, out)
	return nil
}

// original answers a file that a document was made of: as it came, or with the texts of
// a version in it.
func (s *Server) original(w http.ResponseWriter, r *http.Request) error {
	d, err := s.store.Load(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	place, err := strconv.Atoi(r.PathValue("place"))
	if err != nil {
		return answer.Bad(message.Of("request.number", "name", "place"), "")
	}
	f, err := original.Load(r.Context(), s.store, d.ID, place)
	if err != nil {
		return err
	}
	data := f.Data
	if tag := r.FormValue("version"); tag != "" {
		v, err := align.ParseVersion(tag)
		if err != nil || !slices.Contains(f.Versions(d), v) {
			return answer.Told(http.StatusNotFound, wire.CodeBad, message.Of("back.version", "version", strconv.Quote(answer.Brief(tag))), "")
		}
		if data, _, err = f.Back(d, v); err != nil {
			return err
		}
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Content-Disposition", format.Attachment(format.FileName(f.Name, "")))
	_, err = w.Write(data)
	return err
}
