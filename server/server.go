// Package server is Triptych over HTTP: its routes, each with the right that it
// asks for, what they answer, and the errors. What happens in documents that are
// open is live's, what is found in them finding's.
//
// The guarantee: a request does nothing that the role it has at that moment does
// not include, and a page of another site does nothing at all.
package server

import (
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"triptych/align/check"
	"triptych/align/message"
	"triptych/server/comment"
	"triptych/server/fault"
	"triptych/server/finding"
	"triptych/server/inbox"
	"triptych/server/index"
	"triptych/server/job"
	"triptych/server/live"
	"triptych/server/meter"
	"triptych/server/office"
	"triptych/server/passkey"
	"triptych/server/people"
	"triptych/server/project"
	"triptych/server/quota"
	"triptych/server/realigned"
	"triptych/server/revised"
	"triptych/server/signoff"
	"triptych/server/store"
	"triptych/server/tray"
	"triptych/server/visit"
	"triptych/server/wire"
)

// Options of a server; the zero value serves everybody as admin. With People, who
// has no account comes in only while nobody has one, and not even then with Accounts.
type Options struct {
	Limits   wire.Limits       // zero fields: 256 KiB, 100,000 units, 20 a second, bursts of 100
	Role     func() string     // the role that everybody has now, where nobody signs in
	People   *people.Directory // nil = nobody signs in
	Accounts bool              // also while nobody has an account
	Proxies  []netip.Prefix    // whose word is taken for where a request comes from, and how
	Hosts    []string          // names, without port, that requests may be addressed to; none = OwnNames
	Checks   check.Settings
	Quota    quota.Limits // of one person who has signed in
	Keep     int          // bytes of events that a room keeps for readers that are behind; 0 = 8 MiB
	Log      *slog.Logger // nil = none
	Meter    *meter.Meter // nil = nothing is counted
}

// Server is an http.Handler.
type Server struct {
	store    *store.Store
	limits   wire.Limits
	role     func() string
	people   *people.Directory
	demands  bool // an account, also while there is none
	log      fault.Log
	finder   *finding.Finder
	rooms    *live.Rooms
	meter    *meter.Meter
	projects *project.Book
	office   *office.Office
	passkeys *passkey.Book
	reviser  *revised.Reviser
	desk     *signoff.Desk
	comments *comment.Book
	inbox    *inbox.Box
	shower   *realigned.Shower
	index    *index.Index
	jobs     *job.Queue
	handler  http.Handler
	tray     *tray.Tray
	quota    *quota.Book
	work     sync.WaitGroup
	end      func()     // what goes on by itself
	trying   sync.Mutex // of tried
	tried    *trial     // under way; nil = none
}

// jobsMost is how many pieces of heavy work go on at a time; others wait their turn.
const jobsMost = 2

// New makes a server on an open store. Close it before the store.
func New(st *store.Store, opt Options) *Server {
	s := &Server{
		store: st, limits: opt.Limits.Or(wire.UsualLimits), role: opt.Role, people: opt.People, demands: opt.Accounts,
		log: fault.Log{To: opt.Log}, meter: opt.Meter, jobs: job.New(jobsMost),
	}
	if s.role == nil {
		s.role = func() string { return "admin" }
	}
	s.finder = finding.New(st, opt.Checks, s.log)
	s.projects = project.Open(st, s.log)
	s.finder.In(func(doc string) string { return s.projects.Checks(s.projects.Of(doc)) })
	if s.people != nil {
		s.people.In(s.projects.Of)
	}
	s.rooms = live.New(st, s.finder, live.Options{Limits: s.limits, Keep: opt.Keep, Log: s.log, Meter: s.meter, Eyes: s.projects.FourEyes, Jobs: s.jobs, Each: opt.Quota.Connections})
	s.office = office.New(st, s.people, s.projects, s.recheck, s.log)
	s.passkeys = passkey.New(st, s.people, passkey.Options{Enter: s.enter, Own: s.me})
	s.index = index.Open(st, index.Options{Log: s.log, Project: s.projects.Of, Glossary: s.finder.Terms})
	s.shower = realigned.New(s.rooms, s.jobs, s.log)
	s.reviser = revised.New(st, s.rooms, s.jobs, s.limits.Segment, s.log)
	s.desk = signoff.New(st, s.rooms, s.log)
	s.comments = comment.Open(st, s.people, s.rooms.Tell, s.log)
	var err error
	s.inbox, err = inbox.Open(st)
	s.log.Complain("listen for cells that are sent back", err)
	s.tray = tray.New(st, s.note, func(doc string) {
		s.rooms.Shut(doc, wire.Bye{Code: wire.CodeGone, Said: wire.Say(message.Of("bye.deleted"))})
	}, s.log)
	s.quota = quota.New(st, opt.Quota, nil)
	st.KeepRefused(opt.Quota.Refused)
	s.measure()
	s.handler = s.health(visit.Behind(opt.Proxies, secure(s.onlyTo(opt.Hosts, s.routes()))))
	life, end := context.WithCancel(context.Background())
	s.end = end
	s.work.Go(func() { s.tray.Keep(life) })
	s.work.Go(func() { s.log.Complain("erase comments that were taken back long ago", s.comments.Erase(time.Now())) })
	s.work.Go(func() { s.log.Complain("clear what was read long ago", s.inbox.Clear(time.Now())) })
	return s
}

// recheck has every document checked by what is said around it now.
func (s *Server) recheck() {
	s.finder.Anew()
	s.rooms.Recheck()
}

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Close says goodbye to everybody, commits what is pending and returns when
// everything has ended or ctx is done, in which case something may not be stored.
func (s *Server) Close(ctx context.Context) error {
	s.end()
	s.jobs.Close()
	if err := s.rooms.Close(ctx); err != nil {
		return err
	}
	s.finder.Close()
	s.index.Close()
	s.work.Wait()
	return nil
}

// live is GET /api/live.
func (s *Server) live(w http.ResponseWriter, r *http.Request) error {
	return s.rooms.Connect(w, r, visit.Of(r))
}
