package server_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"triptych/align"
	"triptych/server"
	"triptych/server/change"
	"triptych/server/peer"
	"triptych/server/people"
	"triptych/server/store"
	"triptych/server/wire"
)

// TestMain lets the test binary be the server that TestKill kills.
func TestMain(m *testing.M) {
	if path := os.Getenv("TRIPTYCH_TEST_SERVE"); path != "" {
		fmt.Fprintln(os.Stderr, serveForTest(path, os.Getenv("TRIPTYCH_TEST_ADDR")))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func serveForTest(path, addr string) error {
	st, err := store.Open(path)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	fmt.Println("http://" + l.Addr().String())
	opt := fast
	if os.Getenv("TRIPTYCH_TEST_ACCOUNTS") != "" {
		opt.Accounts = true
		if opt.People, err = people.Open(context.Background(), st, people.Options{}); err != nil {
			return err
		}
	}
	return http.Serve(l, server.New(st, opt))
}

// process is a server in a process of its own.
type process struct {
	cmd *exec.Cmd
	url string
}

func startProcess(t *testing.T, path, addr string) *process {
	t.Helper()
	p := &process{cmd: exec.Command(os.Args[0])}
	p.cmd.Env = append(os.Environ(), "TRIPTYCH_TEST_SERVE="+path, "TRIPTYCH_TEST_ADDR="+addr)
	p.cmd.Stderr = os.Stderr
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal("the server did not start: ", err)
	}
	p.url = strings.TrimSpace(line)
	return p
}

func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
}

// writer is a client that types tokens, each once, at the ends of segments, and
// goes on through every loss of the connection.
type writer struct {
	*peer.Peer
	typed map[string]string // token of each message
	count int
	every time.Duration
	steps int           // one in so many messages is a structural step
	acked *atomic.Int64 // of all writers
	err   error
}

// typeToken puts the next token at the beginning or the end of some segment.
func (w *writer) typeToken(rnd *rand.Rand) error {
	segs := segments(w.Peer)
	id := segs[rnd.IntN(len(segs))]
	if !w.Editable(id) {
		return nil
	}
	if rnd.IntN(w.steps) == 0 {
		return w.rearrange(id, rnd)
	}
	w.count++
	token := fmt.Sprintf("<%s.%d>", w.Client, w.count)
	m := wire.ClientMessage{T: "text", Seg: id, Base: w.Segs[id].Rev, Text: token + w.Segs[id].Text}
	if rnd.IntN(2) == 0 {
		m.Text = w.Segs[id].Text + token
	}
	sent, err := w.Send(m)
	w.typed[sent] = token
	return err
}

// rearrange splits a segment before one of its tokens, joins it with the next,
// moves it, shifts its cell, has a stretch aligned again, or takes back the last
// step.
func (w *writer) rearrange(id string, rnd *rand.Rand) error {
	m := wire.ClientMessage{T: "struct", Kind: "merge", Seg: id, Base: w.At}
	unit := w.Order[rnd.IntN(len(w.Order))]
	switch rnd.IntN(6) {
	case 0:
		text := w.Segs[id].Text
		from := rnd.IntN(len(text) + 1)
		if at := strings.Index(text[from:], "<"); at >= 0 {
			m.Kind, m.At = "split", change.Units(text[:from+at])
		}
	case 1:
		m.Kind, m.To = "move", unit
	case 2:
		m.Kind, m.Dir = "shift", 1-2*rnd.IntN(2)
	case 3:
		m.Kind, m.Seg = "undo", ""
	case 4:
		m.Kind, m.Seg, m.Unit, m.To = "realign", "", unit, unit
	}
	_, err := w.Send(m)
	return err
}

// run types until stop is closed, then waits for the last answers.
func (w *writer) run(stop <-chan struct{}, rnd *rand.Rand) {
	end := make(chan struct{})
	defer close(end)
	tick := time.NewTicker(w.every)
	defer tick.Stop()
	var batches <-chan []byte
	stopped := false
	var late <-chan time.Time
	for {
		if batches == nil {
			if err := w.Dial(); err != nil {
				time.Sleep(time.Duration(5+rnd.IntN(20)) * time.Millisecond)
			} else {
				batches = w.Listen(end)
			}
		}
		if stopped && w.InFlight() == 0 {
			return
		}
		select {
		case data, ok := <-batches:
			if !ok {
				w.Close()
				batches = nil
			} else {
				before := len(w.Acked)
				if w.err = w.Take(data); w.err != nil {
					return
				}
				w.acked.Add(int64(len(w.Acked) - before))
			}
		case <-tick.C:
			if !stopped && w.Loaded() && w.InFlight() < 4 {
				_ = w.typeToken(rnd)
			}
		case <-stop:
			stopped, stop = true, nil
			late = time.After(20 * time.Second)
		case <-late:
			w.err = fmt.Errorf("%d messages without an answer", w.InFlight())
			return
		}
	}
}

// TestKill kills the server with -9 again and again while people type. Nothing
// that was acknowledged may be lost, and nothing may be there twice.
// TRIPTYCH_KILL=ROUNDSxCLIENTSxEDITS makes it longer: so many edits are
// acknowledged in each round before the server may be killed.
func TestKill(t *testing.T) { killWriters(t, 25, nil) }

// TestKillSteps is TestKill with every second message a structural step: the
// document is as it was before a step or as it was after it.
func TestKillSteps(t *testing.T) { killWriters(t, 2, nil) }

// killWriters has writers type while the server is killed. town, if not nil, lets them
// in where people sign in, and does its own in every round.
func killWriters(t *testing.T, steps int, in *town) {
	rounds, clients, edits := 4, 6, int64(50)
	if long := os.Getenv("TRIPTYCH_KILL"); long != "" {
		if _, err := fmt.Sscanf(long, "%dx%dx%d", &rounds, &clients, &edits); err != nil {
			t.Fatal(err)
		}
	}
	h := newHouse(t, fast, "a|b|c", "d|e|f", "g|h|i")
	if in != nil {
		in.settle(h, clients)
	}
	h.close()
	seed := uint64(time.Now().UnixNano())
	t.Log("seed", seed)
	rnd := rand.New(rand.NewPCG(seed, 1))
	p := startProcess(t, h.path, "127.0.0.1:0")
	addr := strings.TrimPrefix(p.url, "http://")
	stop := make(chan struct{})
	var all sync.WaitGroup
	var acked atomic.Int64
	writers := make([]*writer, clients)
	for i := range writers {
		w := &writer{Peer: peer.New("ws://"+addr+"/api/live", h.doc, "w"+strconv.Itoa(i)), typed: map[string]string{}, every: 4 * time.Millisecond, steps: steps, acked: &acked}
		if in != nil {
			w.Header = in.header(i)
		}
		writers[i] = w
		rnd := rand.New(rand.NewPCG(seed, uint64(i+2)))
		all.Go(func() { w.run(stop, rnd) })
	}
	for range rounds {
		for from, end := acked.Load(), time.Now().Add(10*time.Second); acked.Load() < from+edits && time.Now().Before(end); {
			time.Sleep(time.Millisecond)
		}
		if in != nil {
			in.act(p.url)
		}
		time.Sleep(time.Duration(rnd.IntN(100_000)) * time.Microsecond)
		p.kill()
		p = startProcess(t, h.path, addr)
	}
	time.Sleep(300 * time.Millisecond)
	close(stop)
	all.Wait()
	p.kill()
	h.open()
	checkWriters(t, h, writers)
	if in != nil {
		in.check(h)
	}
}

// checkWriters compares what was acknowledged with what the database holds.
func checkWriters(t *testing.T, h *house, writers []*writer) {
	h.verify()
	fresh := h.peer("fresh")
	texts := fresh.Texts()
	text := strings.Join(texts[align.En], "") + strings.Join(texts[align.Hans], "") + strings.Join(texts[align.Hant], "")
	rows, steps := map[string]int{}, 0
	events, err := h.st.Events(context.Background(), h.doc, 0, 1<<30)
	if err != nil {
		t.Fatal(err)
	}
	for _, ev := range events {
		if ev.Kind == "struct" {
			steps++
		}
		id, _, _ := strings.Cut(ev.Msg, "\n")
		if id == ev.Msg {
			rows[id]++
		}
	}
	acked := 0
	for _, w := range writers {
		if w.err != nil {
			t.Errorf("%s: %v", w.Client, w.err)
		}
		if w.Loaded() && w.At == fresh.At {
			if a, b := layout(w.Peer), layout(fresh); a != b {
				t.Errorf("%s has\n%s\nthe database\n%s", w.Client, a, b)
			}
			for id, s := range w.Segs {
				if fresh.Segs[id] == nil || s.Text != fresh.Segs[id].Text {
					t.Errorf("%s: segment %s is %q, in the database %+v", w.Client, id, s.Text, fresh.Segs[id])
				}
			}
		}
		for _, id := range w.Acked {
			acked++
			if rows[id] != 1 {
				t.Errorf("%s: acknowledged, and in %d rows", id, rows[id])
			}
			if token, ok := w.typed[id]; ok && strings.Count(text, token) != 1 {
				t.Errorf("%s: acknowledged, and %d times in the text", token, strings.Count(text, token))
			}
		}
		for id, n := range w.Nacks {
			if _, typed := w.typed[id]; typed {
				t.Errorf("%s: refused: %+v", id, n)
			}
		}
	}
	t.Logf("%d messages acknowledged, %d events, %d structural", acked, len(events), steps)
	if acked == 0 {
		t.Error("nothing was acknowledged")
	}
}
