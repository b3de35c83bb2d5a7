package meter

import (
	"crypto/rand"
	"log/slog"
	"net/http"
	"time"
)

// Watched counts the requests of a route and writes each to the log, by an id that
// the answer carries too. Neither has a text, a name or an address of the page: the
// pattern of the route says what was asked for. Without a log nothing is written.
func (m *Meter) Watched(log *slog.Logger, pattern string, handle http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		id, began := rand.Text()[:12], time.Now()
		w.Header().Set("X-Request-Id", id)
		if pattern == "GET /api/live" { // the connection is taken out of w, and lasts
			handle(w, r)
			return
		}
		seen := &seenAnswer{ResponseWriter: w, status: http.StatusOK}
		handle(seen, r)
		took := time.Since(began)
		m.Answered(pattern, seen.status, took)
		if log != nil {
			log.Debug("request", "id", id, "route", pattern, "status", seen.status, "ms", took.Milliseconds())
		}
	}
}

// seenAnswer remembers the status of an answer.
type seenAnswer struct {
	http.ResponseWriter
	status int
}

func (a *seenAnswer) WriteHeader(status int) {
	a.status = status
	a.ResponseWriter.WriteHeader(status)
}

// Unwrap is for http.ResponseController.
func (a *seenAnswer) Unwrap() http.ResponseWriter { return a.ResponseWriter }
