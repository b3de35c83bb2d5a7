package server

import (
	"net/http"

	"triptych/align/message"
	"triptych/server/wire"
)

// What a request may carry, in bytes: three books and more where texts are brought
// in; else settings, of which a glossary is the longest part.
const (
	textsMost    = 64 << 20
	settingsMost = 2 << 20
)

// bodyMost bounds the body of a request that asks for a right.
func bodyMost(right wire.Right) int64 {
	if right == wire.RightImport {
		return textsMost
	}
	return settingsMost
}

// route is a row of the HTTP interface.
type route struct {
	pattern string
	right   wire.Right // what the role of a request must include
	handle  func(http.ResponseWriter, *http.Request) error
}

// restore is the one route of a document that answers for one that was deleted.
const restore = "POST /api/documents/{id}/restore"

// table is the HTTP interface of web/src/api.ts.
func (s *Server) table() []route {
	return []route{
		{"GET /api/documents", wire.RightRead, s.listDocuments},
		{"POST /api/documents", wire.RightImport, s.createDocument},
		{"PATCH /api/documents/{id}", wire.RightRename, s.renameDocument},
		{"DELETE /api/documents/{id}", wire.RightDelete, s.deleteDocument},
		{restore, wire.RightDelete, s.restoreDocument},
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
		api.HandleFunc(route.pattern, s.watched(route.pattern, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Cache-Control", "no-store")
			r.Body = http.MaxBytesReader(w, r.Body, bodyMost(route.right))
			defer func() {
				if p := recover(); p != nil {
					s.writeError(w, s.log.Recovered(r.Method+" "+r.URL.Path, p))
				}
			}()
			err := s.allow(r, route.right)
			if err == nil && r.PathValue("id") != "" && route.pattern != restore {
				err = s.there(r.Context(), r.PathValue("id"))
			}
			if err == nil {
				err = route.handle(w, r)
			}
			if err != nil {
				s.writeError(w, err)
			}
		}))
	}
	api.HandleFunc("/api/", func(w http.ResponseWriter, r *http.Request) {
		s.writeError(w, told(http.StatusNotFound, wire.CodeGone, message.Of("no.address", "place", brief(r.Method+" "+r.URL.Path)), ""))
	})
	protected := http.NewCrossOriginProtection()
	protected.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		s.writeError(w, told(http.StatusForbidden, wire.CodeRights, message.Of("no.other_site"), ""))
	}))
	mux := http.NewServeMux()
	mux.Handle("/api/", protected.Handler(api))
	mux.Handle("/", editor())
	return usualPace.keep(mux)
}

// secure adds the headers that keep a page from being used against its reader.
// Nothing of the request stands in them; 'self' includes the websocket.
func secure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		// CodeMirror puts its styles into the page, hence 'unsafe-inline' for them.
		h.Set("Content-Security-Policy", "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "+
			"connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		if r.TLS != nil {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}

// allow returns an error unless the request's role includes the right.
func (s *Server) allow(r *http.Request, right wire.Right) error {
	if role := s.role(r); !wire.May(role, right) {
		return told(http.StatusForbidden, wire.CodeRights, message.Of("no.right", "role", role, "right", string(right)), "")
	}
	return nil
}
