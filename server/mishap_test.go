package server_test

import (
	"bytes"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"triptych/align"
	"triptych/align/check"
	"triptych/server/wire"
)

// journal is a log that a test reads while others write.
type journal struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.Write(p)
}

func (j *journal) holds(s string) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return strings.Contains(j.b.String(), s)
}

// TestPanicInRoom: an error in the program while a message is carried out costs
// that message alone. The role of a request is asked for on the goroutine of
// the room as well, which is how the panic gets there.
func TestPanicInRoom(t *testing.T) {
	var armed atomic.Bool
	var told journal
	opt := fast
	opt.Log = slog.New(slog.NewTextHandler(&told, nil))
	opt.Role = func() string {
		if armed.Load() && bytes.Contains(debug.Stack(), []byte("live.(*room).")) && armed.CompareAndSwap(true, false) {
			panic("made by the test")
		}
		return "admin"
	}
	h := newHouse(t, opt, "One | 一 | 一", "Two | 二 | 二")
	a, b := h.peer("a"), h.peer("b")
	en := seg(a, align.En, 0)
	h.edit(b, en, 0, 0, "before ")
	h.idle(b)
	h.until(a, func() bool { return a.At == b.At })
	armed.Store(true) // the room asks what somebody may do
	n := h.send(a, wire.ClientMessage{T: "struct", Kind: "merge", Unit: a.Order[0], To: a.Order[1], Base: a.At})
	if n == nil || n.Code != "bad" || !strings.Contains(n.Why, "error in the program") {
		t.Fatalf("%+v", n)
	}
	armed.Store(true) // joining asks for it too: that connection ends, with a word
	c := h.raw("c")
	wait(c, "bye", func(b *wire.Bye) bool { return b.Code == "failed" && b.RetryAfter > 0 })
	h.edit(a, en, 0, 0, "and after ")
	h.idle(a)
	h.until(b, func() bool { return a.At == b.At })
	if got := b.Segs[en].Text; got != "and after before One" || !told.holds("made by the test") {
		t.Fatalf("%q", got)
	}
	h.verify()
}

// TestPanicInChecks: a check that fails costs the findings of its unit, which
// says so; the other units have theirs, and the list of documents is answered.
func TestPanicInChecks(t *testing.T) {
	all := check.All
	defer func() { check.All = all }()
	check.All = append(append([]check.Rule(nil), all...), check.Rule{ID: "test.panic", Version: 1, Find: func(c *check.Case) {
		if strings.Contains(c.Unit.Text[align.En], "explode") {
			panic("made by the test")
		}
	}})
	var told journal
	opt := fast
	opt.Log = slog.New(slog.NewTextHandler(&told, nil))
	h := newHouse(t, opt, "We explode | 我们 | 我們", "Two || 二")
	p := h.peer("p")
	has := func(unit int, id string) bool {
		for _, f := range p.Status[p.Order[unit]].Findings {
			if f.Check == id {
				return true
			}
		}
		return false
	}
	h.until(p, func() bool { return has(0, "unchecked") && has(1, "cmp.empty") })
	h.edit(p, seg(p, align.En, 0), 3, 10, "sing")
	h.until(p, func() bool { return !has(0, "unchecked") })
	h.edit(p, seg(p, align.En, 0), 3, 7, "explode")
	h.until(p, func() bool { return has(0, "unchecked") })
	p.Close()
	other := h.create("Not open", "They explode | 他们 | 他們")
	for _, path := range []string{"/api/documents", "/api/documents/" + other + "/findings"} {
		res, err := http.Get(h.http.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != http.StatusOK {
			t.Fatal(path, res.Status)
		}
	}
	if !told.holds("made by the test") {
		t.Fatal("nothing in the log")
	}
}
