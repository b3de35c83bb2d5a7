package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"triptych/server"
	"triptych/server/demo"
	"triptych/server/fault"
	"triptych/server/meter"
	"triptych/server/people"
	"triptych/server/quota"
	"triptych/server/store"
	"triptych/server/visit"
)

// serveSetup is what `triptych serve` was asked for.
type serveSetup struct {
	addr, path, hosts string
	proxies           []netip.Prefix
	demo              bool
	config            string
	logAs             string
	verbose           bool
	metrics           string
	tls               tlsSetup
	backups           backupSetup
	limits            quota.Limits
}

// flags lists the settings of serve, for it and for config check.
func (set *serveSetup) flags(name string) *flag.FlagSet {
	fs := flag.NewFlagSet(name, flag.ContinueOnError)
	fs.StringVar(&set.addr, "addr", "127.0.0.1:8080", "`ADDRESS` to listen at; port 0 takes a free one")
	fs.StringVar(&set.path, "db", "triptych.db", "database `FILE`; it is made when it is not there")
	fs.BoolVar(&set.demo, "demo", false, "put the demo document into the database when it is not there")
	fs.StringVar(&set.hosts, "host", "", "`NAMES`, with commas between them, by which browsers may call the server, besides localhost; needed with an address that others reach")
	fs.Func("proxy", "`ADDRESSES` and networks of proxies in front of the server, with commas between them: they say where a request comes from (X-Forwarded-For) and whether it came over TLS (X-Forwarded-Proto)", func(list string) (err error) {
		if set.proxies, err = visit.Proxies(list); err != nil {
			err = fmt.Errorf("--proxy takes addresses and networks, as in 127.0.0.1,10.0.0.0/8: %w", err)
		}
		return err
	})
	fs.StringVar(&set.config, "config", "", "TOML `FILE` with settings by these names; the command line counts before the environment (TRIPTYCH_ADDR for --addr), and that before the file")
	fs.StringVar(&set.logAs, "log", "text", "`FORM` of the log on standard error: text or json")
	fs.BoolVar(&set.verbose, "verbose", false, "write every request to the log: its id, route, status and time, and nothing of what it asked for")
	fs.StringVar(&set.metrics, "metrics", "", "`ADDRESS` that Prometheus reads /metrics at, besides /healthz and /readyz; not one for the world")
	set.tls.flags(fs)
	set.backups.flags(fs)
	limitFlags(&set.limits, fs)
	return fs
}

// serve runs the server until ctx is done, then says goodbye to everybody.
func serve(ctx context.Context, args []string, io streams) error {
	var set serveSetup
	flags := set.flags("serve")
	rest, err := parse(flags, args)
	if err == nil {
		err = noMore(flags, rest)
	}
	if err == nil {
		_, err = configure(flags, os.Getenv)
	}
	if err == nil {
		err = set.fit()
	}
	if err == nil && set.backups.dir != "" {
		err = makeFolder("--backup", set.backups.dir)
	}
	if err != nil {
		return err
	}
	return set.serve(ctx, io)
}

// fit says which settings do not go together.
func (set *serveSetup) fit() error {
	if set.logAs != "text" && set.logAs != "json" {
		return fmt.Errorf("--log %s: the log is written as text or json", set.logAs)
	}
	if set.tls.names != "" && set.tls.cache == "" {
		set.tls.cache = filepath.Join(filepath.Dir(set.path), "certificates")
	}
	return errors.Join(set.tls.fit(), set.backups.fit(), fitLimits(&set.limits))
}

// known lists the names by which browsers may call the server: what certificates are
// got for is what people type.
func (set *serveSetup) known() string {
	return strings.Trim(set.tls.names+","+set.hosts, ", ")
}

// takenError is told of an address at which something listens.
type takenError string

func (t takenError) Error() string {
	return fmt.Sprintf("something listens at %s already: stop it, or choose another address with --addr", string(t))
}

func listenAt(addr string) (net.Listener, error) {
	l, err := net.Listen("tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, takenError(addr)
	} else if err != nil {
		return nil, fmt.Errorf("cannot listen at %s: %w; --addr takes a host and a port, as in 127.0.0.1:8080", addr, err)
	}
	return l, nil
}

func (set *serveSetup) serve(ctx context.Context, io streams) error {
	listener, err := listenAt(set.addr)
	if err != nil {
		return err
	}
	defer listener.Close() // the server closes it before
	names, err := hostNames(set.known(), listener.Addr())
	if err != nil {
		return err
	}
	st, err := store.Serve(set.path, listener.Addr().String())
	if err != nil {
		return err
	}
	defer st.Close()
	logger := set.logger(io)
	set.tls.log = logger
	tellLosses(logger, st)
	if set.demo {
		if err := demo.Add(ctx, st); err != nil {
			return err
		}
	}
	figures := meter.New(server.Version())
	dir, err := people.Open(ctx, st, people.Options{Log: fault.Log{To: logger}})
	if err != nil {
		return err
	}
	defer dir.Close()
	shared := len(set.proxies) > 0 || reachable(set.known(), listener.Addr())
	srv := server.New(st, server.Options{Log: logger, Meter: figures, Hosts: names, People: dir, Accounts: shared, Proxies: set.proxies, Quota: set.limits})
	web := &site{main: listener, srv: srv, log: logger}
	if err := web.furnish(set, figures); err != nil {
		return errors.Join(err, srv.Close(context.Background()))
	}
	keep, stop := context.WithCancel(ctx)
	kept := set.backups.keep(keep, st, logger, figures)
	defer func() { stop(); <-kept }()
	fmt.Fprintf(io.out, "Triptych serves %s at %s://%s\n", set.path, web.scheme(), listener.Addr())
	if shared {
		tellFirst(io.out, dir, set.public(web.scheme(), listener.Addr()))
	}
	return web.untilDone(ctx)
}

// logger writes what a person or a program is to know of the server.
func (set *serveSetup) logger(io streams) *slog.Logger {
	opt := &slog.HandlerOptions{Level: slog.LevelInfo}
	if set.verbose {
		opt.Level = slog.LevelDebug
	}
	if set.logAs == "json" {
		return slog.New(slog.NewJSONHandler(io.err, opt))
	}
	return slog.New(slog.NewTextHandler(io.err, opt))
}

// tellLosses says what the record beside the database knows and the database
// does not have.
func tellLosses(to *slog.Logger, st *store.Store) {
	for _, note := range st.Notes {
		to.Info(note)
	}
	for _, loss := range st.Losing {
		to.Error(loss.Error())
	}
	if len(st.Losing) > 0 {
		to.Error(fmt.Sprintf("%d documents are not as people were told they are. Stop the server and restore the newest backup that verifies, or go on without what is missing: with the button in the document, or 'triptych verify --accept DOC' while no server runs", len(st.Losing)))
	}
}

// hostNames lists the names that requests may be addressed to: those given and
// the names of this machine. Where others reach the server, one must be given: any
// site can make a name of its own lead here, and its page would then be taken for
// this server's.
func hostNames(given string, addr net.Addr) ([]string, error) {
	var names []string
	for name := range strings.SplitSeq(given, ",") {
		name = strings.TrimSpace(name)
		if host, _, err := net.SplitHostPort(name); err == nil {
			name = host
		}
		if name = strings.Trim(name, "[]"); name != "" {
			names = append(names, name)
		}
	}
	tcp, ok := addr.(*net.TCPAddr)
	if len(names) == 0 && !(ok && tcp.IP.IsLoopback()) {
		return nil, fmt.Errorf("others can reach %s, so say by which names: --host triptych.example.org,192.0.2.7 lists those that people type into their browsers, with commas between; for this machine alone, --addr 127.0.0.1:8080", addr)
	}
	names = append(names, server.OwnNames...)
	if ok && !tcp.IP.IsUnspecified() {
		names = append(names, tcp.IP.String())
	}
	return names, nil
}

// stopWithin is how long a stopping server waits for those it serves.
const stopWithin = 5 * time.Second

// site is a server with the addresses it is served at.
type site struct {
	main   net.Listener
	secure bool // TLS, by web.TLSConfig
	web    http.Server
	srv    *server.Server
	log    *slog.Logger
	beside []besides
}

// besides is a small server beside the one for people.
type besides struct {
	at  net.Listener
	web *http.Server
}

func (s *site) scheme() string {
	if s.secure {
		return "https"
	}
	return "http"
}

// furnish adds TLS, and the addresses for figures and for browsers that come
// without TLS.
func (s *site) furnish(set *serveSetup, figures *meter.Meter) error {
	config, challenge, err := set.tls.config()
	if err != nil {
		return err
	}
	s.web.TLSConfig, s.secure = config, config != nil
	add := func(addr string, handler http.Handler) error {
		if addr == "" {
			return nil
		}
		l, err := listenAt(addr)
		if err == nil {
			s.log.Info("listening", "at", l.Addr().String())
			s.beside = append(s.beside, besides{l, &http.Server{Handler: handler, ReadTimeout: 10 * time.Second, WriteTimeout: 10 * time.Second, MaxHeaderBytes: 16 << 10}})
		}
		return err
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", figures)
	mux.Handle("GET /healthz", s.srv)
	mux.Handle("GET /readyz", s.srv)
	if err = add(set.metrics, mux); err == nil {
		err = add(set.tls.redirect, challenge)
	}
	if err != nil {
		s.closeBeside()
	}
	return err
}

func (s *site) closeBeside() {
	for _, b := range s.beside {
		b.at.Close()
		b.web.Close()
	}
}

func (s *site) untilDone(ctx context.Context) error {
	if os.Getenv("GOMAXPROCS") == "" {
		// The writer waits in SQLite, where the scheduler takes it for working: with
		// one processor more nobody waits behind it (p99 of an acknowledgement at
		// 6,000 edits a second on two cores: 35 ms instead of 80).
		runtime.GOMAXPROCS(runtime.NumCPU() + 1)
	}
	s.web.Handler, s.web.ReadHeaderTimeout, s.web.IdleTimeout, s.web.MaxHeaderBytes = s.srv, 10*time.Second, 2*time.Minute, 64<<10
	if s.log != nil {
		s.web.ErrorLog = slog.NewLogLogger(s.log.Handler(), slog.LevelDebug) // what strangers' connections do wrong
	}
	failed := make(chan error, 1+len(s.beside))
	go func() {
		if s.secure {
			failed <- s.web.ServeTLS(s.main, "", "")
		} else {
			failed <- s.web.Serve(s.main)
		}
	}()
	for _, b := range s.beside {
		go func() { failed <- b.web.Serve(b.at) }()
	}
	defer s.closeBeside()
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	late, cancel := context.WithTimeout(context.Background(), stopWithin)
	defer cancel()
	if err := s.srv.Close(late); err != nil {
		s.web.Close()
		return fmt.Errorf("stop: some connections did not end within %v", stopWithin)
	}
	if err := s.web.Shutdown(late); err != nil {
		s.web.Close()
	}
	return nil
}
