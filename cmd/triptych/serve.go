package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"runtime"
	"strings"
	"syscall"
	"time"

	"triptych/server"
	"triptych/server/demo"
	"triptych/server/store"
)

// serve runs the server until ctx is done, then says goodbye to everybody.
func serve(ctx context.Context, args []string, io streams) error {
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	addr := flags.String("addr", "127.0.0.1:8080", "`ADDRESS` to listen at; port 0 takes a free one")
	path := flags.String("db", "triptych.db", "database `FILE`; it is made when it is not there")
	withDemo := flags.Bool("demo", false, "put the demo document into the database when it is not there")
	hosts := flags.String("host", "", "`NAMES`, with commas between them, by which browsers may call the server, besides localhost; needed with an address that others reach")
	rest, err := parse(flags, args)
	if err == nil {
		err = noMore(flags, rest)
	}
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", *addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("something listens at %s already: stop it, or choose another address with --addr", *addr)
	} else if err != nil {
		return fmt.Errorf("cannot listen at %s: %w; --addr takes a host and a port, as in 127.0.0.1:8080", *addr, err)
	}
	names, err := hostNames(*hosts, listener.Addr())
	if err != nil {
		listener.Close()
		return err
	}
	st, err := store.Serve(*path, listener.Addr().String())
	if err != nil {
		listener.Close()
		return err
	}
	defer st.Close()
	logger := log.New(io.err, "", log.LstdFlags)
	tellLosses(logger, st)
	srv := server.New(st, server.Options{Log: logger, Hosts: names})
	if *withDemo {
		if err := demo.Add(ctx, st); err != nil {
			listener.Close()
			return err
		}
	}
	fmt.Fprintf(io.out, "Triptych serves %s at http://%s\n", *path, listener.Addr())
	return untilDone(ctx, listener, srv)
}

// tellLosses says what the record beside the database knows and the database
// does not have.
func tellLosses(to *log.Logger, st *store.Store) {
	for _, note := range st.Notes {
		to.Println(note)
	}
	for _, loss := range st.Losing {
		to.Println(loss)
	}
	if len(st.Losing) > 0 {
		to.Printf("%d documents are not as people were told they are. Stop the server and restore the newest backup that verifies, or go on without what is missing: with the button in the document, or 'triptych verify --accept DOC' while no server runs", len(st.Losing))
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

func untilDone(ctx context.Context, listener net.Listener, srv *server.Server) error {
	if os.Getenv("GOMAXPROCS") == "" {
		// The writer waits in SQLite, where the scheduler takes it for working: with
		// one processor more nobody waits behind it (p99 of an acknowledgement at
		// 6,000 edits a second on two cores: 35 ms instead of 80).
		runtime.GOMAXPROCS(runtime.NumCPU() + 1)
	}
	web := &http.Server{Handler: srv, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10}
	failed := make(chan error, 1)
	go func() { failed <- web.Serve(listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	late, cancel := context.WithTimeout(context.Background(), stopWithin)
	defer cancel()
	if err := srv.Close(late); err != nil {
		web.Close()
		return fmt.Errorf("stop: some connections did not end within %v", stopWithin)
	}
	if err := web.Shutdown(late); err != nil {
		web.Close()
	}
	return nil
}
