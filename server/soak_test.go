package server

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"triptych/align"
	"triptych/server/audit"
	"triptych/server/change"
	"triptych/server/peer"
	"triptych/server/record"
	"triptych/server/wire"
)

// soakClients is how many are connected at a time.
const soakClients = 200

// soaker is one of them: what they did that was answered, and what went wrong.
type soaker struct {
	c     *castle
	p     *inhabitant
	peer  *peer.Peer
	heard <-chan []byte
	acked *atomic.Int64
}

// TestSoak has clients of every role work on one server for as long as SOAK says: they
// type, approve, judge, ask for lists and files, and come back after they went. Nobody
// meets an error, memory does not grow on, and in the end the database and the record
// verify.
func TestSoak(t *testing.T) {
	lasts, err := time.ParseDuration(os.Getenv("SOAK"))
	if err != nil {
		t.Skip("SOAK says for how long: make soak")
	}
	c := newCastle(t)
	var everybody []*inhabitant
	for _, role := range []string{"viewer", "commenter", "translator", "editor", "qa", "manager", "admin"} {
		everybody = append(everybody, c.settle(role, "everywhere"))
		if role != "admin" {
			everybody = append(everybody, c.settle(role, "document"), c.settle(role, "project"))
		}
	}
	var work sync.WaitGroup
	var acked atomic.Int64
	stop := make(chan struct{})
	faults := make(chan error, soakClients)
	for i := range soakClients {
		s := &soaker{c: c, p: everybody[i%len(everybody)], acked: &acked}
		work.Go(func() {
			if err := s.work(i, stop); err != nil {
				faults <- fmt.Errorf("client %d, %s: %w", i, s.p.name, err)
			}
		})
	}
	began, early, late := time.Now(), uint64(0), uint64(0)
	for time.Since(began) < lasts {
		select {
		case err := <-faults:
			close(stop)
			t.Fatal(err)
		case <-time.After(lasts / 12):
		}
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		if early == 0 && time.Since(began) > lasts/3 {
			early = m.HeapAlloc
		}
		late = m.HeapAlloc
		t.Logf("%s: %d MiB in use, %d goroutines, %d changes stored", time.Since(began).Round(time.Second), m.HeapAlloc>>20, runtime.NumGoroutine(), acked.Load())
	}
	close(stop)
	work.Wait()
	close(faults)
	for err := range faults {
		t.Error(err)
	}
	// Histories grow with what is typed, some hundred bytes a change; nothing else may.
	if most := early + early/2 + 16<<20 + uint64(acked.Load())<<8; late > most {
		t.Errorf("memory grew from %d MiB to %d MiB", early>>20, late>>20)
	}
	c.verify()
}

// verify looks at everything that is stored.
func (c *castle) verify() {
	c.t.Helper()
	if found, err := c.st.Check(c.t.Context()); err != nil || len(found) > 0 {
		c.t.Error(found, err)
	}
	for _, doc := range []string{c.doc, c.other} {
		if found, err := audit.Document(c.t.Context(), c.st, doc); err != nil || len(found) > 0 {
			c.t.Error(found, err)
		}
	}
	if fault, acts, err := record.Verify(c.t.Context(), c.st); fault != "" || err != nil || acts == 0 {
		c.t.Error(fault, acts, err)
	}
}

// work is what one client does until it is told to stop.
func (s *soaker) work(number int, stop <-chan struct{}) error {
	dice := rand.New(rand.NewPCG(uint64(number), 7))
	for visit := 0; ; visit++ {
		url := "ws" + strings.TrimPrefix(s.c.http.URL, "http") + "/api/live"
		s.peer = peer.New(url, s.c.doc, fmt.Sprintf("soaker-%d-%d", number, visit))
		s.peer.Header = s.header()
		if err := s.stay(dice, stop); err != nil {
			return err
		}
		s.peer.Close()
		select {
		case <-stop:
			return nil
		default:
		}
	}
}

func (s *soaker) header() http.Header {
	h := s.c.header(s.p)
	h.Del("Content-Type")
	return h
}

// stay is one visit: it joins, does some things, and goes.
func (s *soaker) stay(dice *rand.Rand, stop <-chan struct{}) error {
	if err := s.peer.Dial(); err != nil {
		return err
	}
	gone := make(chan struct{})
	defer close(gone)
	s.heard = s.peer.Listen(gone)
	if err := s.until(time.Minute, s.peer.Loaded); err != nil {
		return fmt.Errorf("load the document: %w", err)
	}
	for range 20 + dice.IntN(40) {
		select {
		case <-stop:
			return nil
		default:
		}
		if err := s.act(dice); err != nil {
			return err
		}
		pause := time.Duration(500+dice.IntN(1500)) * time.Millisecond
		if err := s.until(pause, func() bool { return false }); err != nil && err != errTime {
			return err
		}
	}
	return nil
}

var errTime = errors.New("nothing came in time")

// until takes in what comes until done reports true.
func (s *soaker) until(within time.Duration, done func() bool) error {
	late := time.After(within)
	for !done() {
		select {
		case <-late:
			return errTime
		case data, open := <-s.heard:
			if !open {
				return fmt.Errorf("the connection is gone; bye: %+v", s.peer.Bye)
			}
			if err := s.peer.Take(data); err != nil {
				return err
			}
		}
	}
	return nil
}

// act does one thing that the role may, or may not: then it is refused for that.
func (s *soaker) act(dice *rand.Rand) error {
	p := s.peer
	u := p.Units[p.Order[dice.IntN(len(p.Order))]]
	seg := u[dice.IntN(3)][0]
	switch dice.IntN(6) {
	case 0, 1:
		shown := p.Shown(seg)
		if !wire.May(s.p.role, wire.RightEdit) || !p.Editable(seg) {
			return nil
		}
		length := change.Units(shown)
		set := change.Replace(length, length, length, " 字")
		if length > 200 {
			set = change.Replace(length, 4, length, "")
		}
		if err := p.Edit(seg, set); err != nil {
			return err
		}
		return s.answered(p.Flush())
	case 2:
		unit := p.Order[dice.IntN(len(p.Order))]
		a, b := p.Units[unit][align.En][0], p.Units[unit][align.Hans][0]
		m := wire.ClientMessage{T: "set", What: "approve", Unit: unit, Pair: "en:zh-Hans", Hashes: []string{align.ContentHash(p.Shown(a)), align.ContentHash(p.Shown(b))}}
		_, err := p.Send(m)
		return s.answered(err)
	}
	paths := []string{"/api/documents", "/api/projects", "/api/session", "/api/documents/" + s.c.doc + "/findings", "/api/documents/" + s.c.doc + "/export?format=tmx"}
	req, err := http.NewRequest("GET", s.c.http.URL+paths[dice.IntN(len(paths))], nil)
	if err != nil {
		return err
	}
	req.Header = s.header()
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", req.URL.Path, resp.Status)
	}
	return nil
}

// answered waits until nothing is unanswered; refusals are those that may be.
func (s *soaker) answered(err error) error {
	if err != nil {
		return err
	}
	before := len(s.peer.Acked)
	if err := s.until(time.Minute, func() bool { return s.peer.InFlight() == 0 }); err != nil {
		return fmt.Errorf("wait for an answer: %w", err)
	}
	s.acked.Add(int64(len(s.peer.Acked) - before))
	for id, no := range s.peer.Nacks {
		rights := no.Code == wire.CodeRights && !wire.May(s.p.role, wire.RightApprove)
		if !rights && no.Code != wire.CodeConflict && no.Code != wire.CodeStale {
			return fmt.Errorf("refused: %+v", no)
		}
		delete(s.peer.Nacks, id)
	}
	return nil
}
