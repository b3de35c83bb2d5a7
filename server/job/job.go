// Package job is work that takes seconds or minutes and that people wait for: lining up
// texts, comparing editions, writing out everything. Each piece waits for its turn, says
// how far it is, and can be called off by whoever asked for it.
//
// The guarantees: no more of it goes on at a time than there are places; whoever asks
// for much waits for themselves alone, since places go first to those who have the fewest
// pieces under way, and among those to who had their last turn longest ago; work that is called off, or
// whose asker is gone, ends by itself and gives its place back. Nothing of it is stored:
// what it leads to is in the database, or it is asked for again.
package job

import (
	"context"
	"errors"
	"math"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"

	"triptych/align/message"
	"triptych/server/fault"
	"triptych/server/store"
	"triptych/server/wire"
)

// The kinds of work.
const (
	Align   = "align"   // files to a proposal
	Realign = "realign" // a stretch of a document again
	Revise  = "revise"  // another edition of a version
	Export  = "export"  // of many documents
)

// waitMost is how many pieces of one person may wait or be under way: what waits
// keeps its files.
const waitMost = 8

// Asked is what somebody asks for.
type Asked struct {
	Kind string
	By   string // who: work of one waits for work of the same
	Doc  string // which document it is about; "" = none
}

// piece is one piece of work.
type piece struct {
	Asked
	id    string
	end   context.CancelCauseFunc
	turn  chan struct{} // closed when it may begin
	began bool
	done  atomic.Uint64 // bits of the share done
}

// Queue is all work that waits or is under way. Any goroutine may use it.
type Queue struct {
	mu     sync.Mutex
	places int
	all    []*piece // in the order in which they came
	turns  int
	last   map[string]int // whose pieces are here: the number of their last turn
	closed bool
}

// New makes a queue in which so many pieces go on at a time.
func New(places int) *Queue { return &Queue{places: places, last: map[string]int{}} }

// ErrCalledOff is told of work that was called off.
var ErrCalledOff error = &message.Error{Code: wire.CodeGone, Says: message.Of("job.called_off")}

// Do waits for a turn and does work. Its context ends when ctx does, when it is called
// off, or when the queue closes; work returns soon after that, and what Do returns says
// which it was. progress is told the share done.
func (q *Queue) Do(ctx context.Context, asked Asked, work func(ctx context.Context, progress func(float64)) error) error {
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	p := &piece{Asked: asked, id: store.NewID(), end: end, turn: make(chan struct{})}
	if err := q.add(p); err != nil {
		return err
	}
	defer q.remove(p)
	select {
	case <-p.turn:
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	err := work(ctx, func(done float64) { p.done.Store(math.Float64bits(done)) })
	if err != nil && errors.Is(err, ctx.Err()) {
		return context.Cause(ctx)
	}
	return err
}

func (q *Queue) add(p *piece) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return fault.ErrClosing
	}
	if n := q.count(func(o *piece) bool { return o.By == p.By }); n >= waitMost {
		return &message.Error{Code: wire.CodeRate, Says: message.Of("job.many", "most", strconv.Itoa(waitMost))}
	}
	q.all = append(q.all, p)
	q.start()
	return nil
}

func (q *Queue) remove(p *piece) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.all = slices.DeleteFunc(q.all, func(o *piece) bool { return o == p })
	if q.count(func(o *piece) bool { return o.By == p.By }) == 0 {
		delete(q.last, p.By)
	}
	q.start()
}

func (q *Queue) count(of func(*piece) bool) (n int) {
	for _, p := range q.all {
		if of(p) {
			n++
		}
	}
	return n
}

// start lets begin what there are places for.
func (q *Queue) start() {
	for q.count(func(p *piece) bool { return p.began }) < q.places {
		next := q.next()
		if next == nil {
			return
		}
		q.turns++
		next.began, q.last[next.By] = true, q.turns
		close(next.turn)
	}
}

// next is the piece whose turn it is; nil = none waits.
func (q *Queue) next() (next *piece) {
	fewest := math.MaxInt
	for _, p := range q.all {
		if p.began {
			continue
		}
		n := q.count(func(o *piece) bool { return o.began && o.By == p.By })
		if n < fewest || n == fewest && q.last[p.By] < q.last[next.By] {
			next, fewest = p, n
		}
	}
	return next
}

// Job is a piece of work as people see it.
type Job struct {
	ID   string  `json:"id"`
	Kind string  `json:"kind"`
	Done float64 `json:"done"`           // the share
	Wait int     `json:"wait,omitempty"` // how many are before it; 0 = it is under way
	// Of whoever lists them to fill in: what the document is called, whether it is of who
	// asks, and else whose it is.
	Title string `json:"title,omitempty"`
	Mine  bool   `json:"mine,omitempty"`
	Who   string `json:"who,omitempty"`
	By    string `json:"-"`
	Doc   string `json:"-"`
}

// List lists those that mine is true of, by who asked, in the order in which they came.
func (q *Queue) List(mine func(by string) bool) []Job {
	q.mu.Lock()
	defer q.mu.Unlock()
	out := []Job{}
	for i, p := range q.all {
		if !mine(p.By) {
			continue
		}
		j := Job{ID: p.id, Kind: p.Kind, By: p.By, Doc: p.Doc, Done: math.Float64frombits(p.done.Load())}
		if !p.began {
			j.Wait = max(1, i)
		}
		out = append(out, j)
	}
	return out
}

// CallOff ends one of those that mine is true of.
func (q *Queue) CallOff(id string, mine func(by string) bool) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, p := range q.all {
		if p.id == id && mine(p.By) {
			p.end(ErrCalledOff)
			return nil
		}
	}
	return &message.Error{Code: wire.CodeGone, Says: message.Of("job.gone")}
}

// Load is how many pieces wait, and how many are under way.
func (q *Queue) Load() (waiting, working int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	working = q.count(func(p *piece) bool { return p.began })
	return len(q.all) - working, working
}

// Close ends everything, and lets nothing begin any more. Whoever waits is told that the
// server stops.
func (q *Queue) Close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	for _, p := range q.all {
		p.end(fault.ErrClosing)
	}
}
