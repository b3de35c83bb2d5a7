package server

import (
	"context"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"strconv"

	"triptych/align"
	"triptych/align/format"
	"triptych/align/intake"
	"triptych/align/message"
	"triptych/server/answer"
	"triptych/server/founding"
	"triptych/server/job"
	"triptych/server/visit"
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

// preview reads the files of a request and proposes units, telling how far it
// has come in lines of JSON.
func (s *Server) preview(w http.ResponseWriter, r *http.Request) error {
	if err := answer.Form(s.log, r); err != nil {
		return err
	}
	defer r.MultipartForm.RemoveAll()
	mode, err := format.ParseMode(r.FormValue("segments"))
	if err != nil {
		return answer.Bad(message.Of("request.segments", "name", strconv.Quote(answer.Brief(r.FormValue("segments")))), "")
	}
	kinds, err := wantedKinds(r.FormValue("kinds"))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/x-ndjson")
	lines := ndjson{w: w, flush: http.NewResponseController(w)}
	proposing := s.propose(r, mode, kinds)
	for at := range proposing.steps {
		lines.progress(at.done, at.stage)
	}
	if proposing.err != nil {
		lines.write(map[string]any{"error": answer.As(s.log, proposing.err)})
		return nil
	}
	lines.write(map[string]any{"preview": newPreview(proposing.found)})
	return nil
}

// proposing is a proposal under way, on a goroutine of its own that waits for
// nobody: who reads the answer slowly, or not at all, keeps no place.
type proposing struct {
	steps chan reached // as far as somebody listens; closed at the end
	found *intake.Proposal
	err   error
}

// reached is how far it is: waiting for its turn, reading, or a share of aligning done.
type reached struct {
	stage string // wait, read, align
	done  float64
}

// at tells it, to whoever is ready to hear.
func (p *proposing) at(stage string, done float64) {
	select {
	case p.steps <- reached{stage, done}:
	default:
	}
}

// propose aligns the files of a form. The caller listens until it has ended.
func (s *Server) propose(r *http.Request, mode format.Mode, kinds map[align.Version][]align.Kind) *proposing {
	p := &proposing{steps: make(chan reached, 1)}
	go func() {
		defer close(p.steps)
		defer func() {
			if fell := recover(); fell != nil {
				p.err = s.log.Recovered("propose units", fell)
			}
		}()
		p.at("wait", 0)
		p.err = s.jobs.Do(r.Context(), job.Asked{Kind: job.Align, By: visit.Asker(r)}, func(ctx context.Context, progress func(float64)) error {
			p.at("read", 0)
			_, g, err := gather(r.MultipartForm.File, mode, kinds)
			if err != nil {
				return err
			}
			p.found, err = g.Propose(ctx, func(done float64) {
				progress(done)
				p.at("align", done)
			})
			return err
		})
	}()
	return p
}

// anyVersion is the field of a form with files that say themselves what they hold.
const anyVersion = "file"

// gather reads the files of a form, by version; kinds are what a person made of their
// segments. The error for a file is a *format.Problem.
func gather(form map[string][]*multipart.FileHeader, mode format.Mode, kinds map[align.Version][]align.Kind) ([]intake.Source, *intake.Gathered, error) {
	var sources []intake.Source
	for _, field := range []string{align.En.String(), align.Hans.String(), align.Hant.String(), anyVersion} {
		for _, header := range form[field] {
			source := intake.Source{Name: header.Filename}
			if v, err := align.ParseVersion(field); err == nil {
				source.Version = &v
			}
			part, err := header.Open()
			if err != nil {
				return nil, nil, err
			}
			source.Data, err = io.ReadAll(part)
			part.Close()
			if err != nil {
				return nil, nil, err
			}
			sources = append(sources, source)
		}
	}
	g, err := intake.Gather(sources, mode)
	if err != nil {
		return nil, nil, err
	}
	for v, f := range g.Files {
		for i, kind := range kinds[v][:min(len(kinds[v]), len(f.Segments))] {
			f.Segments[i].Kind = kind
		}
	}
	return sources, g, nil
}

// wantedKinds reads what a person has made of the segments of an earlier
// preview of the same files: kinds by version, in order; "" = as they are found.
func wantedKinds(field string) (kinds map[align.Version][]align.Kind, err error) {
	if field == "" {
		return nil, nil
	}
	if json.Unmarshal([]byte(field), &kinds) != nil {
		return nil, answer.Bad(message.Of("request.kinds"), "request.kinds.do")
	}
	for _, list := range kinds {
		for _, kind := range list {
			if !founding.KnownKind(kind) {
				return nil, answer.Bad(message.Of("request.kind", "kind", strconv.Quote(answer.Brief(string(kind)))), "")
			}
		}
	}
	return kinds, nil
}

// ndjson writes an answer line by line.
type ndjson struct {
	w     io.Writer
	flush *http.ResponseController
	last  float64
	stage string
}

func (l *ndjson) write(v any) {
	_, _ = l.w.Write(append(wire.Encode(v), '\n'))
	_ = l.flush.Flush()
}

// progress tells the share done, in steps that can be seen.
func (l *ndjson) progress(done float64, stage string) {
	if stage == l.stage && done-l.last < 0.01 {
		return
	}
	l.last, l.stage = done, stage
	l.write(map[string]any{"progress": done, "stage": stage})
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
