package server_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"triptych/server/change"
	"triptych/server/peer"
	"triptych/server/wire"
)

// TestNetwork lets several people edit and rearrange one document over a
// network that loses connections, delays what is on the way, repeats messages
// and loses the server now and then, and then compares what everybody has with
// the database and with the replay of all revisions.
// TRIPTYCH_NETWORK_OPS sets the number of operations, which are made on one
// document after the other.
func TestNetwork(t *testing.T) {
	const each = 5000
	ops := 2 * each
	if n, err := strconv.Atoi(os.Getenv("TRIPTYCH_NETWORK_OPS")); err == nil {
		ops = n
	}
	seed := uint64(time.Now().UnixNano())
	t.Log("seed", seed)
	h := newHouse(t, fast, "x|x|x")
	acked := 0
	for round := 0; ops > 0 && !t.Failed(); ops, round = ops-each, round+1 {
		h.doc = h.create("N", "The quick brown fox | 快狐狸。跳 | 快狐狸", "jumps / over | 跳过 / 了 | 跳過", "the lazy dog | | 懶狗")
		acked += editTogether(t, h, int64(min(ops, each)), seed+uint64(round))
	}
	t.Logf("%d operations acknowledged in all", acked)
}

func editTogether(t *testing.T, h *house, ops int64, seed uint64) (acked int) {
	n := &network{h: h, left: ops}
	n.url.Store(h.url())
	people := make([]*person, 8)
	var all sync.WaitGroup
	for i := range people {
		p := &person{Peer: peer.New("", h.doc, "p"+strconv.Itoa(i)), n: n, rnd: rand.New(rand.NewPCG(seed, uint64(i))), inserted: map[string]string{}}
		p.last = i == 0 // one never loses the connection by itself
		people[i] = p
		all.Go(p.run)
	}
	done := make(chan struct{})
	go func() { all.Wait(); close(done) }()
	n.restarts(rand.New(rand.NewPCG(seed, 99)), done)
	return checkPeople(t, h, people)
}

// network is what the people of a test share.
type network struct {
	h    *house
	left int64 // operations still to be made
	url  atomic.Value
	down sync.RWMutex // held while the server is away
}

// restarts stops the server and starts it again until done.
func (n *network) restarts(rnd *rand.Rand, done <-chan struct{}) {
	for {
		select {
		case <-done:
			return
		case <-time.After(time.Duration(300+rnd.IntN(900)) * time.Millisecond):
		}
		n.down.Lock()
		n.h.close()
		n.h.open()
		n.url.Store(n.h.url())
		n.down.Unlock()
	}
}

// person is one of the people.
type person struct {
	*peer.Peer
	n        *network
	rnd      *rand.Rand
	last     bool
	inserted map[string]string // by message
	err      error
}

// chance is true once in n times.
func (p *person) chance(n int) bool { return p.rnd.IntN(n) == 0 }

func (p *person) run() {
	end := make(chan struct{})
	defer close(end)
	var batches <-chan []byte
	giveUp := time.After(5 * time.Minute)
	for {
		over := atomic.LoadInt64(&p.n.left) <= 0
		if over && p.Connected() && p.Loaded() && p.InFlight() == 0 && p.quiet() {
			return
		}
		if batches == nil {
			p.n.down.RLock()
			p.URL = p.n.url.Load().(string)
			err := p.Dial()
			p.n.down.RUnlock()
			if err != nil {
				time.Sleep(5 * time.Millisecond)
				continue
			}
			batches = p.Listen(end)
		}
		select {
		case data, ok := <-batches:
			if !ok || !p.last && p.chance(400) {
				p.Close() // with whatever was on the way
				batches = nil
				break
			}
			if p.chance(20) {
				time.Sleep(time.Duration(p.rnd.IntN(3000)) * time.Microsecond)
			}
			if p.err = p.Take(data); p.err != nil {
				return
			}
		case <-giveUp:
			p.err = errors.New("five minutes, and not at an end")
			return
		case <-time.After(time.Duration(p.rnd.IntN(400)) * time.Microsecond):
		}
		if p.Loaded() && p.err == nil {
			p.act(over)
		}
	}
}

// quiet sends what is left, and reports whether that was nothing.
func (p *person) quiet() bool {
	_ = p.Flush()
	return p.InFlight() == 0
}

// act makes one change, or sends, or sends again.
func (p *person) act(over bool) {
	if !over && p.InFlight() < 20 {
		switch k := p.rnd.IntN(100); {
		case k < 60:
			p.edit()
		case k < 62:
			p.step()
		}
	}
	if over || p.chance(3) {
		p.flush()
	}
	if p.chance(50) {
		_ = p.Resend(fmt.Sprintf("%s-%d", p.Client, 1+p.rnd.IntN(1+len(p.Acked)+p.InFlight())))
	}
}

// flush notes what is inserted by the messages that go out.
func (p *person) flush() {
	_ = p.Flush()
	for id, ops := range p.Sent() {
		if _, known := p.inserted[id]; !known {
			p.inserted[id] = ops.Inserted()
		}
	}
}

func (p *person) edit() {
	segs := segments(p.Peer)
	id := segs[p.rnd.IntN(len(segs))]
	if !p.Editable(id) {
		return
	}
	text := []rune(p.Shown(id))
	from := p.rnd.IntN(len(text) + 1)
	to := from
	if len(text) > 30 || p.chance(3) {
		to = min(len(text), from+p.rnd.IntN(5))
	}
	insert := []string{"", "a", "bc ", "中", "文字", "😀", "𠮷", "\n"}[p.rnd.IntN(8)]
	u := func(n int) int { return change.Units(string(text[:n])) }
	if from == to && insert == "" {
		return
	}
	if p.Edit(id, change.Replace(u(len(text)), u(from), u(to), insert)) == nil {
		atomic.AddInt64(&p.n.left, -1)
	}
}

func (p *person) step() {
	segs := segments(p.Peer)
	id := segs[p.rnd.IntN(len(segs))]
	unit := p.Order[p.rnd.IntN(len(p.Order))]
	m := wire.ClientMessage{T: "struct", Base: p.At}
	switch p.rnd.IntN(5) {
	case 0:
		runes := []rune(p.Segs[id].Text)
		m.Kind, m.Seg, m.At = "split", id, change.Units(string(runes[:p.rnd.IntN(len(runes)+1)]))
	case 1:
		m.Kind, m.Seg = "merge", id
	case 2:
		m.Kind, m.Unit, m.Side, m.Dir = "shift", unit, []string{"en", "zh-Hans", "zh-Hant"}[p.rnd.IntN(3)], 1-2*p.rnd.IntN(2)
	case 3:
		m.Kind, m.Seg, m.To = "move", id, unit
	default:
		m.Kind = "undo"
	}
	if _, err := p.Send(m); err == nil {
		atomic.AddInt64(&p.n.left, -1)
	}
}

// checkPeople holds the invariants of the protocol against the database and
// returns how many messages were acknowledged.
func checkPeople(t *testing.T, h *house, people []*person) (acked int) {
	h.verify() // gap-free sequence and revisions, replay and inversion, valid UTF-8
	events, err := h.st.Events(context.Background(), h.doc, 0, 1<<30)
	if err != nil {
		t.Fatal(err)
	}
	rows, stored, steps := map[string]int{}, map[string]string{}, 0
	for _, ev := range events {
		id, _, further := strings.Cut(ev.Msg, "\n")
		if !further {
			rows[id]++
		}
		if ev.Kind == "struct" {
			steps++
			continue
		}
		if ev.Ops != "" {
			ops, err := change.Parse([]byte(ev.Ops))
			if err != nil {
				t.Fatal(err)
			}
			stored[id] += ops.Inserted()
		}
	}
	fresh := h.peer("fresh")
	refused := map[string]int{}
	for _, p := range people {
		if p.err != nil {
			t.Errorf("%s: %v", p.Client, p.err)
			continue
		}
		p.Close()
		p.URL = h.url()
		if err := p.Dial(); err != nil {
			t.Fatal(err)
		}
		h.until(p.Peer, func() bool { return p.Loaded() && p.At >= fresh.At })
		if a, b := layout(p.Peer), layout(fresh); a != b {
			t.Errorf("%s has\n%s\nthe database\n%s", p.Client, a, b)
		}
		for _, id := range p.Acked {
			acked++
			if rows[id] != 1 {
				t.Errorf("%s: acknowledged, and in %d rows", id, rows[id])
			}
			if want, ok := p.inserted[id]; ok && stored[id] != want {
				t.Errorf("%s: %q was typed, %q stored", id, want, stored[id])
			}
		}
		for id, n := range p.Nacks {
			refused[n.Code]++
			if n.Code == "bad" && n.Keep || n.Code == "gone" || n.Code == "failed" {
				t.Errorf("%s: %+v", id, n)
			}
		}
	}
	t.Logf("%d messages acknowledged, %d events, %d structural; refused: %v", acked, len(events), steps, refused)
	return acked
}
