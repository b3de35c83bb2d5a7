package server

import (
	"context"
	"io"
	"net/http"
	"time"

	"triptych/server/store"
)

// readyWithin is how long the database may take to show that it can be written to:
// longer than a busy one needs, shorter than whoever asks waits.
const readyWithin = 3 * time.Second

// health answers /healthz, which says that the program runs, and /readyz, which says
// that it can serve: it commits to the database and is not about to stop. Whoever
// balances the load asks by whatever name it knows, and learns nothing else.
func (s *Server) health(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/healthz":
			plain(w, http.StatusOK, "ok\n")
		case "/readyz":
			ctx, cancel := context.WithTimeout(r.Context(), readyWithin)
			defer cancel()
			if err := s.Ready(ctx); err != nil {
				s.log.Complain("not ready", err)
				plain(w, http.StatusServiceUnavailable, "not ready: the log says why\n")
				return
			}
			plain(w, http.StatusOK, "ready\n")
		default:
			next.ServeHTTP(w, r)
		}
	})
}

func plain(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, text)
}

// Ready says why nobody can be served now; nil when they can.
func (s *Server) Ready(ctx context.Context) error {
	if err := s.rooms.Ready(); err != nil {
		return err
	}
	try := s.trial()
	select {
	case <-try.done:
		return try.err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// trial is a commit that shows whether the database can be written to.
type trial struct {
	done chan struct{} // closed when err is known
	err  error
}

// trial begins one, or joins the one that is under way: of a database that hangs
// everybody who asks waits for the same.
func (s *Server) trial() *trial {
	s.trying.Lock()
	defer s.trying.Unlock()
	if s.tried != nil {
		return s.tried
	}
	t := &trial{done: make(chan struct{})}
	s.tried = t
	s.work.Go(func() {
		t.err = s.store.Write(func(store.Tx) error { return nil })
		s.trying.Lock()
		s.tried = nil
		s.trying.Unlock()
		close(t.done)
	})
	return t
}

// measure hands the levels that are only looked at to the meter.
func (s *Server) measure() {
	s.store.Measure(s.meter.Committed)
	s.meter.Watch("triptych_rooms", "Documents that are open.", true, func() float64 { rooms, _ := s.rooms.Load(); return float64(rooms) })
	s.meter.Watch("triptych_connections", "Editors that are connected.", true, func() float64 { _, connections := s.rooms.Load(); return float64(connections) })
	s.meter.Watch("triptych_jobs_working", "Pieces of heavy work under way: alignments, revised texts, exports of many documents.", true, func() float64 { _, working := s.jobs.Load(); return float64(working) })
	s.meter.Watch("triptych_jobs_waiting", "Pieces of heavy work that wait for their turn.", true, func() float64 { waiting, _ := s.jobs.Load(); return float64(waiting) })
	s.meter.Watch("triptych_documents_checked", "Documents whose findings are known, since the start.", true, func() float64 {
		documents, _ := s.finder.Sum()
		return float64(documents)
	})
	s.meter.Watch("triptych_errors", "Findings that are errors, in those documents.", true, func() float64 {
		_, found := s.finder.Sum()
		return float64(found.Errors)
	})
	s.meter.Watch("triptych_warnings", "Findings that are warnings, in those documents.", true, func() float64 {
		_, found := s.finder.Sum()
		return float64(found.Warnings)
	})
}
