package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"triptych/align/format"
	"triptych/align/message"
	"triptych/server/fault"
	"triptych/server/wire"
)

// maxBody bounds what a request may carry, in bytes: three books and more.
const maxBody = 64 << 20

// route is a row of the HTTP interface.
type route struct {
	pattern string
	right   wire.Right // what the role of a request must include
	handle  func(http.ResponseWriter, *http.Request) error
}

// table is the HTTP interface of web/src/api.ts.
func (s *Server) table() []route {
	return []route{
		{"GET /api/documents", wire.RightRead, s.listDocuments},
		{"POST /api/documents", wire.RightImport, s.createDocument},
		{"PATCH /api/documents/{id}", wire.RightRename, s.renameDocument},
		{"DELETE /api/documents/{id}", wire.RightDelete, s.deleteDocument},
		{"POST /api/documents/{id}/restore", wire.RightDelete, s.restoreDocument},
		{"POST /api/documents/{id}/accept", wire.RightAccept, s.acceptLoss},
		{"GET /api/documents/{id}/export", wire.RightExport, s.exportDocument},
		{"GET /api/documents/{id}/history", wire.RightRead, s.history},
		{"GET /api/documents/{id}/findings", wire.RightRead, s.documentFindings},
		{"GET /api/documents/{id}/checks", wire.RightRead, s.documentChecks},
		{"PUT /api/documents/{id}/checks", wire.RightChecks, s.setDocumentChecks},
		{"POST /api/documents/{id}/carry", wire.RightEdit, s.carry},
		{"GET /api/documents/{id}/sentences", wire.RightRead, s.sentences},
		{"GET /api/documents/{id}/explain", wire.RightRead, s.explain},
		{"POST /api/preview", wire.RightImport, s.preview},
		{"GET /api/ledger", wire.RightRead, s.ledger},
		{"GET /api/about", wire.RightRead, s.about},
		{"GET /api/live", wire.RightRead, s.live},
	}
}

// routes serves the table, and the editor's files.
func (s *Server) routes() http.Handler {
	api := http.NewServeMux()
	for _, route := range s.table() {
		api.HandleFunc(route.pattern, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Cache-Control", "no-store")
			r.Body = http.MaxBytesReader(w, r.Body, maxBody)
			defer func() {
				if p := recover(); p != nil {
					writeError(w, s.log.Recovered(r.Method+" "+r.URL.Path, p))
				}
			}()
			err := s.allow(r, route.right)
			if err == nil {
				err = route.handle(w, r)
			}
			if err != nil {
				writeError(w, err)
			}
		})
	}
	api.HandleFunc("/api/", func(w http.ResponseWriter, r *http.Request) {
		writeError(w, told(http.StatusNotFound, wire.CodeGone, message.Of("no.address", "place", wire.Echo(r.Method+" "+r.URL.Path)), ""))
	})
	protected := http.NewCrossOriginProtection()
	protected.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		writeError(w, told(http.StatusForbidden, wire.CodeRights, message.Of("no.other_site"), ""))
	}))
	mux := http.NewServeMux()
	mux.Handle("/api/", protected.Handler(api))
	mux.Handle("/", editor())
	return secure(mux)
}

// secure adds the headers that keep a page from being used against its reader.
func secure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		// CodeMirror puts its styles into the page, hence 'unsafe-inline' for them.
		h.Set("Content-Security-Policy", "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "+
			"connect-src 'self' ws://"+r.Host+" wss://"+r.Host+"; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}

// apiError is what the interface answers instead of a result. Message and Remedy
// are English; the keys find them in the reader's language, with the arguments
// of both.
type apiError struct {
	status    int
	Code      string            `json:"code"`
	Key       string            `json:"key,omitempty"`
	RemedyKey string            `json:"remedyKey,omitempty"`
	Args      map[string]string `json:"args,omitempty"`
	Message   string            `json:"message"`
	Version   string            `json:"version,omitempty"`
	Remedy    string            `json:"remedy,omitempty"`
}

// told is an apiError that says what is wrong; remedy is the key of what can be
// done about it, "" where that is nothing more.
func told(status int, code string, says message.Message, remedy string) *apiError {
	e := &apiError{status: status, Code: code, Key: says.Key, Args: says.Args, Message: says.String()}
	if remedy != "" {
		e.RemedyKey, e.Remedy = remedy, message.Message{Key: remedy, Args: says.Args}.String()
	}
	return e
}

func (e *apiError) Error() string { return e.Message }

// badRequest is an apiError for something wrong with the request.
func badRequest(says message.Message, remedy string) error {
	return told(http.StatusBadRequest, wire.CodeBad, says, remedy)
}

// asAPI makes an apiError of any error.
func asAPI(err error) *apiError {
	var api *apiError
	var problem *format.Problem
	var tooLarge *http.MaxBytesError
	var said *message.Error
	switch {
	case errors.As(err, &api):
		return api
	case errors.As(err, &said):
		e := told(http.StatusUnprocessableEntity, said.Code, said.Says, said.Do)
		e.Version = said.About
		if said.Code == wire.CodeBad {
			e.status = http.StatusBadRequest
		}
		return e
	case errors.As(err, &problem):
		e := told(http.StatusUnprocessableEntity, problem.Code, message.Message{Key: problem.Key, Args: problem.Args}, problem.RemedyKey)
		if problem.Version != nil {
			e.Version = problem.Version.String()
		}
		return e
	case errors.As(err, &tooLarge):
		return told(http.StatusRequestEntityTooLarge, "long", message.Of("no.files_large"), "no.files_large.do")
	}
	says := fault.Say(err)
	return &apiError{status: fault.Status(err), Code: fault.Code(err), Key: says.Key, Args: says.Args, Message: says.Why}
}

func writeError(w http.ResponseWriter, err error) {
	e := asAPI(err)
	writeJSON(w, e.status, map[string]*apiError{"error": e})
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(wire.Encode(v))
}

// readJSON reads a request's body.
func readJSON(r *http.Request, v any) error {
	d := json.NewDecoder(r.Body)
	if err := d.Decode(v); err != nil {
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			return err
		}
		return badRequest(message.Of("request.json", "detail", jsonFault(err)), "")
	}
	if _, err := d.Token(); err != io.EOF {
		return badRequest(message.Of("request.behind"), "request.behind.do")
	}
	return nil
}

// jsonFault says what is wrong with JSON without naming types of this program.
func jsonFault(err error) string {
	var kind *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &kind) && kind.Field != "":
		return fmt.Sprintf("a %s cannot be in %s (byte %d)", kind.Value, kind.Field, kind.Offset)
	case errors.As(err, &kind):
		return fmt.Sprintf("found the kind %s (byte %d)", kind.Value, kind.Offset)
	case errors.As(err, &syntax):
		return fmt.Sprintf("%v (byte %d)", err, syntax.Offset)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "it breaks off"
	}
	return err.Error()
}

// allow returns an error unless the request's role includes the right.
func (s *Server) allow(r *http.Request, right wire.Right) error {
	if role := s.role(r); !wire.May(role, right) {
		return told(http.StatusForbidden, wire.CodeRights, message.Of("no.right", "role", role, "right", string(right)), "")
	}
	return nil
}
