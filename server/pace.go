package server

import (
	"io"
	"net/http"
	"time"
)

// pace is how slow somebody may be to send a request's body or to take an answer.
// Beyond it the connection is closed: what a request holds (a goroutine, memory,
// files) is nobody's to keep by doing nothing.
type pace struct {
	grace time.Duration // a body may stand still for so long in all; every piece of an answer may take as long
	least int           // bytes of a body a second, beyond the grace
}

// usualPace lets 64 MiB through a line of 2 Mbit/s.
var usualPace = pace{grace: 30 * time.Second, least: 16 << 10}

// pieceMost is how many bytes of an answer are given one grace.
const pieceMost = 64 << 10

// keep sets deadlines for bodies and answers. The websocket has its own.
func (p pace) keep(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		line := http.NewResponseController(w)
		// One from an earlier request on this connection counts no more. Where a test
		// hands over a writer without deadlines, there are none to set.
		_ = line.SetWriteDeadline(time.Time{})
		if r.Body != nil && r.Body != http.NoBody {
			body := &pacedBody{ReadCloser: r.Body, pace: p, line: line, began: time.Now()}
			body.allow()
			r.Body = body
		}
		if r.URL.Path != "/api/live" {
			w = &pacedAnswer{ResponseWriter: w, pace: p, line: line}
		}
		next.ServeHTTP(w, r)
	})
}

// pacedBody is a body that must come at the least rate.
type pacedBody struct {
	io.ReadCloser
	pace  pace
	line  *http.ResponseController
	began time.Time
	came  int
}

// allow gives what is still to come until it is too slow.
func (b *pacedBody) allow() {
	seconds := float64(b.came) / float64(b.pace.least)
	_ = b.line.SetReadDeadline(b.began.Add(b.pace.grace + time.Duration(seconds*float64(time.Second))))
}

func (b *pacedBody) Read(to []byte) (int, error) {
	n, err := b.ReadCloser.Read(to)
	b.came += n
	switch err {
	case nil:
		b.allow()
	case io.EOF:
		// From here on the server reads to notice that the caller hangs up, which may
		// be as late as it likes. After another error what is left is still read, and
		// the deadline stays.
		_ = b.line.SetReadDeadline(time.Time{})
	}
	return n, err
}

// pacedAnswer is an answer that must be taken piece by piece.
type pacedAnswer struct {
	http.ResponseWriter
	pace pace
	line *http.ResponseController
}

// Unwrap is for http.ResponseController.
func (a *pacedAnswer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

func (a *pacedAnswer) allow() { _ = a.line.SetWriteDeadline(time.Now().Add(a.pace.grace)) }

func (a *pacedAnswer) WriteHeader(status int) {
	a.allow()
	a.ResponseWriter.WriteHeader(status)
}

func (a *pacedAnswer) Write(data []byte) (written int, err error) {
	for first := true; first || len(data) > 0; first = false {
		a.allow()
		n, err := a.ResponseWriter.Write(data[:min(len(data), pieceMost)])
		if written += n; err != nil {
			return written, err
		}
		data = data[n:]
	}
	return written, nil
}

// FlushError is for http.ResponseController.
func (a *pacedAnswer) FlushError() error {
	a.allow()
	return a.line.Flush()
}
