package server

import (
	"context"
	"net/http"
	"slices"

	"triptych/align"
	"triptych/align/check"
	"triptych/server/document"
	"triptych/server/wire"
)

// unitFindings is a unit that something is to be said of, for lists over whole
// documents.
type unitFindings struct {
	Unit     string                   `json:"unit"`
	Number   int                      `json:"number"` // 1 = the first unit of the document
	Texts    map[align.Version]string `json:"texts"`  // segments joined by one newline
	Findings []check.Finding          `json:"findings"`
	Waived   []wire.Waived            `json:"waived,omitempty"`

	Pairs map[string]check.PairStatus `json:"pairs"`
	By    []string                    `json:"by,omitempty"` // who edited it or approved a pair in it, sorted
}

// docFindings is what is known of the findings of a document.
type docFindings struct {
	Done  int            `json:"done"` // units that have been checked in their present state
	Of    int            `json:"of"`   // more than Done: ask again
	Units []unitFindings `json:"units"`
}

// documentFindings answers with every unit of a document that has findings,
// waived ones included, in order. What is not known yet is worked out beside;
// the answer does not wait for that longer than countWait.
func (s *Server) documentFindings(w http.ResponseWriter, r *http.Request) error {
	ctx, cancel := context.WithTimeout(r.Context(), countWait)
	defer cancel()
	found, err := s.findings(ctx, r.PathValue("id"))
	if err != nil {
		return err
	}
	people, err := s.store.People(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	found.Units = slices.Clone(found.Units) // others may be reading them
	for i := range found.Units {
		u := &found.Units[i]
		u.By = people[u.Unit]
		slices.Sort(u.By)
	}
	writeJSON(w, http.StatusOK, found)
	return nil
}

// ledger answers with how many findings of each check were mended, by document.
func (s *Server) ledger(w http.ResponseWriter, r *http.Request) error {
	fixed, err := s.store.Fixed(r.Context())
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, fixed)
	return nil
}

func (s *Server) findings(ctx context.Context, id string) (docFindings, error) {
	listed, err := s.store.Document(context.WithoutCancel(ctx), id)
	if err != nil {
		return docFindings{}, err
	}
	s.mu.Lock()
	open := s.rooms[id]
	s.mu.Unlock()
	if open != nil {
		if found, ok := open.findings(ctx); ok {
			return found, nil
		}
		if ctx.Err() != nil {
			return docFindings{Of: listed.Units, Units: []unitFindings{}}, nil
		}
	}
	if found, err := s.knownFindings(ctx, id, listed.Head); found != nil || err != nil {
		return *found, err
	}
	job := s.countBeside(id)
	select {
	case <-job.done:
		if job.err != nil {
			return docFindings{}, job.err
		}
	case <-ctx.Done():
	}
	return job.known(listed.Units), nil
}

// knownFindings lists the findings of a document that was checked as it is at
// event seq; nil when it was not.
func (s *Server) knownFindings(ctx context.Context, id string, seq int64) (*docFindings, error) {
	none := &docFindings{}
	if !s.known.has(id, seq) {
		return nil, nil
	}
	d, err := s.store.Load(context.WithoutCancel(ctx), id)
	if err != nil {
		return none, err
	}
	doc := document.Open(d, 0, nil, document.Past{})
	if s.known.fill(doc, d.Head) == nil {
		return nil, nil
	}
	n := len(doc.Units)
	return &docFindings{n, n, listFindings(doc, 0, n)}, nil
}

// findings lists what a room has found; false when it has ended, or is not open
// before ctx is done.
func (r *room) findings(ctx context.Context) (found docFindings, ok bool) {
	select {
	case <-r.ready:
	case <-ctx.Done():
		return found, false
	}
	if r.err != nil {
		return found, false
	}
	ok = r.call(func(r *room) {
		n := len(r.doc.Units)
		found = docFindings{r.checks.done(r.doc), n, listFindings(r.doc, 0, n)}
	})
	return found, ok
}

// listFindings lists the findings of the units from to to-1.
func listFindings(d *document.Document, from, to int) []unitFindings {
	list := []unitFindings{}
	for i, u := range d.Units[from:to] {
		if len(u.Findings) == 0 || u.Aside() {
			continue
		}
		status := d.Status(u)
		texts := map[align.Version]string{}
		for _, v := range d.Versions {
			texts[v] = u.Text(v)
		}
		list = append(list, unitFindings{Unit: u.ID, Number: from + i + 1, Texts: texts, Findings: status.Findings, Waived: status.Waived, Pairs: status.Pairs})
	}
	return list
}
