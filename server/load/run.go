package load

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

// Result is what a run measured. Last is the time from when an edit was due to
// when the last client had it; Ack until its author had the acknowledgement.
type Result struct {
	Edits   int
	Seconds float64
	Ack     Quantiles
	Last    Quantiles
}

// Quantiles of a set of times.
type Quantiles struct{ P50, P95, P99, Max time.Duration }

func (q Quantiles) String() string {
	ms := func(d time.Duration) string { return fmt.Sprintf("%.1f", float64(d)/1e6) }
	return fmt.Sprintf("p50 %s  p95 %s  p99 %s  max %s ms", ms(q.P50), ms(q.P95), ms(q.P99), ms(q.Max))
}

func quantiles(times []time.Duration) Quantiles {
	if len(times) == 0 {
		return Quantiles{}
	}
	slices.Sort(times)
	at := func(q float64) time.Duration { return times[min(len(times)-1, int(q*float64(len(times))))] }
	return Quantiles{at(.5), at(.95), at(.99), times[len(times)-1]}
}

// Run lets the authors write for the duration and waits until everybody has
// everything.
func (s *Swarm) Run(ctx context.Context, rate float64, duration time.Duration) (*Result, error) {
	for d, t := range s.tracks {
		t.start(s.head(d))
	}
	began := time.Now()
	stop := began.Add(duration)
	var authors sync.WaitGroup
	var edits atomic.Int64
	for i, c := range s.clients {
		if c.seg == nil {
			continue
		}
		authors.Go(func() {
			wait := time.Duration(0)
			if rate > 0 { // spread the authors over one period
				wait = time.Duration(float64(time.Second) / rate * float64(i) / float64(s.opt.Authors))
			}
			c.failed = c.write(ctx, began.Add(wait), stop, rate)
			edits.Add(int64(len(c.acked)))
		})
	}
	authors.Wait()
	seconds := time.Since(began).Seconds()
	result := &Result{Edits: int(edits.Load()), Seconds: seconds}
	if err := s.settle(); err != nil {
		return result, err
	}
	return result, s.collect(result)
}

// collect gathers the times of all clients, and fails when an author did or an
// event did not reach everybody.
func (s *Swarm) collect(result *Result) error {
	var acks, lasts []time.Duration
	for _, c := range s.clients {
		if c.failed != nil {
			return fmt.Errorf("%s: %w", c.name, c.failed)
		}
		acks = append(acks, c.acked...)
		c.acked = nil
	}
	for d, t := range s.tracks {
		people := int32(0)
		for _, c := range s.clients {
			if c.doc == d {
				people++
			}
		}
		for i := range t.sent {
			if sent := t.sent[i].Load(); sent > 0 {
				if n := t.count[i].Load(); n != people {
					return fmt.Errorf("event %d reached %d of %d clients", t.first+int64(i), n, people)
				}
				lasts = append(lasts, time.Duration(t.received[i].Load()-sent))
			}
		}
	}
	result.Ack, result.Last = quantiles(acks), quantiles(lasts)
	return nil
}

// write is an author: every edit is due at its time whether or not the one
// before was acknowledged by then, so that a server that falls behind is seen
// to. One edit is in flight at a time.
func (c *client) write(ctx context.Context, start, stop time.Time, rate float64) error {
	due := start
	for n := 1; ; n++ {
		if rate == 0 {
			due = time.Now()
		}
		if due.After(stop) || ctx.Err() != nil {
			return ctx.Err()
		}
		time.Sleep(time.Until(due))
		c.serial++
		frame := c.frame()
		if err := c.ws.WriteMessage(websocket.TextMessage, frame); err != nil {
			return err
		}
		select {
		case a := <-c.acks:
			c.acked = append(c.acked, a.at.Sub(due))
			if i := a.seq - c.track.first; i >= 0 && i < trackMost {
				c.track.sent[i].Store(int64(due.Sub(c.track.began)))
			}
			c.seg.Rev++
		case <-c.ended:
			return c.err
		case <-time.After(30 * time.Second):
			return fmt.Errorf("no acknowledgement within 30 s")
		}
		due = start.Add(time.Duration(float64(n) * float64(time.Second) / max(rate, 1e-9)))
	}
}

// frame is the next edit: people type a word and now and then take it back.
func (c *client) frame() []byte {
	const word = "word "
	ops := fmt.Sprintf(`[[0,%q],%d]`, word, c.seg.Units)
	if c.seg.Units > 2000 {
		ops = fmt.Sprintf(`[[1000],%d]`, c.seg.Units-1000)
		c.seg.Units -= 1000
	} else {
		c.seg.Units += len(word)
	}
	return fmt.Appendf(nil, `{"t":"op","id":"%s-%d","seg":%q,"base":%d,"ops":%s}`, c.name, c.serial, c.seg.ID, c.seg.Rev, ops)
}

// head is the newest event that any client of a document has.
func (s *Swarm) head(doc int) int64 {
	head := int64(0)
	for _, c := range s.clients {
		if c.doc == doc {
			head = max(head, c.at.Load())
		}
	}
	return head
}

// settle waits until every client has what any client of its document has.
func (s *Swarm) settle() error {
	deadline := time.Now().Add(30 * time.Second)
	heads := make([]int64, len(s.tracks))
	for d := range heads {
		heads[d] = s.head(d)
	}
	for _, c := range s.clients {
		for c.at.Load() < heads[c.doc] {
			select {
			case <-c.ended:
				return fmt.Errorf("%s: %w", c.name, c.err)
			default:
			}
			if time.Now().After(deadline) {
				return fmt.Errorf("%s has %d of %d events after 30 s", c.name, c.at.Load(), heads[c.doc])
			}
			time.Sleep(time.Millisecond)
		}
	}
	return nil
}

// Agree ends all connections and returns an error unless all clients of each
// document received the same events.
func (s *Swarm) Agree() error {
	s.Close()
	for d := range s.tracks {
		agreed := map[int64]uint64{}
		for _, c := range s.clients {
			if c.doc != d {
				continue
			}
			for i, h := range c.hashes {
				seq := c.first + int64(i)
				if h == 0 {
					continue
				}
				if known, ok := agreed[seq]; ok && known != h {
					return fmt.Errorf("%s has another event %d than others", c.name, seq)
				}
				agreed[seq] = h
			}
		}
	}
	return nil
}

// Frames returns everything that the observer of a document received, once the
// connections have ended.
func (s *Swarm) Frames(doc int) [][]byte { return s.observers[doc].frames }

// Reconnect drops every connection at once, connects again, and returns how
// long it took until everybody had everything.
func (s *Swarm) Reconnect(ctx context.Context, epoch string) (time.Duration, error) {
	for _, c := range s.clients {
		c.ws.Close()
	}
	for _, c := range s.clients {
		<-c.ended
		c.err = nil
	}
	opt := s.opt
	opt.epoch = epoch
	began := time.Now()
	err := s.each(len(s.clients), func(c *client) error {
		since := c.at.Load()
		c.head = 0
		return c.connect(ctx, opt, &since)
	})
	if err == nil {
		err = s.settle()
	}
	return time.Since(began), err
}
