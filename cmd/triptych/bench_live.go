package main

import (
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"triptych/align"
	"triptych/server/audit"
	"triptych/server/load"
	"triptych/server/peer"
	"triptych/server/people"
	"triptych/server/store"
)

// liveBench are the settings of `triptych bench live`.
type liveBench struct {
	clients, authors, docs, stalled int
	rate                            float64
	duration                        time.Duration
	reconnect, noBare, accounts     bool
	header                          http.Header // of every client, where people sign in
	serve                           string      // in a child process: what to serve
}

func benchLive(ctx context.Context, args []string, std streams) error {
	var b liveBench
	flags := flag.NewFlagSet("bench live", flag.ContinueOnError)
	flags.IntVar(&b.clients, "clients", 100, "`N` clients, over all documents")
	flags.IntVar(&b.authors, "authors", 10, "`M` of them write, each in a paragraph of its own")
	flags.Float64Var(&b.rate, "rate", 5, "edits a second of each author, `R`")
	flags.DurationVar(&b.duration, "duration", 10*time.Second, "how long each part lasts, `D`")
	flags.IntVar(&b.docs, "docs", 1, "`K` documents")
	flags.IntVar(&b.stalled, "stalled", 0, "once more beside `N` clients that stop reading")
	flags.BoolVar(&b.reconnect, "reconnect", false, "drop all connections at once and measure until everybody is in step again")
	flags.BoolVar(&b.accounts, "accounts", false, "clients sign in: the server looks at each message what its person may do")
	flags.BoolVar(&b.noBare, "no-bare", false, "leave out the closed loop and the bare baseline")
	flags.StringVar(&b.serve, "serve", "", "for the program itself: serve `KIND=FILE` to a bench in another process")
	rest, err := parse(flags, args)
	if err == nil {
		err = noMore(flags, rest)
	}
	if err != nil {
		return err
	}
	if b.serve != "" {
		return serveBench(ctx, b.serve, std)
	}
	if b.clients < b.docs || b.authors > b.clients || b.docs < 1 || b.authors < 1 {
		return errors.New("bench live: there must be at least one client for each document, and at most as many authors as clients")
	}
	dir, err := os.MkdirTemp("", "triptych-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	return b.measure(ctx, dir, std)
}

// measure runs the parts one after the other, each against a server in a
// process of its own.
func (b *liveBench) measure(ctx context.Context, dir string, std streams) error {
	path := filepath.Join(dir, "bench.db")
	docs, err := b.makeDocuments(path)
	if err != nil {
		return err
	}
	child, err := b.start(ctx, path)
	if err != nil {
		return err
	}
	defer child.stop()
	before := int64(0)
	swarm, err := load.Connect(ctx, load.Options{URL: child.url, Docs: docs, Clients: b.clients, Authors: b.authors, Header: b.header,
		Opened: func() { time.Sleep(time.Second); child.tidy(); before = child.memory() }})
	if err != nil {
		return err
	}
	defer swarm.Close()
	child.tidy()
	fmt.Fprintf(std.out, "%d clients, %d authors, %d documents, %.1f KiB of the server's memory per idle connection\n",
		b.clients, b.authors, b.docs, float64(child.memory()-before)/1024/float64(b.clients))
	if err := b.openLoop(ctx, swarm, child, std.out); err != nil {
		return err
	}
	if b.reconnect {
		if err := b.reconnectAll(ctx, swarm, docs, child.url, std.out); err != nil {
			return err
		}
	}
	closed := 0.0
	if !b.noBare {
		if closed, err = b.closedLoop(ctx, swarm, child, "closed loop", std.out); err != nil {
			return err
		}
	}
	fmt.Fprintf(std.out, "memory         %8.1f MiB at the end\n", float64(child.memory())/(1<<20))
	if err := b.agree(ctx, swarm, docs, child, path, std.out); err != nil {
		return err
	}
	if b.noBare {
		return nil
	}
	return b.bare(ctx, dir, docs, closed, std.out)
}

// start starts the server, with accounts where clients sign in.
func (b *liveBench) start(ctx context.Context, path string) (*child, error) {
	if !b.accounts {
		return startChild(ctx, "triptych="+path)
	}
	if err := b.signIn(ctx, path); err != nil {
		return nil, err
	}
	return startChild(ctx, "accounts="+path)
}

// signIn makes an account that may edit, and has the clients show its token.
func (b *liveBench) signIn(ctx context.Context, path string) error {
	st, err := store.Open(path)
	if err != nil {
		return err
	}
	defer st.Close()
	dir, err := people.Open(ctx, st, people.Options{})
	if err != nil {
		return err
	}
	defer dir.Close()
	n := people.NewAccount{Name: "Bench", Email: "bench@example.org", Password: rand.Text()}
	if _, err = dir.Add(ctx, n, people.Role{Kind: people.All, Role: "editor"}); err != nil {
		return err
	}
	cookie, err := dir.SignIn(ctx, n.Email, n.Password, people.From{})
	if err != nil {
		return err
	}
	token, err := dir.NewToken(dir.BySession(cookie, ""), "bench", "editor", 1)
	b.header = http.Header{"Authorization": {"Bearer " + token}}
	return err
}

// openLoop measures the load at its rate, and once more beside clients that do
// not read, when there shall be some.
func (b *liveBench) openLoop(ctx context.Context, swarm *load.Swarm, child *child, out io.Writer) error {
	if _, err := swarm.Run(ctx, b.rate, min(2*time.Second, b.duration)); err != nil { // to warm up
		return err
	}
	r, err := swarm.Run(ctx, b.rate, b.duration)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "open loop      %8.0f edits/s   acknowledged %v\n%36s %v\n", float64(r.Edits)/r.Seconds, r.Ack, "last receive", r.Last)
	if b.stalled == 0 {
		return nil
	}
	if err := swarm.Stall(ctx, b.stalled); err != nil {
		return err
	}
	before := child.memory()
	beside, err := swarm.Run(ctx, b.rate, b.duration)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "beside %d that do not read          acknowledged %v\n%36s %v\n", b.stalled, beside.Ack, "last receive", beside.Last)
	fmt.Fprintf(out, "%36s %.2f of the p99 without them, %+.1f MiB of memory\n", "", float64(beside.Last.P99)/float64(max(1, r.Last.P99)), float64(child.memory()-before)/(1<<20))
	return nil
}

func (b *liveBench) reconnectAll(ctx context.Context, swarm *load.Swarm, docs []load.Doc, url string, out io.Writer) error {
	p := peer.New(url, docs[0].ID, "epoch")
	p.Header = b.header
	if err := p.Dial(); err != nil {
		return err
	}
	defer p.Close()
	if err := p.Until(time.Minute, p.Loaded); err != nil {
		return err
	}
	took, err := swarm.Reconnect(ctx, p.Epoch)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "reconnect      %8.2f s until all %d clients were in step\n", took.Seconds(), b.clients)
	return nil
}

// agree compares what all clients received with each other, and one replica of
// each document with the server and with its database.
func (b *liveBench) agree(ctx context.Context, swarm *load.Swarm, docs []load.Doc, child *child, path string, out io.Writer) error {
	if err := swarm.Agree(); err != nil {
		return err
	}
	replicas := make([]*peer.Peer, len(docs))
	for d := range docs {
		p := peer.New(child.url, docs[d].ID, "nobody")
		for _, frame := range swarm.Frames(d) {
			if err := p.Take(frame); err != nil && !b.reconnect {
				return fmt.Errorf("replica of document %d: %w", d, err)
			}
		}
		replicas[d] = p
	}
	child.stop()
	st, err := store.Open(path)
	if err != nil {
		return err
	}
	defer st.Close()
	texts := 0
	for d, p := range replicas {
		faults, err := audit.Document(ctx, st, docs[d].ID)
		if err != nil || len(faults) > 0 {
			return errors.Join(err, fmt.Errorf("database: %v", faults))
		}
		stored, err := st.Load(ctx, docs[d].ID)
		if err != nil {
			return err
		}
		for _, u := range stored.Units {
			for _, segs := range u.Segs {
				for _, seg := range segs {
					texts++
					if have := p.Segs[seg.ID]; have == nil || have.Text != seg.Text {
						return fmt.Errorf("segment %s is another text in a replica than in the database", seg.ID)
					}
				}
			}
		}
	}
	fmt.Fprintf(out, "agreement      all clients received the same events; %d texts of replicas and database are equal, every revision replays\n", texts)
	return nil
}

// bare measures the baseline in a closed loop.
func (b *liveBench) bare(ctx context.Context, dir string, docs []load.Doc, closed float64, out io.Writer) error {
	child, err := startChild(ctx, "bare="+filepath.Join(dir, "bare.db"))
	if err != nil {
		return err
	}
	defer child.stop()
	swarm, err := load.Connect(ctx, load.Options{URL: child.url, Docs: docs[:1], Clients: b.clients, Authors: min(b.authors, len(docs[0].Segs))})
	if err != nil {
		return err
	}
	defer swarm.Close()
	bare, err := b.closedLoop(ctx, swarm, child, "bare baseline", out)
	if err == nil {
		fmt.Fprintf(out, "ratio          %8.2f of the bare baseline's closed loop\n", closed/bare)
	}
	return err
}

// closedLoop has every author write as soon as the last edit is acknowledged, and
// gives the edits in a second.
func (b *liveBench) closedLoop(ctx context.Context, swarm *load.Swarm, child *child, name string, out io.Writer) (float64, error) {
	before := child.processor()
	r, err := swarm.Run(ctx, 0, b.duration)
	if err != nil {
		return 0, err
	}
	each := (child.processor() - before) / float64(max(1, r.Edits))
	fmt.Fprintf(out, "%-14s %8.0f edits/s   acknowledged %v\n%36s %.0f µs of the server's processor an edit\n", name, float64(r.Edits)/r.Seconds, r.Ack, "", each*1e6)
	return float64(r.Edits) / r.Seconds, nil
}

// makeDocuments writes documents with enough paragraphs for their authors.
func (b *liveBench) makeDocuments(path string) ([]load.Doc, error) {
	st, err := store.Open(path)
	if err != nil {
		return nil, err
	}
	defer st.Close()
	texts := [3]string{
		strings.Repeat("The ministry said that 300 ports would be connected by 2030. ", 6),
		strings.Repeat("该部表示，到2030年将有300个港口接入电网。", 5),
		strings.Repeat("該部表示，到2030年將有300個港口接入電網。", 5),
	}
	units := max(20, (b.authors/b.docs+3)/3+1)
	var docs []load.Doc
	for d := range b.docs {
		nd := &store.NewDocument{Title: fmt.Sprintf("Bench %d", d), Versions: align.Versions[:], Who: "bench"}
		for range units {
			var u align.Unit
			for v, text := range texts {
				u.Segs[v] = []int{len(nd.Segs[v])}
				nd.Segs[v] = append(nd.Segs[v], align.Segment{Text: text, Kind: align.Text})
			}
			nd.Units = append(nd.Units, u)
		}
		id, err := st.Create(nd, nil)
		if err != nil {
			return nil, err
		}
		stored, err := st.Load(context.Background(), id)
		if err != nil {
			return nil, err
		}
		doc := load.Doc{ID: id}
		for _, u := range stored.Units {
			for _, segs := range u.Segs {
				doc.Segs = append(doc.Segs, load.Seg{ID: segs[0].ID, Units: len([]rune(segs[0].Text))})
			}
		}
		docs = append(docs, doc)
	}
	return docs, nil
}
