package server

import (
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"strconv"
	"sync"

	"triptych/align"
	"triptych/align/format"
	"triptych/align/intake"
	"triptych/align/message"
	"triptych/server/document"
	"triptych/server/wire"
)

// preview is the proposal that POST /api/preview ends with.
type preview struct {
	Title    string                           `json:"title"`
	Versions map[align.Version]previewVersion `json:"versions"`
	Units    []previewUnit                    `json:"units"`
	Problems []format.Problem                 `json:"problems"`
}

type previewVersion struct {
	Name     string           `json:"name"`
	Encoding string           `json:"encoding"`
	Segments []previewSegment `json:"segments"`
}

type previewSegment struct {
	Text string     `json:"text"`
	Kind align.Kind `json:"kind"`
	Line int        `json:"line"`
}

type previewUnit struct {
	Segs       map[align.Version][]int `json:"segs"`
	Confidence float64                 `json:"confidence"`
	Why        []string                `json:"why"`
}

// formMemory is how much of a form is kept in memory; the rest waits in files.
const formMemory = 4 << 20

// preview reads the files of a request and proposes units, telling how far it
// has come in lines of JSON.
func (s *Server) preview(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseMultipartForm(formMemory); err != nil {
		if s.asAPI(err).Code == "long" {
			return err
		}
		return badRequest(message.Of("request.form"), "")
	}
	defer r.MultipartForm.RemoveAll()
	mode, err := format.ParseMode(r.FormValue("segments"))
	if err != nil {
		return badRequest(message.Of("request.segments", "name", strconv.Quote(brief(r.FormValue("segments")))), "")
	}
	kinds, err := wantedKinds(r.FormValue("kinds"))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/x-ndjson")
	lines := ndjson{w: w, flush: http.NewResponseController(w)}
	lines.progress(0, "read")
	if err := s.rooms.EnterHeavy(r.Context()); err != nil {
		lines.write(map[string]any{"error": s.asAPI(err)})
		return nil
	}
	defer s.rooms.LeaveHeavy()
	files, err := readFiles(r.MultipartForm.File, mode, kinds)
	var p *intake.Proposal
	if err == nil {
		p, err = intake.Propose(files, func(done float64) { lines.progress(done, "align") })
	}
	if err != nil {
		lines.write(map[string]any{"error": s.asAPI(err)})
		return nil
	}
	lines.write(map[string]any{"preview": newPreview(p)})
	return nil
}

// readFiles reads the files of a form, by version; kinds are what a person made of
// their segments.
func readFiles(form map[string][]*multipart.FileHeader, mode format.Mode, kinds map[align.Version][]align.Kind) (map[align.Version]*format.File, error) {
	files := map[align.Version]*format.File{}
	for _, v := range align.Versions {
		headers := form[v.String()]
		if len(headers) == 0 {
			continue
		}
		part, err := headers[0].Open()
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(part)
		part.Close()
		if err == nil {
			files[v], err = format.Read(headers[0].Filename, data, v, mode)
		}
		if err != nil {
			return nil, err
		}
		for i, kind := range kinds[v][:min(len(kinds[v]), len(files[v].Segments))] {
			files[v].Segments[i].Kind = kind
		}
	}
	return files, nil
}

// wantedKinds reads what a person has made of the segments of an earlier
// preview of the same files: kinds by version, in order; "" = as they are found.
func wantedKinds(field string) (kinds map[align.Version][]align.Kind, err error) {
	if field == "" {
		return nil, nil
	}
	if json.Unmarshal([]byte(field), &kinds) != nil {
		return nil, badRequest(message.Of("request.kinds"), "request.kinds.do")
	}
	for _, list := range kinds {
		for _, kind := range list {
			if !document.KnownKind(kind) {
				return nil, badRequest(message.Of("request.kind", "kind", strconv.Quote(brief(string(kind)))), "")
			}
		}
	}
	return kinds, nil
}

// ndjson writes an answer line by line.
type ndjson struct {
	w     io.Writer
	flush *http.ResponseController
	mu    sync.Mutex
	last  float64
}

func (l *ndjson) write(v any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	_, _ = l.w.Write(append(wire.Encode(v), '\n'))
	_ = l.flush.Flush()
}

// progress tells the share done, in steps that can be seen.
func (l *ndjson) progress(done float64, stage string) {
	l.mu.Lock()
	skip := done > 0 && done-l.last < 0.01
	if !skip {
		l.last = done
	}
	l.mu.Unlock()
	if !skip {
		l.write(map[string]any{"progress": done, "stage": stage})
	}
}

func newPreview(p *intake.Proposal) preview {
	out := preview{Title: p.Title, Versions: map[align.Version]previewVersion{}, Units: []previewUnit{}, Problems: p.Problems}
	for v, f := range p.Files {
		pv := previewVersion{Name: f.Name, Encoding: f.Encoding, Segments: []previewSegment{}}
		for _, seg := range f.Segments {
			pv.Segments = append(pv.Segments, previewSegment{seg.Text, seg.Kind, seg.Line})
		}
		out.Versions[v] = pv
	}
	for _, u := range p.Units {
		pu := previewUnit{Segs: map[align.Version][]int{}, Confidence: u.Confidence, Why: u.Why}
		if pu.Why == nil {
			pu.Why = []string{}
		}
		for v := range p.Files {
			pu.Segs[v] = u.Segs[v]
			if pu.Segs[v] == nil {
				pu.Segs[v] = []int{}
			}
		}
		out.Units = append(out.Units, pu)
	}
	return out
}
