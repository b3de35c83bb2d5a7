package server

import (
	"net/http"
	"slices"

	"triptych/align/message"
	"triptych/server/answer"
	"triptych/server/visit"
	"triptych/server/wire"
)

// What a request may carry, in bytes: three books and more where texts are brought
// in; else settings, of which a glossary is the longest part.
const (
	textsMost    = 64 << 20
	settingsMost = 2 << 20
	wordsMost    = 64 << 10 // a name, an address, a password
)

// bodyMost bounds the body of a request.
func (r *route) bodyMost() int64 {
	switch {
	case r.right == wire.RightImport:
		return textsMost
	case r.where == open || r.where == own:
		return wordsMost
	}
	return settingsMost
}

// route is a row of the HTTP interface: who may ask, where they must hold the right,
// and what is answered.
type route struct {
	pattern string
	where   place
	right   wire.Right // "" where the place asks for none
	handle  func(http.ResponseWriter, *http.Request) error
}

// The routes of a document that answer for one that was deleted.
const (
	restore = "POST /api/documents/{id}/restore"
	purge   = "DELETE /api/tray/{id}"
)

// table is the HTTP interface of web/src/api.ts.
func (s *Server) table() []route {
	return slices.Concat(s.documentTable(), s.projectTable(), s.peopleTable())
}

func (s *Server) documentTable() []route {
	return []route{
		{"GET /api/documents", somewhere, wire.RightRead, s.listDocuments},
		{"POST /api/documents", everywhere, wire.RightImport, s.createDocument},
		{"PATCH /api/documents/{id}", inDocument, wire.RightRename, s.renameDocument},
		{"DELETE /api/documents/{id}", inDocument, wire.RightDelete, s.tray.Delete},
		{restore, inDocument, wire.RightDelete, s.tray.Restore},
		{"GET /api/tray", somewhere, wire.RightDelete, s.tray.List},
		{purge, inDocument, wire.RightPurge, s.tray.Purge},
		{"POST /api/documents/{id}/accept", inDocument, wire.RightAccept, s.acceptLoss},
		{"GET /api/documents/{id}/export", inDocument, wire.RightExport, s.exportDocument},
		{"GET /api/documents/{id}/originals", inDocument, wire.RightExport, s.originals},
		{"GET /api/documents/{id}/originals/{place}", inDocument, wire.RightExport, s.original},
		{"GET /api/documents/{id}/history", inDocument, wire.RightRead, s.history},
		{"GET /api/documents/{id}/findings", inDocument, wire.RightRead, s.documentFindings},
		{"GET /api/documents/{id}/checks", inDocument, wire.RightRead, s.documentChecks},
		{"PUT /api/documents/{id}/checks", inDocument, wire.RightChecks, s.setDocumentChecks},
		{"POST /api/documents/{id}/carry", inDocument, wire.RightEdit, s.carry},
		{"POST /api/documents/{id}/revise", inDocument, wire.RightImport, s.reviser.Revise},
		{"GET /api/documents/{id}/realign", inDocument, wire.RightRealign, s.shower.Preview},
		{"GET /api/documents/{id}/tray", inDocument, wire.RightRead, s.reviser.Tray},
		{"GET /api/documents/{id}/signoffs", inDocument, wire.RightRead, s.desk.List},
		{"POST /api/documents/{id}/signoffs", inDocument, wire.RightSign, s.desk.Sign},
		{"GET /api/documents/{id}/signoffs/{seq}/page", inDocument, wire.RightExport, s.desk.Page},
		{"GET /api/documents/{id}/story", inDocument, wire.RightRead, s.desk.Story},
		{"GET /api/documents/{id}/moments/{seq}", inDocument, wire.RightRead, s.desk.Moment},
		{"GET /api/documents/{id}/moments/{seq}/changes", inDocument, wire.RightRead, s.desk.Changes},
		{"GET /api/documents/{id}/moments/{seq}/hashes", inDocument, wire.RightRead, s.desk.Hashes},
		{"GET /api/documents/{id}/sentences", inDocument, wire.RightRead, s.sentences},
		{"GET /api/documents/{id}/marks", inDocument, wire.RightRead, s.marks},
		{"GET /api/documents/{id}/explain", inDocument, wire.RightRead, s.explain},
		{"GET /api/documents/{id}/comments", inDocument, wire.RightRead, s.comments.Comments},
		{"POST /api/documents/{id}/comments", inDocument, wire.RightComment, s.comments.Add},
		{"PATCH /api/documents/{id}/comments/{comment}", inDocument, wire.RightComment, s.comments.Alter},
		{"PUT /api/documents/{id}/threads/{thread}", inDocument, wire.RightComment, s.comments.Resolve},
		{"POST /api/preview", somewhere, wire.RightImport, s.preview},
		{"GET /api/checks", somewhere, wire.RightRead, s.allChecks},
		{"PUT /api/checks", everywhere, wire.RightSettings, s.setAllChecks},
		{"GET /api/concordance", somewhere, wire.RightRead, s.index.Concordance},
		{"POST /api/memory", somewhere, wire.RightRead, s.index.Memory},
		{"GET /api/ledger", somewhere, wire.RightRead, s.ledger},
		{"GET /api/formats", somewhere, wire.RightRead, s.formats},
		{"GET /api/folding", somewhere, wire.RightRead, s.folding},
		{"GET /api/about", somewhere, wire.RightRead, s.about},
		{"GET /api/live", somewhere, wire.RightRead, s.live},
		{"GET /api/jobs", somewhere, wire.RightRead, s.listJobs},
		{"DELETE /api/jobs/{job}", somewhere, wire.RightRead, s.callOff},
	}
}

func (s *Server) projectTable() []route {
	return []route{
		{"GET /api/projects", somewhere, wire.RightRead, s.office.Projects},
		{"POST /api/projects", everywhere, wire.RightProject, s.office.NewProject},
		{"PUT /api/projects/four-eyes", everywhere, wire.RightProject, s.office.SetFourEyes},
		{"PATCH /api/projects/{project}", inProject, wire.RightProject, s.office.SetProject},
		{"DELETE /api/projects/{project}", everywhere, wire.RightProject, s.office.DeleteProject},
		{"GET /api/projects/{project}/checks", inProject, wire.RightRead, s.projectChecks},
		{"PUT /api/projects/{project}/checks", inProject, wire.RightChecks, s.setProjectChecks},
		{"PUT /api/documents/{id}/project", inDocument, wire.RightProject, s.office.PutInProject},
	}
}

func (s *Server) peopleTable() []route {
	return []route{
		{"GET /api/session", open, "", s.whoIsHere},
		{"POST /api/session", open, "", s.signIn},
		{"DELETE /api/session", own, "", s.signOut},
		{"POST /api/session/passkey/begin", open, "", s.passkeys.BeginEnter},
		{"POST /api/session/passkey", open, "", s.passkeys.Enter},
		{"POST /api/first", open, "", s.first},
		{"POST /api/invited", open, "", s.invited},
		{"POST /api/invited/new", open, "", s.acceptInvitation},
		{"POST /api/invited/join", own, "", s.joinInvitation},
		{"GET /api/me", own, "", s.me},
		{"PUT /api/me", own, "", s.setMe},
		{"PUT /api/me/password", own, "", s.setPassword},
		{"POST /api/me/proof", own, "", s.passkeys.Prove},
		{"POST /api/me/proof/begin", own, "", s.passkeys.BeginProve},
		{"POST /api/me/passkeys/begin", own, "", s.passkeys.BeginAdd},
		{"POST /api/me/passkeys", own, "", s.passkeys.Add},
		{"PATCH /api/me/passkeys/{passkey}", own, "", s.passkeys.Rename},
		{"DELETE /api/me/passkeys/{passkey}", own, "", s.passkeys.Remove},
		{"DELETE /api/me/sessions", own, "", s.endSession},
		{"DELETE /api/me/sessions/{session}", own, "", s.endSession},
		{"POST /api/me/tokens", own, "", s.newToken},
		{"DELETE /api/me/tokens/{token}", own, "", s.endToken},
		{"GET /api/inbox", own, "", s.inbox.Notices},
		{"GET /api/inbox/unread", own, "", s.inbox.Unread},
		{"PUT /api/inbox/seen", own, "", s.inbox.Seen},
		{"GET /api/people", somewhere, wire.RightMembers, s.office.People},
		{"PUT /api/people/{person}/roles", somewhere, wire.RightMembers, s.office.SetRole},
		{"PUT /api/people/{person}/disabled", everywhere, wire.RightPeople, s.office.SetDisabled},
		{"GET /api/invitations", somewhere, wire.RightMembers, s.office.Invitations},
		{"POST /api/invitations", somewhere, wire.RightMembers, s.office.Invite},
		{"DELETE /api/invitations/{invitation}", somewhere, wire.RightMembers, s.office.Uninvite},
		{"GET /api/record", everywhere, wire.RightRecord, s.office.Record},
		{"GET /api/record/export", everywhere, wire.RightRecord, s.office.ExportRecord},
	}
}

// routes serves the table, and the editor's files.
func (s *Server) routes() http.Handler {
	api := http.NewServeMux()
	for _, route := range s.table() {
		api.HandleFunc(route.pattern, s.meter.Watched(s.log.To, route.pattern, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Cache-Control", "no-store")
			r.Body = http.MaxBytesReader(w, r.Body, route.bodyMost())
			r = s.visited(r)
			defer func() {
				if p := recover(); p == http.ErrAbortHandler {
					panic(p)
				} else if p != nil {
					answer.Fault(s.log, w, s.log.Recovered(r.Method+" "+r.URL.Path, p))
				}
			}()
			err := s.allow(r, &route)
			if err == nil && route.where == inDocument && route.pattern != restore && route.pattern != purge {
				err = s.there(r.Context(), r.PathValue("id"))
			}
			if err == nil {
				err = s.answer(w, r, &route)
			}
			if err != nil {
				answer.Fault(s.log, w, err)
			}
		}))
	}
	api.HandleFunc("/api/", func(w http.ResponseWriter, r *http.Request) {
		answer.Fault(s.log, w, answer.Told(http.StatusNotFound, wire.CodeGone, message.Of("no.address", "place", answer.Brief(r.Method+" "+r.URL.Path)), ""))
	})
	protected := http.NewCrossOriginProtection()
	protected.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		answer.Fault(s.log, w, answer.Told(http.StatusForbidden, wire.CodeRights, message.Of("no.other_site"), ""))
	}))
	mux := http.NewServeMux()
	mux.Handle("/api/", protected.Handler(api))
	mux.Handle("/", editor())
	return usualPace.keep(mux)
}

// answer answers what whoever asks may ask, unless they ask for too much.
func (s *Server) answer(w http.ResponseWriter, r *http.Request, route *route) error {
	end, err := s.quota.Begin(w, r, route.pattern)
	if err != nil {
		return err
	}
	defer end()
	return route.handle(w, r)
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
		if visit.OverTLS(r) {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}
